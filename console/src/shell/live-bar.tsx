import { MessageSquareWarning, WifiOff } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import type { DeskHome } from '../../../src/http/wire.ts'
import { useNow } from '../wire/clock.ts'
import { liveState, watchLive } from '../wire/live.ts'
import { t } from '../words/t.ts'
import { span } from '../words/times.ts'

export const useLive = () => useSyncExternalStore(watchLive, liveState)

/** Only there while nothing is heard: what is shown may be out of date, and says since when. */
export function LiveBar({ home }: { readonly home: DeskHome }) {
  const { up } = useLive()
  const late = home.slack?.since
  return (
    <div className="md:col-span-2">
      {!up && <Down />}
      {up && late !== undefined && <SlackLate since={late} />}
    </div>
  )
}

/** Whoever works there hears of nothing now. */
function SlackLate({ since }: { readonly since: number }) {
  const now = useNow()
  return (
    <p role="status" className="flex items-center justify-center gap-2 bg-wait-soft px-4 py-1.5 font-medium text-wait">
      <MessageSquareWarning aria-hidden className="size-4 shrink-0" />
      <span className="figures">{t('live.slack', { since: span(now - since) })}</span>
    </p>
  )
}

function Down() {
  const { heardAt } = useLive()
  useNow()
  return (
    <p role="status" className="flex items-center justify-center gap-2 bg-wait-soft px-4 py-1.5 font-medium text-wait">
      <WifiOff aria-hidden className="size-4 shrink-0" />
      <span className="figures">{t('live.down', { since: span(Date.now() - heardAt) })}</span>
    </p>
  )
}
