import { mayTellRefused } from '../domain/allow-list.ts'
import type { Author } from '../domain/conversation.ts'
import { Retryable, Terminal } from '../domain/failure.ts'
import type { HandoffReason } from '../domain/handoff.ts'
import type { Line } from '../domain/line.ts'
import type { Outbound } from '../domain/outbound.ts'
import { type Covering, mayStartAgain, type Run } from '../domain/turn.ts'
import { type Asked, type AskingNeeds, askAgent } from './ask-agent.ts'
import { callingSentence, coveringNow } from './cover.ts'
import { updatesOf } from './follow-ups.ts'
import { keepRun, tellRun } from './keep-run.ts'
import type { Pacer } from './pacer.ts'
import { firstAlone, planOf } from './plan.ts'
import { readTurn } from './read-turn.ts'
import { ready } from './ready.ts'
import type { Said } from './segments.ts'
import { sentenceFor } from './sentences.ts'
import type { AgentRun, ConversationKey, FinishedTurn, OpenTurn, Work } from './store.ts'
import type { Handed } from './worker.ts'
import type { Policy, World } from './world.ts'

type Needs = Pick<World, 'ids' | 'store' | 'lines' | 'telemetry' | 'greetings'> &
  AskingNeeds & {
    readonly pacer: Pacer
    readonly leaseUntil: () => number
    readonly wake: (dueAt: number) => void
  }

/**
 * Answers everything unanswered in one conversation. Hands back the delivery of the reply, for the same worker to go on
 * with.
 */
export async function answer(world: Needs, work: Work, signal: AbortSignal): Promise<Handed | undefined> {
  const { store, clock, policy, lines, log } = world
  const conversation = { business: work.business, id: work.key }
  const startedAt = clock.now()
  const loaded = await readTurn(world, work)
  if (!loaded) return finish(world, work, { startedAt, outcome: 'ignored', because: 'the conversation is gone' })

  const line = lines.byName(loaded.line)
  const turn = line.mode === 'task' ? firstAlone(loaded) : loaded
  const covering = await coveringNow(world, { conversation, turn, line, now: startedAt })
  const plan = planOf({ turn, line, policy, covered: covering !== undefined, now: startedAt })
  switch (plan.kind) {
    case 'refuse': {
      log.warn('message-refused', { conversation: work.key, line: line.name, messages: turn.unanswered.length })
      const { notAllowed } = policy.texts
      const tell = notAllowed !== null && mayTellRefused(turn.refusedAt, startedAt)
      return finish(world, work, {
        turn,
        startedAt,
        outcome: 'refused',
        because: 'the sender is not on the list of allowed numbers',
        messages: tell ? [{ content: textOf(sentenceFor(turn, notAllowed)) }] : [],
        author: 'system',
      })
    }
    case 'stay-quiet': {
      const { because, owned } = plan
      if (owned) await store.oweBriefing(conversation, startedAt + BRIEFED_ANEW_MS)
      return finish(world, work, { turn, startedAt, outcome: owned ? 'owned' : 'ignored', because })
    }
    case 'hand-off':
      if (!plan.told) return handOff(world, work, plan)
      return handOff(world, work, plan, { sentence: await callingSentence(world, turn, 'handedOff') })
    case 'say':
      return finish(world, work, {
        turn,
        startedAt,
        outcome: 'answered',
        messages: await wordsFor(world, turn, line, plan.sentence),
        author: 'system',
        forgets: plan.sentence === 'reset',
      })
    case 'answer': {
      // More claims than attempts: a turn that ends the process must not be tried for ever.
      if (work.attempts > policy.turnAttempts)
        return giveUp(world, work, turn, {
          summary: 'No attempt at an answer came to its end: the process or the store failed each time.',
          run: undefined,
        })
      const asked = await askAgent(world, { work, conversation, turn, line, signal, startedAt, covering })
      if (asked.kind === 'failed') return failOrTryAgain(world, work, turn, asked)
      return reply(world, work, { turn, startedAt, covering }, asked)
    }
  }
}

async function reply(
  world: Needs,
  work: Work,
  { turn, startedAt, covering }: { turn: OpenTurn; startedAt: number; covering: Covering | undefined },
  { reply, messages, run }: Extract<Asked, { kind: 'reply' }>,
): Promise<Handed | undefined> {
  if (covering) return meanwhile(world, work, { turn, startedAt }, { reply, messages, run })
  if (reply.handOff) {
    return finish(world, work, {
      turn,
      startedAt,
      outcome: 'answered',
      because: `handed off: ${reply.handOff.reason}`,
      messages,
      sentence: await callingSentence(world, turn, 'handedOff'),
      reply,
      run: run && { ...run, outcome: 'handed-off' },
    })
  }
  const silent = messages.length === 0
  return finish(world, work, {
    turn,
    startedAt,
    outcome: silent ? 'ignored' : 'answered',
    because: silent ? 'the agent chose not to answer' : undefined,
    messages,
    author: reply.fixed ? 'system' : 'agent',
    reply,
    run: run && { ...run, outcome: silent ? 'silent' : 'replied' },
  })
}

/** People are called already, and the customer knows: a turn that would call them again says only what else there is to say. */
async function meanwhile(
  world: Needs,
  work: Work,
  { turn, startedAt }: { turn: OpenTurn; startedAt: number },
  { reply: { handOff: _, ...reply }, messages, run }: Omit<Extract<Asked, { kind: 'reply' }>, 'kind'>,
): Promise<Handed | undefined> {
  const silent = messages.length === 0
  await world.store.oweBriefing({ business: work.business, id: work.key }, startedAt + BRIEFED_ANEW_MS)
  return finish(world, work, {
    turn,
    startedAt,
    outcome: silent ? 'owned' : 'answered',
    because: silent ? 'it waits for people' : 'nobody of the team is there',
    messages,
    author: reply.fixed ? 'system' : 'agent',
    reply,
    run: run && { ...run, outcome: silent ? 'silent' : 'replied' },
  })
}

/** Whoever begins anew is greeted by the agent who answers from now on, where it has words of its own for it. */
async function wordsFor(world: Needs, turn: OpenTurn, line: Line, sentence: 'unsupported' | 'reset') {
  const greeting = sentence === 'reset' ? world.greetings.get(turn.home ?? line.agent) : undefined
  const words = sentenceFor(turn, greeting ?? world.policy.texts[sentence])
  const messages = greeting === undefined ? [textOf(words)] : await ready(world, line, [textOf(words)])
  return messages.map((content) => ({ content }))
}

/** Whoever writes more while they wait is read in one go. */
const BRIEFED_ANEW_MS = 10_000

const textOf = (text: string): Outbound => ({ kind: 'text', text })

interface Ending {
  turn?: OpenTurn
  startedAt: number
  outcome: FinishedTurn['outcome']
  because?: string | undefined
  messages?: readonly Said[]
  /** Tells the customer of the people who come; it reaches them also where one of them is there at once. */
  sentence?: string
  author?: Author
  forgets?: boolean
  reply?: Run
  run?: AgentRun | undefined
}

async function finish(world: Needs, work: Work, ending: Ending): Promise<Handed | undefined> {
  const { store, ids, clock, log, lines, policy, leaseUntil, wake } = world
  const {
    turn,
    startedAt,
    outcome,
    because,
    messages = [],
    sentence,
    author = 'agent',
    forgets = false,
    reply,
    run,
  } = ending
  const conversation: ConversationKey = { business: work.business, id: work.key }
  const inChat = turn !== undefined && lines.byName(turn.line).mode === 'chat'
  const now = clock.now()
  const verdict = await store.commitTurn({
    work,
    id: ids.next(),
    conversation,
    fence: turn?.fence ?? { owner: 'agent', epoch: 0 },
    lastPosition: turn?.lastPosition ?? 0,
    answered: turn?.unanswered.map(({ position }) => position) ?? [],
    outcome,
    because,
    parts: [
      ...messages.map((said) => ({ id: ids.next(), ...said, author, fenced: true })),
      ...(sentence === undefined
        ? []
        : [{ id: ids.next(), content: textOf(sentence), author: 'system' as const, fenced: false }]),
    ],
    quotes: quoteOf(policy.quoteReplies, turn),
    claim: turn && (messages.length > 0 || sentence !== undefined) ? claimAtOnce(world, turn.line) : undefined,
    forgets,
    handoff: reply?.handOff && { id: ids.next(), ...reply.handOff },
    passOn: reply?.passOn,
    posts: reply?.posts?.map((post) => ({ id: ids.next(), ...post })) ?? [],
    updates: updatesOf(world, turn, reply),
    disclosed: reply?.disclosed ?? false,
    declined: reply?.declined ?? false,
    run,
    yieldToNewer: inChat && mayStartAgain({ unansweredSince: turn?.unansweredSince ?? 0, now }),
    startedAt,
    now,
    deliverToken: ids.next(),
    deliverLeaseUntil: leaseUntil(),
  })
  if (run && turn) await tellRun(world, run, { conversation, line: turn.line, verdict })
  if (verdict.kind === 'committed' && reply?.handOff)
    log.info('handoff-opened', { conversation: work.key, reason: reply.handOff.reason })
  log.debug('turn-ended', { conversation: work.key, verdict: verdict.kind, outcome, because })
  // What was given back, or asked for again meanwhile, is free: somebody has to look.
  const hasPosts = reply?.posts !== undefined && reply.posts.length > 0
  const promised = hasPosts || reply?.handOff !== undefined
  if (verdict.kind === 'committed' ? verdict.again || promised : verdict.kind !== 'lost') wake(clock.now())
  if (verdict.kind !== 'committed' || !verdict.deliver) return undefined
  return { work: verdict.deliver, send: verdict.first }
}

/** Where the line has a slot free, the first part is claimed by the very transaction that makes it. */
function claimAtOnce({ policy, pacer }: Needs, line: string): FinishedTurn['claim'] {
  const { rateLimit, unconfirmedAfterMs } = policy
  // The allowance of a whole line is counted under a lock of its own: see the store.
  if (rateLimit.scope === 'line' || !pacer.takeSlotNow(line)) return undefined
  return { rateLimit, unconfirmedAfterMs }
}

function quoteOf(when: Policy['quoteReplies'], turn: OpenTurn | undefined) {
  const last = turn?.unanswered.at(-1)
  if (!last || when === 'never') return undefined
  return { wamid: last.wamid, when: when === 'always' ? ('always' as const) : ('newer' as const) }
}

async function failOrTryAgain(
  world: Needs,
  work: Work,
  turn: OpenTurn,
  { error, run }: Extract<Asked, { kind: 'failed' }>,
): Promise<undefined> {
  const { policy, log } = world
  log.warn('agent-failed', { conversation: work.key, attempt: work.attempts, error })
  const failed = run && { ...run, outcome: 'failed' as const }
  if (work.attempts >= policy.turnAttempts || error instanceof Terminal) {
    if (failed) world.telemetry.run(failed, { conversation: work.key, line: turn.line })
    const summary = `The agent failed ${timesInWords(work.attempts)}; the last time: ${error.message}`
    return giveUp(world, work, turn, { summary, run: failed })
  }
  if (failed) await keepRun(world, failed, { conversation: { business: work.business, id: work.key }, line: turn.line })
  throw new Retryable('the agent failed', { cause: error })
}

const timesInWords = (times: number) => (times === 1 ? 'once' : `${times} times`)

/** Whatever fails for good becomes a handoff, never silence. */
async function giveUp(
  world: Needs,
  work: Work,
  turn: OpenTurn,
  { summary, run }: { summary: string; run: AgentRun | undefined },
): Promise<undefined> {
  return handOff(
    world,
    work,
    { reason: 'agent_failed', summary },
    { sentence: await callingSentence(world, turn, 'agentFailed'), run },
  )
}

async function handOff(
  { store, ids, clock, log, wake }: Needs,
  work: Work,
  { reason, summary }: { reason: HandoffReason; summary: string },
  { sentence, run }: { sentence?: string; run?: AgentRun | undefined } = {},
): Promise<undefined> {
  const handoff = { id: ids.next(), reason, summary }
  const opened = await store.failTurn({
    work,
    conversation: { business: work.business, id: work.key },
    handoff,
    run,
    sentence: sentence === undefined ? undefined : { id: ids.next(), text: sentence },
    now: clock.now(),
  })
  wake(clock.now())
  if (!opened) return
  log.error('handoff-opened', { conversation: work.key, handoff: handoff.id, reason: handoff.reason })
}
