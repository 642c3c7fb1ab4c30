import type { Speaker } from '../entry.ts'
import type { FactKind, FactSource, ProposedFact } from '../fact.ts'
import { isBlocked } from './blocked.ts'
import { correctionsIn } from './corrections.ts'
import { dueIn } from './dates.ts'
import { type Grammar, grammarOf, isMade, isNew, isWide, type Rule, valueIn } from './grammar.ts'
import { FACT_LANGUAGES } from './languages/index.ts'
import { mentionsIn } from './mentions.ts'
import { moodsIn } from './moods.ts'
import { isPoison } from './poison.ts'
import { promisesFrom } from './promises.ts'
import { type Sentence, sentencesIn, type Written } from './sentence.ts'
import { isOnce, isThisTime, paymentIn, shapedAs, sizeIn, timeIn } from './shaped.ts'
import { tagsFor } from './tags.ts'
import { stoppedAt } from './value-ends.ts'
import { isAddress, isCapital, keptValue, SHAPES, tidied } from './values.ts'
import type { Attribute, FactWords, Meaning } from './words.ts'

/** A message as facts are looked for in it. */
export interface Said {
  readonly id: string
  readonly speaker: Speaker
  readonly text: string
  readonly at: number
  readonly line: string | undefined
}

/** What a rule has heard in a sentence. */
export interface Heard {
  readonly kind: FactKind
  readonly subject?: string
  readonly predicate: string
  readonly value: string
  readonly quote: Written
  readonly language: string
  readonly confidence: number
  readonly dueAt?: number | undefined
}

const MOST_FACTS = 20

/** What a message says by itself, without any model: of customers what they say of themselves, of others what they promise. */
export function factsIn(message: Said, fallback = 'en'): ProposedFact[] {
  const steps = factsOf(message, fallback)
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

/** The same in small steps: patterns are built when they are first met, and nobody else can do anything meanwhile. */
export function* factsOf(message: Said, fallback = 'en'): Generator<undefined, ProposedFact[]> {
  if (message.speaker === 'system') return []
  const heard: Heard[] = []
  if (message.speaker === 'customer') {
    const sentences = sentencesIn(message.text)
    for (const [at, sentence] of sentences.entries())
      heard.push(...(yield* heardIn(sentence, message, sentences[at - 1])))
    heard.push(...correctionsIn(sentences, fallback))
    yield
    heard.push(...mentionsIn(message, fallback))
    yield
    heard.push(...moodsIn(message, fallback))
  } else heard.push(...promisesFrom(message, fallback))
  yield
  return withoutDoubles(heard)
    .slice(0, MOST_FACTS)
    .map((one) => proposedOf(one, message))
}

function proposedOf({ quote, dueAt, subject = 'customer', ...heard }: Heard, message: Said): ProposedFact {
  const { id, speaker, line, at } = message
  const source: FactSource = { source: id, quote: quote.words, start: quote.start, end: quote.end, speaker, line, at }
  return {
    ...heard,
    subject,
    text: quote.words,
    validFrom: at,
    ...(dueAt !== undefined && { dueAt }),
    tags: tagsFor(heard.predicate, heard.language),
    extractor: 'rules',
    sources: [source],
  }
}

/** The same found by two rules is found once, by the first. */
function withoutDoubles(heard: readonly Heard[]): Heard[] {
  const known = new Set<string>()
  return heard.filter(({ predicate, value }) => {
    const key = `${predicate.replace('delivery_', 'home_')}|${value.toLowerCase()}`
    const fresh = !known.has(key)
    known.add(key)
    return fresh
  })
}

const DEVANAGARI = /\p{Script=Devanagari}/u
const ARABIC = /\p{Script=Arabic}/u

type Steps = Generator<undefined, Heard[]>

function* heardIn(sentence: Sentence, message: Said, before: Sentence | undefined): Steps {
  const script = ARABIC.test(sentence.text) ? 'arabic' : DEVANAGARI.test(sentence.text) ? 'devanagari' : undefined
  for (const words of FACT_LANGUAGES) {
    if (words.script !== script) continue
    const heard = yield* heardBy(words, sentence, message, before)
    if (heard.length > 0) return heard
  }
  return []
}

function* heardBy(words: FactWords, sentence: Sentence, message: Said, before: Sentence | undefined): Steps {
  if (!isMade(words)) yield
  const grammar = grammarOf(words)
  const heard: Heard[] = []
  const taken: [number, number][] = []
  const wide = isWide(sentence.text)
  for (const rule of rulesFor(grammar, before)) {
    if (isNew(rule, wide)) yield
    const { meaning: known, pattern, polite } = rule
    const found = pattern.exec(sentence.text)
    const place = found && valueIn(found)
    const meaning = known ?? attributeIn(grammar, found?.groups?.noun)
    if (!found || !place || !meaning || (sentence.asks && !known && !polite)) continue
    const from = found.index
    const to = stoppedAt(grammar, sentence, place[0], place[1], meaning)
    if (taken.some(([one, other]) => place[0] < other && to > one)) continue
    if (isBlocked(grammar, sentence, from, to, polite) || isPassing(meaning, sentence.text)) continue
    const one = readAs(meaning, { sentence, from, at: [place[0], to], grammar, message, named: place[2] })
    if (one) {
      taken.push([from, to])
      heard.push(one)
    }
  }
  return heard
}

const isPassing = (meaning: string, text: string) =>
  (LASTS.has(meaning) && isOnce(text)) || (meaning.endsWith('_address') && isThisTime(text))

const LASTS: ReadonlySet<string> = new Set(['shaped', 'preferred_payment', 'size', 'delivery_time'])

/** Somebody has moved, and says in the next sentence where to. */
function rulesFor({ rules, moved, movedTo, blocked }: Grammar, before: Sentence | undefined): readonly Rule[] {
  const left = before && !before.asks ? moved?.exec(before.text) : undefined
  if (!left || !movedTo || blocked.test(before!.text.slice(0, left.index))) return rules
  return [movedTo, ...rules]
}

const attributeIn = ({ named }: Grammar, noun: string | undefined): Attribute | undefined =>
  noun === undefined ? undefined : named.find(([, pattern]) => pattern.test(noun.trim()))?.[0]

interface Reading {
  readonly sentence: Sentence
  readonly from: number
  readonly at: readonly [from: number, to: number]
  readonly grammar: Grammar
  readonly message: Said
  readonly named: string
}

const KINDS: Readonly<Record<string, FactKind>> = {
  allergic_to: 'instruction',
  no_longer_allergic_to: 'fact',
  cannot_eat: 'instruction',
  diet: 'preference',
  no_longer_diet: 'fact',
  health_condition: 'fact',
  prefers: 'preference',
  likes: 'preference',
  dislikes: 'preference',
  favourite: 'preference',
  always: 'instruction',
  never: 'instruction',
  language: 'preference',
  preferred_payment: 'preference',
  preferred_name: 'profile',
  appointment: 'event',
  size: 'preference',
  delivery_time: 'preference',
}

function readAs(meaning: Meaning | Attribute, reading: Reading): Heard | undefined {
  const { sentence, from, at, grammar, message, named } = reading
  const written = sentence.written(...at)
  const folded = sentence.text.slice(...at).trim()
  if (meaning !== 'never' && grammar.noValue.test(folded)) return undefined
  const shaped = meaning === 'shaped' ? shapedAs(written.words) : undefined
  const value = shaped?.value ?? keptFor(meaning, written, reading)
  if (value === undefined || (!SHORT.has(meaning) && value.length < 2 && !/\d/.test(value))) return undefined
  // The whole part of the sentence is quoted, up to the end of the value.
  const [quoteFrom, quoteTo] = named.startsWith('value') && at[1] >= from ? [from, endOfMatch(reading)] : [from, at[1]]
  const quote = sentence.written(quoteFrom, quoteTo)
  if ((meaning === 'always' || meaning === 'never') && (isPoison(folded) || NO_RULE.test(folded))) return undefined
  const predicate = shaped?.predicate ?? predicateFor(meaning, value)
  const heard = { kind: KINDS[predicate] ?? KINDS[meaning] ?? 'profile', predicate, value, quote }
  if (meaning === 'preferred_name' && named.startsWith('name') && !isCapital(written.words)) return undefined
  if (meaning === 'changed_to' && !isCapital(value)) return undefined
  const dueAt = meaning === 'appointment' ? dueIn(value, message.at) : undefined
  if (meaning === 'appointment' && dueAt === undefined) return undefined
  return { ...heard, language: grammar.language, confidence: SURE.has(meaning) ? 0.9 : 0.75, dueAt }
}

const SHORT: ReadonlySet<string> = new Set(['always', 'never', 'size', 'shaped'])

function keptFor(meaning: Meaning | Attribute, { words }: Written, { sentence, from, at, grammar }: Reading) {
  if (meaning === 'shaped') return undefined
  const tidy = tidied(words)
  if (meaning === 'preferred_payment') return paymentIn(tidy, false)
  if (meaning === 'delivery_time') return timeIn(tidy)
  if (meaning === 'size') return sizeIn(tidy, grammar.sized.test(sentence.text.slice(from, at[1] + AROUND)))
  return keptValue(SHAPES[meaning] ?? shapeIn(meaning, words), words)
}

/** A noun that stands beside its value, `XL size`. */
const AROUND = 8

/** Where the verb comes last it belongs to what is quoted. */
function endOfMatch({ sentence, at, grammar }: Reading): number {
  const rest = sentence.text.slice(at[1])
  const verb = /^[^,;!?\n]{0,40}/u.exec(rest)?.[0] ?? ''
  const isVerbLast = grammar.language === 'hi' || grammar.language === 'tr' || grammar.language === 'de'
  return isVerbLast && !grammar.stop.test(verb) ? at[1] + verb.length : at[1]
}

const NO_RULE =
  /^(?:(?:she|he|it|they|that|this|i|we|you|elle|il|ella|ele|ela|sie|er|es)(?:'s|'re|'m|'ll)? |du |des |de la |mind|worry|make me laugh|get me wrong|forget|vergessen|olvid|esquec|oubli|preocup|sorgen|(?:ist |es |is |est )?(?:my|mi|mon|ma|meu|minha|meine?) )/
const SURE: ReadonlySet<string> = new Set([
  'allergic_to',
  'diet',
  'email',
  'phone',
  'home_address',
  'delivery_address',
  'always',
  'never',
])

const shapeIn = (meaning: string, value: string) =>
  meaning === 'moved_to' ? (isAddress(value) ? 'address' : 'place') : 'words'

function predicateFor(meaning: Meaning | Attribute, value: string): string {
  switch (meaning) {
    case 'moved_to':
    case 'lives_in':
    case 'moved_at':
      return isAddress(value) ? 'home_address' : 'home_city'
    case 'reach_at':
      return value.includes('@') ? 'email' : 'phone'
    case 'changed_to':
      return 'plan'
    case 'always':
    case 'never':
      return meaning === 'always' ? 'service_rule' : 'never_do'
    default:
      return meaning
  }
}
