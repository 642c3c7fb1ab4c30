import type { Dialect } from './dialect.ts'

/** Campaigns, and who is to get each. A recipient bears the id of their message and its delivery. */
export const campaignTables = ({ id, text, ms, int }: Dialect['types']): string[] => [
  `create table campaigns (
    business ${text} not null, id ${id} not null, name ${text} not null, line ${text} not null, note ${text}, content ${text} not null, quiet ${text},
    state ${text} not null, cause ${text}, reason ${text}, paused_by ${text}, paused_at ${ms}, looks_at ${ms},
    created_at ${ms} not null, created_by ${text} not null, start_at ${ms}, started_at ${ms}, ended_at ${ms},
    recipients ${int} not null default 0, released ${int} not null default 0,
    primary key (business, id))`,
  `create index campaigns_under_way on campaigns (business, id) where state in ('scheduled', 'running', 'paused')`,

  // Whoever was erased is named no more: the row stays, so that the campaign still adds up.
  `create table campaign_recipients (
    business ${text} not null, id ${id} not null, campaign ${id} not null, place ${int} not null, customer ${id}, filled ${text}, zone ${text},
    state ${text} not null, reason ${text}, due_at ${ms} not null, released_at ${ms},
    primary key (business, id), unique (business, campaign, customer))`,
  'create index campaign_recipients_by_place on campaign_recipients (business, campaign, place, id)',
  `create index campaign_recipients_waiting on campaign_recipients (business, campaign, due_at, place) where state = 'waiting'`,
  'create index campaign_recipients_of_customer on campaign_recipients (business, customer) where customer is not null',

  // When a customer was last written to outside their window, which Meta counts, and until when it withholds marketing.
  `create table outreach (
    business ${text} not null, customer ${id} not null, initiated_at ${ms}, withheld_until ${ms},
    primary key (business, customer))`,
  'create index outreach_by_time on outreach (business, initiated_at) where initiated_at is not null',

  // What Meta has told of how many customers may be begun with in 24 hours, by where it was told. Below zero is no limit.
  `create table messaging_limits (
    business ${text} not null, source ${text} not null, most ${int} not null, told_at ${ms} not null,
    primary key (business, source))`,

  `create table line_paces (
    business ${text} not null, line ${text} not null, free_at ${ms} not null,
    primary key (business, line))`,
]
