import type { HandoffReason } from '../handoff.ts'
import type { BriefingLine } from './briefing.ts'
import { type Case, type CaseMessage, isOurs } from './case.ts'
import { WHO } from './promises.ts'
import { quote } from './readable.ts'
import { isSettled } from './signs.ts'
import { type Topic, topicIn } from './topics.ts'
import type { ToolAct } from './tried.ts'

interface Known {
  readonly given: Case
  readonly matter: readonly CaseMessage[]
  readonly topic: Topic | undefined
  readonly acts: readonly ToolAct[]
  readonly wants: BriefingLine | undefined
  readonly openQuestion: BriefingLine | undefined
}

/** A plain suggestion. What nobody knows for sure comes first, then what the matter asks for, then the open question. */
export function nextStep(known: Known): BriefingLine | undefined {
  const { given, matter, topic, wants, openQuestion } = known
  const evidence = wants?.evidence ?? openQuestion?.evidence ?? matter.slice(-1).map(({ id }) => id)
  const first = unknownFirst(known) ?? settledFirst(matter) ?? byReason(given, matter)
  if (first) return { evidence, ...first }
  const asksUs = openQuestion?.text.startsWith(WHO.customer) ? openQuestion : undefined
  if (topic && !(asksUs && ANSWER_FIRST.has(given.handoff.reason))) return { text: topic.advice, evidence }
  if (asksUs) return { text: "Answer the customer's question.", evidence: asksUs.evidence }
  if (openQuestion) return { text: 'Answer the open question.', evidence: openQuestion.evidence }
  if (wants?.text.startsWith('"')) return { text: 'Answer what the customer wants.', evidence }
  if (wants?.text.startsWith(SENT)) return { text: 'Look at what was sent, then answer.', evidence }
  return matter.length > 0 ? { text: 'Ask what the customer needs.', evidence } : undefined
}

/** The agent could not answer: that is what is missing. */
const ANSWER_FIRST: ReadonlySet<HandoffReason> = new Set(['agent_failed', 'out_of_scope', 'keyword'])

/** A file without words. */
export const SENT = 'Sent: '

type Step = Pick<BriefingLine, 'text'> & Partial<BriefingLine>

const IN_DOUBT: ReadonlySet<string> = new Set(['unknown', 'unconfirmed'])

function unknownFirst({ given, acts }: Known): Step | undefined {
  const act = acts.findLast(({ state }) => state === 'unknown')
  if (act) {
    const name = act.tool.replaceAll(/[_-]+/g, ' ')
    return { text: `Check whether ${name} was done before doing it again.`, evidence: act.around }
  }
  const doubtful = given.messages.findLast(({ delivery }) => delivery !== undefined && IN_DOUBT.has(delivery))
  if (!doubtful || given.handoff.reason !== 'agent_failed') return undefined
  return { text: `Ask whether this arrived: ${quote(doubtful.text, 8)}`, evidence: [doubtful.id] }
}

function settledFirst(matter: readonly CaseMessage[]): Step | undefined {
  const last = matter.findLast((message) => !isOurs(message))
  if (!last || !isSettled(last.text) || topicIn([last])) return undefined
  return { text: 'It may be settled: confirm, then give it back.', evidence: [last.id] }
}

const BY_REASON: Readonly<Partial<Record<HandoffReason, string>>> = {
  arrived_late: 'Ask whether it still matters, then answer.',
  looks_automated: 'Look whether a person writes there; if not, leave it.',
}

function byReason({ handoff }: Case, matter: readonly CaseMessage[]): Step | undefined {
  if (handoff.reason === 'teammate_took') {
    const last = matter.at(-1)
    return last?.author === 'teammate' ? { text: "Wait for the customer's answer.", evidence: [last.id] } : undefined
  }
  const text = BY_REASON[handoff.reason]
  return text === undefined ? undefined : { text }
}
