import { HARMLESS, TOPICS, type Topic } from './moods/topics.ts'
import type { SignalTuning } from './signal.ts'
import type { Reading } from './words.ts'

/** A matter that an agent should not deal with alone, and the words that tell of it. */
export function sensitiveIn(
  { text, words }: Reading,
  topics: SignalTuning['sensitive'],
): { topic: Topic; heard: string } | undefined {
  for (let at = 0; at < words.length; at++) {
    const harmless = Math.max(0, ...HARMLESS.at(words, at).map(({ to }) => to))
    if (harmless > 0) {
      at = harmless - 1
      continue
    }
    const found = TOPICS.at(words, at).find(({ meaning }) => topics[meaning])
    if (found) return { topic: found.meaning, heard: text.slice(words[at]!.from, words[found.to - 1]!.to) }
  }
  return undefined
}
