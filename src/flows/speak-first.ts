import { Retryable, Terminal } from '../domain/failure.ts'
import { maySayNothing, type Occasion, type Telling } from '../domain/follow-up.ts'
import type { Line } from '../domain/line.ts'
import { isWindowOpen } from '../domain/window.ts'
import { type AskingNeeds, askAgent } from './ask-agent.ts'
import { callingSentence } from './cover.ts'
import { type KeptUpdates, updatesOf } from './follow-ups.ts'
import { keepRun, tellRun } from './keep-run.ts'
import type { AgentRun, ConversationKey, OpenTurn, Work } from './store.ts'
import { inTemplate, tellingBy, type WayNeeds, wayOut } from './way-out.ts'
import type { Handed } from './worker.ts'

export type SpeakingNeeds = AskingNeeds & WayNeeds & { readonly leaseUntil: () => number }

export interface SpeakingFirst {
  readonly work: Work
  readonly conversation: ConversationKey
  readonly turn: OpenTurn
  readonly line: Line
  readonly agent: string
  readonly signal: AbortSignal
  readonly occasion: (told: Telling) => Occasion
  /** What the transaction keeps besides, where the agent has spoken or had nothing to tell. */
  readonly beat?: () => { readonly dueAt: number }
  readonly keeps: (unsaid: string | undefined) => Pick<KeptUpdates, 'told' | 'unsaid'> | undefined
}

export type SpokenFirst =
  | { readonly kind: 'done'; readonly handed: Handed | undefined }
  /** It cannot be told: the work is still held. */
  | { readonly kind: 'untold'; readonly because: string; readonly run?: AgentRun | undefined }

/**
 * Runs an agent in a conversation in which the customer has written nothing, and tells what it says: in words or in a
 * template. What it does is stored in one transaction that looks again at the owner and at what came meanwhile.
 */
export async function speakFirst(world: SpeakingNeeds, speaking: SpeakingFirst): Promise<SpokenFirst> {
  const { clock, policy } = world
  const { work, conversation, turn, line, agent, signal } = speaking
  const startedAt = clock.now()
  const whom = { business: work.business, turn, line, agent }
  const way = await wayOut(world, whom)
  if (way.kind === 'none') return { kind: 'untold', because: way.because }
  // More claims than attempts: what ends the process must not be tried for ever.
  if (work.attempts > policy.turnAttempts)
    return { kind: 'untold', because: 'no attempt came to its end: the process or the store failed each time' }
  const why = speaking.occasion(tellingBy(way))
  const asked = await askAgent(world, {
    ...{ work, conversation, line, signal, startedAt },
    turn: line.mode === 'task' ? { ...turn, history: [] } : turn,
    covering: undefined,
    occasion: { why, agent },
  })
  if (asked.kind === 'failed') return failed(world, speaking, asked)
  const { reply, messages, run } = asked
  const silent = messages.length === 0 && !reply.handOff
  if (silent && !maySayNothing(why))
    return failed(world, speaking, { run, error: new Error('the agent said nothing of what it had promised') })
  // While the agent thought the window may have closed.
  const now = await wayOut(world, whom)
  if (now.kind === 'none') return { kind: 'untold', because: now.because, run: run && { ...run, outcome: 'failed' } }
  const { messages: told, unsaid } =
    now.kind === 'text' ? { messages, unsaid: undefined } : await inTemplate(world, speaking, now.template, messages)
  const ran: AgentRun | undefined = run && {
    ...run,
    outcome: reply.handOff ? 'handed-off' : silent ? 'silent' : 'replied',
  }
  return { kind: 'done', handed: await commit(world, speaking, { reply, told, unsaid, ran, why, startedAt }) }
}

interface Outcome {
  readonly reply: Extract<Awaited<ReturnType<typeof askAgent>>, { kind: 'reply' }>['reply']
  readonly told: Extract<Awaited<ReturnType<typeof askAgent>>, { kind: 'reply' }>['messages']
  readonly unsaid: string | undefined
  readonly ran: AgentRun | undefined
  readonly why: Occasion
  readonly startedAt: number
}

async function commit(
  world: SpeakingNeeds,
  { work, conversation, turn, line, keeps, beat }: SpeakingFirst,
  { reply, told, unsaid, ran, why, startedAt }: Outcome,
): Promise<Handed | undefined> {
  const { store, ids, clock, log, wake, leaseUntil } = world
  const now = clock.now()
  const speaks = isWindowOpen(turn.lastInboundAt, now)
  const sentence = reply.handOff && speaks ? await callingSentence(world, turn, 'handedOff') : undefined
  const asked = updatesOf(world, turn, reply)
  const kept = keeps(unsaid)
  const verdict = await store.commitTurn({
    ...{ work, conversation, startedAt, now },
    id: ids.next(),
    fence: turn.fence,
    lastPosition: turn.lastPosition,
    answered: [],
    outcome: told.length > 0 || reply.handOff ? 'answered' : 'ignored',
    because: told.length > 0 ? WHY[why.kind] : 'there was nothing new to tell',
    parts: [
      ...told.map((said) => ({ id: ids.next(), ...said, author: 'agent' as const, fenced: true })),
      ...(sentence === undefined
        ? []
        : [
            {
              id: ids.next(),
              content: { kind: 'text', text: sentence } as const,
              author: 'system' as const,
              fenced: false,
            },
          ]),
    ],
    quotes: undefined,
    claim: undefined,
    forgets: false,
    handoff: reply.handOff && { id: ids.next(), ...reply.handOff },
    passOn: reply.passOn,
    posts: reply.posts?.map((post) => ({ id: ids.next(), ...post })) ?? [],
    // Who reads a template has not read more than stands in it.
    updates: (asked ?? kept) && { ...NOTHING_KEPT, ...asked, ...(speaks ? {} : { known: [] }), ...kept },
    beat: beat?.(),
    disclosed: reply.disclosed ?? false,
    declined: false,
    run: ran,
    yieldToNewer: true,
    deliverToken: ids.next(),
    deliverLeaseUntil: leaseUntil(),
  })
  if (ran) await tellRun(world, ran, { conversation, line: line.name, verdict })
  log.debug('spoken-first', { conversation: conversation.id, why: why.kind, verdict: verdict.kind, parts: told.length })
  if (verdict.kind !== 'lost') wake(now)
  if (verdict.kind !== 'committed' || !verdict.deliver) return undefined
  return { work: verdict.deliver, send: verdict.first }
}

const WHY: Readonly<Record<Occasion['kind'], string>> = {
  'follow-up': 'an update had been promised',
  heartbeat: 'the clock called the agent',
}

const NOTHING_KEPT: KeptUpdates = { promised: [], stopped: undefined, told: [], unsaid: undefined, known: [] }

async function failed(
  world: SpeakingNeeds,
  { work, conversation, line }: SpeakingFirst,
  { error, run }: { readonly error: Error; readonly run: Omit<AgentRun, 'outcome'> | undefined },
): Promise<SpokenFirst> {
  const { policy, log } = world
  log.warn('agent-failed', { conversation: conversation.id, attempt: work.attempts, error })
  const ran: AgentRun | undefined = run && { ...run, outcome: 'failed' }
  if (work.attempts >= policy.turnAttempts || error instanceof Terminal)
    return { kind: 'untold', because: `the agent failed; the last time: ${error.message}`, run: ran }
  if (ran) await keepRun(world, ran, { conversation, line: line.name })
  throw new Retryable('the agent failed', { cause: error })
}
