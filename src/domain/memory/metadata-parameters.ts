import type { Metadata, MetadataFilter, MetadataValue } from './metadata.ts'
import { snakeCase } from './metadata.ts'
import { type Parameter, Unusable } from './parameters.ts'

const MOST_KEYS = 50
const LONGEST_VALUE = 2_000
const MOST_CHOICES = 100
const KEY = /^[\p{L}_][\p{L}\p{N}_.:-]{0,63}$/u

/** Keys in any spelling; texts, numbers, true, false and null. */
export const metadata: Parameter<Metadata> = (value) =>
  entriesOf(value, (one) => (isValue(one) ? one : new Unusable('must be a text, a number, true, false or null')))

/** The same, or a list of values of which one is enough. */
export const metadataFilter: Parameter<MetadataFilter> = (value) =>
  entriesOf(value, (one): MetadataFilter[string] | Unusable => {
    if (isValue(one)) return one
    if (Array.isArray(one) && one.length <= MOST_CHOICES && one.every(isValue)) return one as readonly MetadataValue[]
    return new Unusable('must be a text, a number, true, false, null, or a list of these')
  })

function entriesOf<Value>(given: unknown, read: (value: unknown) => Value | Unusable) {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    return new Unusable('must be a block such as {"source_waba": "support"}.')
  const entries = Object.entries(given).filter(([, value]) => value !== undefined)
  if (entries.length > MOST_KEYS) return new Unusable(`has more than ${MOST_KEYS} keys.`)
  const found: Record<string, Value> = {}
  for (const [key, value] of entries) {
    const name = snakeCase(key)
    if (!KEY.test(name) || name === '__proto__') return new Unusable('has a key that is no name.')
    if (Object.hasOwn(found, name)) return new Unusable(`has ${name} twice, in two spellings.`)
    const one = read(value)
    if (one instanceof Unusable) return new Unusable(`has ${key}, which ${one.problem}.`)
    found[name] = one
  }
  return found
}

const isValue = (value: unknown): value is MetadataValue =>
  value === null ||
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isFinite(value)) ||
  (typeof value === 'string' && value.length <= LONGEST_VALUE)
