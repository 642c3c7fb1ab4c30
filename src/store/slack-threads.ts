import type { SlackDelay, SlackPost, SlackThread } from '../flows/slack-rows.ts'
import type { ConversationKey } from '../flows/store.ts'
import { statement, type Tx } from './statement.ts'
import { promise } from './work.ts'

interface ThreadRow {
  business: string
  handoff: string
  conversation: string
  line: string
  channel: string
  root: string
  lost: number
  opened_at: number
  card: string
  drawn_at: number
  seen: string
  released: number
}

const COLUMNS = 'business, handoff, conversation, line, channel, root, lost, opened_at, card, drawn_at, seen, released'

const BY_HANDOFF = statement<{ business: string; handoff: string }, ThreadRow>(
  () => `select ${COLUMNS} from slack_threads where business = :business and handoff = :handoff`,
)
const BY_ROOT = statement<{ business: string; channel: string; root: string }, ThreadRow>(
  () => `
  select ${COLUMNS} from slack_threads where business = :business and channel = :channel and root = :root
  order by opened_at desc, handoff desc limit 1`,
)
const OF_CONVERSATION = statement<{ business: string; conversation: string }, ThreadRow>(
  () => `
  select ${COLUMNS} from slack_threads where business = :business and conversation = :conversation
  order by opened_at desc, handoff desc limit 20`,
)
const OPEN = statement<{ business: string }, ThreadRow>(
  () => `
  select ${COLUMNS} from slack_threads where business = :business and released = 0 and root <> '' order by opened_at limit 1000`,
)

const toThread = ({ opened_at, drawn_at, released, ...row }: ThreadRow): SlackThread => ({
  ...row,
  openedAt: opened_at,
  drawnAt: drawn_at,
  released: released === 1,
})

export async function slackThread(tx: Tx, of: { business: string; handoff: string }): Promise<SlackThread | undefined> {
  const [row] = await BY_HANDOFF(tx, of)
  return row && toThread(row)
}

export async function slackThreadAt(
  tx: Tx,
  of: { business: string; channel: string; root: string },
): Promise<SlackThread | undefined> {
  const [row] = await BY_ROOT(tx, of)
  return row && toThread(row)
}

export const slackThreadsOf = async (tx: Tx, { business, id }: ConversationKey) =>
  (await OF_CONVERSATION(tx, { business, conversation: id })).map(toThread)

export const openSlackThreads = async (tx: Tx, business: string) => (await OPEN(tx, { business })).map(toThread)

const KEEP = statement<{ [Key in keyof ThreadRow]: ThreadRow[Key] }>(
  () => `
  insert into slack_threads (${COLUMNS})
  values (:business, :handoff, :conversation, :line, :channel, :root, :lost, :opened_at, :card, :drawn_at, :seen, :released)
  on conflict (business, handoff) do update set channel = excluded.channel, root = excluded.root, lost = excluded.lost,
    card = excluded.card, drawn_at = excluded.drawn_at, seen = excluded.seen, released = excluded.released`,
)

export async function keepSlackThread(tx: Tx, { openedAt, drawnAt, released, ...row }: SlackThread): Promise<void> {
  await KEEP(tx, { ...row, opened_at: openedAt, drawn_at: drawnAt, released: released ? 1 : 0 })
}

/** In the thread of the handoff, behind what was told before; the conversation is that in which the handoff began. */
const KEEP_POST = statement<
  { business: string; handoff: string; id: string; kind: string; news: string; now: number },
  { conversation: string }
>(
  () => `
  insert into slack_posts (business, id, conversation, handoff, place, kind, news, created_at)
  select h.business, :id, h.conversation, h.id,
    coalesce((select max(p.place) from slack_posts p where p.business = h.business and p.conversation = h.conversation), 0) + 1,
    :kind, :news, :now
  from handoffs h where h.business = :business and h.id = :handoff
  on conflict (business, id) do nothing returning conversation`,
)

export async function keepSlackPost(
  tx: Tx,
  post: { business: string; handoff: string; id: string; kind: SlackPost['kind']; news: object; now: number },
): Promise<boolean> {
  const [kept] = await KEEP_POST(tx, { ...post, news: JSON.stringify(post.news) })
  if (!kept) return false
  await promise(tx, [{ business: post.business, kind: 'slack', key: kept.conversation, due_at: post.now }])
  return true
}

interface PostRow {
  id: string
  conversation: string
  handoff: string
  kind: SlackPost['kind']
  news: string
  created_at: number
  tried: number
  file: string | null
}

const MOST_POSTS = 50

const WAITING = statement<{ business: string; conversation: string }, PostRow>(
  () => `
  select id, conversation, handoff, kind, news, created_at, tried, file from slack_posts
  where business = :business and conversation = :conversation and ts is null order by place limit ${MOST_POSTS}`,
)

export async function slackPosts(tx: Tx, { business, id }: ConversationKey): Promise<SlackPost[]> {
  const rows = await WAITING(tx, { business, conversation: id })
  return rows.map(({ news, created_at, tried, file, ...row }) => ({
    ...row,
    news: JSON.parse(news),
    at: created_at,
    tried: tried === 1,
    file: file ?? undefined,
  }))
}

const TRY = statement<{ business: string; id: string; file: string | null }>(
  () => 'update slack_posts set tried = 1, file = coalesce(:file, file) where business = :business and id = :id',
)
const END = statement<{ business: string; id: string; ts: string }>(
  () => 'update slack_posts set ts = :ts where business = :business and id = :id',
)

export async function trySlackPost(tx: Tx, post: { business: string; id: string; file?: string | undefined }) {
  await TRY(tx, { business: post.business, id: post.id, file: post.file ?? null })
}

export async function endSlackPost(
  tx: Tx,
  { ts = '', ...post }: { business: string; id: string; ts: string | undefined },
) {
  await END(tx, { ...post, ts })
}

const DELAY = statement<{ business: string; before: number }, { since: number | null; waiting: number }>(
  () => `
  select min(created_at) as since, count(*) as waiting from slack_posts
  where business = :business and ts is null and created_at <= :before`,
)

export async function slackDelay(tx: Tx, of: { business: string; before: number }): Promise<SlackDelay | undefined> {
  const [row] = await DELAY(tx, of)
  return row?.since == null ? undefined : { since: Number(row.since), waiting: Number(row.waiting) }
}

type Given = { business: string; id: string; conversation: string }

/** What stands in Slack of a handoff goes where the handoff goes. */
const GIVE = ['slack_threads', 'slack_messages', 'slack_posts'].map((table) =>
  statement<Given, { handoff: string }>(
    () =>
      `update ${table} set conversation = :conversation where business = :business and handoff = :id returning handoff`,
  ),
)
const GIVE_RELAYS = statement<Given>(
  () => `
  update slack_relays set conversation = :conversation where business = :business and exists (
    select 1 from slack_messages m where m.business = slack_relays.business and m.channel = slack_relays.channel
      and m.ts = slack_relays.ts and m.handoff = :id)`,
)

export async function giveSlack(tx: Tx, given: Given): Promise<void> {
  let isThere = false
  for (const give of GIVE) if ((await give(tx, given)).length > 0) isThere = true
  if (!isThere) return
  await GIVE_RELAYS(tx, given)
  // What waited was promised for the conversation that it has left.
  await promise(tx, [{ business: given.business, kind: 'slack', key: given.conversation, due_at: 0 }])
}
