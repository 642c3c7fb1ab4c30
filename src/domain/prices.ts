import { readModelName } from './models.ts'

/** US dollars for a million tokens. */
export interface Price {
  readonly input: number
  readonly output: number
}

/** By name as in `gpt-4o-mini` or `openai/gpt-4o-mini`. */
export type Prices = Readonly<Record<string, Price>>

/** List prices, without discounts for what the provider had in its cache: a bill is never higher than what is shown. */
const LIST: Prices = {
  'gpt-3.5-turbo': { input: 0.5, output: 1.5 },
  'gpt-4-turbo': { input: 10, output: 30 },
  'gpt-4.1': { input: 2, output: 8 },
  'gpt-4.1-mini': { input: 0.4, output: 1.6 },
  'gpt-4.1-nano': { input: 0.1, output: 0.4 },
  'gpt-4o': { input: 2.5, output: 10 },
  'gpt-4o-mini': { input: 0.15, output: 0.6 },
  'gpt-5': { input: 1.25, output: 10 },
  'gpt-5-chat': { input: 1.25, output: 10 },
  'gpt-5-mini': { input: 0.25, output: 2 },
  'gpt-5-nano': { input: 0.05, output: 0.4 },
  'gpt-5.1': { input: 1.25, output: 10 },
  'gpt-5.2': { input: 1.75, output: 14 },
  o1: { input: 15, output: 60 },
  o3: { input: 2, output: 8 },
  'o3-mini': { input: 1.1, output: 4.4 },
  'o4-mini': { input: 1.1, output: 4.4 },
  'claude-3-haiku': { input: 0.25, output: 1.25 },
  'claude-3-5-haiku': { input: 0.8, output: 4 },
  'claude-3-5-sonnet': { input: 3, output: 15 },
  'claude-3-7-sonnet': { input: 3, output: 15 },
  'claude-haiku-4-5': { input: 1, output: 5 },
  'claude-sonnet-4': { input: 3, output: 15 },
  'claude-sonnet-4-0': { input: 3, output: 15 },
  'claude-sonnet-4-5': { input: 3, output: 15 },
  'claude-opus-4': { input: 15, output: 75 },
  'claude-opus-4-0': { input: 15, output: 75 },
  'claude-opus-4-1': { input: 15, output: 75 },
  'claude-opus-4-5': { input: 5, output: 25 },
  'gemini-2.0-flash': { input: 0.1, output: 0.4 },
  'gemini-2.0-flash-lite': { input: 0.075, output: 0.3 },
  'gemini-2.5-pro': { input: 1.25, output: 10 },
  'gemini-2.5-flash': { input: 0.3, output: 2.5 },
  'gemini-2.5-flash-lite': { input: 0.1, output: 0.4 },
  'gemini-3-pro': { input: 2, output: 12 },
  'gemini-3-flash': { input: 0.5, output: 3 },
}

const FREE: Price = { input: 0, output: 0 }
const ON_OUR_MACHINE: readonly (string | undefined)[] = ['ollama', 'demo']
const THEIR_OWN: readonly (string | undefined)[] = ['openai', 'anthropic', 'google']

/** What may follow a name without making it another model: a date or number of its version, `-latest`, `-preview`. */
const VERSION = /^([-@](\d{3,}|\d{2}|latest|preview))*$/

/**
 * What a model costs; undefined where that is not known. `gpt-4o` tells the price of `gpt-4o-2024-08-06` and not that of
 * `gpt-4o-audio-preview`. Prices of the configuration come first, and one for `acme-large` holds for `acme-large:q4` too.
 */
export function priceOf(name: string, overrides: Prices = {}): Price | undefined {
  const named = readModelName(name)
  const bare = named?.model ?? name
  const names = [name, bare]
  const overridden = longest(overrides, names, (rest) => /^($|[-@:/])/.test(rest))
  const listed = THEIR_OWN.includes(named?.provider)
    ? longest(LIST, names, (rest) => VERSION.test(rest))
    : ON_OUR_MACHINE.includes(named?.provider)
      ? { key: '', price: FREE }
      : undefined
  if (!overridden || !listed) return (overridden ?? listed)?.price
  // `gpt-4o` in the configuration does not change what `gpt-4o-mini` costs.
  return bareLength(listed.key) > bareLength(overridden.key) ? listed.price : overridden.price
}

function longest(
  prices: Prices,
  names: readonly string[],
  fits: (rest: string) => boolean,
): { key: string; price: Price } | undefined {
  let found: { key: string; price: Price } | undefined
  for (const [key, price] of Object.entries(prices)) {
    const longer = !found || bareLength(key) > bareLength(found.key)
    if (longer && names.some((name) => name.startsWith(key) && fits(name.slice(key.length)))) found = { key, price }
  }
  return found
}

function bareLength(key: string): number {
  return (readModelName(key)?.model ?? key).length
}

export interface Tokens {
  readonly inputTokens: number
  readonly outputTokens: number
}

/** In US dollars. */
export function costOf({ inputTokens, outputTokens }: Tokens, price: Price | undefined): number | undefined {
  return price && (inputTokens * price.input + outputTokens * price.output) / 1_000_000
}
