import { Lock, Reply } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import type { DraftMode } from '../../../src/http/wire.ts'
import { shown } from '../shell/keys.ts'
import { t } from '../words/t.ts'

const MODES = [
  { mode: 'reply', Icon: Reply },
  { mode: 'note', Icon: Lock },
] as const satisfies readonly { mode: DraftMode; Icon: unknown }[]

/** To the customer, or to colleagues: one of two, always in sight. */
export function Modes({
  mode,
  begun,
  onMode,
}: {
  readonly mode: DraftMode
  /** Where words are waiting. */
  readonly begun: Readonly<Record<DraftMode, boolean>>
  readonly onMode: (mode: DraftMode, focus: boolean) => void
}) {
  const other = mode === 'reply' ? 'note' : 'reply'
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    event.preventDefault()
    onMode(other, false)
    document.getElementById(`composer-${other}`)?.focus()
  }
  return (
    <div role="tablist" aria-label={t('composer.modes')} onKeyDown={onKeyDown} className="flex gap-0.5">
      {MODES.map(({ mode: one, Icon }) => (
        <button
          key={one}
          id={`composer-${one}`}
          type="button"
          role="tab"
          aria-selected={one === mode}
          aria-controls="composer-panel"
          tabIndex={one === mode ? 0 : -1}
          data-tip={`${t(`composer.mode.${one}`)}  ${shown(one)}`}
          data-tip-side="above"
          onClick={() => onMode(one, true)}
          className="flex h-8 items-center gap-1.5 rounded-md px-2.5 max-sm:gap-1 max-sm:px-2 font-medium text-quiet hover:bg-hover hover:text-ink aria-selected:bg-pressed aria-selected:text-ink pointer-coarse:h-11 data-[note]:aria-selected:text-note-ink"
          data-note={one === 'note' ? '' : undefined}
        >
          <Icon aria-hidden className="mirrored size-4 shrink-0" />
          {t(`composer.mode.${one}`)}
          {begun[one] && one !== mode && (
            <>
              <span aria-hidden className="size-1.5 rounded-full bg-accent" />
              <span className="sr-only">{t('composer.begun')}</span>
            </>
          )}
        </button>
      ))}
    </div>
  )
}
