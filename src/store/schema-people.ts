import type { Dialect } from './dialect.ts'

/** People of the business: who may come in, and with what. */
export const peopleTables = (_types: Dialect['types']): string[] => []
