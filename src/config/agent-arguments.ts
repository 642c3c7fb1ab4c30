import { inside, isBlock, type Where } from './agent-tree.ts'
import { type Fault, inWords } from './faults.ts'
import { nearest } from './nearest.ts'
import { written } from './values.ts'

export interface Arguments {
  readonly parameters: unknown
  /** Undefined where only the schema itself knows them. */
  readonly names: readonly string[] | undefined
}

const TYPES = ['string', 'number', 'integer', 'boolean', 'array', 'object']

/** A JSON schema, a schema of a library, or the short form `{order: string, note: string?}`. */
export function readArguments(value: unknown, where: Where, faults: Fault[]): Arguments {
  if (value === undefined) return { parameters: { type: 'object', properties: {} }, names: [] }
  if (!isBlock(value)) {
    const isSchema = typeof value === 'object' || typeof value === 'function'
    const cure = 'Write the arguments, {order: string}, or a JSON schema of them.'
    if (!isSchema || Array.isArray(value)) faults.push({ where: where(''), problem: 'is no schema.', cure })
    return { parameters: value, names: undefined }
  }
  if (value.type === 'object' || '$schema' in value)
    return { parameters: value, names: isBlock(value.properties) ? Object.keys(value.properties) : undefined }

  const properties: Record<string, unknown> = {}
  const required: string[] = []
  for (const [name, one] of Object.entries(value)) {
    const [, type = '', optional] = /^(.*?)(\?)?$/.exec(written(one)) ?? []
    if (!isBlock(one) && !TYPES.includes(type)) {
      const guess = nearest(type, TYPES, 2)
      const cure = guess
        ? `Did you mean ${guess}?`
        : `Write one of ${inWords(TYPES, 'or')}, with ? where it may be left out.`
      faults.push({ where: inside(where, name)(''), problem: 'is not a type of an argument.', cure })
    }
    const { required: needed, ...described } = isBlock(one) ? one : { type }
    properties[name] = described
    if (isBlock(one) ? needed !== false && needed !== 'false' : optional === undefined) required.push(name)
  }
  const parameters = { type: 'object', properties, required, additionalProperties: false }
  return { parameters, names: Object.keys(properties) }
}

/** A setting that names arguments names some that there are. */
export function checkNames(
  given: readonly string[] | undefined,
  setting: string,
  { names }: Arguments,
  where: Where,
  faults: Fault[],
): void {
  const unknown = given?.find((name) => names !== undefined && !names.includes(name))
  if (unknown === undefined) return
  const guess = nearest(unknown, names ?? [])
  faults.push({
    where: where(setting),
    problem: `names an argument that parameters do not have: ${unknown}.`,
    cure: guess ? `Did you mean ${guess}?` : `Add it to parameters: {${unknown}: string}`,
  })
}
