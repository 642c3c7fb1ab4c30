import type { Store } from '../../src/flows/store.ts'
import type { Clock } from '../../src/flows/world.ts'
import { sleep } from '../../src/flows/world.ts'
import type { GraphRequest, Transport } from '../../src/whatsapp/transport.ts'

/** A moment at which somebody else may act: the so-manieth time that a run comes by it. */
export interface Moment {
  readonly name: string
  readonly nth: number
  /** Not there, but so long after: while nothing happens but waiting. */
  readonly laterMs?: number
}

interface Passed extends Moment {
  readonly at: number
}

/** What the watchdog and the leases do all the time belongs to no conversation. */
const UPKEEP = new Set(['reap', 'renewLeases', 'figures', 'probePausedLines', 'straysOf', 'watched', 'close'])
export const isUpkeep = (name: string) => UPKEEP.has(name) || name.startsWith('forget') || name.startsWith('on')

/**
 * Every await of a turn and of a delivery, by name: before and after each operation of the store, in the middle of each
 * request to WhatsApp, and wherever agents and tools say so. At one of them something may be made to happen; at each
 * somebody may look.
 */
export function createAwaits(clock: () => Pick<Clock, 'now' | 'after'>, look: (moment: string) => void = () => {}) {
  const passed: Passed[] = []
  const counts = new Map<string, number>()
  let plan: { moment: Moment; act: () => Promise<void> | void } | undefined
  let silent = true

  async function reach(name: string): Promise<void> {
    if (silent) return
    look(name)
    const nth = (counts.get(name) ?? 0) + 1
    counts.set(name, nth)
    passed.push({ name, nth, at: clock().now() })
    if (!plan || plan.moment.name !== name || plan.moment.nth !== nth) return
    const { moment, act } = plan
    plan = undefined
    if (moment.laterMs === undefined) return act()
    void clock().after(moment.laterMs, () => void act())
  }

  return {
    reach,
    passed: passed as readonly Passed[],
    /** Until then nothing counts. */
    begin() {
      silent = false
    },
    end() {
      silent = true
    },
    /** What happens there is waited for: whatever came by goes on afterwards. */
    at(moment: Moment, act: () => Promise<void> | void) {
      plan = { moment, act }
    },
    store: (store: Store): Store =>
      new Proxy(store, {
        get(target, name: keyof Store) {
          const operation = target[name]
          if (typeof operation !== 'function' || isUpkeep(name)) return operation
          return async (...given: unknown[]) => {
            await reach(`before ${name}`)
            const result = await (operation as (...all: unknown[]) => Promise<unknown>).apply(target, given)
            await reach(`after ${name}`)
            return result
          }
        },
      }),
    /** Each request takes so long to arrive, and its answer as long to come back. */
    transport:
      (transport: Transport, onTheWayMs: () => number): Transport =>
      async (request) => {
        const kind = kindOf(request)
        const ms = onTheWayMs()
        await sleep(clock(), ms)
        await reach(`${kind} on the wire`)
        const answer = await transport(request)
        await reach(`${kind} answered`)
        await sleep(clock(), ms)
        return answer
      },
  }
}

export type Awaits = ReturnType<typeof createAwaits>

export function kindOf({ url, body }: Pick<GraphRequest, 'url' | 'body'>): 'upload' | 'typing' | 'send' {
  if (url.endsWith('/media')) return 'upload'
  return typeof body === 'string' && body.includes('"status":"read"') ? 'typing' : 'send'
}

/** All moments of a run: those it came by, and the middle of every wait between two of them. */
export function momentsOf(passed: readonly Passed[]): Moment[] {
  return passed.flatMap(({ name, nth, at }, index) => {
    const next = passed[index + 1]
    const waits = next !== undefined && next.at > at
    return [{ name, nth }, ...(waits ? [{ name, nth, laterMs: (next.at - at) / 2 }] : [])]
  })
}
