import { FIRST_ALLOWED } from '../domain/heartbeat.ts'
import type { Work } from './store.ts'
import type { World } from './world.ts'

export interface BeatingAgent {
  readonly agent: string
  readonly recipient: string
  readonly periodMs: number
}

export interface KeptHeartbeat {
  readonly id: string
  readonly agent: string
  /** Whom it goes to, once that was found. */
  readonly customer: string | undefined
  readonly dueAt: number
}

export interface HeartbeatStore {
  /** These agents have one from now on, and no others; what is there keeps its beat. */
  keepHeartbeats(options: { business: string; agents: readonly BeatingAgent[]; now: number }): Promise<void>
  heartbeat(key: { business: string; id: string }): Promise<KeptHeartbeat | undefined>
  /** Keeps whom it goes to, where nobody is kept yet. Says who it is then. */
  keepRecipient(options: { business: string; id: string; customer: string }): Promise<string | undefined>
  /** Which of these customers has written first. */
  firstToWrite(options: { business: string; customers: readonly string[] }): Promise<string | undefined>
  /** The conversation of a customer on a line, begun where there is none. */
  talkWith(options: { business: string; line: string; customer: string; now: number }): Promise<string | undefined>
  /** Nothing is told this time: it is looked at again then. */
  passOver(options: { work: Work; dueAt: number }): Promise<void>
}

/** Writes down who is called by the clock, as the settings say it now. */
export function keepHeartbeats(
  { store, clock, heartbeats }: Pick<World, 'store' | 'clock' | 'heartbeats'>,
  business: string,
): Promise<void> {
  const agents = [...heartbeats].flatMap(([agent, { recipient, periodMs }]) =>
    recipient === undefined ? [] : [{ agent, recipient, periodMs }],
  )
  return store.keepHeartbeats({ business, agents, now: clock.now() })
}

/** Whoever is named; or the first who wrote of those on the list, who stays it. Never somebody who is on no list. */
export async function recipientOf(
  { store, policy }: Pick<World, 'store' | 'policy'>,
  business: string,
  { id, customer }: KeptHeartbeat,
  recipient: string,
): Promise<string | undefined> {
  if (customer !== undefined) return store.findCustomer(business, customer)
  let found: string | undefined
  if (recipient === FIRST_ALLOWED) {
    const listed = await Promise.all((policy.allowedNumbers ?? []).map((name) => store.findCustomer(business, name)))
    found = await store.firstToWrite({ business, customers: listed.filter((one) => one !== undefined) })
  } else found = await store.findCustomer(business, recipient)
  return found === undefined ? undefined : store.keepRecipient({ business, id, customer: found })
}
