import type { Dialect } from './dialect.ts'

/** People of the business: who may come in, and with what. Of every secret only a digest stands here. */
export const peopleTables = ({ id, text, ms }: Dialect['types']): string[] => [
  // Whoever has left stays as a name: what they did names them.
  `create table teammates (
    business ${text} not null, id ${id} not null, name ${text} not null, email ${text}, role ${text} not null, lines ${text} not null,
    password ${text}, away_since ${ms}, created_at ${ms} not null, updated_at ${ms} not null, removed_at ${ms},
    primary key (business, id))`,
  'create unique index teammates_by_email on teammates (business, email) where removed_at is null',

  `create table sessions (
    business ${text} not null, id ${id} not null, teammate ${id} not null, digest ${text} not null,
    ip ${text}, user_agent ${text}, created_at ${ms} not null, seen_at ${ms} not null,
    primary key (business, id), unique (business, digest))`,
  'create index sessions_of_teammate on sessions (business, teammate)',

  // Set-up, invitations and new passwords: each opens one door, once.
  `create table one_time_secrets (
    business ${text} not null, id ${id} not null, kind ${text} not null, digest ${text} not null,
    teammate ${id}, email ${text}, role ${text}, lines ${text}, offered_by ${text} not null,
    created_at ${ms} not null, expires_at ${ms} not null,
    primary key (business, id), unique (business, digest))`,

  `create table tokens (
    business ${text} not null, id ${id} not null, name ${text} not null, digest ${text} not null,
    role ${text} not null, lines ${text} not null, created_by ${text} not null, creator ${text} not null,
    created_at ${ms} not null, expires_at ${ms}, last_used_at ${ms}, revoked_at ${ms},
    primary key (business, id), unique (business, digest))`,

  `create table audit (
    business ${text} not null, id ${id} not null, at ${ms} not null,
    kind ${text} not null, actor ${text} not null, name ${text} not null, source ${text} not null, ip ${text},
    action ${text} not null, subject ${text}, line ${text}, detail ${text},
    primary key (business, id))`,
]
