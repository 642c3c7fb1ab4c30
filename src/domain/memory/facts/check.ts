import { languageOf } from '../../language-of.ts'
import { FACT_KINDS, type FactKind, type ProposedFact } from '../fact.ts'
import { promised } from '../promise-kept.ts'
import { keyOf } from '../settle.ts'
import { dueIn, momentIn } from './dates.ts'
import { foldedWords } from './fold.ts'
import { groundedIn } from './grounds.ts'
import { isPoison } from './poison.ts'
import { predicateOf } from './predicates.ts'
import { placeOf } from './quotes.ts'
import type { Said } from './rules.ts'
import { sentencesIn } from './sentence.ts'

const MOST_ITEMS = 20
const LONGEST_VALUE = 200
const LONGEST_TEXT = 300
const LEAST_CERTAIN = 0.4
const DAY_MS = 24 * 60 * 60_000

type Raw = Readonly<Record<string, unknown>>

/**
 * What of a model's proposals stands: drawn from the messages that it was shown, in their own words. Whatever else it
 * says, of whomever, is left out.
 */
export function checkFacts(raw: unknown, messages: readonly Said[]): ProposedFact[] {
  const byId = new Map(messages.map((message) => [message.id, message]))
  const known = new Set<string>()
  return itemsOf(raw)
    .slice(0, MOST_ITEMS)
    .flatMap((item) => checked(item, byId) ?? [])
    .filter((fact) => {
      const key = `${keyOf(fact)}|${fact.sources[0]!.source}`
      const fresh = !known.has(key)
      known.add(key)
      return fresh
    })
}

function itemsOf(raw: unknown): Raw[] {
  if (!isObject(raw)) return []
  const promises = listOf(raw.commitments).map((item) => ({
    kind: 'commitment',
    predicate: promised('do'),
    value: item.what,
    due: item.due,
    subject: item.who,
    quote: item.quote,
    source_id: item.source_id ?? item.ref,
  }))
  return [...listOf(raw.facts), ...promises]
}

const isObject = (raw: unknown): raw is Raw => typeof raw === 'object' && raw !== null && !Array.isArray(raw)
const listOf = (raw: unknown): Raw[] => (Array.isArray(raw) ? raw.filter(isObject) : [])
const wordsIn = (raw: unknown, longest: number): string | undefined => {
  if (typeof raw !== 'string' && typeof raw !== 'number') return undefined
  const text = String(raw).replaceAll(/\s+/g, ' ').trim()
  return text === '' || text.length > longest ? undefined : text
}

function checked(item: Raw, byId: ReadonlyMap<string, Said>): ProposedFact | undefined {
  const message = byId.get(String(item.source_id))
  const kind = FACT_KINDS.find((one) => one === item.kind)
  const value = wordsIn(item.value, LONGEST_VALUE)
  const predicate = predicateOf(wordsIn(item.predicate, 80) ?? '')
  const place = message && typeof item.quote === 'string' ? placeOf(item.quote, message.text) : undefined
  if (!message || !kind || !place || value === undefined || predicate === '') return undefined
  if (!maySay(kind, message) || isAsked(message, place.start)) return undefined
  const grounded = groundedIn(message.text)
  if (!grounded(value) || (kind === 'instruction' && isPoison(foldedWords(value)))) return undefined
  const confidence = certaintyOf(item.certainty)
  if (confidence < LEAST_CERTAIN) return undefined
  const quote = message.text.slice(place.start, place.end)
  const text = wordsIn(item.text, LONGEST_TEXT)
  const due =
    kind === 'commitment' || kind === 'event' ? dueOf(item.due ?? item.valid_from, quote, message.at) : undefined
  return {
    kind,
    subject: subjectOf(item.subject, message, grounded),
    predicate,
    value,
    text: text !== undefined && grounded(text) ? text : quote,
    language: languageOf([message.text], asLanguage(item.language)),
    confidence,
    validFrom: kind === 'commitment' ? message.at : validFromOf(item.valid_from, message),
    ...(due !== undefined && { dueAt: due }),
    tags: tagsOf(item.tags),
    extractor: 'model',
    sources: [{ source: message.id, quote, ...place, speaker: message.speaker, line: message.line, at: message.at }],
  }
}

/** Customers say how they are; agents and teammates what they promise. Nobody promises for somebody else. */
const maySay = (kind: FactKind, { speaker }: Said) =>
  kind === 'commitment' ? speaker === 'agent' || speaker === 'teammate' : speaker === 'customer'

/** Who asks "are you allergic?" says nothing of it; who goes on after it may. */
function isAsked({ text }: Said, start: number): boolean {
  const sentence = sentencesIn(text).find((one) => {
    const { start: from, end } = one.written(0, one.text.length)
    return from <= start && start <= end
  })
  if (!sentence?.asks) return false
  const { start: from, words } = sentence.written(0, sentence.text.length)
  return !/[,;:–—]/.test(words.slice(start - from))
}

function subjectOf(raw: unknown, { speaker }: Said, grounded: (words: string) => boolean): string {
  if (speaker !== 'customer') return speaker
  const subject = wordsIn(raw, 60)
  return subject !== undefined && /^(?:order|shipment) \S+$/.test(subject) && grounded(subject.split(' ')[1]!)
    ? subject
    : 'customer'
}

function certaintyOf(raw: unknown): number {
  if (raw === 'high' || raw === undefined) return 0.8
  if (raw === 'low') return 0.3
  const certainty = typeof raw === 'number' && Number.isFinite(raw) ? raw : 0.6
  return Math.min(0.95, Math.max(0, certainty))
}

const asLanguage = (raw: unknown) =>
  (['en', 'es', 'pt', 'de', 'fr', 'hi', 'ar'] as const).find((language) => language === raw) ?? 'en'

const TIMED =
  /\d|since|last|ago|yesterday|desde|ayer|pasad|hace|ontem|passad|seit|letzt|gestern|vor |depuis|hier|dernier|il y a|pichle|se rah|पिछले|से |منذ|امس|الماضي|next|tomorrow|from|ab |nachst|proxim|prochain/

/** Only where the message speaks of a time, or a model's idea of the date would turn the order of things round. */
function validFromOf(raw: unknown, { text, at }: Said): number {
  const said = typeof raw === 'string' ? Date.parse(raw) : Number.NaN
  if (Number.isNaN(said) || !TIMED.test(foldedWords(text))) return at
  // The day of the message is the time of the message.
  if (Math.abs(said - at) < DAY_MS) return at
  return said > at - 20 * 365 * DAY_MS && said < at + 400 * DAY_MS ? said : at
}

function dueOf(raw: unknown, quote: string, at: number): number | undefined {
  const own = dueIn(quote, at)
  if (own !== undefined) return own
  if (typeof raw !== 'string') return undefined
  const told = Date.parse(raw)
  if (Number.isNaN(told)) return dueIn(raw, at)
  return TIMED.test(foldedWords(quote)) || momentIn(quote, at) !== undefined ? within(told, at) : undefined
}

const within = (told: number, at: number) => (told >= at && told < at + 400 * DAY_MS ? told : undefined)

function tagsOf(raw: unknown): string[] {
  const tags = (Array.isArray(raw) ? raw : []).flatMap((tag) => wordsIn(tag, 24)?.toLowerCase() ?? [])
  return [...new Set(tags)].filter((tag) => /^[\p{L}\p{M}][\p{L}\p{M} -]*$/u.test(tag)).slice(0, 4)
}
