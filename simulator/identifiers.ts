/** Makes the names Meta gives to things; the same random numbers give the same names. */
export interface Identifiers {
  /** A message id; Meta's own hold the customer's number or user id, a direction and a random part, and so do these. */
  wamid(source: string, direction: 'inbound' | 'outbound'): string
  /** A business-scoped user id. */
  userId(phone: string): string
  /** The id of a file, a template or the like: fifteen to sixteen digits. */
  number(): string
  trace(): string
  conversation(): string
}

/** Countries of the numbers people try things with; any other number counts as American. */
const COUNTRIES: readonly [dialling: string, country: string][] = [
  ['1', 'US'],
  ['20', 'EG'],
  ['33', 'FR'],
  ['34', 'ES'],
  ['44', 'GB'],
  ['49', 'DE'],
  ['52', 'MX'],
  ['54', 'AR'],
  ['55', 'BR'],
  ['57', 'CO'],
  ['62', 'ID'],
  ['91', 'IN'],
  ['972', 'IL'],
]

export function createIdentifiers(random: () => number): Identifiers {
  let count = 0
  const pick = (alphabet: string, length: number) => {
    let text = ''
    for (let index = 0; index < length; index++) text += alphabet[Math.floor(random() * alphabet.length)]
    return text
  }
  return {
    wamid(source, direction) {
      count++
      // The counter makes it unique whatever the random numbers are.
      const unique = pick('0123456789ABCDEF', 12) + count.toString(16).toUpperCase().padStart(8, '0')
      const bytes = Buffer.from(
        `\x1c\x18${String.fromCharCode(source.length)}${source}\x15\x02\x00${direction === 'inbound' ? '\x12' : '\x11'}\x18\x14${unique}\x00`,
        'latin1',
      )
      return `wamid.${bytes.toString('base64')}`
    },
    userId(phone) {
      count++
      const country = COUNTRIES.findLast(([dialling]) => phone.startsWith(dialling))?.[1] ?? 'US'
      return `${country}.${pick('123456789', 1)}${pick('0123456789', 12)}${String(count).padStart(7, '0')}`
    },
    number() {
      count++
      return `${pick('123456789', 1)}${pick('0123456789', 8)}${String(count).padStart(6, '0')}`
    },
    trace: () => `A${pick('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-', 22)}`,
    conversation: () => pick('0123456789abcdef', 32),
  }
}
