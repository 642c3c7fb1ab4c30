import type { Briefing } from '../domain/briefing/briefing.ts'
import type { Case } from '../domain/briefing/case.ts'
import { languageHeardIn } from '../domain/language-of.ts'
import { contextText } from '../domain/memory/context-text.ts'
import type { RecollectedLine } from '../domain/memory/recollection.ts'
import type { Trace } from '../domain/trace.ts'
import type { BoundMemory, Turn } from '../domain/turn.ts'
import { keepRun } from './keep-run.ts'
import type { AgentRun, ConversationKey, OpenTurn } from './store.ts'
import type { World } from './world.ts'

/** What becomes of the words. */
export type Wish = 'shorter' | 'warmer' | 'their-language'

/** A conversation as an agent would be given it now. */
export interface Talk
  extends Pick<
    Turn,
    'line' | 'customer' | 'text' | 'messages' | 'history' | 'now' | 'cases' | 'cameFrom' | 'campaign' | 'note'
  > {
  readonly memory: Pick<BoundMemory, 'recall'>
}

export interface ToSuggest extends Pick<Case, 'calls' | 'tools'> {
  readonly talk: Talk
  readonly agent: string
  /** Of the handoff that is open. */
  readonly briefing: Briefing | undefined
  readonly wish: Wish | undefined
  /** What the teammate has written so far. */
  readonly words: string | undefined
  readonly signal: AbortSignal
}

/** An agent beside a teammate. It has no tools: nothing comes of it but words. */
export interface Assistant {
  /** Undefined where this agent has no model. Never throws but for the signal. */
  suggest(asked: ToSuggest): Promise<Worded | undefined>
  /** What its prompt would hold of the customer; undefined where it is code of the program. */
  recollect(talk: Talk, agent: string): Promise<Told | undefined>
}

export interface Worded {
  readonly text: string | undefined
  readonly trace: Trace
  /** Why there is no text, for people, and what they can do. */
  readonly problem?: string
}

export interface Told {
  readonly text: string
  readonly tokens: number
  readonly lines: readonly RecollectedLine[]
  readonly withheld: number
}

export interface Suggested {
  readonly text: string
  /** Of the last message it knows. */
  readonly position: number
  readonly language: string | undefined
}

export type SuggestVerdict =
  | { readonly kind: 'suggested'; readonly suggestion: Suggested }
  | { readonly kind: 'unavailable'; readonly reason: string }
  | { readonly kind: 'unknown' }

/** `lines`: of somebody who works on some only; what was said on others is not told to them. */
interface OfWhom {
  readonly conversation: ConversationKey
  readonly lines: readonly string[] | undefined
}

export type Suggesting = OfWhom & Pick<ToSuggest, 'wish' | 'words' | 'signal'>

export interface DeskAssistant {
  /** Words for a teammate to edit. They are kept nowhere, and never sent by themselves. */
  suggest(asked: Suggesting): Promise<SuggestVerdict>
  /** What the agent would be told of the customer if it answered now. */
  context(asked: OfWhom): Promise<Told | undefined>
}

type Needs = Pick<World, 'clock' | 'ids' | 'log' | 'store' | 'lines' | 'memory' | 'telemetry' | 'policy'> & {
  readonly assistant: Assistant
}

const MOST_SAID = 60
/** What was looked up longer ago is another matter. */
const TOOLS_OF_MS = 24 * 60 * 60_000

export function createDeskAssistant(world: Needs): DeskAssistant {
  const { clock, ids, log, store, assistant } = world

  async function suggest(asked: Suggesting): Promise<SuggestVerdict> {
    const { conversation, lines, wish, words, signal } = asked
    const shown = await store.conversation(conversation)
    if (!shown) return { kind: 'unknown' }
    const { business } = conversation
    const written = shown.handoff === undefined ? undefined : await store.briefing({ business, id: shown.handoff })
    const { briefing, since = 0 } = written ?? {}
    // It was written for just this moment; what the rules write fits any.
    if (briefing?.by === 'model' && briefing.draft && since === 0 && !wish && !words)
      return suggested(briefing.draft, shown.position, briefing.language)

    const found = await talkOf(world, conversation, lines)
    if (!found) return { kind: 'unknown' }
    const { talk, agent, position } = found
    const startedAt = clock.now()
    const worded = await assistant.suggest({
      ...(await actsOf(conversation)),
      talk,
      agent,
      briefing,
      wish,
      words,
      signal,
    })
    if (!worded)
      return {
        kind: 'unavailable',
        reason: `There is no model to ask: the agent of ${talk.line.displayName} is code of your own. Write the reply yourself, or give the line an agent with a model.`,
      }
    const { text, trace, problem } = worded
    await keep({ id: ids.next(), outcome: outcomeOf(worded, signal), startedAt, endedAt: clock.now(), trace })
    if (text === undefined)
      return { kind: 'unavailable', reason: problem ?? 'The model said nothing that could be sent.' }
    return suggested(text, position, languageHeardIn([text]) ?? talk.customer.language)

    /** What it has cost is booked; its words are not kept. */
    async function keep(run: AgentRun) {
      await keepRun(world, run, { conversation, line: talk.line.name }).catch((error) =>
        log.warn('suggestion-run-not-kept', { conversation: conversation.id, error: error as Error }),
      )
    }
  }

  async function actsOf(conversation: ConversationKey): Promise<Pick<Case, 'calls' | 'tools'>> {
    const since = clock.now() - TOOLS_OF_MS
    const [calls, runs] = await Promise.all([store.callsOf(conversation, since), store.runsOf(conversation)])
    const tools = runs.filter(({ startedAt }) => startedAt >= since).flatMap(({ trace }) => trace.tools)
    return { calls, tools: tools.toSorted((one, other) => one.startedAt - other.startedAt) }
  }

  return {
    suggest,
    async context({ conversation, lines }) {
      const found = await talkOf(world, conversation, lines)
      if (!found) return undefined
      const { talk, agent } = found
      const told = await assistant.recollect(talk, agent)
      if (told) return told
      const recollection = await talk.memory.recall(talk.text)
      return { ...recollection, text: contextText(recollection.lines) }
    },
  }
}

const suggested = (text: string, position: number, language: string | undefined): SuggestVerdict => ({
  kind: 'suggested',
  suggestion: { text, position, language },
})

const outcomeOf = ({ text }: Worded, signal: AbortSignal): AgentRun['outcome'] =>
  text !== undefined ? 'suggested' : signal.aborted ? 'interrupted' : 'failed'

async function talkOf({ store, lines, memory, policy, clock }: Needs, key: ConversationKey, seen: OfWhom['lines']) {
  const turn = await store.loadTurn(key, Math.max(policy.historyLength, MOST_SAID))
  const line = lines.all.find(({ name }) => name === turn?.line)
  if (!turn || !line) return undefined
  const { history, messages } = asOfNow(turn)
  const last = messages.length > 0 ? messages : history.filter(({ author }) => author === 'customer').slice(-1)
  const { phone } = turn.sender
  const asking = { scope: { business: key.business, customer: turn.customer.id }, line: line.name, lines: seen }
  const talk: Talk = {
    line: { name: line.name, displayName: line.displayName },
    customer: { ...turn.customer, phone: phone === undefined ? undefined : `+${phone}` },
    text: last.map(({ text }) => text).join('\n'),
    messages,
    history,
    now: clock.now(),
    cameFrom: turn.cameFrom,
    campaign: turn.campaign,
    cases: turn.cases
      .filter(({ line }) => seen === undefined || seen.includes(line))
      .map((one) => ({ ...one, line: lines.all.find(({ name }) => name === one.line)?.displayName ?? one.line })),
    note: turn.note,
    memory: { recall: (query, options) => memory.recall({ ...asking, query, conversation: key.id, ...options }) },
  }
  return { talk, agent: turn.agent ?? line.agent, position: turn.lastPosition }
}

/** What is to be answered: what nobody has looked at, else all that the customer wrote last. */
function asOfNow({ history, unanswered }: OpenTurn): Pick<Turn, 'history' | 'messages'> {
  if (unanswered.length > 0)
    return { history, messages: unanswered.map(({ position, lateByMs, ...message }) => message) }
  const from = history.findLastIndex(({ author }) => author !== 'customer') + 1
  return { history: history.slice(0, from), messages: history.slice(from) }
}
