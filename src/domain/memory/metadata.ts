export type MetadataValue = string | number | boolean | null
export type Metadata = Readonly<Record<string, MetadataValue>>

/** Each key has this value, or one of these. */
export type MetadataFilter = Readonly<Record<string, MetadataValue | readonly MetadataValue[]>>

/** Keys are kept and compared in this form, however they were written: `sourceWaba` is `source_waba`. */
export const snakeCase = (key: string): string =>
  key
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/([A-Z]+)([A-Z][a-z])/g, '$1_$2')
    .replaceAll(/[\s-]+/g, '_')
    .toLowerCase()

export const inSnakeCase = <Value>(given: Readonly<Record<string, Value>>): Record<string, Value> =>
  Object.fromEntries(Object.entries(given).map(([key, value]) => [snakeCase(key), value]))

/** Numbers and their writing are the same: filters come from query strings as well. */
export function passes(metadata: Metadata, filter: MetadataFilter): boolean {
  return Object.entries(filter).every(([key, wanted]) => {
    const value = metadata[key] ?? null
    return isList(wanted) ? wanted.some((one) => isSame(value, one)) : isSame(value, wanted)
  })
}

const isList = (wanted: MetadataFilter[string]): wanted is readonly MetadataValue[] => Array.isArray(wanted)
const isSame = (one: MetadataValue, other: MetadataValue) =>
  one === null || other === null ? one === other : String(one) === String(other)
