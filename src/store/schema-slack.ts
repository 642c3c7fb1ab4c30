import type { Dialect } from './dialect.ts'

/** What stands in Slack, and who is who there. */
export const slackTables = ({ id, text, ms, int }: Dialect['types']): string[] => [
  `create table slack_threads (
    business ${text} not null, handoff ${id} not null, conversation ${id} not null, line ${text} not null,
    channel ${text} not null, root ${text} not null, lost ${int} not null, opened_at ${ms} not null,
    card ${text} not null, drawn_at ${ms} not null, seen ${text} not null, released ${int} not null,
    primary key (business, handoff))`,
  'create index slack_threads_by_root on slack_threads (business, channel, root)',
  'create index slack_threads_of_conversation on slack_threads (business, conversation, opened_at)',

  // What is to be told there. Without a time it still waits; with an empty one Slack would never take it.
  `create table slack_posts (
    business ${text} not null, id ${id} not null, conversation ${id} not null, handoff ${id} not null, place ${int} not null,
    kind ${text} not null, news ${text} not null, created_at ${ms} not null, tried ${int} not null default 0, file ${text}, ts ${text},
    primary key (business, id))`,
  'create index slack_posts_waiting on slack_posts (business, conversation, place) where ts is null',
  'create index slack_posts_of_conversation on slack_posts (business, conversation)',

  // What people said there, each in its latest version: what comes twice, late or in another order is the same row.
  `create table slack_messages (
    business ${text} not null, channel ${text} not null, ts ${text} not null, root ${text} not null,
    conversation ${id} not null, handoff ${id} not null, line ${text} not null, author ${text} not null,
    text ${text} not null, files ${text} not null, broadcast ${int} not null, version ${text} not null, deleted ${int} not null, heard_at ${ms} not null,
    state ${text} not null, sent_version ${text} not null, sent_text ${text} not null, told_version ${text} not null, tick ${text} not null,
    primary key (business, channel, ts))`,
  'create index slack_messages_of_conversation on slack_messages (business, conversation, state)',

  `create table slack_relays (
    business ${text} not null, message ${id} not null, channel ${text} not null, ts ${text} not null, conversation ${id} not null,
    primary key (business, message))`,
  'create index slack_relays_of_message on slack_relays (business, channel, ts)',
  'create index slack_relays_of_conversation on slack_relays (business, conversation)',

  `create table slack_people (
    business ${text} not null, author ${text} not null, teammate ${id} not null, linked_at ${ms} not null,
    primary key (business, author))`,
]
