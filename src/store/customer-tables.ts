import type { Dialect } from './dialect.ts'

/** What rows of a customer are found by; `Known` (family.ts) holds these of one customer. */
export const KINDS = [
  'customer',
  'conversation',
  'message',
  'handoff',
  'step',
  'note',
  'post',
  'turn',
  'run',
  'call',
  'memory',
  'fact',
  'wamid',
  'notice',
  'stray',
] as const
export type Kind = (typeof KINDS)[number]

export interface Place {
  readonly column: string
  readonly of: Kind
  /** Ids stand there as text. */
  readonly asText?: boolean
}

/** Whether a row is one of those, as a condition; their ids are the parameter `rows`. */
export const isIn = ({ column, asText }: Place, { all }: Pick<Dialect, 'all'>): string =>
  `${column} in (select named.id from ${all('named', { id: asText ? 'text' : 'id' })})`

const by = (column: string, of: Kind = column as Kind): Place => ({ column, of })
const named = (column: string, of: Kind): Place => ({ column, of, asText: true })

/** Where something of a customer stands, in every table that holds any. Export and erasure go by it. */
export const CUSTOMER_TABLES: Readonly<Record<string, readonly Place[]>> = {
  contacts: [by('customer')],
  contact_words: [by('customer')],
  aliases: [by('customer')],
  past_aliases: [by('customer')],
  identity_questions: [by('older', 'customer'), by('newer', 'customer')],
  conversations: [by('id', 'conversation')],
  messages: [by('conversation')],
  amendments: [named('wamid', 'wamid')],
  turns: [by('conversation')],
  runs: [by('conversation')],
  tool_calls: [by('conversation')],
  posts: [by('conversation')],
  attachments: [by('conversation')],
  deliveries: [by('id', 'message')],
  orphan_statuses: [named('wamid', 'wamid')],
  handoffs: [by('conversation')],
  handoff_steps: [by('handoff')],
  private_notes: [by('conversation')],
  private_files: [by('note')],
  reading_marks: [by('conversation')],
  drafts: [by('conversation')],
  alarms: [by('conversation')],
  blocks: [by('customer'), by('origin', 'customer')],
  consents: [by('customer'), by('origin', 'customer')],
  follow_ups: [by('conversation')],
  outreach: [by('customer')],
  heartbeats: [by('customer')],
  desk_told: [by('id', 'message'), by('id', 'handoff'), by('id', 'step')],
  slack_threads: [by('conversation')],
  slack_posts: [by('conversation')],
  slack_messages: [by('conversation')],
  slack_relays: [by('conversation')],
  work: [
    by('key', 'conversation'),
    by('key', 'handoff'),
    by('key', 'post'),
    by('key', 'notice'),
    by('key', 'customer'),
  ],
  memories: [by('customer')],
  memory_parts: [by('memory')],
  facts: [by('customer')],
  // Also of facts of the business that rest on what they said.
  fact_sources: [by('fact'), named('source', 'message'), named('source', 'memory')],
  memory_vectors: [by('source', 'message'), by('source', 'memory'), by('source', 'handoff')],
  memory_versions: [by('customer')],
  notices: [by('id', 'notice')],
  strays: [by('id', 'stray')],
}

/** Told to whoever asks what is known of them. When they are erased the rows stay, and name nobody any more. */
export const COUNTED_TABLES: Readonly<Record<string, readonly Place[]>> = {
  campaign_recipients: [by('customer')],
}

/** Rows that stay and name them no more: what the business did is its own. */
export const NAMING_TABLES = ['events', 'audit', ...Object.keys(COUNTED_TABLES)]

/** Nothing of a customer stands in these: they are about the business, its people, its lines, and this store. */
export const OTHER_TABLES = [
  'settings',
  'line_pauses',
  'line_paces',
  'messaging_limits',
  'line_names',
  'templates',
  'template_syncs',
  'teammates',
  'sessions',
  'one_time_secrets',
  'tokens',
  'desks',
  'slack_people',
  'canned_replies',
  'campaigns',
  'erasures',
  'schema_version',
] as const
