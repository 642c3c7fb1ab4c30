import type { Clock } from '../../src/flows/world.ts'
import { sleep } from '../../src/flows/world.ts'
import type { Outside } from '../../src/post/request.ts'

/** What is wrong with the place that is told of handoffs. */
export const ALERT_FAULTS = ['down', 'slow', 'late', 'busy', 'refuses'] as const
export type AlertFault = (typeof ALERT_FAULTS)[number]

const DOWN_MS = 60_000
const SLOW_MS = 20_000
/** Whoever asks gives up after so long. */
const TIMEOUT_MS = 30_000

/** A place that is told of handoffs, in this thread, and what came there. */
export function createAlerts(
  clock: () => Pick<Clock, 'now' | 'after'>,
  reach: (moment: string) => Promise<void>,
  fault: AlertFault | undefined,
) {
  const received: { id: string; handoff: string }[] = []
  let asked = 0
  let since: number | undefined

  async function answer(body: string): Promise<Response> {
    asked++
    since ??= clock().now()
    await sleep(clock(), 20)
    if (fault === 'down' && clock().now() < since + DOWN_MS) throw new Error('desk.example cannot be reached')
    if (fault === 'busy' && asked <= 2) return new Response('later', { status: 503 })
    if (fault === 'refuses') return new Response('no', { status: 400 })
    const { id, data } = JSON.parse(body) as { id: string; data: { handoff: string } }
    await reach('alert on the wire')
    received.push({ id, handoff: data.handoff })
    if (fault === 'slow') await sleep(clock(), SLOW_MS)
    if (fault === 'late' && asked === 1) {
      await sleep(clock(), TIMEOUT_MS)
      throw new Error('no answer')
    }
    await reach('alert answered')
    await sleep(clock(), 20)
    return new Response('ok')
  }

  const outside: Outside = {
    towards:
      () =>
      async (_, { body }) =>
        answer(String(body)),
  }
  return { outside, received: received as readonly { id: string; handoff: string }[] }
}
