import { MEDIA_KINDS } from '../domain/content.ts'
import type { Dialect } from './dialect.ts'

/** Which messages have a file of their own, as `messages_with_files` knows them: asked in these words, it is found there. */
export const HAS_FILE = `kind in (${MEDIA_KINDS.map((kind) => `'${kind}'`).join(', ')})`

/** What teammates decide and keep beside the conversations. */
export const deskDataTables = ({ id, text, ms }: Dialect['types']): string[] => [
  // `origin` is the customer whom it was about at first: two who were joined may be split again.
  `create table blocks (
    business ${text} not null, customer ${id} not null, origin ${id} not null, person ${text} not null, person_name ${text} not null, at ${ms} not null,
    primary key (business, customer))`,

  // Without a line it is for all of them; a unique key knows no nulls.
  `create table canned_replies (
    business ${text} not null, id ${id} not null, line ${text} not null, name ${text} not null, key ${text} not null, text ${text} not null,
    created_at ${ms} not null, updated_at ${ms} not null,
    primary key (business, id), unique (business, line, key))`,

  `create index messages_with_files on messages (business, id) where ${HAS_FILE}`,
]
