import { findEmails } from '../../pii-emails.ts'
import { foldedWords } from './fold.ts'
import type { Attribute, Meaning } from './words.ts'

/** What a value must look like to be one. */
export type Shape = 'person' | 'name' | 'address' | 'place' | 'email' | 'phone' | 'day' | 'proper' | 'contact' | 'words'

export const SHAPES: Readonly<Partial<Record<Meaning | Attribute, Shape>>> = {
  name: 'name',
  preferred_name: 'name',
  home_address: 'address',
  delivery_address: 'address',
  billing_address: 'address',
  email: 'email',
  phone: 'phone',
  birthday: 'day',
  home_city: 'place',
  lives_in: 'place',
  comes_from: 'place',
  company: 'proper',
  contact_person: 'person',
  moved_at: 'address',
  reach_at: 'contact',
}

const MOST_WORDS = 12
const STREET =
  /(?<!\p{L})(?:st|street|ave|avenue|rd|road|lane|ln|drive|dr|way|court|ct|blvd|boulevard|square|close|terrace|calle|avda?|avenida|carrera|plaza|paseo|camino|rua|travessa|alameda|praca|rue|place|chemin|allee|quai|via|piazza|corso|straat|laan|weg|gasse|platz|ring|nagar|marg|road|sector|gali|mohalla|colony|apartments?|flat|house|شارع|حي|طريق|عماره|بنايه|मार्ग|गली|नगर|सेक्टर|रोड|कॉलोनी|मकान|फ्लैट)(?!\p{L})|stra(?:ss|ß)e|str\.|(?:weg|platz|allee|gasse|damm|ufer) \d|straat|sokak|mahallesi|jalan/iu
export const PHONE = /(?:\+|00)?\d(?:[\s().-]{0,2}\d){6,14}/
const UNCASED = /[\p{Script=Arabic}\p{Script=Devanagari}]/u
const NO_NAME = new Set(
  `back later tomorrow today now asap again when if at on in tonight anytime maybe crazy old sir madam please soon first
  before after right immediately once whatever anyway an a the by cuando despues luego manana ahora hoy mas tarde de vuelta
  depois amanha hoje agora mais zuruck spater morgen heute an wenn plus tard demain bientot quand vite si not no so sure
  here there fine ok good happy sorry sick late done back home new still very not looking writing waiting interested
  spelled misspelled mispelled wrong missing incorrect mal errado falsch mind calling trying having going asking unable unhappy annoyed angry confused customer kal baad abhi phone`.split(
    /\s+/,
  ),
)
const NO_PLACE =
  /^(?:the|a|an|this|that|my|your|our|una?|la|el|los|las|mi|tu|su|uma?|o|minha|meu|eine[rnm]?|die|der|das|dem|den|meine[rnm]?|une|le|la|les|mon|ma|hope|fear|peace|pain)$/
/** When, or where from: not part of a name or a town. */
const SINCE =
  /,?\s(?:from|since|last|recently|yesterday|today|this|desde|ayer|hoy|ontem|hoje|depuis|hier|seit|gestern|heute|lol|haha|btw)(?:\s.*)?$/iu
const LETTER_UP = /^["'(]?(?:\p{Lu}|[\p{Script=Arabic}\p{Script=Devanagari}])/u
const LEADING =
  /^(?:[\s,:=–—-]|(?:now|the|called|named|simply|just|only|einfach|bitte|por favor|de|dem|der|den|to the) )+(?=\S)/iu

/** Without what stands around a value. */
export const tidied = (written: string): string =>
  written.replace(/^[\s,:=–—"'(*_-]+/u, '').replace(/[\s,:;!"')*_–—-]+$/u, '')

/** The words of a value as they are kept, or nothing where they are none. */
export function keptValue(shape: Shape, written: string): string | undefined {
  const tidy = tidied(written)
  const words = tidy.split(/\s+/)
  if (tidy === '' || !/[\p{L}\p{N}]/u.test(tidy)) return undefined
  switch (shape) {
    case 'email':
      return emailIn(tidy)
    case 'phone':
      return PHONE.exec(tidy)?.[0].trim()
    case 'contact':
      return emailIn(tidy) ?? PHONE.exec(tidy)?.[0].trim()
    case 'name':
      return isName(tidy.replace(/\.$/, '')) ? tidy.replace(/\.$/, '') : undefined
    case 'person':
      return personIn(tidy.replace(/\.$/, ''))
    case 'address':
      return addressIn(tidy)
    case 'place':
      return placeIn(tidy)
    case 'day':
      return /\d/.test(tidy) && words.length <= 6 ? tidy : undefined
    case 'proper':
      return words.length <= 5 && LETTER_UP.test(tidy.replace(LEADING, '')) ? tidy.replace(LEADING, '') : undefined
    default:
      return wordsIn(tidy)
  }
}

export const emailIn = (text: string): string | undefined => {
  const [found] = findEmails(text)
  return found && text.slice(found.from, found.to)
}

function wordsIn(tidy: string): string | undefined {
  const bare = tidy.replace(
    /,?\s(?:yesterday|today|lol|haha+|btw|ayer|ontem|gestern|hier|unfortunately|sadly|actually|though|lamentablemente|desgraciadamente|infelizmente|leider|malheureusement|helas)$/iu,
    '',
  )
  return bare.split(/\s+/).length <= MOST_WORDS ? bare : undefined
}

/** A number and a street, or at least a word that only streets have. */
export const isAddress = (text: string): boolean =>
  /\d/.test(text) &&
  text.split(/\s+/).length >= 2 &&
  /[\p{L}\p{M}]{2}/u.test(text) &&
  !/^\d+ (?:minutes?|hours?|days?|times?|years?|people|euros?|dollars?)\b/i.test(text) &&
  (STREET.test(text) ||
    /^\d+[a-z]?,? \p{Lu}/u.test(text) ||
    /^(?:[\p{Lu}][\p{L}'.-]+,? ){1,4}(?:n[ºo°]?\.? ?|#)?\d+/u.test(text) ||
    UNCASED.test(text))

/** A street with its number, however it is typed: nothing else is taken for an address where nobody says that it is one. */
export const isStreet = (text: string): boolean => isAddress(text) && STREET.test(text)

const CORRECTED = /,?\s(?:not|no|nicht|nao|pas|instead)\s.*$/iu

function addressIn(text: string): string | undefined {
  const address = text.replace(CORRECTED, '')
  return isAddress(address) && address.split(/\s+/).length <= 16 ? address : undefined
}

function isName(text: string): boolean {
  const words = text.split(/\s+/)
  if (words.length > 4 || text.length > 40 || /[\d@/:;,]/.test(text)) return false
  if (words.some((word) => NO_NAME.has(foldedWords(word)))) return false
  if (UNCASED.test(text)) return words.length <= 3
  return LETTER_UP.test(text) || words.length === 1
}

/** `My colleague Lena Park` is Lena Park. */
function personIn(text: string): string | undefined {
  const name = text.replace(
    /^(?:[Mm]y|[Oo]ur|[Tt]he|[Mm]eine?|[Uu]nsere?|[Mm]i|[Nn]uestr[oa]|[Mm]eu|[Mm]inha|[Mm]on|[Mm]a|[Nn]otre) \p{Ll}+ (?=\p{Lu})/u,
    '',
  )
  return /^(?:\p{Lu}|[\p{Script=Arabic}\p{Script=Devanagari}])/u.test(name) && isName(name) ? name : undefined
}

function placeIn(text: string): string | undefined {
  if (isAddress(text)) return text
  const words = text.replace(SINCE, '').split(/\s+/)
  const [first = ''] = words
  if (words.length > 4 || /\d/.test(text) || NO_PLACE.test(foldedWords(first))) return undefined
  return LETTER_UP.test(text) ? words.join(' ') : undefined
}

/** A name that was typed small is a name only where nothing else can be meant. */
export const isCapital = (text: string): boolean => LETTER_UP.test(text)
