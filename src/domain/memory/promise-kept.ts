import type { Fact } from './fact.ts'

const WILL = 'will_'
const HAS = 'has_'
const ORDER = /\b[A-Z]{2,6}-?\d{2,}(?:-[A-Z\d]{1,4})?\b|#\d{3,}/g

/** `has_refunded` says that what `will_refund` has promised is done. */
export const promised = (action: string): string => `${WILL}${action}`
export const done = (action: string): string => `${HAS}${action}`
export const keepsPromise = ({ kind, predicate }: Fact): boolean => kind === 'event' && predicate.startsWith(HAS)

/** The same thing was done since, for the same order where both name one. */
export function keptBy(promise: Fact, deed: Fact): boolean {
  if (promise.kind !== 'commitment' || !promise.predicate.startsWith(WILL)) return false
  if (promise.predicate.slice(WILL.length) !== deed.predicate.slice(HAS.length)) return false
  if (deed.validFrom < promise.validFrom || promise.sources[0]?.source === deed.sources[0]?.source) return false
  const [theirs, ours] = [ordersIn(promise), ordersIn(deed)]
  return theirs.length === 0 || ours.length === 0 || theirs.some((order) => ours.includes(order))
}

const ordersIn = ({ value, text }: Fact): readonly string[] => `${value} ${text}`.match(ORDER) ?? []
