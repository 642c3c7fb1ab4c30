import type { Content, Outbound, ThreadEntry } from '../../../src/http/wire.ts'
import type { Row } from './rows.ts'

const LINE_PX = 20
const FOOT_PX = 18
/** Within a word; a blank is narrower. */
const LETTER_PX = 7.15
const BLANK_PX = 4
const FAILED_PX = 126

/** What is no words, where it has no caption. */
const HELD_PX: Partial<Record<(Content | Outbound)['kind'], number>> = {
  image: 192,
  video: 192,
  sticker: 128,
  document: 72,
  contacts: 60,
  audio: 58,
  choice: 38,
  unsupported: 40,
}

/**
 * As high as a line of this kind mostly is: what is guessed right needs no correction once it is drawn, and each
 * correction moves all that is below it.
 */
export function guess(row: Row | undefined, width: number): number {
  if (row?.kind === 'day') return 44
  if (row?.kind === 'unread') return 36
  if (row?.kind === 'step') return 28
  if (row?.kind === 'note') return 64
  if (row?.kind !== 'message') return 60
  const { entry, place } = row
  const label = place.first ? 12 + (entry.author === 'customer' ? 0 : LINE_PX) : 2
  return label + 12 + bodyOf(entry, width)
}

/** They are asked for with each page that comes, of all that came before. */
const bodies = new WeakMap<ThreadEntry, { width: number; px: number }>()

function bodyOf(entry: ThreadEntry, width: number): number {
  const known = bodies.get(entry)
  if (known?.width === width) return known.px
  const px = bodyAnew(entry, width) + (entry.delivery?.state === 'failed' ? FAILED_PX : 0)
  bodies.set(entry, { width, px })
  return px
}

function bodyAnew(entry: ThreadEntry, width: number): number {
  if (entry.content) return (HELD_PX[(entry.content as Content | Outbound).kind] ?? 80) + FOOT_PX
  const room = Math.min(576, 0.86 * (width - 48)) - 24
  const paragraphs = entry.text.split('\n').map((text) => text.split(' ').map(({ length }) => length * LETTER_PX))
  const lines = paragraphs.reduce((count, words) => count + linesOf(words, room), 0)
  const longest = Math.max(...paragraphs.map(widthOf))
  // A time, and ticks where it is ours.
  const isFootBeside = longest + (entry.author === 'customer' ? 50 : 70) < room
  return lines * LINE_PX + (isFootBeside ? 0 : FOOT_PX)
}

const widthOf = (words: readonly number[]) => words.reduce((width, word) => width + BLANK_PX + word, -BLANK_PX)

/** A word that does not fit begins a line of its own, and is broken where it is longer than that. */
function linesOf(words: readonly number[], room: number): number {
  let lines = 1
  let used = 0
  for (const word of words) {
    if (used > 0 && used + word > room) {
      lines += 1
      used = 0
    }
    lines += Math.floor(word / room)
    used += (word % room) + BLANK_PX
  }
  return lines
}
