import type { Line } from '../domain/line.ts'
import { WINDOW_MS } from '../domain/window.ts'
import { warningWords } from '../domain/window-warning.ts'
import type { Alerting, TendedHandoff } from './baton.ts'
import type { Work } from './store.ts'
import type { World } from './world.ts'

export interface WindowWarning extends Pick<Alerting, 'work' | 'handoff' | 'post' | 'now'> {
  /** When the customer had written last: where they have written since, this window is another. */
  readonly lastInboundAt: number
}

type Needs = Pick<World, 'store' | 'ids' | 'clock' | 'log'> & {
  readonly wake: (dueAt: number) => void
  readonly linkTo: (conversation: string) => string | undefined
}

/** Tells people, at the place where handoffs are told, that the window closes on somebody who waits for them. */
export async function warnWindow(world: Needs, work: Work, handoff: TendedHandoff, line: Line): Promise<boolean> {
  const { store, ids, clock, log, wake, linkTo } = world
  const { id, conversation, lastInboundAt, teammate } = handoff
  const { alert } = line.handoff
  const now = clock.now()
  const phone = handoff.customer.phone === undefined ? undefined : `+${handoff.customer.phone}`
  const customer = { ...handoff.customer, phone }
  const closesAt = lastInboundAt + WINDOW_MS
  const url = linkTo(conversation)
  const facts = { handoff: id, customer, line: line.displayName, teammate: teammate?.name, closesAt, url, now }
  const data = {
    ...{ warning: 'window-closing', handoff: id, conversation, line: line.name, customer },
    ...{ closesAt: new Date(closesAt).toISOString(), ...(url !== undefined && { url }) },
  }
  const post = alert && { id: ids.next(), ...alert, ...warningWords(facts), data }
  if (!(await store.warnWindow({ work, handoff: id, lastInboundAt, post, now }))) return false
  log.warn('window-closing', { handoff: id, conversation, line: line.name, to: alert?.target, leftMs: closesAt - now })
  wake(now)
  return true
}
