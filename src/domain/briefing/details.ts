import { findPersonalData } from '../pii.ts'
import type { BriefingLine } from './briefing.ts'
import { type Case, type CaseMessage, isSpoken } from './case.ts'
import { WHO } from './promises.ts'
import { onOneLine } from './readable.ts'

export type DetailKind = 'order' | 'amount' | 'date' | 'address' | 'contact'

/** Something exact that was said. */
export interface Detail {
  readonly kind: DetailKind
  readonly text: string
  readonly message: CaseMessage
}

const CURRENCY = `(?:usd|eur|gbp|brl|mxn|inr|ars|cop|clp|try|aed|sar|egp|rs|reais|pesos|euros?|dollars?|d[oó]lares|rupees|rupaye|dirhams?|riyals?|रुपये|रुपए|ريال|درهم|جنيه|دولار|يورو)`
const NUMBER = String.raw`[\d٠-٩०-९]{1,9}(?:[.,][\d٠-٩०-९]{1,3}){0,3}`
/** `$49.90`, `R$ 120`, `49,90 €`, `500 rupees` */
export const AMOUNT = new RegExp(
  String.raw`(?:(?:US|R|MX)?[$€£¥₹₺]|(?<!\p{L})${CURRENCY}\.?)\s?${NUMBER}|${NUMBER}\s?(?:[$€£¥₹₺]|${CURRENCY}(?!\p{L}))`,
  'giu',
)

const MONTH = String.raw`(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ene|abr|mayo|ago|dic|fev|mai|set|out|dez|okt|m[aä]rz|janv|f[eé]v|avr|juin|juil|ao[uû]t|d[eé]c)\p{L}{0,9}\.?`
const PATTERNS: readonly (readonly [kind: Exclude<DetailKind, 'contact'>, pattern: RegExp])[] = [
  ['amount', AMOUNT],
  [
    'date',
    new RegExp(
      String.raw`\d{4}-\d{2}-\d{2}|(?<![\d/.-])\d{1,2}/\d{1,2}(?:/\d{2,4})?(?![\d/])|(?<![\d.])\d{1,2}\.\d{1,2}\.(?:\d{2,4})?(?!\d)|(?<!\d)\d{1,2}\.? (?:de )?${MONTH}(?!\p{L})|(?<!\p{L})${MONTH} \d{1,2}(?:st|nd|rd|th)?(?!\d)`,
      'giu',
    ),
  ],
  [
    'address',
    /\b\d{1,5}[a-z]? (?:[\p{Lu}\d][\p{L}\d'.-]{0,20} ){1,3}(?:St|Street|Ave|Avenue|Rd|Road|Blvd|Lane|Ln|Drive|Dr|Way|Court|Ct|Square)\b|(?<!\p{L})\p{Lu}[\p{L}.-]{0,30}(?:straße|strasse|str\.|weg|platz|allee|gasse) \d{1,4}[a-z]?\b|(?<!\p{L})(?:Calle|Av\.|Avenida|Rua|Carrera|Plaza|Paseo|Praça) (?:[\p{L}\d.]{1,20} ){1,4}?\d{1,5}\b|\b\d{1,4},? (?:rue|avenue|boulevard|place) (?:[\p{L}'-]{1,20} ?){1,4}/gu,
  ],
  [
    'order',
    /#?(?<![\p{L}\d-])(?:[A-Z]{1,6}[-_]|[A-Z]{2,6})\d{2,12}(?:-[A-Z0-9]{1,6})?(?![\p{L}\d])|#[A-Z0-9][A-Z0-9-]{2,24}(?![\p{L}\d])|(?<=(?<!\p{L})(?:order|pedido|bestellung|bestellnummer|commande|orden|tracking|invoice|rechnung|factura|ticket|ऑर्डर|طلب|الطلب|طلبي)(?: (?:number|no\.?|nr\.?|numero|número|nummer|id|رقم|नंबर))?:? #?)\d{4,14}(?!\d)/giu,
  ],
]
/** Reference numbers have capitals; `in 2025` and `top 10` have none. */
const isReference = (text: string) =>
  /^#|^\d/.test(text) || /^[A-Z]{1,6}[-_]?\d/.test(text) || /^[a-z]{2,6}-\d/.test(text)

const MOST_PER_MESSAGE = 12
const LONGEST_DETAIL = 48

/** What stands in a message that a teammate may need to the letter. */
export function detailsOf(message: CaseMessage): Detail[] {
  const { text } = message
  const found: { kind: DetailKind; text: string; from: number; to: number }[] = []
  const add = (kind: DetailKind, value: string, from: number) => {
    const to = from + value.length
    if (found.length < MOST_PER_MESSAGE && found.every((other) => to <= other.from || from >= other.to))
      found.push({ kind, text: value, from, to })
  }
  // Cards, accounts and ids of people stay in the thread.
  for (const { kind, start, end } of findPersonalData(text))
    if (kind === 'email' || kind === 'phone') add('contact', text.slice(start, end), start)
  for (const [kind, pattern] of PATTERNS)
    for (const { 0: value, index } of text.matchAll(pattern)) {
      if (found.length >= MOST_PER_MESSAGE) break
      if (kind === 'order' && !isReference(value)) continue
      add(kind, value, index)
    }
  return found
    .sort((one, other) => one.from - other.from)
    .map(({ kind, text: value }) => ({
      kind,
      text: value.trim().slice(0, LONGEST_DETAIL).toWellFormed().replace(/[.,]$/, ''),
      message,
    }))
}

export const sameDetail = (one: string) => one.toLowerCase().replaceAll(/[#\s_-]|\.$/g, '')

const ORDER_OF_USE: readonly DetailKind[] = ['order', 'amount', 'address', 'date', 'contact']
const MOST_PER_PERSON = 5

/**
 * Each with who said it: what a customer writes is what they say, and not what is. `told` are texts that say it already.
 */
const MOST_KNOWN = 2

/** One line of what was known before this matter, resting on memory. */
export function knownIn({ known = [] }: Pick<Case, 'known'>): BriefingLine[] {
  const shown = known.slice(0, MOST_KNOWN)
  if (shown.length === 0) return []
  const words = shown.map(({ text }) => onOneLine(text).replace(/[.!…]+$/, '')).join('; ')
  return [{ text: `Known: ${words}.`, evidence: shown.map(({ id }) => id) }]
}

export function factsIn(all: readonly Detail[], told: readonly string[]): BriefingLine[] {
  const seen = new Set<string>()
  const known = told.map(sameDetail).join(' ')
  const details = all
    .filter(({ text, message }) => {
      if (message.author !== 'customer' && !isSpoken(message)) return false
      const same = sameDetail(text)
      if (seen.has(same) || known.includes(same)) return false
      seen.add(same)
      return true
    })
    .sort((one, other) => ORDER_OF_USE.indexOf(one.kind) - ORDER_OF_USE.indexOf(other.kind))
  return (['customer', 'teammate', 'agent'] as const).flatMap((author) => {
    const theirs = details.filter(({ message }) => message.author === author).slice(0, MOST_PER_PERSON)
    if (theirs.length === 0) return []
    const says = author === 'customer' ? 'Customer says' : `${WHO[author]} said`
    return [
      {
        text: `${says}: ${theirs.map(({ text }) => text).join('; ')}.`,
        evidence: [...new Set(theirs.map(({ message }) => message.id))],
      },
    ]
  })
}
