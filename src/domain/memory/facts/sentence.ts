import { foldWithPlaces } from './fold.ts'

/** A sentence of a message, and where it stands there. */
export interface Sentence {
  /** As it is looked at: small, without accents. */
  readonly text: string
  readonly asks: boolean
  /** The words as written between two places of `text`, without what stands around them, and where they stand in the message. */
  written(from: number, to: number): Written
}

export interface Written {
  readonly words: string
  readonly start: number
  readonly end: number
}

/** Nobody says of themselves what counts only at the end of so long a message. */
const LONGEST_READ = 4000
const MOST_SENTENCES = 60
const ENDS = /[.!?…](?=[\s"')\]]|$)[.!?…"')\]]*|\n+|¿|[;](?=\s)/g
/** A full stop that ends no sentence. */
const SHORTENED =
  /(?:^|[\s(])(?:st|str|ave|no|nr|num|apt|apto|dept|ca|tel|mr|mrs|ms|dr|sr|sra|av|prof|\d{1,2})$|\p{L}{3}str$/u
/** `[Attached image: image/jpeg]`, and lines that WhatsApp shows as somebody else's. */
const FOREIGN = /^\[(?:attached|location|contact|shared|order|filled)[^\]\n]{0,200}\]|^>.*$/gm
const QUOTED = /["“„«][^"”“»\n]{12,400}["”»]/g

export function sentencesIn(message: string): Sentence[] {
  const folded = foldWithPlaces(message.slice(0, LONGEST_READ))
  const blank = (found: string) => found.replaceAll(/[^\n]/g, ' ')
  const text = folded.text.replaceAll(FOREIGN, blank).replaceAll(QUOTED, blank)
  const written = (from: number, to: number): Written => {
    const [start, end] = [folded.places[from] ?? message.length, folded.places[to] ?? message.length]
    const raw = message.slice(start, end)
    const lead = raw.length - raw.trimStart().length
    const words = raw.trim()
    return { words, start: start + lead, end: start + lead + words.length }
  }
  const sentences: Sentence[] = []
  let from = 0
  const add = (to: number, asks: boolean) => {
    const begin = from
    if (text.slice(begin, to).trim() !== '' && sentences.length < MOST_SENTENCES)
      sentences.push({
        text: text.slice(begin, to),
        asks,
        written: (one, other) => written(begin + one, begin + other),
      })
  }
  for (const { 0: end, index } of text.matchAll(ENDS)) {
    if (end.startsWith('.') && SHORTENED.test(text.slice(Math.max(from, index - 8), index)) && goesOn(text, index))
      continue
    add(index, end.includes('?'))
    from = index + end.length
  }
  add(text.length, false)
  return sentences
}

/** With these somebody begins to say something else: no street and no town is called so. */
const BEGINS =
  /^\.\s+(?:i|i['’]m|im|my|we|our|it|its|that|this|the|please|can|could|do|does|is|and|but|thanks|ich|mein|meine|wir|bitte|und|yo|mi|mis|soy|estoy|tengo|prefiero|nuestra|por favor|eu|meu|minha|sou|tenho|prefiro|je|j['’]ai|mon|ma|mes|nous|मैं|मुझे|मेरा|मेरी|انا|عندي|لدي)(?![\p{L}\p{M}])/u
const LONGEST_BEGINNING = 16

/** `12 Oak St. Lisbon` goes on; nothing does where the message ends. */
function goesOn(text: string, index: number): boolean {
  const rest = text.slice(index, index + LONGEST_BEGINNING)
  return /^\.\s+[\p{L}\d]/u.test(rest) && !BEGINS.test(rest)
}
