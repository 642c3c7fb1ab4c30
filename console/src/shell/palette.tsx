import { useQuery } from '@tanstack/react-query'
import { Search } from 'lucide-react'
import { type KeyboardEvent, useDeferredValue, useId, useMemo, useState } from 'react'
import type { ConversationPage, DeskHome } from '../../../src/http/wire.ts'
import { Face, OwnerMark } from '../parts/marks.tsx'
import { Modal } from '../parts/modal.tsx'
import { get, query } from '../wire/ask.ts'
import { nameOf } from '../words/names.ts'
import { t } from '../words/t.ts'
import { COMMANDS, type CommandId, useCommands } from './commands.ts'
import { shown } from './keys.ts'
import { useGo } from './place.ts'

type Found =
  | { readonly kind: 'command'; readonly id: CommandId; readonly run: () => void }
  | { readonly kind: 'conversation'; readonly row: ConversationPage['conversations'][number] }

const MOST = 8
/** They open or close this very list, or make no sense while it floats. */
const NOT_HERE: readonly CommandId[] = ['palette', 'next', 'previous', 'open', 'cursorUp', 'cursorDown']

/** One field for everything: what can be done now, and whom to go to. */
export default function Palette({ home, onClose }: { readonly home: DeskHome; readonly onClose: () => void }) {
  const [text, setText] = useState('')
  const [cursor, move] = useState(0)
  const list = useId()
  const { go } = useGo()
  const commands = useCommands()
  const sought = useDeferredValue(text.trim())
  const { data: people = [] } = useQuery({
    queryKey: ['palette', sought],
    enabled: sought.length > 1,
    queryFn: async ({ signal }) =>
      (await get<ConversationPage>(`/api/conversations${query({ view: 'all', q: sought, most: MOST })}`, signal))
        .conversations,
  })
  const found = useMemo<readonly Found[]>(() => {
    const known = new Set<CommandId>(NOT_HERE)
    const acts = commands.flatMap(({ id, run }): Found[] => {
      if (known.has(id) || !fits(t(COMMANDS[id].word), text)) return []
      known.add(id)
      return [{ kind: 'command', id, run }]
    })
    const rows = text.trim() === '' ? [] : people.map((row): Found => ({ kind: 'conversation', row }))
    return [...rows, ...acts]
  }, [commands, people, text])
  const at = Math.min(cursor, found.length - 1)

  const choose = (one: Found | undefined) => {
    if (!one) return
    onClose()
    if (one.kind === 'conversation') go({ view: 'all', conversation: one.row.id })
    // What it opens takes the focus: this list has to have given it back.
    else setTimeout(one.run)
  }
  const onKey = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 }
    const step = steps[event.key]
    if (step) {
      event.preventDefault()
      const next = (at + step + found.length) % Math.max(found.length, 1)
      move(next)
      document.getElementById(`${list}-${next}`)?.scrollIntoView({ block: 'nearest' })
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      choose(found[at])
    }
  }
  return (
    <Modal
      onClose={onClose}
      labelledBy={`${list}-name`}
      className="inset-x-3 top-[10vh] mx-auto flex max-h-[70vh] max-w-140 flex-col overflow-hidden rounded-lg bg-raised shadow-raised"
    >
      <h2 id={`${list}-name`} className="sr-only">
        {t('command.palette')}
      </h2>
      <label className="flex items-center gap-3 border-b border-line px-4">
        <Search aria-hidden className="size-4 shrink-0 text-quiet" />
        <span className="sr-only">{t('palette.what')}</span>
        <input
          dir="auto"
          role="combobox"
          aria-expanded="true"
          aria-controls={list}
          aria-activedescendant={found[at] ? `${list}-${at}` : undefined}
          autoComplete="off"
          value={text}
          placeholder={t('palette.what')}
          onChange={({ target }) => {
            setText(target.value)
            move(0)
          }}
          onKeyDown={onKey}
          className="h-12 w-full bg-transparent text-lead outline-none"
        />
      </label>
      <div id={list} role="listbox" aria-label={t('palette.found')} className="scrolls min-h-0 p-1.5">
        {found.map((one, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
          <div
            key={one.kind === 'command' ? one.id : one.row.id}
            id={`${list}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onPointerMove={() => move(index)}
            onClick={() => choose(one)}
            className="flex min-h-9 cursor-pointer items-center gap-3 rounded-md px-2.5 aria-selected:bg-accent-soft pointer-coarse:min-h-11"
          >
            {one.kind === 'command' ? (
              <>
                {t(COMMANDS[one.id].word)}
                <kbd className="ms-auto font-sans text-small text-quiet">{shown(one.id)}</kbd>
              </>
            ) : (
              <Person home={home} row={one.row} />
            )}
          </div>
        ))}
        {found.length === 0 && <p className="p-4 text-center text-quiet">{t('palette.nothing')}</p>}
      </div>
    </Modal>
  )
}

function Person({ home, row }: { readonly home: DeskHome; readonly row: ConversationPage['conversations'][number] }) {
  return (
    <>
      <Face name={row.customer.name} id={row.customer.id} size="sm" />
      <span className="min-w-0 py-1">
        <bdi className="block truncate font-medium">{nameOf(row.customer)}</bdi>
        <span dir="auto" className="block truncate text-small text-quiet">
          {row.lastMessage?.text}
        </span>
      </span>
      <span className="ms-auto">
        <OwnerMark owner={row.owner} name={row.teammate?.name} isMe={row.teammate?.id === home.actor.id} />
      </span>
    </>
  )
}

/** All letters of what was typed, in their order: `gw` finds "Go to Waiting". */
function fits(name: string, text: string): boolean {
  let from = 0
  const letters = name.toLowerCase()
  for (const letter of text.toLowerCase().replaceAll(/\s/g, '')) {
    const found = letters.indexOf(letter, from)
    if (found === -1) return false
    from = found + 1
  }
  return true
}
