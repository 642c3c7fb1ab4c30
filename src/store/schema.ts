import type { Dialect } from './dialect.ts'

type Types = Dialect['types']

/** Customers, their conversations, and what becomes of each message. */
export const conversationTables = ({ id, text, ms, int, bytes }: Types): string[] => [
  // All that is personal about a customer stands here, and where phones are hashed no phone stands anywhere else.
  `create table contacts (
    business ${text} not null, customer ${id} not null, phone ${text}, bsuid ${text}, parent_bsuid ${text}, username ${text}, name ${text}, language ${text},
    created_at ${ms} not null, updated_at ${ms} not null, revision ${int} not null, joined_to ${id}, before ${text},
    primary key (business, customer))`,
  'create index contacts_joined on contacts (business, joined_to) where joined_to is not null',

  `create table aliases (
    business ${text} not null, value ${text} not null, kind ${text} not null, customer ${id} not null,
    evidence ${text} not null, since ${ms} not null, until ${ms}, user_id ${id}, hash ${text},
    primary key (business, value))`,
  'create index aliases_of_customer on aliases (business, customer)',
  'create index aliases_by_user_id on aliases (business, user_id) where user_id is not null',
  'create index aliases_by_hash on aliases (business, hash) where hash is not null',

  `create table past_aliases (
    business ${text} not null, value ${text} not null, kind ${text} not null, customer ${id} not null,
    evidence ${text} not null, since ${ms} not null, until ${ms} not null, moved_by ${text} not null)`,
  'create index past_aliases_of_customer on past_aliases (business, customer)',

  `create table identity_questions (
    business ${text} not null, id ${id} not null, older ${id} not null, newer ${id} not null, alias ${text} not null, evidence ${text} not null,
    asked_at ${ms} not null, decision ${text}, decided_by ${text}, decided_at ${ms}, joined ${text}, undone_at ${ms},
    primary key (business, id))`,
  'create unique index identity_questions_open on identity_questions (business, older, newer) where decided_at is null',

  `create table settings (
    business ${text} not null, name ${text} not null, value ${text} not null,
    primary key (business, name))`,

  `create table conversations (
    business ${text} not null, id ${id} not null, line ${text} not null, customer ${id} not null,
    owner ${text} not null, epoch ${int} not null, teammate ${text}, teammate_name ${text}, released ${id}, agent ${text},
    last_position ${int} not null, last_inbound_at ${ms} not null, last_received_at ${ms} not null, unanswered_since ${ms}, gaps ${text} not null,
    context_from ${int} not null default 0, elsewhere_since ${ms}, refused_at ${ms}, created_at ${ms} not null,
    passed_to ${text}, note ${text}, disclosed_at ${ms}, declined ${int} not null default 0, remembered ${int} not null default 0,
    active_at ${ms} not null default 0,
    primary key (business, id), unique (business, line, customer))`,
  // Lists are read along these, and counted from them alone. What is empty was never active.
  'create index conversations_by_activity on conversations (business, active_at, id, line, owner)',
  `create index conversations_of_people on conversations (business, active_at, id, line, owner, teammate) where owner <> 'agent'`,
  'create index conversations_of_customer on conversations (business, customer)',
  'create index conversations_unanswered on conversations (unanswered_since) where unanswered_since is not null',

  `create table messages (
    business ${text} not null, id ${id} not null, conversation ${id} not null, position ${int} not null,
    line ${text} not null, phone_number_id ${text} not null,
    author ${text} not null, kind ${text} not null, text ${text} not null, content ${text}, quotes ${text}, about ${text}, wamid ${text},
    sent_at ${ms} not null, received_at ${ms} not null, edited_at ${ms}, deleted_at ${ms}, reaction ${text},
    outcome ${text}, because ${text}, turn ${id}, raw ${text}, acknowledged_at ${ms}, writer ${text}, writer_name ${text},
    agent ${text}, passed_on ${text}, hidden_at ${ms},
    primary key (business, conversation, position), unique (business, line, wamid))`,
  'create index messages_about on messages (business, conversation, position) where about is not null',
  `create index messages_pending on messages (business, conversation, position) where outcome = 'pending'`,

  `create table amendments (
    business ${text} not null, line ${text} not null, wamid ${text} not null, kind ${text} not null,
    at ${ms} not null, content_kind ${text}, text ${text}, content ${text},
    primary key (business, line, wamid, kind))`,

  `create table turns (
    business ${text} not null, id ${id} not null, conversation ${id} not null,
    outcome ${text} not null, because ${text}, started_at ${ms} not null, ended_at ${ms} not null,
    primary key (business, id))`,
  'create index turns_of_conversation on turns (business, conversation, ended_at)',

  // The cost stands in millionths of a dollar: whole numbers, which add up to the same whatever their order.
  `create table runs (
    business ${text} not null, id ${id} not null, conversation ${id} not null, turn ${id}, agent ${text} not null, outcome ${text} not null,
    input_tokens ${int} not null, output_tokens ${int} not null, cost ${ms},
    started_at ${ms} not null, ended_at ${ms} not null, trace ${text} not null,
    primary key (business, id))`,
  'create index runs_of_conversation on runs (business, conversation, ended_at)',
  'create index runs_by_time on runs (ended_at)',

  `create table tool_calls (
    business ${text} not null, id ${id} not null, conversation ${id} not null, turn ${id}, token ${id} not null,
    tool ${text} not null, key ${text} not null, input ${text} not null,
    state ${text} not null, result ${text}, error ${text}, started_at ${ms} not null, ended_at ${ms},
    primary key (business, id))`,
  'create index tool_calls_of_conversation on tool_calls (business, conversation, started_at)',
  'create index tool_calls_untold on tool_calls (business, conversation) where turn is null',

  `create table posts (
    business ${text} not null, id ${id} not null, conversation ${id} not null, channel ${text} not null, target ${text} not null,
    text ${text} not null, subject ${text}, data ${text}, created_at ${ms} not null, sent_at ${ms},
    primary key (business, id))`,
  'create index posts_of_conversation on posts (business, conversation)',

  `create table attachments (
    business ${text} not null, message ${id} not null, conversation ${id} not null, medium ${text} not null,
    at ${ms} not null, mime ${text} not null, bytes ${bytes} not null,
    primary key (business, message))`,
  'create index attachments_of_conversation on attachments (business, conversation, at)',
  'create index attachments_by_time on attachments (at)',

  `create table deliveries (
    business ${text} not null, id ${id} not null, conversation ${id} not null, position ${int} not null, line ${text} not null,
    author ${text} not null, epoch ${int}, campaign ${id},
    state ${text} not null, attempts ${int} not null, due_at ${ms} not null, wamid ${text},
    error_code ${int}, error_reason ${text},
    created_at ${ms} not null, when_closed ${text}, again ${id}, counts_for ${text}, claimed_at ${ms}, unknown_at ${ms},
    sent_at ${ms}, delivered_at ${ms}, read_at ${ms}, played_at ${ms}, failed_at ${ms},
    primary key (business, id))`,
  'create unique index deliveries_by_wamid on deliveries (business, line, wamid) where wamid is not null',
  `create index deliveries_open on deliveries (business, conversation, position) where state in ('queued', 'claimed', 'unknown')`,
  'create index deliveries_pace on deliveries (business, counts_for, claimed_at) where claimed_at is not null',
  'create index deliveries_of_campaign on deliveries (campaign, business, state) where campaign is not null',
  `create index deliveries_released on deliveries (business, line, due_at) where campaign is not null and state = 'queued'`,
  `create index deliveries_parked on deliveries (business, conversation, position) where state = 'parked'`,
  `create index deliveries_unconfirmed on deliveries (business, id) where state = 'unconfirmed'`,

  `create table line_pauses (
    business ${text} not null, line ${text} not null, code ${int} not null, reason ${text} not null,
    since ${ms} not null, probes ${int} not null, probe_at ${ms} not null,
    primary key (business, line))`,

  `create table orphan_statuses (
    business ${text} not null, line ${text} not null, wamid ${text} not null, status ${text} not null,
    at ${ms} not null, error_code ${int}, error_reason ${text},
    primary key (business, line, wamid, status))`,
  'create index orphan_statuses_by_time on orphan_statuses (at)',

  `create table strays (
    business ${text} not null, id ${id} not null, reason ${text} not null, field ${text}, waits_for ${text},
    raw ${text} not null, received_at ${ms} not null,
    primary key (business, id))`,
  'create index strays_waiting on strays (waits_for, received_at) where waits_for is not null',

  `create table notices (
    business ${text} not null, id ${id} not null, digest ${text} not null, field ${text} not null, line ${text}, account ${text},
    raw ${text} not null, received_at ${ms} not null,
    primary key (business, id), unique (business, digest))`,
  'create index notices_by_time on notices (received_at)',

  `create table handoffs (
    business ${text} not null, id ${id} not null, conversation ${id} not null, line ${text} not null, scope ${text} not null,
    reason ${text} not null, summary ${text} not null, opened_at ${ms} not null, from_position ${int} not null,
    alerted_at ${ms}, warned_for ${ms}, escalated ${int} not null default 0, last_sign_at ${ms} not null,
    claimed_at ${ms}, answered_at ${ms},
    released_at ${ms}, to_position ${int}, released_by ${text}, resolution ${text}, outcome ${text},
    briefing ${text}, briefing_position ${int},
    primary key (business, id))`,
  'create unique index handoffs_open on handoffs (business, conversation) where released_at is null',
  'create index handoffs_of_conversation on handoffs (business, conversation, opened_at)',
  'create index handoffs_by_time on handoffs (business, opened_at)',

  `create table handoff_steps (
    business ${text} not null, id ${id} not null, handoff ${id} not null, conversation ${id} not null, kind ${text} not null,
    person ${text}, person_name ${text}, source ${text} not null, about ${text}, at ${ms} not null,
    epoch ${int} not null, owner_before ${text} not null, teammate_before ${text}, teammate_name_before ${text},
    primary key (business, id))`,
  'create index handoff_steps_of_handoff on handoff_steps (business, handoff, id)',

  // What teammates tell each other. It stands apart from all that can be sent, and no delivery can name it.
  `create table private_notes (
    business ${text} not null, id ${id} not null, conversation ${id} not null, handoff ${id}, person ${text} not null, person_name ${text} not null,
    text ${text} not null, created_at ${ms} not null,
    primary key (business, id))`,
  'create index private_notes_of_conversation on private_notes (business, conversation, created_at)',

  `create table private_files (
    business ${text} not null, id ${id} not null, note ${id} not null, name ${text} not null, mime ${text} not null, bytes ${bytes} not null,
    primary key (business, id))`,
  'create index private_files_of_note on private_files (business, note)',

  `create table templates (
    business ${text} not null, account ${text} not null, id ${text} not null, name ${text} not null, language ${text} not null,
    status ${text} not null, category ${text} not null, quality ${text}, parameter_format ${text} not null,
    components ${text} not null, rejection ${text}, synced_at ${ms} not null, since ${ms} not null,
    told ${text}, told_reason ${text}, told_detail ${text}, told_at ${ms},
    category_before ${text}, category_next ${text}, category_next_at ${ms},
    primary key (business, account, id))`,
  'create index templates_by_name on templates (business, account, name)',

  `create table template_syncs (
    business ${text} not null, account ${text} not null, synced_at ${ms} not null,
    primary key (business, account))`,

  `create table work (
    business ${text} not null, kind ${text} not null, key ${id} not null,
    due_at ${ms} not null, revision ${int} not null, attempts ${int} not null,
    token ${id}, worker ${int}, lease_until ${ms} not null, error ${text}, died_at ${ms},
    primary key (business, kind, key))`,
  'create index work_due on work (due_at) where died_at is null and token is null',
  'create index work_held on work (lease_until) where token is not null',
]
