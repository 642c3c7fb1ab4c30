import type { Fence } from '../domain/conversation.ts'
import { type CallLedger, type CallOutcome, NothingDone, type OnceCall, type ToolCall } from '../domain/effect.ts'
import type { ConversationKey, Work } from './store.ts'
import { sleep, type World } from './world.ts'

/** So long the same call is taken for the one that was made before. */
const REMEMBERED_MS = 24 * 60 * 60_000
const RECORD_RETRY_MS = 500

type Needs = Pick<World, 'clock' | 'ids' | 'log' | 'store'>

interface Bound {
  readonly work: Work
  readonly conversation: ConversationKey
  readonly fence: Fence
  readonly signal: AbortSignal
}

export interface TurnLedger extends CallLedger {
  /** Whatever an irreversible tool has begun is waited for: the turn that follows has to know how it ended. */
  settled(): Promise<void>
}

/**
 * Irreversible tools of one turn. A call is written down before it begins and its result after, so that neither a crash
 * nor a newer message nor a model that asks twice makes it happen again.
 */
export function createLedger({ clock, ids, log, store }: Needs, bound: Bound): TurnLedger {
  const { work, conversation, fence, signal } = bound
  const running = new Set<Promise<unknown>>()
  const since = () => clock.now() - REMEMBERED_MS

  /** What happened in the world must not be lost to a store that stumbles: it is told until it has listened. */
  async function record(call: ToolCall): Promise<ToolCall> {
    const { id, state, result, error } = call
    if (state === 'started') return call
    for (;;) {
      try {
        await store.endCall({ conversation, id, state, result, error, now: clock.now() })
        return call
      } catch (failure) {
        log.error('tool-call-not-recorded', { call: id, error: failure as Error })
        await sleep(clock, RECORD_RETRY_MS)
      }
    }
  }

  async function carryOut(begun: ToolCall, run: (id: string) => Promise<unknown>, timeoutMs: number) {
    const ending = Promise.resolve()
      .then(() => run(begun.id))
      .then(
        (result): ToolCall => ({ ...begun, state: 'done', result }),
        (error): ToolCall => ({
          ...begun,
          state: error instanceof NothingDone ? 'refused' : 'unknown',
          error: error instanceof Error ? error.message : String(error),
        }),
      )
    let cancel = () => {}
    const tooLate = new Promise<ToolCall>((resolve) => {
      const error = `no result within ${timeoutMs} ms`
      cancel = clock.after(timeoutMs, () => resolve({ ...begun, state: 'unknown', error }))
    })
    const first = await Promise.race([ending, tooLate])
    cancel()
    // It may still come to its end: then people and later turns read that instead of `unknown`.
    if (first.error === undefined || first.state === 'refused') return record(first)
    void ending.then((late) => (late.state === 'unknown' ? late : record(late)))
    return record(first)
  }

  async function once({ timeoutMs, ...asked }: OnceCall, run: (id: string) => Promise<unknown>): Promise<CallOutcome> {
    if (signal.aborted) return { kind: 'overtaken' }
    const id = ids.next()
    const now = clock.now()
    const begun = await store.beginCall({ ...asked, work, conversation, fence, id, since: since(), now })
    if (begun.kind !== 'begun') return begun
    const { tool, key, input } = asked
    const call: ToolCall = { id, tool, key, input, state: 'started', startedAt: now }
    if (signal.aborted) {
      await record({ ...call, state: 'refused', error: 'the turn ended before it began' })
      return { kind: 'overtaken' }
    }
    return { kind: 'ran', call: await carryOut(call, run, timeoutMs) }
  }

  return {
    earlier: () => store.callsOf(conversation, since()),
    once(asked, run) {
      const ended = once(asked, run).finally(() => running.delete(ended))
      running.add(ended)
      return ended
    },
    async settled() {
      while (running.size > 0) await Promise.allSettled(running)
    },
  }
}
