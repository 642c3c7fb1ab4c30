/** A gap in words that are written often: `{{name}}`, `{{name|friend}}`, `{{?order}}`. */
const GAP = /\{\{\s{0,3}(\?)?\s{0,3}([\p{L}\p{N}](?:[\p{L}\p{N} _-]{0,38}[\p{L}\p{N}])?)\s{0,3}(?:\|([^{}]*))?\}\}/gu

export interface Filled {
  readonly text: string
  /** What has to be asked for, each once, in the order it stands there; in the text it still stands as a gap. */
  readonly asks: readonly string[]
}

/**
 * Fills in what is known. Where something is not known, what stands behind the bar takes its place; without one it is
 * asked for. What has a question mark is asked for in any case, and the bar says what to suggest. What is filled in is
 * not looked at again, whatever a customer is called.
 */
export function fillCanned(text: string, known: Readonly<Record<string, string | undefined>>): Filled {
  const asks = new Set<string>()
  const filled = text.replaceAll(GAP, (gap: string, asked: string | undefined, name: string, otherwise?: string) => {
    const value = Object.hasOwn(known, name) ? known[name]?.trim() : undefined
    if (value) return value
    if (!asked && otherwise !== undefined) return otherwise.trim()
    asks.add(name)
    return gap
  })
  return { text: filled, asks: [...asks] }
}

/** What stands behind the bar of a gap that is asked for. */
export function suggestedFor(text: string, name: string): string | undefined {
  for (const [, , found, otherwise] of text.matchAll(GAP))
    if (found === name && otherwise?.trim()) return otherwise.trim()
  return undefined
}
