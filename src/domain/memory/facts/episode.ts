import { onOneLine } from '../../briefing/readable.ts'
import { isSettled, isThanks, substanceOf } from '../../briefing/signs.ts'
import type { Fact, ProposedFact } from '../fact.ts'
import { promisesFrom } from './promises.ts'
import type { Said } from './rules.ts'

/** So long nobody wrote: what follows is another talk. */
export const TALK_GAP_MS = 6 * 60 * 60_000
const LONGEST = 160
const SUBJECT = 'talk '

const CAME_OF_IT = ' → '

/**
 * What a talk was about, in the customer's first words that say something, and what came of it. A talk that goes on after
 * it was told is told again, where something came of it since.
 */
export function episodeOf(
  messages: readonly Said[],
  known: readonly Fact[],
  language: string,
): ProposedFact | undefined {
  const started = messages.findLastIndex(({ at }, index) => index > 0 && at - messages[index - 1]!.at > TALK_GAP_MS)
  const talk = messages.slice(Math.max(0, started))
  const [first] = talk
  if (!first) return undefined
  const told = known.findLast((fact) => fact.kind === 'episode' && fact.status === 'open' && goesOn(fact, first.at))
  const opening = talk.find(({ speaker, text }) => speaker === 'customer' && substanceOf(text).length > 0)
  const outcome = outcomeOf(talk, language)
  if (told) return retold(told, outcome)
  if (!opening) return undefined
  const begun = topicOf(opening, language)
  return retold(begun, outcome) ?? begun
}

function topicOf(opening: Said, language: string): ProposedFact {
  const { id, text, at, speaker, line } = opening
  const sentence = substanceOf(text)[0] ?? text
  const found = text.indexOf(sentence)
  const start = Math.max(0, found)
  const quote = found < 0 ? text.slice(0, LONGEST).toWellFormed() : clipped(sentence)
  const value = onOneLine(quote)
  return {
    kind: 'episode',
    subject: `${SUBJECT}${id}`,
    predicate: 'episode',
    value,
    text: value,
    language,
    confidence: 0.6,
    validFrom: at,
    tags: [],
    extractor: 'rules',
    sources: [{ source: id, quote, start, end: start + quote.length, speaker, line, at }],
  }
}

const clipped = (sentence: string) => (sentence.length > LONGEST ? sentence.slice(0, LONGEST).toWellFormed() : sentence)

/** With the words that something came of it in; undefined where those were told already. */
function retold(told: ProposedFact, by: Said | undefined): ProposedFact | undefined {
  if (!by || told.value.includes(CAME_OF_IT)) return undefined
  const quote = onOneLine(by.text).slice(0, LONGEST).toWellFormed()
  const at = by.text.indexOf(quote)
  if (at < 0) return undefined
  const value = `${told.value}${CAME_OF_IT}${quote}`
  const { kind, subject, predicate, language, confidence, tags, extractor, sources } = told
  const source = {
    source: by.id,
    quote,
    start: at,
    end: at + quote.length,
    speaker: by.speaker,
    line: by.line,
    at: by.at,
  }
  return {
    kind,
    subject,
    predicate,
    value,
    text: value,
    language,
    confidence,
    validFrom: told.validFrom,
    tags,
    extractor,
    sources: [...sources, source],
  }
}

function goesOn(fact: Fact, at: number): boolean {
  const last = Math.max(...fact.sources.map((source) => source.at))
  return at >= fact.validFrom && at - Math.max(last, fact.validFrom) <= TALK_GAP_MS
}

/** The words that ended it, or else the last promise. */
const outcomeOf = (talk: readonly Said[], language: string): Said | undefined =>
  talk.findLast(({ speaker, text }) => speaker === 'customer' && (isSettled(text) || isThanks(text))) ??
  talk.findLast((one) => one.speaker !== 'customer' && promisesFrom(one, language).length > 0)
