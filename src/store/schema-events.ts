import type { Dialect } from './dialect.ts'

/** What has happened, in the order in which it was committed: what desks follow live. */
export const eventTables = (_types: Dialect['types']): string[] => []
