import type { Line } from '../domain/line.ts'
import type { Outbound } from '../domain/outbound.ts'
import type { WhenClosed } from '../domain/parked.ts'
import { marketingRefusal } from './consent.ts'
import { ready } from './ready.ts'
import type { World } from './world.ts'

export interface Speech {
  /** The customer by any name: phone, hash, scoped id, or our own id. */
  readonly to: string
  readonly content: Outbound
  readonly line: Line
  /** The wamid of a message that it answers. */
  readonly replyTo?: string | undefined
  /** Names the message for ever; a new one where it is left out. */
  readonly id?: string | undefined
  /** `park`: where the window is closed when it comes to leave, it waits for the customer to write; else it fails. */
  readonly whenClosed?: WhenClosed | undefined
}

export type Spoken =
  /** Stored, and on its way under all rules of sending: window, pace and order. */
  | { readonly kind: 'queued'; readonly delivery: string }
  | {
      readonly kind: 'refused'
      readonly because: 'unknown-customer' | 'not-sendable' | 'marketing-stopped'
      readonly reason: string
    }

type Needs = Pick<World, 'store' | 'ids' | 'clock' | 'whatsapp' | 'templates'> & {
  readonly wake: (dueAt: number) => void
}

/** Says something that no customer has just asked for: a program speaks, not the agent. */
export async function speak(world: Needs, { to, content, line, replyTo, id, whenClosed }: Speech): Promise<Spoken> {
  const { store, ids, clock, wake } = world
  const { business, name } = line
  const customer = await store.findCustomer(business, to)
  if (!customer) return UNKNOWN
  let parts: readonly Outbound[]
  try {
    parts = await ready(world, line, [content])
  } catch (error) {
    return { kind: 'refused', because: 'not-sendable', reason: (error as Error).message }
  }
  const refusal = await marketingRefusal(world, { business, customer }, parts)
  if (refusal) return { kind: 'refused', because: 'marketing-stopped', reason: refusal }
  const deliveries = parts.map((part, index) => ({ part, id: index === 0 && id ? id : ids.next() }))
  for (const [index, one] of deliveries.entries()) {
    const said = await store.say({
      business,
      line: name,
      customer,
      id: one.id,
      content: one.part,
      quotes: index === 0 ? replyTo : undefined,
      whenClosed,
      now: clock.now(),
    })
    if (said.kind === 'unknown-customer') return UNKNOWN
  }
  wake(clock.now())
  return { kind: 'queued', delivery: deliveries[0]!.id }
}

const UNKNOWN: Spoken = {
  kind: 'refused',
  because: 'unknown-customer',
  reason: 'Nobody with this number or id has written to any line yet.',
}
