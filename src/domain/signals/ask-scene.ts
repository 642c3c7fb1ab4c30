import type { Item } from './ask-items.ts'
import type { AskWords, Role } from './ask-roles.ts'

/** A part of a sentence in which a request is looked for. */
export interface Scene {
  readonly items: readonly Item[]
  /** The part before it, on the other side of a comma. */
  readonly before: readonly Item[]
  readonly verb: AskWords['verb']
  /** Whether the sentence is a question. */
  readonly asked: boolean
}

/** Where a request was found, in words of the message. */
export interface Span {
  readonly from: number
  readonly to: number
}

export const spanOf = (one: Item, other: Item): Span => ({
  from: Math.min(one.from, other.from),
  to: Math.max(one.to, other.to),
})

const rolesOf = (...roles: readonly Item['role'][]): ReadonlySet<Item['role']> => new Set(roles)

/** Roles that stand between two others without parting them. */
export const LIGHT = rolesOf('small', 'polite', 'hello', 'real', 'one', 'self', 'for', 'place')
export const PEOPLE = rolesOf('human', 'person', 'role', 'staff', 'team', 'some')
/** Whoever is meant by these works for the business. */
export const FIRM = rolesOf('human', 'person', 'role')
/** What makes a request of a verb of talking. */
export const LICENCES = rolesOf('want', 'can', 'cannot', 'who', 'exists')
/** What makes a report or a condition of it. */
export const TELLS = rolesOf('when', 'told', 'must', 'is')

export const isLight = (item: Item | undefined): boolean => item !== undefined && LIGHT.has(item.role)
export const has = (items: readonly Item[], roles: ReadonlySet<Item['role']>): boolean =>
  items.some(({ role }) => roles.has(role))
export const hasRole = (items: readonly Item[], ...roles: readonly Role[]): boolean => has(items, rolesOf(...roles))

/** Walks over what parts nothing; the index of what comes then, which may be none. */
export function pass(items: readonly Item[], from: number, step: 1 | -1, over = LIGHT): number {
  let at = from
  while (at >= 0 && at < items.length && over.has(items[at]!.role)) at += step
  return at
}

/** Between what denies and what is denied stand at most pronouns and little words, but nobody new who speaks. */
const DENIES_OVER = rolesOf('small', 'polite', 'real', 'place')
export function isDenied(items: readonly Item[], at: number): boolean {
  return items[pass(items, at - 1, -1, DENIES_OVER)]?.role === 'not'
}
