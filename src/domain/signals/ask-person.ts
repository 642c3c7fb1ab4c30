import type { Item } from './ask-items.ts'
import {
  FIRM,
  has,
  hasRole,
  isDenied,
  isLight,
  LICENCES,
  LIGHT,
  PEOPLE,
  pass,
  type Scene,
  type Span,
  spanOf,
  TELLS,
} from './ask-scene.ts'

/** Somebody is asked for: to talk to, wanted, looked for, or to do something. */
export function soughtIn(scene: Scene): Span | undefined {
  for (const [at, item] of scene.items.entries()) {
    if (!PEOPLE.has(item.role)) continue
    const found = talkedTo(scene, at) ?? wanted(scene, at) ?? thereIs(scene, at) ?? shallHelp(scene, at)
    if (found) return found
  }
  return undefined
}

/** So far a person may stand from the verb. */
const REACH = 9
/** ... with so many words between them that the table does not know: "from the second floor". */
const MOST_UNKNOWN = 4

function talkedTo(scene: Scene, person: number): Span | undefined {
  const { items, verb } = scene
  if (isSomebodyElses(items, person)) return undefined
  for (let at = person - 1, unknown = 0; at >= Math.max(0, person - REACH); at--) {
    const item = items[at]!
    if (item.role === 'talk' || item.role === 'hand' || item.role === 'handover') {
      if ((verb !== 'late' && isNegated(items, person)) || !isRequested(scene, at, person)) return undefined
      return spanOf(item, items[person]!)
    }
    if (item.role === 'other') unknown++
    if (unknown > MOST_UNKNOWN || PARTS.has(item.role)) break
  }
  if (verb === 'early' && !isSoughtToTalk(items, person)) return undefined
  for (let at = person + 1, unknown = 0; at < Math.min(items.length, person + REACH); at++) {
    const item = items[at]!
    if (item.role === 'talk' || item.role === 'hand' || item.role === 'handover' || item.role === 'call') {
      if ((verb !== 'late' && isNegated(items, person)) || !isRequested(scene, at, person)) return undefined
      return spanOf(items[person]!, item)
    }
    if (item.role === 'other') unknown++
    if (unknown > MOST_UNKNOWN || PARTS.has(item.role)) break
  }
  return undefined
}

/** Beyond these somebody speaks of something else. */
const PARTS: ReadonlySet<Item['role']> = new Set(['and', 'told', 'when', 'done', 'bot'] as const)

/** "is there anybody to talk to", "someone can talk to me?" */
function isSoughtToTalk(items: readonly Item[], person: number): boolean {
  const before = items[pass(items, person - 1, -1)]
  if (before && LICENCES.has(before.role)) return true
  return items[pass(items, person + 1, 1)]?.role === 'can'
}

const isSomebodyElses = (items: readonly Item[], person: number) => {
  const before = items[pass(items, person - 1, -1, REAL)]
  return before?.role === 'mine' && items[person]!.role !== 'human'
}
const REAL: ReadonlySet<Item['role']> = new Set(['real', 'other'] as const)

/** "no person" */
const isNegated = (items: readonly Item[], person: number) =>
  ['no', 'not'].includes(items[pass(items, person - 1, -1)]?.role ?? '') && !hasRole(items, 'cannot', 'exists')

/** Whether a verb of talking is something that the customer wants now. */
function isRequested({ items, before, verb }: Scene, at: number, person: number): boolean {
  const late = verb === 'late'
  if (late && hasRole(items, 'not', 'no') && !hasRole(items, 'cannot', 'bot')) return false
  for (let from = at - 1; from >= 0; from--) {
    const { role } = items[from]!
    if (LICENCES.has(role)) return role === 'cannot' || !(isDenied(items, from) || isTold(items, from))
    if (role === 'hand' || role === 'handover') return !isDenied(items, from)
    if (role === 'not' || role === 'done' || TELLS.has(role)) return false
  }
  if (late)
    return (
      has(items.slice(Math.max(at, person)), LICENCES) ||
      items[at]!.role !== 'talk' ||
      pass(items, at + 1, 1) === items.length
    )
  if (items[at]!.role !== 'talk') return true
  const next = items[at + 1]
  if (verb === 'apart' && next && LICENCES.has(next.role)) return true
  const first = items.slice(0, at).every((item, index) => isLight(item) || PEOPLE.has(item.role) || index === person)
  return first && (before.length === 0 || has(before, LICENCES) || before.every(isLight))
}

/** "he said I can ...", "if I want ..." */
const isTold = (items: readonly Item[], at: number) => TELLS.has(items[pass(items, at - 1, -1)]?.role ?? 'other')

/** "I need an agent", or the other way round where verbs come late. */
function wanted({ items, verb }: Scene, person: number): Span | undefined {
  const { role } = items[person]!
  const isOnPhone = role === 'some' && items[person + 1]?.role === 'phone'
  if (!FIRM.has(role) && role !== 'team' && !isOnPhone) return undefined
  const before = pass(items, person - 1, -1)
  if (
    verb !== 'late' &&
    items[before]?.role === 'want' &&
    !isDenied(items, before) &&
    !isTold(items, before) &&
    endsThere(items, person)
  )
    return spanOf(items[before]!, items[person]!)
  if (verb !== 'late') return undefined
  const after = pass(items, person + 1, 1, BESIDE)
  if (items[after]?.role !== 'want' || isTold(items, after) || hasRole(items, 'mine')) return undefined
  if (hasRole(items, 'not') || ['no', 'one'].includes(items[person - 1]?.role ?? '')) return undefined
  return spanOf(items[person]!, items[after]!)
}

/** A purpose or a place would make something else of the person. */
const BESIDE: ReadonlySet<Item['role']> = new Set(['small', 'polite', 'real', 'self'] as const)

/** "is there a person here?" */
function thereIs({ items, asked, verb }: Scene, person: number): Span | undefined {
  const { role } = items[person]!
  if (!FIRM.has(role) && !(role === 'some' && hasRole(items.slice(person + 1, person + 3), 'real'))) return undefined
  const over = new Set([...LIGHT, 'no', 'not'] as const)
  const before = verb === 'late' ? items.findIndex(({ role }) => role === 'exists') : pass(items, person - 1, -1, over)
  const found = items[before]?.role
  if ((found !== 'exists' && !(found === 'want' && role === 'some')) || isTold(items, before)) return undefined
  // "there is an agent" tells of one.
  if (!asked && role !== 'human' && !hasRole(items, 'no', 'not') && !hasRole(items, 'who')) return undefined
  return endsThere(items, person) ? spanOf(items[before]!, items[person]!) : undefined
}

/** "can a human look at this" */
function shallHelp({ items, verb }: Scene, person: number): Span | undefined {
  if (!FIRM.has(items[person]!.role) || isSomebodyElses(items, person) || isNegated(items, person)) return undefined
  const near = items.slice(Math.max(0, person - REACH), person + REACH)
  if (!hasRole(near, 'help') || !hasRole(near, 'can', 'want') || has(near, TELLS)) return undefined
  if (hasRole(near, 'not', 'no', 'done', 'mine')) return undefined
  const help = items.findIndex(({ role }, at) => role === 'help' && Math.abs(at - person) < REACH)
  if (verb === 'early' && help > person + 1 && items[help - 1]?.role === 'other') return undefined
  return spanOf(items[person]!, items[help]!)
}

/** A noun after the person makes something else of it, as a purpose or a place does: "human hair", "an agent in Rome". */
function endsThere(items: readonly Item[], person: number): boolean {
  const next = items[person + 1]
  if (next === undefined) return true
  if (next.role === 'other') return false
  const beyond = items[pass(items, person + 2, 1)]
  if (next.role === 'for') return items[person]!.role !== 'person' || beyond?.role !== 'other'
  return next.role !== 'place' || beyond?.role !== 'other'
}
