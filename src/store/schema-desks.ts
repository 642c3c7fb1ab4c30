import type { Dialect } from './dialect.ts'

/** The desks that a program has brought, and what each was told: a handoff, a step of it, a message. */
export const deskTables = ({ id, text, ms, int }: Dialect['types']): string[] => [
  `create table desks (
    business ${text} not null, name ${text} not null, since ${ms} not null,
    primary key (business, name))`,

  // Of a handoff: over once it was released and all of it was told.
  `create table desk_told (
    business ${text} not null, desk ${text} not null, id ${id} not null, over ${int} not null default 0,
    primary key (business, desk, id))`,
]
