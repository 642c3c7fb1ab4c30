import type { ToolContext } from '../../domain/agent.ts'
import { NothingDone, type ToolCall } from '../../domain/effect.ts'
import type { ToolRun } from '../../domain/trace.ts'
import type { Binding } from '../binding.ts'
import { readerOf } from './arguments.ts'
import { callIdOf, keyOf } from './call-key.ts'
import { type Arguments, type Offer, ToolFailure } from './offer.ts'
import { createRateLimit } from './rate-limit.ts'
import { begin, readable } from './result.ts'

const LONGEST_ERROR = 500

/** What the model reads, and what the trace keeps of it. */
interface Outcome {
  readonly shown: unknown
  readonly kept: Pick<ToolRun, 'result' | 'error' | 'earlier'>
}

class TooLate extends Error {}

/** Calls the tools of one run: bounded in time and number, with the customer's own data, and never with an exception. */
export function createCaller(binding: Binding, ended: AbortSignal): (offer: Offer, given: unknown) => Promise<unknown> {
  const { turn, clock, reveal, revealOwn, hide } = binding
  const { trace, calls } = turn.bound
  const mayCall = createRateLimit(clock.now)

  return async (offer, given) => {
    const startedAt = clock.now()
    const { shown, kept } = await call(offer, given).catch(failed)
    const { name, effect } = offer
    trace.tool({ tool: name, effect, input: safely(given), ...kept, startedAt, ms: clock.now() - startedAt })
    return shown
  }

  async function call(offer: Offer, given: unknown): Promise<Outcome> {
    if (!offer.unlimited && !mayCall())
      throw new ToolFailure('too many tool calls in a minute: answer with what you have')
    const { read } = await readerOf(offer.parameters)
    const input = await read(offer.forCustomer ? revealOwn(given) : reveal(given))
    return offer.effect === 'irreversible' ? callOnce(offer, input) : callFreely(offer, input)
  }

  async function callFreely(offer: Offer, input: Arguments): Promise<Outcome> {
    const { signal, cancel } = signalFor(offer, [turn.signal, ended])
    try {
      const run = () => offer.run(input, contextOf(callIdOf(turn, offer, input), signal))
      const result = await unlessAborted(signal, run)
      const shown = result === undefined && offer.effect !== 'read' ? { done: true } : readable(result, hide)
      return { shown, kept: { result: shown } }
    } finally {
      cancel()
    }
  }

  /** What has begun is not broken off by what happens to the run, and when it is late its end is still worth knowing. */
  async function callOnce(offer: Offer, input: Arguments): Promise<Outcome> {
    const { id, key, timeoutMs } = offer
    const asked = { tool: id, key: keyOf(offer, input), input, oncePerTurn: key === undefined, timeoutMs }
    const outcome = await calls.once(asked, async (callId) => {
      const { signal, cancel } = signalFor(offer, [])
      try {
        const result = await offer.run(input, contextOf(callId, signal))
        return result === undefined ? { done: true } : orUnreadable(() => readable(result))
      } finally {
        cancel()
      }
    })
    if (outcome.kind === 'overtaken') throw new ToolFailure('a person has taken over: nothing was done')
    return outcome.kind === 'earlier' ? earlier(outcome.call) : ran(outcome.call)
  }

  function ran(call: ToolCall): Outcome {
    if (call.state === 'done') {
      const result = readable(call.result, hide)
      return { shown: result, kept: { result } }
    }
    if (call.state === 'refused') return failed(new NothingDone(call.error))
    const error = hide(begin(call.error ?? 'nobody knows how it ended', LONGEST_ERROR))
    return { shown: { outcome: 'unknown', advice: UNKNOWN }, kept: { error } }
  }

  function earlier(call: ToolCall): Outcome {
    const done = call.state === 'done'
    const shown = done
      ? { already_done: true, result: readable(call.result, hide) }
      : { already_started: true, outcome: 'unknown', advice: UNKNOWN }
    return { shown, kept: { result: shown, earlier: true } }
  }

  function failed(error: unknown): Outcome {
    const kept = { error: String(orUnreadable(() => hide(messageOf(error)))) }
    if (error instanceof ToolFailure) {
      const { message, detail } = error
      return { shown: safely({ error: message, ...(detail === undefined ? {} : { detail }) }), kept }
    }
    if (error instanceof NothingDone) return { shown: safely({ error: error.message, nothing_done: true }), kept }
    return { shown: { error: error instanceof TooLate ? error.message : 'the tool has failed' }, kept }
  }

  /** Also what the guard stumbles over must not end the run. */
  function safely(value: unknown): unknown {
    return orUnreadable(() => readable(value, hide))
  }

  function contextOf(callId: string, signal: AbortSignal): ToolContext {
    const { business, line, conversation, customer } = turn
    return { business, line, conversation, customer, callId, signal }
  }

  function signalFor({ timeoutMs }: Offer, enders: readonly AbortSignal[]) {
    const late = new AbortController()
    const cancel = clock.after(timeoutMs, () => late.abort(new TooLate(`no result within ${timeoutMs / 1000} s`)))
    return { signal: AbortSignal.any([late.signal, ...enders]), cancel }
  }
}

/** A tool that does not listen to its signal is left behind. */
function unlessAborted<Result>(signal: AbortSignal, run: () => Result | Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    signal.addEventListener('abort', () => reject(signal.reason))
    Promise.resolve().then(run).then(resolve, reject)
  })
}

const UNKNOWN =
  'It was started, and nobody knows yet whether it was carried out. Do not try again, also not with other words. Tell the customer honestly that this is being checked.'

function messageOf(error: unknown): string {
  return begin(error instanceof Error ? String(error.message) : String(error), LONGEST_ERROR)
}

function orUnreadable(read: () => unknown): unknown {
  try {
    return read()
  } catch {
    return '[cannot be read]'
  }
}
