import type { Dialect } from './dialect.ts'

/**
 * What is known of customers besides what stands in their conversations. A scope is a key within its business (see
 * domain/memory/scope.ts); where it is a customer's, the customer stands beside it.
 */
export const memoryTables = ({ id, text, ms, int, bytes }: Dialect['types']): string[] => [
  `create table memories (
    business ${text} not null, id ${id} not null, scope ${text} not null, customer ${id}, document_type ${text} not null, title ${text},
    body ${text} not null, speaker ${text} not null, session ${text}, line ${text}, phone_number_id ${text}, metadata ${text} not null,
    origin ${text}, digest ${text} not null, content_key ${text} not null,
    at ${ms} not null, created_at ${ms} not null, updated_at ${ms} not null, status ${text} not null, added ${int} not null,
    primary key (business, id), unique (business, scope, content_key))`,
  'create index memories_of_customer on memories (business, customer) where customer is not null',
  'create index memories_of_scope on memories (business, scope, id)',
  `create index memories_undrawn on memories (business, customer, id) where status = 'processing'`,
  'create index memories_by_age on memories (business, scope, added)',
  'create index memories_by_origin on memories (business, scope, origin) where origin is not null',

  // What is found of a memory: all of it, or pieces.
  `create table memory_parts (
    business ${text} not null, memory ${id} not null, part ${int} not null, heading ${text}, text ${text} not null,
    primary key (business, memory, part))`,

  // The confidence stands in millionths.
  `create table facts (
    business ${text} not null, id ${id} not null, scope ${text} not null, customer ${id}, kind ${text} not null,
    subject ${text} not null, predicate ${text} not null, value ${text} not null, text ${text} not null, language ${text} not null,
    confidence ${int} not null, valid_from ${ms} not null, valid_to ${ms}, due_at ${ms}, tags ${text} not null, extractor ${text} not null,
    key ${text} not null, status ${text} not null, superseded_by ${id}, recorded_at ${ms} not null, pinned ${int} not null default 0,
    primary key (business, id))`,
  `create unique index facts_open on facts (business, scope, key) where status = 'open'`,
  'create index facts_of_customer on facts (business, customer) where customer is not null',
  'create index facts_of_scope on facts (business, scope)',

  `create table fact_sources (
    business ${text} not null, fact ${id} not null, source ${text} not null, quote ${text} not null, starts ${int} not null, ends ${int} not null,
    speaker ${text} not null, line ${text}, at ${ms} not null,
    primary key (business, fact, source, starts))`,
  'create index fact_sources_by_source on fact_sources (business, source)',

  // What moves when memories came, when facts changed, and with all else that changes what may be found but for a new
  // message. Kept for whoever a customer was joined to.
  `create table memory_versions (
    business ${text} not null, scope ${text} not null, customer ${id}, version ${int} not null, added ${int} not null, facts ${int} not null,
    primary key (business, scope))`,
  'create index memory_versions_of_customer on memory_versions (business, customer) where customer is not null',

  // What an entry means, as numbers of a model. It stands by the message, handoff or memory whose words they are made of.
  `create table memory_vectors (
    business ${text} not null, entry ${text} not null, source ${id} not null, model ${text} not null, digest ${text} not null,
    vector ${bytes} not null,
    primary key (business, entry))`,
  'create index memory_vectors_by_source on memory_vectors (business, source)',

  // What people called a line, and since when; without a name it was none of the business's any more.
  `create table line_names (
    business ${text} not null, line ${text} not null, since ${ms} not null, display_name ${text}, phone_number_id ${text},
    primary key (business, line, since))`,

  `create table erasures (
    business ${text} not null, id ${id} not null, customer_hash ${text} not null, at ${ms} not null, by_whom ${text} not null,
    removed ${text} not null, leftovers ${text} not null,
    primary key (business, id))`,
]
