import type { Line } from '../domain/line.ts'
import type { Outbound } from '../domain/outbound.ts'
import { split } from '../domain/split.ts'
import { type Agent, mayStartAgain, messagesOf, type Turn } from '../domain/turn.ts'
import type { Interrupts } from './interrupts.ts'
import type { OpenTurn, Work } from './store.ts'
import { Interrupted } from './worker.ts'
import type { World } from './world.ts'

/** WhatsApp shows "typing" for 25 seconds; it is asked for again before it ends. */
const TYPING_MS = 20_000

export type AskingNeeds = Pick<World, 'clock' | 'log' | 'agents' | 'whatsapp' | 'templates' | 'policy'> & {
  readonly interrupts: Interrupts
}

interface Asking {
  work: Work
  turn: OpenTurn
  line: Line
  signal: AbortSignal
  startedAt: number
}

/** Runs the agent with a deadline. Comes back with its messages, or with the error it failed with. */
export async function askAgent(
  world: AskingNeeds,
  { work, turn, line, signal, startedAt }: Asking,
): Promise<readonly Outbound[] | Error> {
  const { clock, policy, interrupts } = world
  const name = turn.agent ?? line.agent
  const agent = world.agents.get(name)
  if (!agent) return new Error(`there is no agent named ${name}`)

  const controller = new AbortController()
  const stop = (error: Error) => controller.abort(error)
  const onAbort = () => stop(signal.reason as Error)
  signal.addEventListener('abort', onAbort)
  const cancelDeadline = clock.after(policy.turnTimeoutMs, () =>
    stop(new Error(`no answer within ${policy.turnTimeoutMs} ms`)),
  )
  const unwatch = interrupts.watch(work.key, () => {
    if (line.mode === 'chat' && mayStartAgain({ unansweredSince: turn.unansweredSince, now: clock.now() }))
      stop(new Interrupted('a newer message came'))
  })
  const stopTyping = showTyping(world, line, turn.unanswered.at(-1)!.wamid)
  try {
    if (signal.aborted) throw signal.reason
    const messages = await runAgent(agent, toAgentTurn(turn, line, startedAt, controller.signal))
    return await ready(world, line, messages)
  } catch (error) {
    if (error instanceof Interrupted) throw error
    return error instanceof Error ? error : new Error(String(error))
  } finally {
    signal.removeEventListener('abort', onAbort)
    cancelDeadline()
    unwatch()
    stopTyping()
  }
}

/** An agent that does not listen to its signal is left behind: what it returns later reaches nobody. */
function runAgent(agent: Agent, turn: Turn): Promise<readonly Outbound[]> {
  return new Promise((resolve, reject) => {
    turn.signal.addEventListener('abort', () => reject(turn.signal.reason))
    Promise.resolve()
      .then(() => agent(turn))
      .then((reply) => resolve(messagesOf(reply)), reject)
  })
}

/** As WhatsApp takes it: marks instead of Markdown, long texts in parts. What it would refuse never gets on its way. */
async function ready(
  { whatsapp, templates }: AskingNeeds,
  line: Line,
  messages: readonly Outbound[],
): Promise<readonly Outbound[]> {
  const parts = messages.flatMap((message) => partsOf(whatsapp, message))
  const faults = parts.flatMap((part) => whatsapp.faults(part))
  for (const [index, part] of parts.entries()) {
    const verdict = await templates.check(line, part)
    faults.push(...verdict.faults)
    if (part.kind === 'template' && verdict.words) parts[index] = { ...part, words: verdict.words }
  }
  if (faults.length > 0) throw new Error(`WhatsApp would refuse the reply: ${faults.join('; ')}`)
  return parts
}

function partsOf({ format }: AskingNeeds['whatsapp'], message: Outbound): Outbound[] {
  if (message.kind === 'text') {
    const { quotes, ...unquoted } = message
    return split(format(message.text)).map((text, index) => ({ ...(index === 0 ? message : unquoted), text }))
  }
  if (message.kind === 'buttons' || message.kind === 'list' || message.kind === 'link')
    return [{ ...message, body: format(message.body) }]
  if ('caption' in message && message.caption) return [{ ...message, caption: format(message.caption) }]
  return [message]
}

function toAgentTurn(turn: OpenTurn, line: Line, now: number, signal: AbortSignal): Turn {
  const messages = turn.unanswered.map(({ wamid, position, lateByMs, ...message }) => message)
  return {
    business: line.business,
    line: { name: line.name, displayName: line.displayName },
    customer: turn.customer,
    text: messages.map(({ text }) => text).join('\n'),
    messages,
    history: turn.history,
    now,
    signal,
  }
}

/** The reply does not depend on either: a failure is noted, nothing more. */
function showTyping({ whatsapp, clock, log, policy }: AskingNeeds, line: Line, wamid: string): () => void {
  if (!policy.readReceipts && !policy.typing) return () => {}
  let cancel = () => {}
  const show = () => {
    whatsapp
      .markRead(line, wamid, { typing: policy.typing })
      .catch((error) => log.warn('mark-read-failed', { line: line.name, error }))
    if (policy.typing) cancel = clock.after(TYPING_MS, show)
  }
  show()
  return () => cancel()
}
