export interface Span {
  readonly from: number
  readonly to: number
}

/** RFC 5321 */
const LONGEST_LOCAL = 64
const LONGEST_DOMAIN = 253
const LOCAL = /[\p{L}\p{M}\p{N}._%+'~-]/u
const DOMAIN = /[\p{L}\p{M}\p{N}.-]/u
const STARTS_WORD = /[\p{L}\p{N}]/u
/** The domain's last part; a number would be a version: `package@1.2.3`. */
const TOP = /^(?:\p{L}[\p{L}\p{M}]+|xn--[a-z\d-]+)$/iu
/** `logo@2x.png` */
const FILES = new Set(['png', 'jpg', 'jpeg', 'gif', 'svg', 'webp', 'pdf', 'css', 'js', 'mjs', 'ts', 'html', 'json'])

/** Addresses in a folded text. What lies between two @ is read at most twice. */
export function findEmails(text: string): Span[] {
  const found: Span[] = []
  let after = 0
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const from = localStart(text, at, after)
    const to = domainEnd(text, at)
    if (from === at || to === undefined) continue
    found.push({ from, to })
    after = to
  }
  return found
}

function localStart(text: string, at: number, after: number): number {
  let from = at
  while (from > after && at - from < LONGEST_LOCAL && LOCAL.test(text[from - 1]!)) from--
  while (from < at && !STARTS_WORD.test(text[from]!)) from++
  return from
}

function domainEnd(text: string, at: number): number | undefined {
  let to = at + 1
  while (to < text.length && to - at <= LONGEST_DOMAIN && DOMAIN.test(text[to]!)) to++
  // The end of a sentence is no part of it, nor is a word that follows "acme.com." without a space.
  while (to > at && /[.-]/.test(text[to - 1]!)) to--
  const labels = text.slice(at + 1, to).split('.')
  const top = labels.at(-1)!
  const isDomain = labels.length > 1 && labels.every((label) => label !== '' && !label.startsWith('-'))
  return isDomain && TOP.test(top) && !FILES.has(top.toLowerCase()) ? to : undefined
}
