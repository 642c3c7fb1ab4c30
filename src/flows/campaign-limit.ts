import type { Line } from '../domain/line.ts'
import type { World } from './world.ts'

/** Meta raises and lowers it by itself; its webhooks tell, and may be lost. */
const ASK_EVERY_MS = 24 * 60 * 60_000
const ASK_AGAIN_MS = 10 * 60_000

/** Asks Meta for the limit of the business, when a campaign begins and once a day. */
export type AskLimit = (line: Line, options: { begins: boolean }) => Promise<void>

type Needs = Pick<World, 'clock' | 'log' | 'store' | 'whatsapp'>

export function createAskLimit(world: Needs): AskLimit {
  /** A campaign that begins asks anew, but not each of its first steps. */
  const asked = new Map<string, { at: number; heard: boolean }>()
  return async (line, { begins }) => {
    const { business } = line
    const now = world.clock.now()
    const last = asked.get(business)
    if (last && now < last.at + (last.heard && !begins ? ASK_EVERY_MS : ASK_AGAIN_MS)) return
    asked.set(business, { at: now, heard: false })
    asked.set(business, { at: now, heard: await askMessagingLimit(world, line) })
  }
}

/** Says whether Meta has told it. */
export async function askMessagingLimit({ clock, log, store, whatsapp }: Needs, line: Line): Promise<boolean> {
  const { business, name } = line
  const answer = await whatsapp.messagingLimit(line)
  if (answer.kind === 'limit')
    await store.keepMessagingLimit({ business, source: 'graph', most: answer.most, now: clock.now() })
  else log.warn('messaging-limit-unknown', { line: name, because: answer.because, reason: answer.reason })
  return answer.kind === 'limit'
}
