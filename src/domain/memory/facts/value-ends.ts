import { foldedWords } from './fold.ts'
import type { Grammar } from './grammar.ts'
import type { Sentence } from './sentence.ts'

const COMMAS_BELONG: ReadonlySet<string> = new Set([
  'home_address',
  'delivery_address',
  'billing_address',
  'moved_to',
  'moved_at',
  'lives_in',
  'always',
  'never',
  'appointment',
])

/** Where a value ends: at a comma, at a word that begins something else, at the end of what was found. */
export function stoppedAt({ stop }: Grammar, sentence: Sentence, from: number, to: number, meaning: string): number {
  const { text } = sentence
  const value = text.slice(from, to)
  const places = [value.length, value.search(/\s[-–—(]\s?|;|:\s|\s[a-z]+:\s/)]
  const word = stop.exec(value.slice(1))
  if (word) places.push(word.index + 1)
  if (!COMMAS_BELONG.has(meaning)) places.push(value.search(/,(?!\d)/))
  else places.push(lastAddressComma(value, sentence.written(from, to).words, meaning))
  return from + Math.min(...places.filter((place) => place >= 0))
}

/** An address goes on after a comma with a number or a name, and not with a verb: `, and I want`. */
function lastAddressComma(value: string, written: string, meaning: string): number {
  if (meaning === 'always' || meaning === 'never' || meaning === 'appointment') return value.search(/,(?!\d)/)
  const parts = value.split(',')
  const asWritten = written.split(/[,،]/)
  let at = 0
  for (const [index, part] of parts.entries()) {
    if (index > 0 && part.trim().split(/\s+/).length > 4) return at - 1
    if (index > 3 || (index > 0 && isNoPart(asWritten[index] ?? '', asWritten[0] ?? ''))) return at - 1
    at += part.length + 1
  }
  return -1
}

/** `, deliver there`, beside a street that is written as streets are; `, apt b` belongs to it. */
function isNoPart(part: string, street: string): boolean {
  if (/\d|\p{Lu}/u.test(part)) return false
  return DOES.test(foldedWords(part).trim()) || (/\p{Lu}/u.test(street) && !UNIT.test(foldedWords(part).trim()))
}

const DOES =
  /^(?:y |e |and |und |et )?(?:deliver|send|ship|bring|leave|ring|call|drop|come|use|can|let|update|change|entreg|envi|mand|dej|traig|toqu|llam|pued|liefer|schick|klingel|stell|bring|livr|envoy|laiss|sonn|deix|ligu|ligar|not|no|nicht|nao|ne|je|ich|yo|eu|it|das|es|that|bhej|delivery|ارسل|سلم|وصل|اتصل|ارجو|भेज|डिलीवरी)/
const UNIT =
  /^(?:apt|apartment|flat|unit|floor|door|suite|near|next|opposite|c\/o|piso|puerta|apto|depto|andar|bloco|bairro|etage|batiment|bat|stock|hinterhaus|bei|block|gate|building|ground|first|second|third|top|left|right|izquierda|derecha|centro|cerca|perto|pres)(?![a-z])/
