import { LEXICON, type Line, type Sentence, sentencesOf, tile } from './ask-items.ts'
import { isRefusing, namedIn, refusedIn } from './ask-named.ts'
import { soughtIn } from './ask-person.ts'
import type { Span } from './ask-scene.ts'
import { calledIn, whomIn } from './ask-ways.ts'
import type { Reading } from './words.ts'

/** The words with which a customer asks for a person, or nothing. No model is needed, and none can be talked out of it. */
export function askIn(reading: Reading): string | undefined {
  const command = commandIn(reading.text)
  if (command) return command
  if (reading.text.trimStart().startsWith(NO_COMMAND)) return undefined
  const lines = tile(reading)
  const most = Math.max(0, ...lines.map(({ known }) => known))
  for (const line of lines) {
    if (!line.speaks || line.known < most * LEAST_OF_A_LANGUAGE) continue
    const found = foundIn(line, reading)
    if (found) return reading.text.slice(reading.words[found.from]!.from, reading.words[found.to - 1]!.to)
  }
  return undefined
}

/** A language of which only some nouns occur does not judge. */
const LEAST_OF_A_LANGUAGE = 0.9

function foundIn({ items, verb }: Line, reading: Reading): Span | undefined {
  for (const sentence of sentencesOf(items)) {
    const asked = reading.asks(sentence.items.at(-1)!.to - 1)
    const named = namedIn(sentence.items, asked) ?? namedLast(sentence, asked) ?? refusedIn(sentence.items)
    if (named) return named
    for (const [index, part] of sentence.parts.entries()) {
      const scene = { items: part, before: sentence.parts[index - 1] ?? [], verb, asked }
      const found = soughtIn(scene) ?? calledIn(scene) ?? whomIn(scene)
      if (found) return found
    }
  }
  return undefined
}

function namedLast({ parts }: Sentence, asked: boolean): Span | undefined {
  const last = parts.at(-1)
  return last && parts.length > 1 && isRefusing(parts.slice(0, -1).flat()) ? namedIn(last, asked) : undefined
}

const COMMANDS = new Set(LEXICON.commands)

/** Whoever begins with this writes of commands. */
const NO_COMMAND = '//'

/** `/human` at the very beginning. */
function commandIn(text: string): string | undefined {
  const begun = text.trimStart().slice(0, 40).normalize('NFKC')
  const command = /^\/([\p{L}\p{M}]+)(?![\p{L}\p{M}\p{N}/_-])/u.exec(begun)?.[1]
  return command && COMMANDS.has(LEXICON.folded(command)) ? `/${command}` : undefined
}
