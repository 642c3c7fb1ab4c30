import { isReadyTool } from '../ready-tools.ts'
import type { BriefingLine } from './briefing.ts'
import { type Case, type CaseMessage, isHeard, isSpoken } from './case.ts'
import { clip, onOneLine, quote, sentencesOf } from './readable.ts'
import { isQuestion, rejects, substanceOf } from './signs.ts'

/** Something a tool was asked for, and what came of it. */
export interface ToolAct {
  readonly tool: string
  readonly input: unknown
  readonly result: unknown
  readonly state: 'done' | 'failed' | 'refused' | 'unknown'
  readonly at: number
  /** The messages around it: what it was run for, and what was answered with it. */
  readonly around: readonly string[]
}

/** Tools of the business; those that Wabaton brings only shape the reply. Oldest first. */
export function actsOf({ tools, calls, messages }: Pick<Case, 'tools' | 'calls' | 'messages'>): ToolAct[] {
  const recorded = new Set(calls.map(({ tool }) => tool))
  const looked = tools
    // What counts is recorded by itself, and there it is right.
    .filter(({ tool, effect }) => !isReadyTool(tool) && !(effect === 'irreversible' && recorded.has(tool)))
    .map(({ tool, input, result, error, startedAt }) => {
      return {
        tool,
        input,
        result,
        state: error === undefined ? ('done' as const) : ('failed' as const),
        at: startedAt,
      }
    })
  const done = calls.map(({ tool, input, result, state, startedAt }) => {
    return { tool, input, result, state: state === 'started' ? ('unknown' as const) : state, at: startedAt }
  })
  return [...looked, ...done]
    .sort((one, other) => one.at - other.at)
    .flatMap((act) => {
      const around = messagesAround(messages, act.at)
      return around.length > 0 ? [{ ...act, around }] : []
    })
}

function messagesAround(messages: readonly CaseMessage[], at: number): string[] {
  const before = messages.findLast((message) => message.author === 'customer' && message.at <= at) ?? messages[0]
  const after = messages.find((message) => isSpoken(message) && message.at >= at)
  return [...new Set([before, after].flatMap((message) => (message ? [message.id] : [])))]
}

const MOST_TRIED = 3
const LINK = /https?:\/\/[^\s<>")\]]{3,200}/g

/** What was done for the customer and said to them, with how they took it. */
export function triedIn(given: Case): BriefingLine[] {
  const acts = actsOf(given)
  const told = new Set<string>()
  const lines: BriefingLine[] = []
  const done = new Set<string>()
  for (const act of acts.toReversed()) {
    const same = `${act.tool} ${JSON.stringify(act.input)}`
    if (done.has(same)) continue
    done.add(same)
    const answer = given.messages.find(({ id, author }) => act.around.includes(id) && author === 'agent')
    const no = answer && rejectionOf(given.messages, answer)
    if (no) told.add(answer.id)
    const outcome = `${inWords(act)}${no ? `; customer: ${quote(no.text, 6)}` : ''}`
    lines.unshift({ text: outcome, evidence: no ? [...new Set([...act.around, no.id])] : act.around })
  }
  return [...lines.slice(-MOST_TRIED), ...answersRejected(given.messages, told)].slice(0, MOST_TRIED)
}

/** Answers of the agent, and links, after which the customer said no. */
function answersRejected(messages: readonly CaseMessage[], told: ReadonlySet<string>): BriefingLine[] {
  return messages.flatMap((message) => {
    if (message.author !== 'agent' || !isHeard(message) || told.has(message.id)) return []
    const no = rejectionOf(messages, message)
    const [link] = message.text.match(LINK) ?? []
    const statement = sentencesOf(message.text).find((sentence) => !isQuestion(sentence))
    if (!no || (!statement && !link)) return []
    const said = link ? `Link sent: ${bare(link)}` : `AI said ${quote(statement!, 10)}`
    return [{ text: `${said}; customer: ${quote(no.text, 7)}`, evidence: [message.id, no.id] }]
  })
}

const bare = (link: string) =>
  link
    .replace(/^https?:\/\/(?:www\.)?/, '')
    .replace(/[?#].*$/, '')
    .slice(0, 60)

/** The customer's next words, where they say no. */
function rejectionOf(messages: readonly CaseMessage[], answer: CaseMessage): { id: string; text: string } | undefined {
  const next = messages
    .slice(messages.indexOf(answer) + 1)
    .find(({ author }) => author === 'customer' || author === 'teammate')
  if (next?.author !== 'customer' || !isHeard(next)) return undefined
  const text = substanceOf(next.text).find(rejects)
  return text === undefined ? undefined : { id: next.id, text }
}

const STATES = {
  done: 'done',
  failed: 'failed',
  refused: 'refused, nothing was done',
  unknown: 'NOT KNOWN whether it was done',
} as const

/** `Order status ORD-22: delivered, 5/14, 12 Oak St` */
function inWords({ tool, input, result, state }: ToolAct): string {
  const name = onOneLine(tool.replaceAll(/([a-z])([A-Z])/g, '$1 $2').replaceAll(/[_\-.]+/g, ' ')).toLowerCase()
  const asked = valuesIn(input)
    .filter((value) => value.split(' ').length <= 3)
    .slice(0, 2)
  const head = `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`
  const about = asked.length > 0 ? `${clip(head, 5)} ${asked.join(', ')}` : clip(head, 5)
  if (state !== 'done') return `${about}: ${STATES[state]}`
  const found = valuesIn(result).filter((value) => !asked.includes(value))
  return found.length > 0 ? clip(`${about}: ${found.slice(0, 5).join(', ')}`, 16) : `${about}: done`
}

const LONGEST_VALUE = 40
const DEEPEST = 4
const PLACEHOLDER = /\[[a-z ]{2,12} \d+\]/
const IDENTITY = /^(?:id|uuid|call_?id|.*token|.*secret|.*key)$/i

/** Short values of a result, those that tell most first. */
function valuesIn(value: unknown, depth = 0): string[] {
  if (depth > DEEPEST) return []
  if (typeof value === 'string') {
    const parsed = /^\s*[[{]/.test(value) ? fromJson(value) : undefined
    return parsed === undefined ? shortOnly(value) : valuesIn(parsed, depth + 1)
  }
  if (typeof value === 'number' || typeof value === 'boolean') return [String(value)]
  if (typeof value !== 'object' || value === null) return []
  const entries = Array.isArray(value) ? value.slice(0, 3).map((one) => ['', one] as const) : Object.entries(value)
  const telling = (name: string) => (/^(?:status|state|result|outcome)$/i.test(name) ? 0 : 1)
  return entries
    .filter(([name]) => !IDENTITY.test(name))
    .sort(([one], [other]) => telling(one) - telling(other))
    .flatMap(([name, one]) =>
      typeof one === 'boolean' || (typeof one === 'number' && name) ? [`${name} ${one}`] : valuesIn(one, depth + 1),
    )
    .slice(0, 8)
}

function shortOnly(text: string): string[] {
  const line = onOneLine(text)
  return line !== '' && line.length <= LONGEST_VALUE && !PLACEHOLDER.test(line) ? [line] : []
}

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
