/** Those that people type most. Slack names the sign itself in most messages: see `signsOf`. */
const NAMED: Readonly<Record<string, string>> = {
  smile: '😄',
  smiley: '😃',
  grinning: '😀',
  grin: '😁',
  joy: '😂',
  rolling_on_the_floor_laughing: '🤣',
  slightly_smiling_face: '🙂',
  simple_smile: '🙂',
  blush: '😊',
  wink: '😉',
  heart_eyes: '😍',
  thinking_face: '🤔',
  sweat_smile: '😅',
  disappointed: '😞',
  cry: '😢',
  sob: '😭',
  angry: '😠',
  confused: '😕',
  pensive: '😔',
  hugging_face: '🤗',
  sunglasses: '😎',
  heart: '❤️',
  broken_heart: '💔',
  '+1': '👍',
  thumbsup: '👍',
  '-1': '👎',
  thumbsdown: '👎',
  ok_hand: '👌',
  wave: '👋',
  clap: '👏',
  pray: '🙏',
  muscle: '💪',
  raised_hands: '🙌',
  point_right: '👉',
  point_left: '👈',
  point_up: '☝️',
  point_down: '👇',
  eyes: '👀',
  tada: '🎉',
  sparkles: '✨',
  fire: '🔥',
  rocket: '🚀',
  star: '⭐',
  package: '📦',
  truck: '🚚',
  calendar: '📅',
  phone: '☎️',
  email: '📧',
  link: '🔗',
  warning: '⚠️',
  x: '❌',
  white_check_mark: '✅',
  heavy_check_mark: '✔️',
  question: '❓',
  exclamation: '❗',
  bulb: '💡',
  100: '💯',
  moneybag: '💰',
  credit_card: '💳',
  receipt: '🧾',
}

const TONES: Readonly<Record<string, string>> = { 2: '🏻', 3: '🏼', 4: '🏽', 5: '🏾', 6: '🏿' }

/** Undefined where nobody knows it: a workspace may have made it itself. */
export function emojiNamed(name: string, tone?: string): string | undefined {
  const sign = Object.hasOwn(NAMED, name) ? NAMED[name] : undefined
  return sign && tone ? sign.replace('\ufe0f', '') + TONES[tone] : sign
}

/** The signs that Slack names beside the text, in its blocks: `{type: 'emoji', name: 'wave', unicode: '1f44b'}`. */
export function signsOf(blocks: unknown): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const look = (value: unknown) => {
    if (Array.isArray(value)) return value.forEach(look)
    if (typeof value !== 'object' || value === null) return
    const { type, name, unicode, elements } = value as Record<string, unknown>
    if (type === 'emoji' && typeof name === 'string' && typeof unicode === 'string' && /^[0-9a-f-]+$/i.test(unicode))
      found.set(name, String.fromCodePoint(...unicode.split('-').map((code) => Number.parseInt(code, 16))))
    look(elements)
  }
  look(blocks)
  return found
}

/** With those signs in their places. */
export const withSigns = (text: string, signs: ReadonlyMap<string, string>): string =>
  signs.size === 0
    ? text
    : text.replaceAll(/:([a-z0-9_+'-]+):(?::skin-tone-[2-6]:)?/g, (code, name: string) => signs.get(name) ?? code)
