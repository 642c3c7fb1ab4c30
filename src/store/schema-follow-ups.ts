import type { Dialect } from './dialect.ts'

/** Updates that agents have promised, each with the epoch it was promised under: it holds no longer than that. Agents that are called by the clock. */
export const followUpTables = ({ id, text, int, ms }: Dialect['types']): string[] => [
  // `unsaid`: what was to be told, where a template could not hold it.
  `create table follow_ups (
    business ${text} not null, id ${id} not null, conversation ${id} not null, epoch ${int} not null, about ${text} not null,
    promised_at ${ms} not null, due_at ${ms} not null, every_ms ${ms}, runs_left ${int}, until ${ms}, told_at ${ms},
    ended_at ${ms}, ended_because ${text}, ended_by ${text}, unsaid ${text},
    primary key (business, id))`,
  'create index follow_ups_by_conversation on follow_ups (business, conversation, promised_at)',
  'create index follow_ups_open on follow_ups (business, conversation) where ended_at is null or unsaid is not null',
  // `recipient` as it was configured, `customer` whom that was found to be.
  `create table heartbeats (
    business ${text} not null, id ${id} not null, agent ${text} not null, recipient ${text} not null, customer ${id}, due_at ${ms} not null,
    primary key (business, id), unique (business, agent))`,
]
