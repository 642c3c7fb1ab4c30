import { LANGUAGES, type Language, type Sentence } from '../domain/language.ts'
import type { Agent } from '../domain/turn.ts'
import { inWords } from './faults.ts'
import { nearest } from './nearest.ts'
import { Refusal, setting, written } from './values.ts'

/** What may be written where a sentence belongs: one for everybody, or some of the languages. */
export type WrittenSentence = string | Readonly<Partial<Record<Language, string>>>

const isByLanguage = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function sentenceOf(value: unknown, otherwise: Sentence | undefined): Sentence | Refusal {
  if (!isByLanguage(value)) {
    return written(value) || new Refusal('must be a sentence', 'Write a text, or one a language: {en: ..., es: ...}')
  }
  const given = Object.entries(value).filter(([, one]) => written(one))
  const unknown = given.find(([language]) => !LANGUAGES.includes(language as Language))
  if (unknown) {
    const guess = nearest(unknown[0], LANGUAGES, 1)
    const cure = `${guess ? `Did you mean ${guess}? ` : ''}There are ${inWords(LANGUAGES)}.`
    return new Refusal(`has a language that Wabaton does not speak: ${unknown[0]}`, cure)
  }
  const own: Partial<Record<Language, string>> = Object.fromEntries(given.map(([one, text]) => [one, written(text)]))
  const rest = typeof otherwise === 'string' ? { en: otherwise } : (otherwise ?? {})
  const all = { ...rest, ...own }
  const { en } = all
  return en === undefined
    ? new Refusal('has no English sentence', 'Add en: it is read where a language is missing.')
    : { ...all, en }
}

/** A text for everybody, or `{en, es, ...}`; a language that is left out keeps the sentence of Wabaton's own. */
export const sentence = (otherwise?: Sentence) =>
  setting((value: WrittenSentence | Sentence) => sentenceOf(value, otherwise))

/** What is said before an answer: a sentence, or the reaction of a single emoji. */
export type Acknowledging =
  | { readonly kind: 'text'; readonly text: Sentence }
  | { readonly kind: 'reaction'; readonly emoji: string }

/** Some keyboards leave out the mark that makes a heart red. */
const EMOJI = /^(\p{RGI_Emoji}|\p{Extended_Pictographic})$/v

export const acknowledging = () =>
  setting((value: WrittenSentence | Acknowledging): Acknowledging | Refusal => {
    if (typeof value === 'object' && value !== null && 'kind' in value) return value
    if (EMOJI.test(written(value))) return { kind: 'reaction', emoji: written(value) }
    const text = sentenceOf(value, undefined)
    return text instanceof Refusal ? text : { kind: 'text', text }
  })

/** A command answers with a sentence, or with whatever a function makes of the turn; `false` leaves it to the agent. */
export const commandAnswer = () =>
  setting((value: WrittenSentence | Sentence | Agent | false): Sentence | Agent | false | Refusal => {
    if (value === false || value === 'false') return false
    return typeof value === 'function' ? value : sentenceOf(value, undefined)
  })
