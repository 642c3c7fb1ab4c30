import type { Occasion } from '../domain/follow-up.ts'
import type { Line } from '../domain/line.ts'
import { runOf } from '../domain/run-of.ts'
import { startTrace } from '../domain/trace.ts'
import { type Bound, type Covering, mayStartAgain, type Run, type Turn } from '../domain/turn.ts'
import { acknowledge } from './acknowledge.ts'
import { bindTurn } from './bind-turn.ts'
import type { Interrupts } from './interrupts.ts'
import { keepRun } from './keep-run.ts'
import { uploadProduced } from './produced.ts'
import { ready } from './ready.ts'
import { type Said, saidOf, segmentsOf } from './segments.ts'
import { showTyping } from './show-typing.ts'
import type { AgentRun, ConversationKey, OpenTurn, Work } from './store.ts'
import { createLedger } from './tool-calls.ts'
import { Interrupted } from './worker.ts'
import type { World } from './world.ts'

export type AskingNeeds = Pick<
  World,
  | 'clock'
  | 'ids'
  | 'log'
  | 'store'
  | 'lines'
  | 'agents'
  | 'whatsapp'
  | 'templates'
  | 'attachments'
  | 'memory'
  | 'telemetry'
  | 'policy'
> & {
  readonly interrupts: Interrupts
  readonly wake: (dueAt: number) => void
}

interface Asking {
  readonly work: Work
  readonly conversation: ConversationKey
  readonly turn: OpenTurn
  readonly line: Line
  readonly signal: AbortSignal
  readonly startedAt: number
  /** Set where the agent answers in place of people. */
  readonly covering: Covering | undefined
  /** Set where the customer has written nothing. */
  readonly occasion?: { readonly why: Occasion; readonly agent: string } | undefined
}

/** What an agent made of a turn. `run` is there where it left a trace. */
export type Asked = { readonly run: Omit<AgentRun, 'outcome'> | undefined } & (
  | { readonly kind: 'reply'; readonly reply: Run; readonly messages: readonly Said[] }
  | { readonly kind: 'failed'; readonly error: Error }
)

/** Runs the agent with a deadline. Throws `Interrupted` where the turn has to begin anew or is not ours any more. */
export async function askAgent(world: AskingNeeds, asking: Asking): Promise<Asked> {
  const { clock, ids, log, policy, interrupts } = world
  const { work, conversation, turn, line, signal, startedAt, occasion } = asking
  const controller = new AbortController()
  const stop = (error: Error) => controller.abort(error)
  const onAbort = () => stop(signal.reason as Error)
  signal.addEventListener('abort', onAbort)
  const cancelDeadline = clock.after(policy.turnTimeoutMs, () =>
    stop(new Error(`no answer within ${policy.turnTimeoutMs} ms`)),
  )
  const unwatch = interrupts.watch(conversation.id, (why) => {
    // Whoever writes is answered first, and what was not asked for comes after it.
    const joins =
      occasion !== undefined ||
      (line.mode === 'chat' && mayStartAgain({ unansweredSince: turn.unansweredSince, now: clock.now() }))
    if (why === 'somebody took over' || joins) stop(new Interrupted(why))
  })
  const last = turn.unanswered.at(-1)
  const stopTyping = last ? showTyping(world, line, last.wamid) : () => {}
  const acknowledged = last ? acknowledge(world, asking) : async () => {}

  const recorder = startTrace()
  const ledger = createLedger(world, { work, conversation, fence: turn.fence, signal: controller.signal })
  let ended: Promise<unknown> = Promise.resolve()
  const traced = (): Asked['run'] => {
    const trace = recorder.trace()
    return trace.agent ? { id: ids.next(), startedAt, endedAt: clock.now(), trace } : undefined
  }
  try {
    if (signal.aborted) throw signal.reason
    const name = occasion?.agent ?? turn.agent ?? line.agent
    const agent = world.agents.get(name)
    if (!agent) throw new Error(`there is no agent named ${name}`)
    const bound = bindTurn(world, { line, turn, conversation, ledger, recorder })
    const given = toAgentTurn(world, asking, bound, controller.signal)
    const running = Promise.resolve().then(() => agent(given))
    ended = running.catch(() => {})
    const reply = runOf(await unlessAborted(controller.signal, running))
    const messages: Said[] = []
    for (const segment of segmentsOf(reply, name)) {
      const { parts, failures } = await uploadProduced(world, line, segment.parts)
      for (const failure of failures) {
        recorder.note(`a file could not be uploaded: ${failure.reason}`)
        log.warn('upload-failed', { conversation: conversation.id, because: failure.because })
      }
      messages.push(...saidOf(segment, await ready(world, line, parts)))
    }
    if (messages.length === 0 && reply.parts.length > 0) throw new Error('no file of the reply could be uploaded')
    return { kind: 'reply', reply, messages, run: traced() }
  } catch (error) {
    await ledger.settled()
    if (recorder.trace().agent) await lastWords(clock, ended)
    const run = traced()
    if (error instanceof Interrupted) {
      if (run) await keepRun(world, { ...run, outcome: 'interrupted' }, { conversation, line: line.name })
      throw error
    }
    return { kind: 'failed', error: error instanceof Error ? error : new Error(String(error)), run }
  } finally {
    signal.removeEventListener('abort', onAbort)
    cancelDeadline()
    unwatch()
    stopTyping()
    await Promise.all([acknowledged(), ledger.settled()])
  }
}

/** An agent that does not listen to its signal is left behind: what it returns later reaches nobody. */
function unlessAborted<Result>(signal: AbortSignal, running: Promise<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason)
    signal.addEventListener('abort', () => reject(signal.reason))
    running.then(resolve, reject)
  })
}

/** What a stopped agent records of its end belongs to its trace; it takes no time, and more than this is not given. */
const LAST_WORDS_MS = 100

async function lastWords(clock: World['clock'], ended: Promise<unknown>): Promise<void> {
  let cancel = () => {}
  const late = new Promise<void>((resolve) => {
    cancel = clock.after(LAST_WORDS_MS, resolve)
  })
  await Promise.race([ended, late])
  cancel()
}

/** The first turn after people were there: what they did is the newest there is. */
function justReleased({ released, history }: OpenTurn) {
  return released && history.every(({ author, at }) => author !== 'agent' || at < released.at) ? released : undefined
}

/** Agents and customers know a line by what people call it. */
function casesOf({ cases }: OpenTurn, { lines }: Pick<World, 'lines'>) {
  const shown = (name: string) => lines.all.find((one) => one.name === name)?.displayName ?? name
  return cases.map((one) => ({ ...one, line: shown(one.line) }))
}

function toAgentTurn(
  world: Pick<World, 'lines'>,
  { work, conversation, turn, line, startedAt, covering, occasion }: Asking,
  bound: Bound,
  signal: AbortSignal,
): Turn {
  const messages = turn.unanswered.map(({ position, lateByMs, ...message }) => message)
  const { phone } = turn.sender
  return {
    business: line.business,
    line: { name: line.name, displayName: line.displayName },
    conversation: conversation.id,
    customer: { ...turn.customer, phone: phone === undefined ? undefined : `+${phone}` },
    text: occasion ? aboutOf(occasion.why) : messages.map(({ text }) => text).join('\n'),
    messages,
    history: turn.history,
    now: startedAt,
    signal,
    disclosed: turn.disclosed,
    cases: casesOf(turn, world),
    cameFrom: turn.cameFrom,
    campaign: turn.campaign,
    covering,
    declined: turn.declined,
    note: turn.note,
    released: justReleased(turn),
    attempt: work.attempts,
    occasion: occasion?.why,
    updates: turn.updates,
    bound,
  }
}

/** What memory is asked for where nobody has asked anything. */
const aboutOf = (why: Occasion): string =>
  why.kind === 'heartbeat' ? why.message : why.due.map(({ about }) => about).join('\n')
