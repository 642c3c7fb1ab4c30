import type { Guard } from '../domain/guard.ts'
import { withoutInternals } from '../domain/internal-words.ts'
import type { Outbound } from '../domain/outbound.ts'
import type { ReplyPart } from '../domain/turn.ts'

interface Made {
  /** What tools have asked to send, in their order. */
  readonly asked: readonly ReplyPart[]
  readonly text: string
  /** The names of the agent's tools, which belong to no answer. */
  readonly tools: readonly string[]
  readonly files: readonly { readonly bytes: Uint8Array; readonly mime: string }[]
  readonly guard: Guard
  /** Stands before everything else, where the customer has to be told that an AI answers. */
  readonly disclosure: string | undefined
}

/**
 * What reaches the customer of all that a model has made: words that are meant for them, pictures, and what its tools
 * have prepared. Nothing leaves that has not passed the guard here, whatever it passed before.
 */
export function replyParts({ asked, text, tools, files, guard, disclosure }: Made): ReplyPart[] {
  const clean = (words: string) => withoutInternals(words, { tools })
  const parts: ReplyPart[] = asked.flatMap((part) => meantFor(part, clean) ?? []).map((part) => guarded(part, guard))
  for (const { bytes, mime } of files) parts.push({ kind: 'produced', file: { bytes, mime } })
  const words = clean(text)
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

/** The part without what is not meant for customers; undefined where nothing is left of it. */
function meantFor(part: ReplyPart, clean: (words: string) => string | undefined): ReplyPart | undefined {
  switch (part.kind) {
    case 'text': {
      const text = clean(part.text)
      return text === undefined ? undefined : { ...part, text }
    }
    case 'buttons':
    case 'list':
    case 'link': {
      const { footer, ...rest } = part
      const [body, small] = [clean(part.body), footer && clean(footer)]
      return body === undefined ? undefined : { ...rest, body, ...(small && { footer: small }) }
    }
    case 'image':
    case 'video':
    case 'document':
    case 'produced': {
      const { caption, ...rest } = part
      const words = caption && clean(caption)
      return { ...rest, ...(words && { caption: words }) }
    }
    default:
      return part satisfies Outbound
  }
}

/** Names that the platform knows things by, and files: nobody reads them, and nothing in them may change. */
const UNREAD = new Set(['kind', 'type', 'quotes', 'to', 'language', 'file'])

/** Titles, links, values of templates, names of files: other people's data hide in any of them. */
function guarded<Part>(part: Part, guard: Pick<Guard, 'output'>): Part {
  const change = (value: unknown): unknown => {
    if (typeof value === 'string') return guard.output(value)
    if (Array.isArray(value)) return value.map(change)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([key, one]) => [key, UNREAD.has(key) || isUpload(key, one) ? one : change(one)]),
    )
  }
  return change(part) as Part
}

const isUpload = (key: string, value: unknown) => key === 'media' && typeof value === 'object' && 'id' in Object(value)

/** In the first part that has words of its own, so that it is no bubble more. */
function introduced(parts: readonly ReplyPart[], disclosure: string): ReplyPart[] {
  const [first, ...rest] = parts
  if (first && wordsOf(first).length < MOST_WORDS_BESIDE) return [withBefore(first, disclosure), ...rest]
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

function withBefore(part: ReplyPart, words: string): ReplyPart {
  if (part.kind === 'text') return { ...part, text: `${words}\n\n${part.text}` }
  if (part.kind === 'buttons' || part.kind === 'list' || part.kind === 'link')
    return { ...part, body: `${words}\n\n${part.body}` }
  return part
}
