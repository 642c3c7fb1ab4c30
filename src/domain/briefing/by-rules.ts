import type { HandoffReason } from '../handoff.ts'
import { languageOf } from '../language-of.ts'
import type { Briefing, BriefingLine } from './briefing.ts'
import { type Case, type CaseMessage, isOurs, matterOf, readable } from './case.ts'
import { type Detail, detailsOf, factsIn, knownIn, sameDetail } from './details.ts'
import { draftFor } from './draft.ts'
import { fitted } from './fit.ts'
import { moodOf } from './mood.ts'
import { nextStep, SENT } from './next-step.ts'
import { promisesIn } from './promises.ts'
import { openQuestionIn } from './questions.ts'
import { countWords, quote } from './readable.ts'
import { isQuestion, isWish, repetitionIn, substanceOf } from './signs.ts'
import { type Topic, topicIn } from './topics.ts'
import { actsOf, triedIn } from './tried.ts'
import { firstNameOf, nameOf } from './who.ts'

/** A briefing from what was said and done, without any model: in English, with customers' own words as they are. */
export function briefByRules(whole: Case): Briefing {
  const given = readable(whole)
  const matter = matterOf(given)
  const theirs = matter.filter((message) => !isOurs(message))
  const wants = wantsIn(theirs, given.handoff.openedAt)
  const openQuestion = openQuestionIn(matter)
  const tried = triedIn(given)
  const promised = promisesIn(given.messages)
  const mood = moodOf(matter)
  const subject = subjectOf(theirs)
  const details = matter.flatMap(detailsOf)
  const headline = headlineOf(given, matter, subject, details)
  const acts = actsOf(given)
  const told = [headline.text, ...[...tried, ...promised, ...(wants ? [wants] : [])].map(({ text }) => text)]
  const next = nextStep({ given, matter, topic: subject?.topic, acts, wants, openQuestion })
  const language = languageOf(given.messages.filter(({ author }) => author === 'customer').map(({ text }) => text))
  const isUpset = mood !== undefined && !mood.text.startsWith('Calm')
  return fitted({
    headline: headline.text,
    evidence: headline.evidence,
    who: whoIn(given),
    wants,
    tried,
    promised,
    mood: mood && wants && repeats(mood, wants) ? { ...mood, text: `${mood.text.split(':')[0]}.` } : mood,
    facts: [...knownIn(given), ...factsIn(details, told)],
    openQuestion: openQuestion && saysTheSame(openQuestion, wants) ? undefined : openQuestion,
    next,
    draft: draftFor(language, firstNameOf(given.customer.name), isUpset),
    language,
    by: 'rules',
  })
}

const MOST_QUOTED = 18

/** The last question or wish up to the handoff; where that was only for a person, what the matter began with. */
function wantsIn(theirs: readonly CaseMessage[], openedAt: number): BriefingLine | undefined {
  const until = theirs.filter(({ at }) => at <= openedAt)
  const said = (until.length > 0 ? until : theirs).flatMap((message) => {
    const sentences = substanceOf(message.text)
    const sentence = sentences.find(isQuestion) ?? sentences.findLast(isWish)
    if (sentences.length === 0) return []
    const all = sentences.join(' ')
    const short = countWords(all) <= MOST_QUOTED ? all : (sentence ?? sentences[0]!)
    return [{ message, sentence: short, isWish: sentence !== undefined }]
  })
  const found = said.findLast((one) => one.isWish) ?? said[0]
  if (found) return { text: quote(found.sentence, MOST_QUOTED), evidence: [found.message.id] }
  const [first] = theirs
  const sent = theirs.find(({ text }) => FILE.test(text))
  if (sent) return { text: `${SENT}${FILE.exec(sent.text)![1]}, without words.`, evidence: [sent.id] }
  return first && { text: 'To talk to a person; nothing else was said.', evidence: [first.id] }
}

const FILE = /^\[Attached ([a-z ]{3,12})/

const saysTheSame = ({ text }: BriefingLine, wants: BriefingLine | undefined) =>
  wants?.text.includes(text.split('"')[1]?.replace(/…$/, '') ?? text) === true

/** Words that stand in the line above already. */
const repeats = (mood: BriefingLine, wants: BriefingLine) =>
  mood.text.includes('"') && wants.text.includes(mood.text.split('"')[1]!.replace(/…$/, ''))

interface Subject {
  readonly topic: Topic | undefined
  readonly message: CaseMessage
}

/** What it is about: the newest words that tell. */
function subjectOf(theirs: readonly CaseMessage[]): Subject | undefined {
  const message = theirs.findLast(({ text }) => substanceOf(text).length > 0)
  return topicIn(theirs) ?? (message && { topic: undefined, message })
}

const WHY: Readonly<Record<HandoffReason, string>> = {
  customer_asked: 'Customer wants a person.',
  frustration: 'Customer is upset.',
  out_of_scope: 'Beyond what the AI may do.',
  sensitive: 'Sensitive matter.',
  keyword: 'A word of your list was written.',
  repeated_failure: 'The AI has not solved it.',
  teammate_took: 'A teammate took over.',
  agent_failed: 'The AI could not answer.',
  arrived_late: 'The message arrived late.',
  looks_automated: 'The other side answers like a machine.',
}

const IN_DOUBT: ReadonlySet<string> = new Set(['unknown', 'unconfirmed'])

function headlineOf(
  given: Case,
  matter: readonly CaseMessage[],
  subject: Subject | undefined,
  details: readonly Detail[],
) {
  const doubtful =
    given.handoff.reason === 'agent_failed'
      ? given.messages.findLast(({ delivery }) => delivery !== undefined && IN_DOUBT.has(delivery))
      : undefined
  const why = doubtful ? 'Our last reply may not have arrived.' : WHY[given.handoff.reason]
  if (!subject) return { text: why, evidence: matter.slice(-1).map(({ id }) => id) }
  const { topic, message } = subject
  const theirs = matter.filter((one) => !isOurs(one))
  const again = theirs.map(({ text }) => repetitionIn(text)).findLast((one) => one !== undefined)
  const named = namedIn(details)
  const about = topic
    ? `${[topic.name, ...named.map(({ text }) => text)].join(' ')}${again && again !== 'again' ? `, ${again}` : ''}.`
    : [quote(tellingOf(message), 10), ...mentioned(named, message)].join(' ')
  const evidence = [message, ...named.map((one) => one.message), ...(doubtful ? [doubtful] : [])].map(({ id }) => id)
  return { text: topic ? `${about} ${why}` : `${why} ${about}`, evidence: [...new Set(evidence)] }
}

function tellingOf({ text }: CaseMessage): string {
  const said = substanceOf(text)
  return said.findLast((sentence) => isQuestion(sentence) || isWish(sentence)) ?? said[0] ?? text
}

const mentioned = (named: readonly Detail[], { text }: CaseMessage) => {
  const more = named.filter((one) => !text.includes(one.text)).map((one) => one.text)
  return more.length > 0 ? [`(${more.join(', ')})`] : []
}

/** The order that is meant: what was named last, by either side; amounts stay with who said them, among the facts. */
function namedIn(details: readonly Detail[]): Detail[] {
  const orders = details.filter(({ kind }) => kind === 'order')
  const last = orders.at(-1)
  return last ? [orders.find(({ text }) => sameDetail(text) === sameDetail(last.text)) ?? last] : []
}

function whoIn({ customer, line, messages }: Case): BriefingLine | undefined {
  const name = nameOf(customer.name)
  const first = messages.find(({ author }) => author === 'customer')
  return first && { text: name === undefined ? `on ${line}` : `${name}, on ${line}`, evidence: [first.id] }
}
