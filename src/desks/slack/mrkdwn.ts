import { emojiNamed } from './emoji.ts'

/** What a customer or an agent has written must not call everybody (`<!channel>`), nor dress up a link. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const unescaped = (text: string) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

/** Who is mentioned in it: their names are asked for before it leaves. */
export const mentioned = (text: string): string[] => [
  ...new Set([...text.matchAll(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g)].map(([, user]) => user!)),
]

/** How Slack writes a message, as WhatsApp shows it. Both have the same marks, so those stay. */
export function toWhatsApp(text: string, nameOf: (user: string) => string | undefined = () => undefined): string {
  return text
    .split(CODE)
    .map((part, index) =>
      index % 2 === 1
        ? unescaped(part.replaceAll(LINK, (_, inside) => linkInWords(inside, nameOf)))
        : plain(part, nameOf),
    )
    .join('')
    .trim()
}

const CODE = /(```[\s\S]*?```|`[^`\n]+`)/
const LINK = /<([^<>]+)>/g
const EMOJI = /:([a-z0-9_+'-]+):(?::skin-tone-([2-6]):)?/g

function plain(text: string, nameOf: (user: string) => string | undefined): string {
  // An address may have colons in it: what is no link is looked at alone.
  const pieces = text.split(LINK)
  return pieces
    .map((piece, index) => (index % 2 === 1 ? linkInWords(piece, nameOf) : unescaped(withEmoji(piece))))
    .join('')
}

const withEmoji = (text: string) =>
  text.replaceAll(EMOJI, (code, name: string, tone?: string) => emojiNamed(name, tone) ?? code)

function linkInWords(inside: string, nameOf: (user: string) => string | undefined): string {
  const bar = inside.indexOf('|')
  const target = unescaped(bar < 0 ? inside : inside.slice(0, bar))
  const label = bar < 0 ? '' : unescaped(inside.slice(bar + 1))
  if (target.startsWith('@')) return `@${label || nameOf(target.slice(1)) || 'teammate'}`
  if (target.startsWith('#')) return `#${label || 'channel'}`
  if (target.startsWith('!')) return label || `@${target.slice(1).split('^')[0]}`
  const address = target.replace(/^(mailto|tel):/, '')
  if (label === '' || label === address || `http://${label}` === address || `https://${label}` === address)
    return address
  return `${label} (${address})`
}
