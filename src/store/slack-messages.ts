import type { SlackFile, SlackHeard, SlackRelay, SlackSaid, SlackState, SlackStore, Tick } from '../flows/slack-rows.ts'
import type { By, ConversationKey } from '../flows/store.ts'
import type { Ids } from '../flows/world.ts'
import { audit } from './audit.ts'
import { isId, statement, type Tx } from './statement.ts'
import { promise } from './work.ts'

type Named = { readonly business: string; readonly channel: string; readonly ts: string }
type Heard = SlackSaid & { business: string; conversation: string; handoff: string; line: string; now: number }

type SaidRow = {
  channel: string
  ts: string
  root: string
  conversation: string
  handoff: string
  line: string
  author: string
  text: string
  files: string
  broadcast: number
  version: string
  deleted: number
}

/** What comes late is an older version of what is there already: it changes nothing. */
const HEAR = statement<SaidRow & { business: string; now: number }, { ts: string }>(
  () => `
  insert into slack_messages (business, channel, ts, root, conversation, handoff, line, author, text, files, broadcast, version, deleted, heard_at,
    state, sent_version, sent_text, told_version, tick)
  values (:business, :channel, :ts, :root, :conversation, :handoff, :line, :author, :text, :files, :broadcast, :version, :deleted, :now, 'new', '', '', '', '')
  on conflict (business, channel, ts) do update set
    text = case when excluded.deleted = 1 then slack_messages.text else excluded.text end,
    files = case when excluded.deleted = 1 then slack_messages.files else excluded.files end,
    version = case when excluded.deleted = 1 then slack_messages.version else excluded.version end,
    deleted = excluded.deleted
  where slack_messages.deleted = 0 and (excluded.deleted = 1 or excluded.version > slack_messages.version)
  returning ts`,
)

export async function hearSlack(tx: Tx, { user, files, deleted, broadcast, ...said }: Heard): Promise<boolean> {
  const row = {
    ...said,
    author: user,
    files: JSON.stringify(files),
    deleted: deleted ? 1 : 0,
    broadcast: broadcast ? 1 : 0,
  }
  if ((await HEAR(tx, row)).length === 0) return false
  await promise(tx, [{ business: said.business, kind: 'slack', key: said.conversation, due_at: said.now }])
  return true
}

interface HeardRow extends SaidRow {
  state: SlackState
  sent_version: string
  sent_text: string
  told_version: string
  tick: Tick
}

const COLUMNS = [
  'channel',
  'ts',
  'root',
  'conversation',
  'handoff',
  'line',
  'author',
  'text',
  'files',
  'broadcast',
  'version',
  'deleted',
  'state',
  'sent_version',
  'sent_text',
  'told_version',
  'tick',
]
  .map((name) => `m.${name}`)
  .join(', ')

const ONE = statement<Named, HeardRow>(
  () => `select ${COLUMNS} from slack_messages m where m.business = :business and m.channel = :channel and m.ts = :ts`,
)

const RANK = `min(case when d.state in ('read', 'played') then 2 when d.state in ('accepted', 'sent', 'delivered') then 1
    when d.state in ('failed', 'unconfirmed') or (d.state = 'dropped' and coalesce(d.error_reason, '') <> 'taken back') then -1
    else 0 end)`

/** What the deliveries of a message have come to: as far as the slowest of them. */
const TICKS = (of: string) => `
  select r.business, r.channel, r.ts,
    case ${RANK} when 2 then 'read' when 1 then 'accepted' when -1 then 'failed' else '' end as tick
  from slack_relays r join deliveries d on d.business = r.business and d.id = r.message
  where ${of} group by r.business, r.channel, r.ts`

const UNSETTLED = statement<{ business: string; conversation: string }, HeardRow>(
  () => `
  select ${COLUMNS} from slack_messages m
  left join (${TICKS('r.business = :business and r.conversation = :conversation')}) k
    on k.business = m.business and k.channel = m.channel and k.ts = m.ts
  where m.business = :business and m.conversation = :conversation and (m.state in ('new', 'sending', 'meant', 'aside')
    or (m.state = 'sent' and (
      (m.deleted = 1 and m.told_version <> 'deleted')
      or (m.deleted = 0 and m.version > m.sent_version and m.told_version <> m.version)
      or (k.tick is not null and k.tick <> m.tick))))
  order by m.ts, m.channel limit 100`,
)

const toHeard = ({
  author,
  files,
  deleted,
  broadcast,
  sent_version,
  sent_text,
  told_version,
  ...row
}: HeardRow): SlackHeard => ({
  ...row,
  user: author,
  files: JSON.parse(files) as SlackFile[],
  deleted: deleted === 1,
  broadcast: broadcast === 1,
  sentVersion: sent_version,
  sentText: sent_text,
  toldVersion: told_version,
})

export async function slackSaid(tx: Tx, named: Named): Promise<SlackHeard | undefined> {
  const [row] = await ONE(tx, named)
  return row && toHeard(row)
}

export const slackUnsettled = async (tx: Tx, { business, id }: ConversationKey) =>
  (await UNSETTLED(tx, { business, conversation: id })).map(toHeard)

const SETTLE = statement<
  Named & { was: string; state: string; sent_version: string; sent_text: string; told_version: string; tick: string },
  { ts: string }
>(
  () => `
  update slack_messages set state = :state, sent_version = :sent_version, sent_text = :sent_text,
    told_version = :told_version, tick = :tick
  where business = :business and channel = :channel and ts = :ts and state = :was returning ts`,
)

export async function settleSlack(
  tx: Tx,
  { sentVersion, sentText, toldVersion, ...settled }: Parameters<SlackStore['settleSlack']>[0],
): Promise<boolean> {
  const { business, channel, ts, was, state, tick } = settled
  const row = { sent_version: sentVersion, sent_text: sentText, told_version: toldVersion }
  return (await SETTLE(tx, { business, channel, ts, was, state, tick, ...row })).length > 0
}

const FORGET = statement<Named>(
  () => 'delete from slack_relays where business = :business and channel = :channel and ts = :ts',
)
const RELAY = statement<Named & { message: string; conversation: string }>(
  () => `
  insert into slack_relays (business, message, channel, ts, conversation) values (:business, :message, :channel, :ts, :conversation)
  on conflict (business, message) do nothing`,
)

export async function keepSlackRelays(
  tx: Tx,
  { conversation, messages, ...named }: Named & { conversation: string; messages: readonly string[] },
): Promise<void> {
  await FORGET(tx, named)
  for (const message of messages) await RELAY(tx, { ...named, message, conversation })
}

const RELAYS = statement<
  Named,
  { message: string; state: string | null; error_code: number | null; error_reason: string | null }
>(
  () => `
  select r.message, d.state, d.error_code, d.error_reason from slack_relays r
  left join deliveries d on d.business = r.business and d.id = r.message
  where r.business = :business and r.channel = :channel and r.ts = :ts order by r.message`,
)

export async function slackRelays(tx: Tx, named: Named): Promise<SlackRelay[]> {
  return (await RELAYS(tx, named)).map(({ message, state, error_code, error_reason }) => ({
    message,
    state: state ?? 'none',
    error: error_reason === null ? undefined : { code: error_code ?? undefined, reason: error_reason },
  }))
}

const IS_RELAY = statement<{ business: string; message: string }, { message: string }>(
  () => 'select message from slack_relays where business = :business and message = :message',
)

export const isSlackRelay = async (tx: Tx, of: { business: string; message: string }) =>
  isId(of.message) && (await IS_RELAY(tx, of)).length > 0

/** Whoever has not read it by then is not waited for. */
const TICKS_FOLLOWED_MS = 3 * 24 * 60 * 60_000

const MOVED = statement<{ business: string; since: number }, { conversation: string }>(
  () => `
  select distinct m.conversation from slack_messages m
  join (${TICKS(`r.business = :business and exists (select 1 from slack_messages s
    where s.business = r.business and s.channel = r.channel and s.ts = r.ts
      and s.state = 'sent' and s.tick <> 'read' and s.heard_at >= :since)`)}) k
    on k.business = m.business and k.channel = m.channel and k.ts = m.ts
  where m.business = :business and m.state = 'sent' and k.tick <> m.tick
  union select t.conversation from slack_threads t join handoffs h on h.business = t.business and h.id = t.handoff
  where t.business = :business and t.released = 0 and t.root <> '' and h.released_at is not null`,
)

export async function promiseSlackTicks(
  tx: Tx,
  { business, now }: { business: string; now: number },
): Promise<boolean> {
  const moved = await MOVED(tx, { business, since: now - TICKS_FOLLOWED_MS })
  if (moved.length > 0)
    await promise(
      tx,
      moved.map(({ conversation }) => ({ business, kind: 'slack' as const, key: conversation, due_at: now })),
    )
  return moved.length > 0
}

const LINK = statement<{ business: string; author: string; teammate: string; now: number }>(
  () => `
  insert into slack_people (business, author, teammate, linked_at) values (:business, :author, :teammate, :now)
  on conflict (business, author) do update set teammate = excluded.teammate, linked_at = excluded.linked_at`,
)
const LINKED = statement<{ business: string; author: string }, { teammate: string }>(
  () => 'select teammate from slack_people where business = :business and author = :author',
)

export const slackLink = async (tx: Tx, { business, user }: { business: string; user: string }) =>
  (await LINKED(tx, { business, author: user }))[0]?.teammate

/** Who may speak for the business is told of: it stands in the audit. */
export async function linkSlack(
  tx: Tx,
  { business, user, teammate, by, now }: { business: string; user: string; teammate: string; by: By; now: number },
  ids: Ids,
): Promise<void> {
  await LINK(tx, { business, author: user, teammate, now })
  await audit(tx, ids, { business, by, at: now, action: 'teammate.linked', subject: teammate, detail: { slack: user } })
}
