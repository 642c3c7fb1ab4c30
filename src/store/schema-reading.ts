import type { Dialect } from './dialect.ts'

/** What each person has seen and has begun to write, and what customers are found by. */
export const readingTables = ({ name, types: { id, text, ms, int } }: Dialect): string[] => [
  // Beginnings of words are found as ranges: by their bytes, as SQLite compares in any case.
  `create table contact_words (
    business ${text} not null, word ${text} ${name === 'postgres' ? 'collate "C"' : ''} not null, customer ${id} not null,
    primary key (business, word, customer))`,
  'create index contact_words_of_customer on contact_words (business, customer)',
  `create index contacts_by_end_of_phone on contacts (business, ${endOfPhone({ name })}) where phone is not null`,

  `create table reading_marks (
    business ${text} not null, conversation ${id} not null, person ${text} not null, position ${int} not null,
    primary key (business, conversation, person))`,

  `create table drafts (
    business ${text} not null, conversation ${id} not null, person ${text} not null, mode ${text} not null,
    text ${text} not null, reply_to ${text}, drafted ${int} not null, at ${ms} not null,
    primary key (business, conversation, person, mode))`,
]

/** Four digits are few enough to be remembered, and enough to leave few. */
export const endOfPhone = ({ name }: Pick<Dialect, 'name'>, phone = 'phone') =>
  name === 'postgres' ? `right(${phone}, 4)` : `substr(${phone}, -4)`
