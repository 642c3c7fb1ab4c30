import { z } from 'zod'
import { blockOf, camel, isAbsent, refusalOf, snake } from './entries.ts'
import type { Fault } from './faults.ts'
import { nearest } from './nearest.ts'

/** Names a place inside what somebody has written: `model.primary`, `tools[2].url`. */
export type Where = (path: string) => string

/** Other ways to write a block, brought into its full form before it is read. */
export const forms = z.registry<{ expand: (written: unknown) => unknown }>()

export type Block = Readonly<Record<string, unknown>>

/** A block as somebody writes one, and no object that a program has made: those are taken as they are. */
export function isBlock(value: unknown): value is Block {
  if (typeof value !== 'object' || value === null) return false
  const prototype = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

export const inside =
  (where: Where, key: string | number): Where =>
  (path) =>
    where([typeof key === 'number' ? `[${key}]` : key, path].reduce(joined, ''))

const joined = (path: string, next: string) =>
  path === '' || next === '' || next.startsWith('[') ? path + next : `${path}.${next}`

/**
 * Reads a block in any spelling along its schema, and tells everything that does not belong or cannot be used.
 * Undefined where something is at fault.
 */
export function readBlock<Schema extends z.ZodType>(
  value: unknown,
  schema: Schema,
  where: Where,
  faults: Fault[],
): z.output<Schema> | undefined {
  const before = faults.length
  const tree = read(value, schema, where, faults)
  return faults.length > before ? undefined : schema.parse(tree)
}

function read(written: unknown, schema: z.core.$ZodType, where: Where, faults: Fault[]): unknown {
  const block = blockOf(schema)
  if (!block) return readLeaf(written, schema, where, faults)
  const value = forms.get(block)?.expand(written) ?? written
  if (!isBlock(value)) {
    const keys = block instanceof z.ZodObject ? Object.keys(block.shape).map(snake).join(', ') : 'names'
    faults.push({ where: where(''), problem: 'must be a block.', cure: `Write keys under it: ${keys}.` })
    return undefined
  }
  return block instanceof z.ZodObject
    ? readKeys(value, block, where, faults)
    : readNames(value, block as z.ZodRecord, where, faults)
}

function readLeaf(value: unknown, schema: z.core.$ZodType, where: Where, faults: Fault[]): unknown {
  const { error } = z.safeParse(schema, value)
  if (error) faults.push({ where: where(''), ...refusalOf(error) })
  return value
}

function readKeys(value: Block, block: z.ZodObject, where: Where, faults: Fault[]): Block {
  const known = Object.keys(block.shape)
  const tree: Record<string, unknown> = {}
  for (const [key, child] of Object.entries(value)) {
    const name = camel(key)
    const at = inside(where, key)
    if (!known.includes(name)) faults.push(unknownKey(key, known, at))
    else if (isAbsent(child)) continue
    else if (Object.hasOwn(tree, name))
      faults.push({ where: at(''), problem: 'stands there in both spellings.', cure: 'Keep one of the two.' })
    else tree[name] = read(child, block.shape[name] as z.core.$ZodType, at, faults)
  }
  for (const name of known.filter((one) => !Object.hasOwn(tree, one))) {
    const { error } = z.safeParse(block.shape[name] as z.core.$ZodType, undefined)
    const written = Object.keys(value).some((key) => /[A-Z]/.test(key)) ? name : snake(name)
    if (error) faults.push({ where: where(''), problem: `has no ${written}.`, cure: refusalOf(error).cure })
  }
  return tree
}

function unknownKey(written: string, known: readonly string[], where: Where): Fault {
  const guess = nearest(written, known)
  const spelled = guess && (/[A-Z]/.test(written) ? guess : snake(guess))
  const cure = spelled ? `Did you mean ${spelled}?` : `Remove it. Known here: ${known.map(snake).join(', ')}.`
  return { where: where(''), problem: 'is not a setting of an agent.', cure }
}

/** Names are the project's own: they stay as they are written. */
function readNames(value: Block, block: z.ZodRecord, where: Where, faults: Fault[]): Block {
  const given = Object.entries(value).filter(([, child]) => !isAbsent(child))
  return Object.fromEntries(
    given.map(([name, child]) => [name, read(child, block.valueType, inside(where, name), faults)]),
  )
}
