import type { CampaignNews } from '../flows/campaign-store.ts'
import type { Clock } from '../flows/world.ts'

const PACE_MS = 1000

/** A campaign moves on several times a second: each is told of at once, and then no more than once a second. */
export function atAPace(clock: Pick<Clock, 'after'>, tell: (news: CampaignNews) => void): (news: CampaignNews) => void {
  /** What has come since the last was told. */
  const since = new Map<string, CampaignNews | undefined>()
  return function hear(news) {
    const { campaign } = news
    if (since.has(campaign)) return void since.set(campaign, news)
    since.set(campaign, undefined)
    tell(news)
    clock.after(PACE_MS, () => {
      const last = since.get(campaign)
      since.delete(campaign)
      if (last) hear(last)
    })
  }
}
