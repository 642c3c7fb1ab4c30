import { WifiOff } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { useNow } from '../wire/clock.ts'
import { liveState, watchLive } from '../wire/live.ts'
import { t } from '../words/t.ts'
import { span } from '../words/times.ts'

export const useLive = () => useSyncExternalStore(watchLive, liveState)

/** Only there while nothing is heard: what is shown may be out of date, and says since when. */
export function LiveBar() {
  const { up } = useLive()
  return <div className="md:col-span-2">{!up && <Down />}</div>
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
