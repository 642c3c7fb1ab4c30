import { TOPICS, type Topic } from './moods/topics.ts'
import type { SignalTuning } from './signal.ts'
import type { Reading } from './words.ts'

/** A matter that an agent should not deal with alone, and the words that tell of it. */
export function sensitiveIn(
  { text, words }: Reading,
  topics: SignalTuning['sensitive'],
): { topic: Topic; heard: string } | undefined {
  for (let at = 0; at < words.length; at++) {
    const found = TOPICS.at(words, at)
    const harmless = Math.max(0, ...found.map(({ meaning, to }) => (meaning === 'harmless' ? to : 0)))
    if (harmless > 0) {
      at = harmless - 1
      continue
    }
    for (const { meaning, to } of found)
      if (meaning !== 'harmless' && topics[meaning])
        return { topic: meaning, heard: text.slice(words[at]!.from, words[to - 1]!.to) }
  }
  return undefined
}
