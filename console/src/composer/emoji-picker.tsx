import { type KeyboardEvent, useRef, useState } from 'react'
import { t } from '../words/t.ts'
import { EMOJI } from './emoji.ts'
import { Floating } from './floating.tsx'

const COLUMNS = 8

/** Few enough to be seen at once; letters find the rest of the way. */
export default function EmojiPicker({
  onChoose,
  onClose,
}: {
  readonly onChoose: (emoji: string) => void
  readonly onClose: () => void
}) {
  const [wanted, setWanted] = useState('')
  const grid = useRef<HTMLDivElement>(null)
  const found = EMOJI.filter(([, words]) => words.includes(wanted.trim().toLowerCase()))

  function step(event: KeyboardEvent) {
    const buttons = [...(grid.current?.querySelectorAll('button') ?? [])]
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
    const forward = document.documentElement.dir === 'rtl' ? -1 : 1
    const by = { ArrowRight: forward, ArrowLeft: -forward, ArrowDown: at < 0 ? 1 : COLUMNS, ArrowUp: -COLUMNS }[
      event.key
    ]
    // In the field the arrows to the sides move the caret.
    if (by === undefined || (at < 0 && event.key !== 'ArrowDown')) return
    event.preventDefault()
    const next = buttons[at + by]
    if (next) next.focus()
    else if (by < 0) grid.current?.parentElement?.querySelector('input')?.focus()
  }

  return (
    <Floating
      label={t('composer.emoji')}
      onClose={onClose}
      onKey={step}
      className="start-0 w-76 p-2 max-md:fixed max-md:inset-x-2 max-md:bottom-2 max-md:w-auto"
    >
      <input
        // biome-ignore lint/a11y/noAutofocus: it was just asked for, and is the way in for whoever comes by keyboard.
        autoFocus
        type="search"
        aria-label={t('composer.emojiSearch')}
        placeholder={t('composer.emojiSearch')}
        value={wanted}
        onChange={(event) => setWanted(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          const first = found[0]
          if (first) onChoose(first[0])
        }}
        className="mb-1.5 h-9 w-full rounded-md bg-sunken px-2.5 focus:outline-2 focus:outline-accent pointer-coarse:h-11"
      />
      <div ref={grid} className="scrolls grid max-h-56 grid-cols-8 gap-0.5 p-0.5">
        {found.map(([emoji, words]) => (
          <button
            key={emoji}
            type="button"
            aria-label={words}
            onClick={() => onChoose(emoji)}
            className="grid aspect-square place-items-center rounded-md text-title hover:bg-hover focus-visible:-outline-offset-2"
          >
            {emoji}
          </button>
        ))}
      </div>
      {found.length === 0 && <p className="py-4 text-center text-quiet">{t('composer.emojiNone')}</p>}
    </Floating>
  )
}
