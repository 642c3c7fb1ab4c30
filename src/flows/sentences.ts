import { inLanguage, type Language, type Sentence } from '../domain/language.ts'
import { languageOf } from '../domain/language-of.ts'
import type { TranscriptMessage } from '../domain/message.ts'

/** What is told apart of a turn: enough to hear which language the customer writes. */
interface Said {
  readonly history: readonly TranscriptMessage[]
  readonly unanswered: readonly TranscriptMessage[]
  readonly customer: { readonly language?: Language | undefined }
}

/** The sentence in the language of whoever reads it. */
export function sentenceFor(said: Said, sentence: Sentence): string {
  return typeof sentence === 'string' ? sentence : inLanguage(sentence, languageFor(said))
}

export function languageFor({ history, unanswered, customer }: Said): Language {
  const theirs = [...history, ...unanswered].filter(({ author }) => author === 'customer')
  // The name of a command is nobody's language.
  const written = theirs.map(({ text }) => text).filter((text) => !text.startsWith('/'))
  return languageOf(written, customer.language)
}
