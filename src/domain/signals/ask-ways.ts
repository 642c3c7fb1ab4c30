import type { Item } from './ask-items.ts'
import { has, hasRole, isDenied, isLight, pass, type Scene, type Span, spanOf, TELLS } from './ask-scene.ts'

/** "call me", "can somebody ring me back", or to be handed over without a word to whom. */
export function calledIn({ items, verb }: Scene): Span | undefined {
  for (const [at, item] of items.entries()) {
    if (item.role !== 'call' && item.role !== 'handover') continue
    if (has(items, TELLS) || hasRole(items.slice(0, at), 'not', 'no', 'stop', 'done', 'mine')) continue
    if (verb === 'late' && hasRole(items, 'not', 'no', 'done')) continue
    // "tell the driver to call me"
    if (items[at - 1]?.role === 'for' && items[at - 2]?.role === 'other') continue
    // "call me Sam", "transfer me the money"
    const next = items[pass(items, at + 1, 1, SPACES)]
    if (verb !== 'late' && next?.role === 'other') continue
    if (item.role === 'handover' && !items.every((other) => other === item || isLight(other) || other.role === 'can'))
      continue
    return { from: item.from, to: item.to }
  }
  return undefined
}

const SPACES: ReadonlySet<Item['role']> = new Set(['polite'] as const)

/** "who can I talk to about this", "can we speak by phone" */
export function whomIn({ items }: Scene): Span | undefined {
  const talk = items.findIndex(({ role }) => role === 'talk')
  if (talk < 0 || has(items, TELLS) || hasRole(items, 'done', 'mine')) return undefined
  const who = items.findIndex(({ role }) => role === 'who')
  if (who >= 0 && hasRole(items.slice(who), 'can', 'want') && !isDenied(items, talk))
    return spanOf(items[who]!, items[talk]!)
  const phone = items.findIndex(({ role }) => role === 'phone')
  const can = items.findIndex(({ role }) => role === 'can' || role === 'want')
  if (phone < 0 || can < 0 || hasRole(items, 'not', 'no')) return undefined
  return spanOf(items[talk]!, items[phone]!)
}
