/** Deeper than anything Meta sends, and less than the stack bears that writes it down. */
const DEEPEST = 100

/**
 * What came, as it came, from Meta or from somebody's tool. JSON can be read at any depth but not written at any: of
 * what is nested to break us, or holds itself, what cannot be written is left out, or nothing of it could be stored.
 */
export function asCame(raw: unknown): string {
  try {
    return JSON.stringify(raw) ?? 'null'
  } catch {
    return JSON.stringify(writable(raw, DEEPEST, new WeakSet())) ?? 'null'
  }
}

function writable(value: unknown, depth: number, seen: WeakSet<object>): unknown {
  if (typeof value === 'bigint') return String(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth === 0) return '[left out: nested too deeply]'
  if (seen.has(value)) return '[left out: it stands here already]'
  seen.add(value)
  const inner = (one: unknown) => writable(one, depth - 1, seen)
  if (Array.isArray(value)) return value.map(inner)
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inner(one)]))
}
