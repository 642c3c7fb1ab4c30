import type { Desk } from '../domain/desk.ts'
import { Refusal, setting } from './values.ts'

const NAME = /^[a-z0-9][\w-]{0,62}$/i
const HEARS = ['onHandoff', 'onMessage', 'onChange'] as const
const CURE = 'Write in wabaton.config.ts or in the options: desks: [{ name: "slack", onHandoff: (news) => ... }]'

/** Desks of a program: functions, each under a name of its own. */
export const desks = () =>
  setting((value: readonly Desk[]) => {
    if (!Array.isArray(value)) return new Refusal('is no list of desks', CURE)
    const names = new Set<string>()
    for (const desk of value as readonly Desk[]) {
      if (typeof desk !== 'object' || desk === null || typeof desk.name !== 'string' || !NAME.test(desk.name))
        return new Refusal('has a desk without a usable name', CURE)
      if (names.has(desk.name)) return new Refusal('has two desks of one name', CURE)
      names.add(desk.name)
      const given = HEARS.filter((one) => desk[one] !== undefined)
      if (given.length === 0 || given.some((one) => typeof desk[one] !== 'function'))
        return new Refusal('has a desk that hears nothing', CURE)
    }
    return value
  })
