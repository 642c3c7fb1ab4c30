/** A piece of what somebody wrote, as WhatsApp would draw it. Only words and addresses come out: nothing here is markup. */
export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'code'; readonly text: string; readonly block: boolean }
  | { readonly kind: 'link'; readonly text: string; readonly href: string }
  | { readonly kind: 'bold' | 'italic' | 'strike'; readonly pieces: readonly Piece[] }

const MARKS = { '*': 'bold', _: 'italic', '~': 'strike' } as const
type Mark = keyof typeof MARKS

/** Longer texts are shown as they are: nobody formats them, and a hostile one must not cost time. */
const LONGEST = 5_000

/** Most messages have nothing to draw, and many are drawn while somebody scrolls. */
const MAY_HOLD_ONE = /[*_~`@+]|:\/\/|www\./i

export function pieces(text: string): readonly Piece[] {
  if (text.length > LONGEST || !MAY_HOLD_ONE.test(text)) return [{ kind: 'text', text }]
  return split(text, /```([^`]+(?:`{1,2}[^`]+)*)```/g, (code) => [{ kind: 'code', text: code, block: true }], inCode)
}

const inCode = (text: string): readonly Piece[] =>
  split(text, /`([^`\n]+)`/g, (code) => [{ kind: 'code', text: code, block: false }], marked)

/** What is between matches goes on to `rest`. */
function split(
  text: string,
  pattern: RegExp,
  found: (inner: string) => readonly Piece[],
  rest: (text: string) => readonly Piece[],
): readonly Piece[] {
  const all: Piece[] = []
  let from = 0
  for (const match of text.matchAll(pattern)) {
    all.push(...rest(text.slice(from, match.index)), ...found(match[1] ?? ''))
    from = match.index + match[0].length
  }
  all.push(...rest(text.slice(from)))
  return all
}

/** `*bold*`, never over a line's end, and only where it stands free: `2*3*4` is a sum. */
function marked(text: string): readonly Piece[] {
  const all: Piece[] = []
  let plain = 0
  /** Up to where nothing ends what this mark would begin: it is looked for once, not from each of them. */
  const barren: Partial<Record<Mark, number>> = {}
  for (let at = 0; at < text.length; at++) {
    const mark = text[at] as Mark
    if (!(mark in MARKS) || !isFree(text[at - 1]) || at < (barren[mark] ?? 0)) continue
    const end = endOf(text, mark, at)
    if (end === undefined) continue
    if (end < 0) {
      barren[mark] = -end
      continue
    }
    all.push(...linked(text.slice(plain, at)), { kind: MARKS[mark], pieces: marked(text.slice(at + 1, end)) })
    plain = end + 1
    at = end
  }
  return [...all, ...linked(text.slice(plain))]
}

/** A mark stands at the edge of a word: what is beside it is no letter and no figure. */
const isFree = (letter: string | undefined) => letter === undefined || !/[\p{L}\p{N}/:]/u.test(letter)
const isSpace = (letter: string | undefined) => letter === undefined || /\s/.test(letter)

/** Where it ends; undefined where it does not begin; below zero the place up to which there is no end. */
function endOf(text: string, mark: Mark, at: number): number | undefined {
  if (isSpace(text[at + 1]) || text[at + 1] === mark) return undefined
  let end = at + 2
  for (; end < text.length && text[end] !== '\n'; end++)
    if (text[end] === mark && !isSpace(text[end - 1]) && isFree(text[end + 1])) return end
  return -end
}

const LINK =
  /(?<web>\b(?:https?:\/\/|www\.)[^\s<>"'`]+)|(?<mail>\b[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}\b)|(?<phone>(?<![\w.])\+\d[\d ()-]{6,20}\d\b)/gi

function linked(text: string): readonly Piece[] {
  const all: Piece[] = []
  let from = 0
  for (const { 0: found, index, groups } of text.matchAll(LINK)) {
    const shown = groups?.web ? withoutEnd(found) : found
    const href = groups?.web
      ? webAddress(shown)
      : groups?.mail
        ? `mailto:${shown}`
        : `tel:${shown.replace(/[^\d+]/g, '')}`
    if (!href) continue
    if (index > from) all.push({ kind: 'text', text: text.slice(from, index) })
    all.push({ kind: 'link', text: shown, href })
    from = index + shown.length
  }
  if (from < text.length) all.push({ kind: 'text', text: text.slice(from) })
  return all
}

/** A sentence may end behind an address: its full stop is none of it, and a bracket only where one was opened. */
function withoutEnd(address: string): string {
  const trimmed = address.replace(/[.,;:!?*_~'"]+$/, '')
  return trimmed.endsWith(')') && !trimmed.includes('(') ? withoutEnd(trimmed.slice(0, -1)) : trimmed
}

/** Only what a browser opens as a page; undefined for everything else that looks like one. */
export function webAddress(address: string): string | undefined {
  try {
    const url = new URL(/^https?:/i.test(address) ? address : `https://${address}`)
    return /^https?:$/.test(url.protocol) && url.hostname.includes('.') ? url.href : undefined
  } catch {
    return undefined
  }
}

const EMOJI_ONLY =
  /^(?=.*[\p{Extended_Pictographic}\p{Regional_Indicator}])(?:[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\s]|\u200d|\ufe0f)+$/u
const MOST_EMOJI = 4

/** Nothing but a smile or a thumb: it is drawn larger. */
export function isOnlyEmoji(text: string): boolean {
  if (text.length > 64 || !EMOJI_ONLY.test(text)) return false
  return [...new Intl.Segmenter().segment(text.replaceAll(/\s/g, ''))].length <= MOST_EMOJI
}
