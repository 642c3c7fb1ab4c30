/** Stand for what is kept while the rest is changed; where a text holds them itself, they are kept too. */
const OPEN = '\uE000'
const CLOSE = '\uE001'

const CODE = /(?<!`)(`+)(?!`)([\s\S]*?[^`])\1(?!`)/.source
const HTML_CODE = /<code>([^<`\n]+)<\/code>/.source
const AUTOLINK = /<((?:https?:\/\/|mailto:|tel:)[^\s<>]+|[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+)>/.source
const LINK =
  /!?\[((?:[^[\]\\\n]|\\[^\n]|\[[^[\]\n]*\])*)\]\(\s*<?((?:[^\s()<>]|\([^\s()<>]*\))+)>?(?:\s+["'][^"'\n]{0,300}["'])?\s*\)/
    .source
const ADDRESS = /(?:https?:\/\/|www\.)[^\s<>*`\uE000\uE001]*[^\s<>*`\uE000\uE001_~.,;:!?)\]'"]/.source
const PIECES = new RegExp([CODE, HTML_CODE, AUTOLINK, LINK, ADDRESS, `[${OPEN}${CLOSE}]`].join('|'), 'gi')

const ESCAPED = /(?<!\\)\\([*_~#>|[\](){}!.+-])/g
const BREAK = /<br\s*\/?>[ \t]*\n?|\\(?=\n)/gi
const HTML = /<(b|strong|i|em|s|del|strike|u)>([\s\S]{0,2000}?)<\/\1>/gi
const HTML_MARKS: Readonly<Record<string, string>> = { b: '**', strong: '**', i: '_', em: '_', u: '' }

const STRIKE = /(?<!~)~~(?=[^\s~])([^~]+?)(?<=\S)~~(?!~)/g
const BOLD_ITALIC = /(?<!\*)\*\*\*(?=[^\s*])([^*]+?)(?<=\S)\*\*\*(?!\*)/g
const BOLD = /(?<!\*)\*\*(?=[^\s*])((?:[^*]|\*(?!\*)|\*(?=\*\*(?!\*)))+?)(?<=\S)\*\*(?!\*)/g
const BOLD_BY_LINES = /(?<![\p{L}\p{N}_])__(?=[^\s_])((?:[^_]|_(?!_))+?)(?<=[^\s_])__(?![\p{L}\p{N}_])/gu
const STARRED = /(?<![*\p{L}\p{N}])\*(?=[^\s*])([^*\n]+?)(?<=\S)\*(?![*\p{L}\p{N}])/gu

/** Marks beside letters are not drawn; scripts that put no space between words are taken at their word. */
const LETTER = /[\p{L}\p{N}]/u
const SPACELESS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u
const joinsWord = (character: string | undefined) =>
  character !== undefined && LETTER.test(character) && !SPACELESS.test(character)

/** The marks within lines that belong together. */
export function inline(text: string): string {
  const kept: string[] = []
  const keep = (piece: string) => `${OPEN}${kept.push(piece) - 1}${CLOSE}`
  const pieces = text.replace(PIECES, (whole, ticks, code, htmlCode, autolink, label, target) => {
    if (ticks !== undefined) return keep(ticks === '``' && !code.includes('`') ? `\`${code.trim()}\`` : whole)
    if (htmlCode !== undefined) return keep(`\`${htmlCode}\``)
    if (autolink !== undefined) return keep(autolink.replace(/^(?:mailto|tel):/i, ''))
    if (target !== undefined) return linkInWords({ whole, label, target, keep })
    return keep(whole)
  })
  const marked = pieces
    .replace(ESCAPED, '$1')
    .replace(BREAK, '\n')
    .replace(HTML, (_, tag: string, inner: string) => {
      const mark = HTML_MARKS[tag.toLowerCase()] ?? '~~'
      return `${mark}${inner}${mark}`
    })
    .replace(STRIKE, (...found) => mark('~', found))
    .replace(BOLD_ITALIC, (...found) => mark('*', found, (inner) => wrap('_', inner)))
    .replace(BOLD, (...found) => mark('*', found, (inner) => inner.replace(STARRED, '_$1_')))
    .replace(BOLD_BY_LINES, (...found) => mark('*', found))
  return restore(marked, kept)
}

const PLACE = new RegExp(`${OPEN}(\\d+)${CLOSE}`, 'g')
const restore = (text: string, kept: readonly string[]): string =>
  kept.length === 0 ? text : text.replace(PLACE, (_, index) => kept[Number(index)]!)

/** `found` is what `replace` hands over: the match, its inside, where it stands and the whole. */
function mark(sign: string, found: unknown[], within: (inner: string) => string = (inner) => inner): string {
  const [whole, inner, at, text] = found as [string, string, number, string]
  if (joinsWord(text[at - 1]) || joinsWord(text[at + whole.length])) return within(inner)
  return wrap(sign, within(inner))
}

/** A link at the end swallows the mark behind it. */
const LINK_AT_END = new RegExp(`^([\\s\\S]*?)( ?\\(?${OPEN}\\d+${CLOSE}\\)?)$`)

/** WhatsApp's marks end with the line. */
function wrap(sign: string, text: string): string {
  if (text.includes('\n')) {
    return text
      .split('\n')
      .map((line) => (line.trim() ? wrap(sign, line) : line))
      .join('\n')
  }
  const [, before = '', core = ''] = /^(\s*)(.*?)\s*$/.exec(text) ?? []
  if (core === '' || core.includes(sign)) return text
  const [, words, link] = LINK_AT_END.exec(core) ?? []
  if (link !== undefined) return words ? `${before}${sign}${words}${sign}${link}` : text
  return `${before}${sign}${core}${sign}`
}

export const bold = (text: string): string => (text === '' || /\*|https?:\/\//.test(text) ? text : `*${text}*`)

/** For a line that becomes bold as a whole. */
export const withoutBold = (text: string): string => text.replaceAll(STARRED, '$1')

interface FoundLink {
  readonly whole: string
  readonly label: string
  readonly target: string
  readonly keep: (piece: string) => string
}

const LEADS_SOMEWHERE = /^(?:[a-z][a-z0-9+.-]*:|www\.|[\w-]+(?:\.[\w-]+)+(?:[/?#]|$))/i
const LEADS_WITHIN = /^[/#]/
const IMAGE = /^!\[([^\]]*)\]\([^)]*\)$/

/** `label (address)`, or the address alone where both are the same. */
function linkInWords({ whole, label, target, keep }: FoundLink): string {
  const words = (IMAGE.exec(label)?.[1] ?? label).trim()
  if (LEADS_WITHIN.test(target)) return words
  if (!LEADS_SOMEWHERE.test(target)) return keep(whole)
  const isAddress = /^(?:mailto|tel):/i.test(target)
  const shown = isAddress ? target.replace(/^\w+:/, '') : target
  if (words === '' || bare(words) === bare(shown)) return keep(isAddress && words ? words : shown)
  return `${keep(inline(words))} (${keep(shown)})`
}

const bare = (address: string) =>
  address
    .toLowerCase()
    .replace(/^https?:\/\/|^mailto:/, '')
    .replace(/^www\.|\/$/g, '')
    .replaceAll(/[\s()-]/g, '')
