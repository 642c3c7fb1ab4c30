import { Clock } from 'lucide-react'
import type { ConversationRow, WindowState } from '../../../src/http/wire.ts'
import { useNow } from '../wire/clock.ts'
import { t } from '../words/t.ts'
import { clockTime, span } from '../words/times.ts'

/** How long WhatsApp still takes words of one's own. */
export function WindowClock({ window, row }: { readonly window: WindowState; readonly row: ConversationRow }) {
  const now = useNow()
  const { closesAt } = row.window
  const isShort = window !== 'open'
  const words = window === 'closed' ? t('composer.windowClosed') : t('composer.window', { left: span(closesAt - now) })
  return (
    <span
      data-window={window}
      data-tip={
        window === 'closed' ? t('composer.windowClosedTip') : t('composer.windowTip', { at: clockTime(closesAt) })
      }
      data-tip-side="above start"
      className={`figures inline-flex h-6 shrink-0 items-center gap-1 rounded-sm px-1.5 text-small ${isShort ? 'bg-wait-soft font-medium text-wait' : 'text-quiet'}`}
    >
      <Clock aria-hidden className="size-3.5" />
      {words}
    </span>
  )
}
