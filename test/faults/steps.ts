import { writeSync } from 'node:fs'
import type { Agent } from '../../src/domain/turn.ts'
import type { Store } from '../../src/flows/store.ts'
import type { Transport } from '../../src/whatsapp/transport.ts'

/**
 * How far the one send of a story had come. `claiming`, `claimed` and `on-the-wire` lie between the claim of a send and
 * the record of its outcome: the only place where a crash may leave the business not knowing.
 */
export type SendPhase = 'none' | 'claiming' | 'claimed' | 'on-the-wire' | 'answered'

/** The last words of a process that ends itself. */
export interface LastWords {
  readonly step: number
  readonly name: string
  readonly phase: SendPhase
}

/** The transaction that makes a reply may claim its first part along. */
function mayClaim(name: string, [turn]: readonly unknown[]): boolean {
  return name === 'commitTurn' && Boolean((turn as { claim?: object } | undefined)?.claim)
}

/** The first answers at once and touches nothing; the second is asked by the test itself, through the health page. */
const NO_STEPS: ReadonlySet<string | symbol> = new Set(['onWorkElsewhere', 'figures'])

/** Looking for work ends in this or in nothing: two kinds of step of one name. */
export const WORK_CLAIMED = 'exit claimWork, with work'
const hasWork = (name: string, result: unknown) =>
  name === 'claimWork' && (result as { claimed: readonly object[] }).claimed.length > 0

/**
 * Counts the entry and the exit of every call the flows make to their ports, each as one step, and ends the process with
 * SIGKILL at step `killAt`, a number or the name or kind of a step. It stands outside of what it counts: production code knows
 * nothing of it.
 */
export function countSteps(killAt: number | string | undefined) {
  const made: string[] = []
  let step = 0
  let spared = false
  let phase: SendPhase = 'none'

  function reach(name: string, kind = name) {
    step++
    if (!spared) made.push(kind)
    if ((step !== killAt && name !== killAt && kind !== killAt) || spared) return
    const words: LastWords = { step, name, phase }
    // Synchronous: nothing that is asked of the event loop now would still happen.
    writeSync(1, `${JSON.stringify(words)}\n`)
    process.kill(process.pid, 'SIGKILL')
  }

  async function around<Result>(
    name: string,
    call: () => Result | Promise<Result>,
    given: readonly unknown[] = [],
  ): Promise<Result> {
    reach(`enter ${name}`)
    let kind = `exit ${name}`
    if (name === 'claimNextSend' || mayClaim(name, given)) phase = 'claiming'
    if (name === 'send') phase = 'on-the-wire'
    try {
      const result = await call()
      if (name === 'send') phase = 'answered'
      if (name === 'recordSend') phase = 'none'
      if (name === 'claimNextSend')
        phase = (result as { kind?: string } | undefined)?.kind === 'send' ? 'claimed' : 'none'
      if (name === 'commitTurn') phase = (result as { first?: object } | undefined)?.first ? 'claimed' : 'none'
      if (hasWork(name, result)) kind = WORK_CLAIMED
      return result
    } finally {
      reach(`exit ${name}`, kind)
    }
  }

  return {
    around,
    get count() {
      return step
    },
    /** What each step is called that it made until it was spared, in order. */
    made: made as readonly string[],
    /** The story is over: nothing ends the process any more. */
    spare() {
      spared = true
    },
    store: (store: Store): Store =>
      new Proxy(store, {
        get(target, name) {
          const value = Reflect.get(target, name)
          if (typeof value !== 'function' || NO_STEPS.has(name)) return value
          return (...given: unknown[]) => around(String(name), () => value.apply(target, given), given)
        },
      }),
    transport:
      (transport: Transport): Transport =>
      (request) =>
        around(typeof request.body === 'string' && request.body.includes('"status":"read"') ? 'markRead' : 'send', () =>
          transport(request),
        ),
    agent:
      (agent: Agent): Agent =>
      (turn) =>
        around('agent', () => agent(turn)),
  }
}
