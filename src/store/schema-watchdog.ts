import type { Dialect } from './dialect.ts'

/** Conversations that the watchdog has told of, until they are well again. */
export const watchdogTables = ({ id, text, ms }: Dialect['types']): string[] => [
  `create table alarms (
    business ${text} not null, conversation ${id} not null, kind ${text} not null, since ${ms} not null, raised_at ${ms} not null,
    primary key (business, conversation))`,
]
