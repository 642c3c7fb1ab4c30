/** Meta refuses text bodies above this; it counts UTF-16 units, as JavaScript does. */
export const TEXT_LIMIT = 4096

/** A break must leave a decent first part: a paragraph end in the first tenth is no place to cut. */
const EARLIEST_SHARE = 0.5

/** Where a text may be cut, the best first. Each pattern matches the end of a part. */
const BREAKS = [/\n{2,}/g, /\n/g, /[.!?。！？؟।](?=\s)/g, /\s/g]

const LINK = /https?:\/\/\S+/g
const MARKS = [
  /```[\s\S]*?```/g,
  /(?<![*\w])\*[^*\n]+\*(?!\w)/g,
  /(?<![_\w])_[^_\n]+_(?!\w)/g,
  /(?<![~\w])~[^~\n]+~(?!\w)/g,
]

/**
 * Cuts a long text into parts that Meta accepts: at a paragraph, else a line, a sentence, a word; never inside a link,
 * a formatting mark or a character that people see as one. What has no such place (4096 letters without a space) is cut
 * between characters.
 */
export function split(text: string, limit = TEXT_LIMIT): string[] {
  const parts: string[] = []
  let rest = text.trim()
  while (rest.length > limit) {
    const at = cutBefore(rest, limit)
    parts.push(rest.slice(0, at).trimEnd())
    rest = rest.slice(at).trimStart()
  }
  if (rest) parts.push(rest)
  return parts
}

function cutBefore(text: string, limit: number): number {
  const head = text.slice(0, limit + 1)
  const whole = spansToKeepWhole(text, limit)
  const isFree = (at: number) => at > 0 && at <= limit && !whole.some(([from, to]) => from < at && at < to)
  for (const pattern of BREAKS) {
    let best = 0
    for (const match of head.matchAll(pattern)) {
      const at = match.index + match[0].length
      if (isFree(at)) best = at
    }
    if (best >= limit * EARLIEST_SHARE) return best
  }
  const words = [...head.matchAll(/\s/g)]
    .map(({ index }) => index)
    .filter((at) => isFree(at) && text.slice(0, at).trim())
  return words.at(-1) ?? lastGraphemeBefore(text, limit)
}

/** Links and marked passages that straddle the limit, as far as each fits into a part of its own. */
function spansToKeepWhole(text: string, limit: number): [from: number, to: number][] {
  const near = text.slice(0, limit * 2)
  return [LINK, ...MARKS].flatMap((pattern) =>
    [...near.matchAll(pattern)]
      .map(({ index, 0: match }): [number, number] => [index, index + match.length])
      .filter(([from, to]) => to - from <= limit),
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
