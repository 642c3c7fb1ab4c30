import { type KeyboardEvent, useState } from 'react'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { t, type Word } from '../words/t.ts'
import { COMMANDS, type CommandId } from './commands.ts'
import { areLettersOff, inWords, keysOf, readShortcut, resetKeys, setKeys, setLettersOff, takenBy } from './keys.ts'

const GROUPS: readonly { readonly word: Word; readonly ids: readonly CommandId[] }[] = [
  {
    word: 'help.moving',
    ids: [
      'next',
      'previous',
      'open',
      'search',
      'waiting',
      'mine',
      'team',
      'agent',
      'all',
      'campaigns',
      'palette',
      'duty',
      'away',
    ],
  },
  { word: 'help.conversation', ids: ['take', 'release', 'assign', 'undo', 'unread', 'customer'] },
  { word: 'help.writing', ids: ['reply', 'note', 'draft', 'template'] },
  { word: 'help.message', ids: ['cursorUp', 'cursorDown', 'quote', 'react', 'copy', 'why'] },
]

/** Every key, each of which may be another one. */
export default function Help({ onClose }: { readonly onClose: () => void }) {
  const [, again] = useState(0)
  const [listening, listen] = useState<CommandId>()
  const [fault, say] = useState('')
  const renew = () => again((count) => count + 1)

  function hear(event: KeyboardEvent, id: CommandId) {
    if (listening !== id || event.key === 'Tab') return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') return listen(undefined)
    const keys = readShortcut(event.nativeEvent)
    if (!keys) return
    const other = takenBy(id, keys)
    if (other) return say(t('help.taken', { keys: inWords(keys), command: t(COMMANDS[other].word) }))
    setKeys(id, keys)
    say('')
    listen(undefined)
  }

  return (
    <Dialog open onClose={onClose} title={t('command.help')} kind="wide">
      <p className="text-quiet">{t('help.how')}</p>
      <p role="alert" className="min-h-5 text-danger">
        {fault}
      </p>
      <div className="grid gap-x-10 gap-y-6 sm:grid-cols-2">
        {GROUPS.map(({ word, ids }) => (
          <section key={word}>
            <h3 className="mb-1 font-semibold">{t(word)}</h3>
            <ul>
              {ids.map((id) => (
                <li key={id} className="flex min-h-9 items-center gap-3 border-b border-line/60">
                  <span className="min-w-0">{t(COMMANDS[id].word)}</span>
                  <button
                    type="button"
                    aria-label={t('help.change', { command: t(COMMANDS[id].word), keys: inWords(keysOf(id)) || '–' })}
                    aria-pressed={listening === id}
                    onClick={() => listen(listening === id ? undefined : id)}
                    onKeyDown={(event) => hear(event, id)}
                    onBlur={() => listen(undefined)}
                    className="ms-auto min-h-6 min-w-8 shrink-0 rounded-sm bg-sunken px-2 text-small font-medium ring-1 ring-line ring-inset hover:bg-hover aria-pressed:bg-accent-soft aria-pressed:text-accent pointer-coarse:min-h-11"
                  >
                    {listening === id ? t('help.press') : inWords(keysOf(id)) || '–'}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
      <div className="mt-6 flex flex-wrap items-center justify-between gap-4">
        <label className="flex cursor-pointer items-center gap-2">
          <input
            type="checkbox"
            className="size-4"
            checked={areLettersOff()}
            onChange={({ target }) => {
              setLettersOff(target.checked)
              renew()
            }}
          />
          {t('help.lettersOff')}
        </label>
        <Button
          onClick={() => {
            resetKeys()
            say('')
            renew()
          }}
        >
          {t('help.reset')}
        </Button>
      </div>
    </Dialog>
  )
}
