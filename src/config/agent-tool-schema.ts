import { z } from 'zod'
import { EFFECTS } from '../domain/effect.ts'
import type { Where } from './agent-tree.ts'
import type { Fault } from './faults.ts'
import { matching, oneOf, Refusal, seconds, setting, text, written } from './values.ts'

export const toolName = () =>
  matching(/^[a-z_][\w-]{0,63}$/i, 'is not a name of a tool', 'Use letters, digits, - and _ only: find_order')

export const names = (example: string) =>
  setting((value: string | readonly string[]) => {
    const list = (Array.isArray(value) ? value : written(value).split(',')).map((one: unknown) => written(one))
    return list.every(Boolean) ? list : new Refusal('must be a list of names', `Write for example: ${example}`)
  })

export const effect = () => oneOf(EFFECTS)

/** A plain number counts seconds. */
export const timeout = () => seconds({ least: 0.1, most: 600 }).default(30)

/** What tools of the project's own have in common. */
export const described = {
  name: toolName(),
  description: text('Tells where an order is.'),
  /** What it does to the world. */
  effect: effect().optional(),
  /** Names of arguments that tell one irreversible call from another. */
  key: names('[order]').optional(),
  parameters: z.custom<NonNullable<unknown>>().optional(),
  timeout: timeout(),
}

/** Nothing may be guessed here: what counts each time would be done twice. */
export const effectFault = (where: Where): Fault => ({
  where: where(''),
  problem: 'has no effect.',
  cure: 'Write effect: read (it changes nothing), reversible (it may be done again) or irreversible (it counts each time, so it runs once).',
})
