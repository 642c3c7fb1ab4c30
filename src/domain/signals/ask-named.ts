import type { Item } from './ask-items.ts'
import { FIRM, hasRole, LIGHT, pass, type Span, spanOf } from './ask-scene.ts'

/** Nothing but the person: "agent", "a human please", "real person!!" */
export function namedIn(items: readonly Item[], asked: boolean): Span | undefined {
  const people = items.filter(({ role }) => FIRM.has(role) || role === 'team')
  const [person] = people
  if (!person || people.length > 2) return undefined
  if (!items.every((item) => people.includes(item) || BESIDE.has(item.role))) return undefined
  if (hasRole(items, 'hello') && !hasRole(items, 'polite', 'real')) return undefined
  if (person.guessed && !hasRole(items, 'polite', 'real')) return undefined
  const urged = hasRole(items, 'polite', 'real', 'can', 'want') || person.role === 'role' || person.role === 'team'
  // "human?" asks what the other side is, and "one person" how many come.
  if (!urged && (asked || (person.role === 'person' && hasRole(items, 'one')))) return undefined
  return { from: person.from, to: person.to }
}
const BESIDE: ReadonlySet<Item['role']> = new Set([...(['small', 'polite', 'hello', 'real', 'one'] as const)])

/** What may stand before the person without being more than a refusal: "no, agent", "not you, a human". */
const REFUSING: ReadonlySet<Item['role']> = new Set([...LIGHT, 'not', 'no', 'stop', 'bot'] as const)
export const isRefusing = (items: readonly Item[]): boolean => items.every(({ role }) => REFUSING.has(role))

/** No machine: "I don't want to talk to a robot", "stop this bot", "a human, not a bot". */
export function refusedIn(items: readonly Item[]): Span | undefined {
  for (const [at, bot] of items.entries()) {
    if (bot.role !== 'bot' || !endsThere(items, at)) continue
    const denier = pass(items, at - 1, -1, BEFORE_BOT)
    const role = items[denier]?.role
    const own = items.slice(Math.max(0, denier), at)
    if (role === 'stop') return spanOf(items[denier]!, bot)
    if (hasRole(items, 'is')) continue
    if (role === 'not' && hasRole(own, 'talk')) return spanOf(items[denier]!, bot)
    if (role === 'not' && hasRole(own, 'want') && isLast(items, at)) return spanOf(items[denier]!, bot)
    const after = items[pass(items, at + 1, 1, AFTER_BOT)]
    const denied = role === 'no' || (role === 'not' && own.length <= 3) || after?.role === 'not' || after?.role === 'no'
    if (!denied) continue
    const person = items.find((item, index) => FIRM.has(item.role) && !isDeniedHere(items, index, after))
    if (person) return spanOf(person, bot)
    if (after?.role === 'not' && hasRole(items, 'talk', 'want')) return spanOf(bot, after)
    if (role === 'no' && hasRole(items, 'polite', 'talk', 'want') && after === undefined)
      return spanOf(items[denier]!, bot)
  }
  return undefined
}
const BEFORE_BOT: ReadonlySet<Item['role']> = new Set([...LIGHT, 'talk', 'want', 'can'] as const)
const AFTER_BOT: ReadonlySet<Item['role']> = new Set([...LIGHT, 'talk', 'want', 'can'] as const)

/** What denies the machine does not deny the person beside it. */
const isDeniedHere = (items: readonly Item[], at: number, denier: Item | undefined) => {
  const before = items[pass(items, at - 1, -1)]
  return before !== undefined && before !== denier && (before.role === 'no' || before.role === 'not')
}
const isLast = (items: readonly Item[], at: number) => items[pass(items, at + 1, 1)] === undefined
/** "robot vacuum" */
const endsThere = (items: readonly Item[], at: number) => items[at + 1]?.role !== 'other'
