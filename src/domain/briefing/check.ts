import { withoutInternals } from '../internal-words.ts'
import type { Briefing, BriefingLine } from './briefing.ts'
import { briefByRules } from './by-rules.ts'
import type { Case } from './case.ts'
import { knownIn } from './details.ts'
import { isHarmless } from './draft-check.ts'
import { fitted } from './fit.ts'
import { onOneLine } from './readable.ts'
import { createWitness, type Witness } from './witness.ts'

/**
 * A briefing out of whatever a model has returned: what rests on nothing that was said or done is cut, and the rules
 * fill the gaps. Nothing in here believes the model, nor the customer whose words it has read.
 */
export function checkBriefing(raw: unknown, given: Case): Briefing {
  const rules = briefByRules(given)
  const fields = fieldsOf(raw)
  const witness = createWitness(given)
  const read = (name: string, accept: Accept, other = name) =>
    linesIn(fields[name] ?? fields[other]).flatMap((line) => clean(line, witness, accept) ?? [])
  const [headline] = linesIn(fields.headline).flatMap(
    (line) => clean(withAll(line, given), witness, witness.isStated) ?? [],
  )
  const [wants] = read('wants', witness.isWished)
  const tried = read('tried', witness.isDone)
  const promised = read('promised', witness.isPromised)
  const [mood] = read('mood', witness.isOfCustomer)
  const facts = read('facts', () => true).map((line) => witness.attributed(line))
  const [openQuestion] = read('openQuestion', witness.isStated, 'open_question')
  const [next] = read('next', witness.isStated)
  const draft = draftIn(fields.draft, given, witness)
  const own = [headline, wants, mood, openQuestion, next, ...tried, ...promised, ...facts].some(
    (line) => line !== undefined,
  )
  return fitted({
    headline: headline?.text ?? rules.headline,
    evidence: headline?.evidence ?? rules.evidence,
    who: rules.who,
    wants: wants ?? rules.wants,
    tried: tried.length > 0 ? tried : rules.tried,
    promised: promised.length > 0 ? promised : rules.promised,
    mood: mood ?? rules.mood,
    facts: facts.length > 0 ? [...knownIn(given), ...facts] : rules.facts,
    openQuestion: openQuestion ?? rules.openQuestion,
    next: next ?? rules.next,
    draft: draft ?? rules.draft,
    language: rules.language,
    by: own ? 'model' : 'rules',
  })
}

type Accept = (line: BriefingLine) => boolean

const fieldsOf = (raw: unknown): Readonly<Record<string, unknown>> =>
  typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? (raw as Readonly<Record<string, unknown>>) : {}

const MOST_LINES = 12
const LONGEST_LINE = 600

/** A line, a list of lines, or a text without evidence, which comes to nothing further on. */
function linesIn(value: unknown): BriefingLine[] {
  const list = Array.isArray(value) ? value.slice(0, MOST_LINES) : [value]
  return list.flatMap((one): BriefingLine[] => {
    if (typeof one === 'string') return [{ text: one.slice(0, LONGEST_LINE), evidence: [] }]
    const { text, evidence } = fieldsOf(one)
    if (typeof text !== 'string') return []
    const cited = (Array.isArray(evidence) ? evidence.slice(0, MOST_LINES) : [evidence]).filter(
      (id): id is string => typeof id === 'string',
    )
    return [{ text: text.slice(0, LONGEST_LINE), evidence: [...new Set(cited)] }]
  })
}

/** A headline sums up: where it cites nothing it may rest on all that was said. */
const withAll = (line: BriefingLine, { messages }: Case): BriefingLine =>
  line.evidence.length > 0 ? line : { ...line, evidence: messages.map(({ id }) => id) }

function clean(line: BriefingLine, witness: Witness, accept: Accept): BriefingLine | undefined {
  const evidence = line.evidence.filter((id) => witness.knows(id))
  const text = inPlainWords(line.text)
  if (evidence.length === 0 || text === undefined) return undefined
  const checked = { text, evidence }
  return witness.supports(checked) && witness.hasSaidLinks(text) && accept(checked) ? checked : undefined
}

const PLACEHOLDER = /\[(?:email|phone|card|iban|id number|account) \d+\]/i

/** One line without marks, tags and what only machines say. */
export function inPlainWords(written: string): string | undefined {
  const text = withoutInternals(written.toWellFormed())
  if (text === undefined) return undefined
  const bare = onOneLine(
    text
      .replaceAll(/!?\[([^[\]\n]{0,200})\]\(([^()\s]{0,300})\)/g, '$1 $2')
      .replaceAll(/<[^<>\n]{0,200}>/g, ' ')
      .replaceAll(/^\s{0,3}(?:#{1,6}|[-*+•>]|\d{1,2}[.)])\s+/gm, '')
      .replaceAll(/[*`~|]+|__+/g, ''),
  )
  return /[\p{L}\p{N}]/u.test(bare) && !PLACEHOLDER.test(bare) ? bare : undefined
}

const LONGEST_DRAFT = 600

function draftIn(value: unknown, given: Case, witness: Witness): string | undefined {
  const [line] = linesIn(value)
  const text = line && inPlainWords(line.text)
  const stands = text !== undefined && text.length <= LONGEST_DRAFT && witness.hasSaidLinks(text)
  return stands && isHarmless(text, given) ? text : undefined
}
