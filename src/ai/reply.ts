import type { Guard } from '../domain/guard.ts'
import { withoutInternals } from '../domain/internal-words.ts'
import type { Outbound } from '../domain/outbound.ts'
import type { Produced, ReplyPart } from '../domain/turn.ts'

interface Made {
  /** What tools have asked to send, in their order. */
  readonly asked: readonly ReplyPart[]
  readonly text: string
  readonly files: readonly { readonly bytes: Uint8Array; readonly mime: string }[]
  readonly guard: Guard
  /** Stands before everything else, where the customer has to be told that an AI answers. */
  readonly disclosure: string | undefined
}

/**
 * What reaches the customer of all that a model has made: words that are meant for them, pictures, and what its tools
 * have prepared. Everything passes the guard here and nowhere else.
 */
export function replyParts({ asked, text, files, guard, disclosure }: Made): ReplyPart[] {
  const words = withoutInternals(text)
  const parts: ReplyPart[] = asked.map((part) =>
    withWords(part, (written) => guard.output(withoutInternals(written) ?? '')),
  )
  for (const { bytes, mime } of files) parts.push({ kind: 'produced', file: { bytes, mime } })
  if (words) {
    const said = guard.output(words)
    const last = parts.at(-1)
    // A picture and what is said of it are one bubble.
    if (last?.kind === 'produced' && last.caption === undefined) parts[parts.length - 1] = { ...last, caption: said }
    else parts.push({ kind: 'text', text: said })
  }
  if (!disclosure || parts.length === 0) return parts
  return introduced(parts, disclosure)
}

/** In the first part that has words of its own, so that it is no bubble more. */
function introduced(parts: readonly ReplyPart[], disclosure: string): ReplyPart[] {
  const [first, ...rest] = parts
  if (first && wordsOf(first).length < MOST_WORDS_BESIDE)
    return [withWords(first, (written) => `${disclosure}\n\n${written}`), ...rest]
  return [{ kind: 'text', text: disclosure }, ...parts]
}

/** The words above buttons may have 1,024 characters. */
const MOST_WORDS_BESIDE = 800

/** Endless where a part has no words that something could stand before. */
function wordsOf(part: ReplyPart): { length: number } {
  if (part.kind === 'text') return { length: 0 }
  if (part.kind === 'buttons' || part.kind === 'list' || part.kind === 'link') return part.body
  return { length: Number.POSITIVE_INFINITY }
}

/** What a customer reads of a part, changed. */
function withWords(part: ReplyPart, change: (words: string) => string): ReplyPart {
  switch (part.kind) {
    case 'text':
      return { ...part, text: change(part.text) }
    case 'buttons':
    case 'list':
    case 'link':
      return { ...part, body: change(part.body), ...(part.footer && { footer: change(part.footer) }) }
    case 'image':
    case 'video':
    case 'document':
      return part.caption === undefined ? part : { ...part, caption: change(part.caption) }
    case 'produced':
      return part.caption === undefined ? part : ({ ...part, caption: change(part.caption) } satisfies Produced)
    default:
      return part satisfies Outbound
  }
}
