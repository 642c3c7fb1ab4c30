/** Deeper than anything Meta sends, and less than the stack bears that writes it down. */
const DEEPEST = 100

/**
 * What came, as it came. JSON can be read at any depth but not written at any: from a webhook that is nested to break
 * us, what lies deepest is left out, or nothing in it could be stored and it would come again for days.
 */
export function asCame(raw: unknown): string {
  try {
    return JSON.stringify(raw) ?? 'null'
  } catch {
    return JSON.stringify(withoutDepths(raw, DEEPEST))
  }
}

function withoutDepths(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (depth === 0) return '[left out: nested too deeply]'
  const inner = (one: unknown) => withoutDepths(one, depth - 1)
  if (Array.isArray(value)) return value.map(inner)
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inner(one)]))
}
