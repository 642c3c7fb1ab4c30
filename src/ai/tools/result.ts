/** So much of a result is read by a model, and kept. */
export const MOST_CHARACTERS = 16_000
const MOST_VALUES = 200_000
/** So much more is looked through for personal data, so that none is halved at the end and passes. */
const MARGIN = 1000
const CUT = '\n[cut here: the result is longer than what can be shown]'

/** Any result as something that can be kept and shown: plain data, or its beginning as text where it is too much. */
export function readable(result: unknown, hide: <Value>(value: Value) => Value = (value) => value): unknown {
  const json = toJson(result)
  if (json === undefined) return null
  const text = typeof result === 'string' ? result : json
  if (text.length <= MOST_CHARACTERS) return hide(JSON.parse(json))
  return `${begin(hide(text.slice(0, MOST_CHARACTERS + MARGIN)), MOST_CHARACTERS - CUT.length)}${CUT}`
}

/** The beginning of a text, which ends with a whole character. */
export function begin(text: string, most: number): string {
  const end = text.charCodeAt(most - 1)
  return text.slice(0, end >= 0xd800 && end <= 0xdbff ? most - 1 : most)
}

/** Whatever tools return: values that hold themselves, bytes, maps, and things without end. */
function toJson(result: unknown): string | undefined {
  const holders: unknown[] = []
  let values = 0
  return JSON.stringify(result, function replace(this: unknown, key: string, value: unknown) {
    const original = (this as Record<string, unknown>)[key]
    if (original instanceof Uint8Array) return `[${original.byteLength} bytes]`
    if (typeof value === 'bigint') return String(value)
    if (typeof value === 'string' && value.length > 2 * MOST_CHARACTERS) return value.slice(0, 2 * MOST_CHARACTERS)
    if (typeof value !== 'object' || value === null) return value
    while (holders.length > 0 && holders.at(-1) !== this) holders.pop()
    if (holders.includes(value) || ++values > MOST_VALUES) return '[...]'
    const plain = value instanceof Map ? Object.fromEntries(value) : value instanceof Set ? [...value] : value
    holders.push(plain)
    return plain
  })
}
