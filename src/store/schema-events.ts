import type { Dialect } from './dialect.ts'

/**
 * What has happened, in the order in which it was committed: what desks follow live. A row is all that one transaction
 * has told; it names things and never holds words, so that nothing of a customer stays here when they are forgotten.
 */
export const eventTables = ({ name, types: { text, ms } }: Dialect): string[] => [
  `create table events (
    business ${text} not null, cursor ${ms} not null, at ${ms} not null, told ${text} not null,
    primary key (business, cursor))${name === 'sqlite' ? ' without rowid' : ''}`,
]
