import { inLanguage, type Sentence } from '../domain/language.ts'
import { languageOf } from '../domain/language-of.ts'
import type { TranscriptMessage } from '../domain/message.ts'

/** What is told apart of a turn: enough to hear which language the customer writes. */
interface Said {
  readonly history: readonly TranscriptMessage[]
  readonly unanswered: readonly TranscriptMessage[]
}

/** The sentence in the language of whoever reads it. */
export function sentenceFor({ history, unanswered }: Said, sentence: Sentence): string {
  if (typeof sentence === 'string') return sentence
  const written = [...history, ...unanswered].filter(({ author }) => author === 'customer').map(({ text }) => text)
  return inLanguage(sentence, languageOf(written))
}
