import { asSchema, type FlexibleSchema, jsonSchema, type Schema } from 'ai'
import { z } from 'zod'
import type { BoundArguments } from '../../domain/agent.ts'
import { NothingDone } from '../../domain/effect.ts'
import type { Turn } from '../../domain/turn.ts'
import { type Arguments, ToolFailure } from './offer.ts'

export type JsonSchema = Readonly<Record<string, unknown>>

interface Reader {
  /** What the model is told of the arguments. */
  readonly schema: Schema
  /** Throws in words for the model. */
  readonly read: (given: unknown) => Promise<Arguments>
}

const known = new WeakMap<object, Promise<Reader>>()

/** Reading a schema costs more than reading arguments with it. */
export function readerOf(parameters: unknown): Promise<Reader> {
  const schema = (parameters ?? EMPTY) as object
  const reader = known.get(schema) ?? createReader(schema)
  known.set(schema, reader)
  return reader
}
const EMPTY = { type: 'object', properties: {} }

async function createReader(parameters: object): Promise<Reader> {
  const own = isJsonSchema(parameters) ? undefined : asSchema(parameters as FlexibleSchema)
  const json = (own ? await own.jsonSchema : parameters) as JsonSchema
  const check = own?.validate ?? checkOf(json)
  const validate = async (value: unknown) =>
    (await check(value)) as { success: boolean; value?: unknown; error?: Error }
  return {
    // What a model gets wrong is told to it by us, and recorded: so the SDK lets everything pass.
    schema: jsonSchema(json as Parameters<typeof jsonSchema>[0]),
    async read(given) {
      const pruned = prune(json, given ?? {})
      let verdict = await validate(pruned)
      if (!verdict.success) verdict = orElse(await validate(withoutNulls(pruned)), verdict)
      if (!verdict.success) throw new ToolFailure(`the arguments are wrong: ${faultsIn(verdict.error)}`)
      if (typeof verdict.value === 'object' && verdict.value !== null) return verdict.value as Arguments
      throw new ToolFailure('the arguments are no object')
    },
  }
}

const orElse = <Verdict extends { success: boolean }>(second: Verdict, first: Verdict) =>
  second.success ? second : first

const isJsonSchema = (parameters: object) =>
  typeof parameters !== 'function' && !('~standard' in parameters) && !('validate' in parameters)

/** A schema with something in it that is not understood here still says which arguments there are. */
function checkOf(json: JsonSchema) {
  try {
    const schema = z.fromJSONSchema(json as Parameters<typeof z.fromJSONSchema>[0])
    return (value: unknown) => {
      const { success, data, error } = schema.safeParse(value)
      return success ? { success, value: data } : { success, error }
    }
  } catch {
    return (value: unknown) => ({ success: true, value })
  }
}

const MOST_FAULTS = 5

function faultsIn(error: Error | undefined): string {
  const issues = (error as z.ZodError | undefined)?.issues ?? (error?.cause as z.ZodError | undefined)?.issues ?? []
  const faults = issues.slice(0, MOST_FAULTS).map(({ path, message }) => [path.join('.'), message].join(' ').trim())
  return faults.join('; ') || 'they do not fit the schema'
}

/** What a model adds of its own accord is gone before anybody acts on it. */
function prune(schema: unknown, value: unknown): unknown {
  const { properties, items, additionalProperties, patternProperties, anyOf, oneOf, allOf, $ref } = (schema ??
    {}) as Record<string, unknown>
  if (Array.isArray(value)) return value.map((one) => prune(items, one))
  if (typeof value !== 'object' || value === null) return value
  // Which of several forms is meant is for the validation to say.
  if (!properties || additionalProperties || patternProperties || anyOf || oneOf || allOf || $ref) return value
  const named = properties as Record<string, unknown>
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => Object.hasOwn(named, name))
      .map(([name, one]) => [name, prune(named[name], one)]),
  )
}

/** Models write null for what they leave out. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, one]) => one !== null)
      .map(([name, one]) => [name, withoutNulls(one)]),
  )
}

/** The schema as the model sees it: without what the runtime fills in. */
export function withoutBound(schema: JsonSchema, bind: BoundArguments = {}): JsonSchema {
  const { properties = {}, required = [] } = schema as { properties?: object; required?: readonly string[] }
  const isFree = (name: string) => !Object.hasOwn(bind, name)
  return {
    ...schema,
    type: 'object',
    properties: Object.fromEntries(Object.entries(properties).filter(([name]) => isFree(name))),
    required: required.filter(isFree),
  }
}

/** The arguments with those that say whom they are for, of which the model knows nothing. */
export function withBound(input: Arguments, bind: BoundArguments, turn: Turn): Arguments {
  const bound = Object.entries(bind).map(([name, what]) => {
    const value = VALUES[what](turn)
    if (value === undefined) throw new NothingDone(`this is not possible: ${what} of this customer is not known`)
    return [name, value]
  })
  return { ...input, ...Object.fromEntries(bound) }
}

const VALUES: Readonly<Record<BoundArguments[string], (turn: Turn) => string | undefined>> = {
  'customer.id': ({ customer }) => customer.id,
  'customer.phone': ({ customer }) => customer.phone,
  'customer.name': ({ customer }) => customer.name,
  conversation: ({ conversation }) => conversation,
  line: ({ line }) => line.name,
  business: ({ business }) => business,
}
