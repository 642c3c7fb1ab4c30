// A server of its own process for tests that end processes: preloaded, it starts when its parent says so.
import { flushCompileCache } from 'node:module'
import { setTimeout as pause } from 'node:timers/promises'
import { inspect } from 'node:util'
import { createSettableClock } from '../../simulator/clock.ts'
import { demoAgent } from '../../src/ai/demo-agent.ts'
import { builtInAgent } from '../../src/config/built-in.ts'
import type { Settings } from '../../src/config/settings.ts'
import type { Agent } from '../../src/domain/turn.ts'
import type { Reply } from '../../src/flows/reply.ts'
import type { Pass } from '../../src/flows/store.ts'
import { listen } from '../../src/http/server.ts'
import { createPlatform } from '../../src/platform.ts'
import { systemClock } from '../../src/ports/clock.ts'
import { createTransport } from '../../src/whatsapp/transport.ts'
import { callsPeople } from './calls-people.ts'
import { countSteps } from './steps.ts'
import { aloud } from './thinks-aloud.ts'

export interface ServerOptions {
  readonly settings: Settings
  readonly port: number
  /** The step at which the process ends itself. */
  readonly killAt?: number | string
  /** The agent pays refunds into this file, instead of saying back what it was told. */
  readonly refundsTo?: string
  /** The agent of the demo answers. */
  readonly demo?: boolean
  /** Its clock is so far ahead. */
  readonly ahead?: number
  /** How long the agent thinks: always so long, or anything between the two. */
  readonly thinkMs: readonly [least: number, most: number]
  /** It thinks for as long as the customer says, and tells its parent of it. */
  readonly thinksAloud?: boolean
  /** It calls people or fails, as the customer says. */
  readonly handsOver?: boolean
}

export type Question = 'start' | 'release-all' | 'spare' | 'steps' | 'made' | 'shift' | 'pass-baton' | 'reply'
export type Asked = { readonly id: number; readonly question: Question; readonly given?: unknown }
export type Answered = { readonly id: number; readonly value?: unknown; readonly error?: string }

let platform: Awaited<ReturnType<typeof createPlatform>>
let steps: ReturnType<typeof countSteps>
const clock = createSettableClock()

/** Says back what it was told, so that a test sees in the answers which messages they answer. */
const echo =
  ([least, most]: ServerOptions['thinkMs']): Agent =>
  async (turn) => {
    await pause(least + Math.random() * (most - least), undefined, { signal: turn.signal })
    return turn.text
  }

async function start({
  settings,
  port,
  killAt,
  thinkMs,
  refundsTo,
  demo = false,
  ahead = 0,
  thinksAloud,
  handsOver,
}: ServerOptions) {
  clock.shift(ahead)
  steps = countSteps(killAt)
  const transport = createTransport()
  const agent = demo
    ? demoAgent(builtInAgent(), undefined)
    : refundsTo
      ? (await import('./refund-agent.ts')).refundAgent(refundsTo, steps)
      : steps.agent(handsOver ? callsPeople : thinksAloud ? aloud : echo(thinkMs))
  platform = await createPlatform({
    settings,
    agents: new Map([['test', agent]]),
    ports: {
      clock: { now: clock.now, after: clock.after, breathe: systemClock.breathe },
      wrapStore: steps.store,
      transport: steps.transport(transport.send),
    },
  })
  await platform.start()
  await listen({ host: '127.0.0.1', port, listener: platform.listener })
}

const answers: Record<Question, (given: never) => Promise<unknown>> = {
  start,
  /** What `wabaton release` does, for every open handoff. */
  async 'release-all'() {
    const open = await platform.store.handoffs()
    for (const { id } of open) await platform.store.release({ handoff: id, now: clock.now() })
    platform.wake()
    return open
  },
  'pass-baton': async (pass: Pass) => platform.passBaton({ ...pass, now: Date.now() }),
  reply: async (reply: Reply) => platform.reply(reply),
  async spare() {
    steps.spare()
  },
  steps: async () => steps.count,
  made: async () => steps.made,
  /** Sets its clock forward. */
  shift: async (ms: number) => clock.shift(ms),
}

process.on('message', ({ id, question, given }: Asked) => {
  answers[question](given as never).then(
    (value) => process.send?.({ id, value } satisfies Answered),
    (error: unknown) => process.send?.({ id, error: inspect(error) } satisfies Answered),
  )
})
// Node writes compiled code down when a process ends well, which is not the fate of these.
flushCompileCache()
// A parent that is gone has no use for its servers.
process.on('disconnect', () => process.exit(0))
