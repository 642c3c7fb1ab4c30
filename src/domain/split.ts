/** Meta takes this many characters. An emoji counts here as the two units JavaScript has for it, so a part is never too long. */
export const TEXT_LIMIT = 4096

/** A break must leave a decent first part: a paragraph end in the first tenth is no place to cut. */
const EARLIEST_SHARE = 0.5

/** Where a text may be cut, the best first. Each pattern matches the end of a part. */
const BREAKS = [/\n{2,}/g, /\n/g, /[.!?。！？؟।](?=\s)/g, /\s/g]
const BREAKS_IN_CODE = [/\n/g, /\s/g]

interface Passage {
  readonly from: number
  readonly to: number
  /** What is too long for one part is closed at its end and opened again in the next. */
  readonly open: string
  readonly close: string
}

/** What must stay together, and how to go on with it where it cannot. */
const KEPT: readonly { readonly pattern: RegExp; readonly open: string; readonly close: string }[] = [
  { pattern: /```[\s\S]*?```/g, open: '```\n', close: '\n```' },
  { pattern: /(?<!`)`[^`\n]+`(?!`)/g, open: '`', close: '`' },
  { pattern: /https?:\/\/\S+/g, open: '', close: '' },
  { pattern: /(?<![*\w])\*(?=[^\s*])[^*\n]*(?<=\S)\*(?![*\w])/g, open: '*', close: '*' },
  { pattern: /(?<![_\w])_(?=[^\s_])[^_\n]*(?<=\S)_(?![_\w])/g, open: '_', close: '_' },
  { pattern: /(?<![~\w])~(?=[^\s~])[^~\n]*(?<=\S)~(?![~\w])/g, open: '~', close: '~' },
  { pattern: /^> [^\n]*/gm, open: '> ', close: '' },
]

/**
 * Cuts a long text into parts that Meta accepts: at a paragraph, else a line, a sentence, a word; never inside a link, a
 * mark, code or a character that people see as one. What has no such place (4096 letters without a space) is cut between
 * characters; marks and code that fill more than a part go on in the next.
 */
export function split(text: string, limit = TEXT_LIMIT): string[] {
  const parts: string[] = []
  let rest = text.trim()
  while (rest.length > limit) {
    const { at, within } = cut(rest, limit)
    if (within) {
      parts.push(rest.slice(0, at).trimEnd() + within.close)
      // The indentation of code means something.
      const next = rest.slice(at)
      rest = within.open + (isCode(within) ? next.replace(/^\n+/, '') : next.trimStart())
    } else {
      parts.push(rest.slice(0, at).trimEnd())
      rest = rest.slice(at).trimStart()
    }
  }
  if (rest) parts.push(rest)
  return parts
}

const isCode = ({ open }: Passage) => open.startsWith('```')

function cut(text: string, limit: number): { at: number; within?: Passage } {
  const passages = passagesOf(text, limit)
  const isFree = (at: number) => !passages.some(({ from, to }) => from < at && at < to)
  const best = lastBreak({ text, from: 0, limit, breaks: BREAKS, mayCut: isFree, earliest: limit * EARLIEST_SHARE })
  if (best !== undefined) return { at: best }

  const fits = ({ from, to }: Passage) => to - from <= limit
  const within = passages.find((one) => !fits(one) && one.open && one.from < limit - one.close.length && limit < one.to)
  if (within) {
    const from = within.from + within.open.length
    const most = limit - within.close.length
    const inner = passages.filter((one) => one !== within && fits(one))
    const mayCut = (at: number) => !inner.some(({ from, to }) => from < at && at < to)
    const breaks = isCode(within) ? BREAKS_IN_CODE : BREAKS
    const at = lastBreak({ text, from, limit: most, breaks, mayCut, earliest: from + (most - from) * EARLIEST_SHARE })
    const forced = at ?? lastGraphemeBefore(text, most)
    if (forced > from) return { at: forced, within }
  }

  const word = lastBreak({ text, from: 0, limit, breaks: [/\s/g], mayCut: isFree, earliest: 1 })
  if (word !== undefined && text.slice(0, word).trim()) return { at: word }
  return { at: lastGraphemeBefore(text, limit) }
}

interface Search {
  readonly text: string
  readonly from: number
  readonly limit: number
  readonly breaks: readonly RegExp[]
  readonly mayCut: (at: number) => boolean
  readonly earliest: number
}

/** The last place to cut of the best kind that has one late enough. */
function lastBreak({ text, from, limit, breaks, mayCut, earliest }: Search): number | undefined {
  const head = text.slice(0, limit + 1)
  for (const pattern of breaks) {
    let best = 0
    for (const match of head.matchAll(pattern)) {
      // White space goes with the cut: a word that ends just at the limit still fits.
      const at = Math.min(match.index + match[0].length, limit)
      if (at > from && match.index + match[0].trimEnd().length <= limit && mayCut(at)) best = at
    }
    if (best >= earliest) return best
  }
  return undefined
}

/** All that begins in this part, the outer before the inner. */
function passagesOf(text: string, limit: number): Passage[] {
  const near = text.slice(0, limit * 2)
  const found = KEPT.flatMap(({ pattern, open, close }) =>
    [...near.matchAll(pattern)].map(({ index, 0: match }) => ({ from: index, to: index + match.length, open, close })),
  )
  return [...found, ...openAtTheEnd(text, near, found)].sort((one, other) => one.from - other.from || other.to - one.to)
}

/** A block of code, or a marked line, so long that its end is out of sight. */
function openAtTheEnd(text: string, near: string, found: readonly Passage[]): Passage[] {
  if (near.length === text.length) return []
  const code = KEPT[0]!
  const fences = found.filter(isCode)
  const from = near.indexOf('```', fences.at(-1)?.to ?? 0)
  const to = from < 0 ? -1 : text.indexOf('```', from + 3)
  if (to >= 0) return [{ from, to: to + 3, open: code.open, close: code.close }]
  const lineStart = near.lastIndexOf('\n') + 1
  const lineEnd = text.indexOf('\n', lineStart)
  const line = text.slice(lineStart, lineEnd < 0 ? text.length : lineEnd)
  return KEPT.slice(1).flatMap(({ pattern, open, close }) =>
    [...line.matchAll(pattern)]
      .map(({ index, 0: match }) => ({ from: lineStart + index, to: lineStart + index + match.length, open, close }))
      .filter(({ from, to }) => from < near.length && to > near.length),
  )
}

/** Looks back far enough to hold any real cluster (a family emoji is 11 units, a flag 4). */
const LONGEST_GRAPHEME = 64

function lastGraphemeBefore(text: string, limit: number): number {
  const from = Math.max(0, limit - LONGEST_GRAPHEME)
  const start = from > 0 && isLowSurrogate(text.charCodeAt(from)) ? from + 1 : from
  const segments = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(
    text.slice(start, limit + LONGEST_GRAPHEME),
  )
  let best = start
  for (const { index } of segments) if (start + index <= limit) best = start + index
  return best > 0 ? best : limit
}

function isLowSurrogate(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff
}
