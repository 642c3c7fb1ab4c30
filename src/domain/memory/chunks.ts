import { type Block, blocksOf } from './blocks.ts'

/** A piece of a document that is found by itself. */
export interface Chunk {
  readonly text: string
  /** The headings it stands under: `Plans > Free`. */
  readonly heading?: string
}

/** About this long a piece is best found, and short enough to be told. */
const USUAL = 900
export const LONGEST_CHUNK = 1_600

/**
 * Splits Markdown or plain text where it falls apart by itself: at headings, paragraphs, list items, and sentences only
 * where nothing else is left. Every word is in exactly one piece. What is short stays one.
 */
export function chunksOf(body: string): readonly Chunk[] {
  const blocks = blocksOf(body)
  const whole = body.trim()
  if (whole.length <= USUAL) {
    const [first] = blocks
    return first ? [{ text: whole, ...(first.kind === 'heading' && { heading: first.title }) }] : []
  }
  const chunks: Chunk[] = []
  const path: { readonly level: number; readonly title: string }[] = []
  let gathered: string[] = []
  let length = 0
  let isHeadingsOnly = false

  const flush = () => {
    const heading = path.map(({ title }) => title).join(' > ')
    if (gathered.length > 0) chunks.push({ text: gathered.join('\n\n'), ...(heading && { heading }) })
    gathered = []
    length = 0
  }
  const gather = (text: string) => {
    // A heading stands by what is below it, as long as it can.
    const room = isHeadingsOnly ? LONGEST_CHUNK : USUAL
    if (length > 0 && length + text.length > room) flush()
    gathered.push(text)
    length += text.length + 2
  }

  for (const block of blocks) {
    if (block.kind === 'heading') {
      const isBelow = isHeadingsOnly && block.level > (path.at(-1)?.level ?? 0)
      if (!isBelow) flush()
      while (path.length > 0 && path.at(-1)!.level >= block.level) path.pop()
      path.push({ level: block.level, title: block.title })
      isHeadingsOnly = true
      gather(block.text)
    } else
      for (const piece of piecesOf(block)) {
        gather(piece)
        isHeadingsOnly = false
      }
  }
  flush()
  return chunks
}

/** A block in pieces of which none is too long. */
function piecesOf({ kind, text }: Block): readonly string[] {
  if (text.length <= (kind === 'whole' ? LONGEST_CHUNK : USUAL)) return [text]
  if (kind === 'paragraph') return sentencesIn(text)
  return together(
    text.split('\n').flatMap((line) => (line.length > USUAL ? sentencesIn(line) : [line])),
    '\n',
  )
}

const sentencesIn = (text: string) => together(text.split(SENTENCE_END).flatMap(cut), ' ')

/** Neighbours share a piece as long as it stays short. */
function together(parts: readonly string[], between: string): readonly string[] {
  const pieces: string[] = []
  for (const part of parts) {
    const last = pieces.at(-1)
    if (last !== undefined && last.length + between.length + part.length <= USUAL)
      pieces[pieces.length - 1] = `${last}${between}${part}`
    else pieces.push(part)
  }
  return pieces
}

const SENTENCE_END = /(?<=[.!?…][)"'»”’]?)\s+|(?<=[。！？।؟])(?![。！？।؟])|\n+/u

/** What has no end is cut between words, and a word without an end anywhere. */
function cut(text: string): readonly string[] {
  const pieces: string[] = []
  let rest = text
  while (rest.length > USUAL) {
    const at = wordEnd(rest)
    pieces.push(rest.slice(0, at).trimEnd())
    rest = rest.slice(at).trimStart()
  }
  return [...pieces, rest].filter((one) => one.trim() !== '')
}

function wordEnd(text: string): number {
  for (let at = USUAL; at > 0; at--) if (/\s/.test(text[at]!)) return at
  // Never between the two halves of one character.
  return /[\ud800-\udbff]/.test(text[USUAL - 1]!) ? USUAL - 1 : USUAL
}
