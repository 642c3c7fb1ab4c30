import type { Owner } from '../domain/conversation.ts'
import type { ChangeNews, HandoffNews, MessageNews } from '../domain/desk.ts'
import type { News } from '../flows/desk-news.ts'
import type { ConversationKey, Work } from '../flows/store.ts'
import { COLUMNS, type HandoffRow, JOINED, toShown } from './handoffs.ts'
import { statement, type Tx } from './statement.ts'
import { MESSAGE, type MessageRow, toMessage } from './threads.ts'
import { lockHeld } from './work.ts'

const KEEP = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, values } = each('kept', { business: 'text', name: 'text', since: 'ms' })
  return `
  insert into desks (business, name, since) ${values([row.business, row.name, row.since])}
  on conflict (business, name) do nothing`
})
const NAMES = statement<{ business: string }, { name: string }>(
  () => 'select name from desks where business = :business',
)
const DROP = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, using } = each('dropped', { business: 'text', name: 'text' })
  return `delete from desks ${using} where desks.business = ${row.business} and desks.name = ${row.name}`
})

export async function keepDesks(
  tx: Tx,
  { business, names, now }: { business: string; names: readonly string[]; now: number },
): Promise<void> {
  const known = (await NAMES(tx, { business })).map(({ name }) => name)
  const fresh = names.filter((name) => !known.includes(name))
  const gone = known.filter((name) => !names.includes(name))
  if (fresh.length > 0) await KEEP(tx, { rows: fresh.map((name) => ({ business, name, since: now })) })
  if (gone.length > 0) await DROP(tx, { rows: gone.map((name) => ({ business, name })) })
}

interface CaseRow extends HandoffRow {
  customer: string
  name: string | null
  phone: string | null
  from_position: number
  to_position: number | null
  known: number
}

/** Of one conversation the handoffs that may hold something new; those from before the desk was there only while they are open. */
const CASES = statement<{ business: string; conversation: string; desk: string }, CaseRow>(
  () => `
  select ${COLUMNS}, c.customer, p.name, p.phone, h.from_position, h.to_position, case when t.id is null then 0 else 1 end as known
  from ${JOINED} join contacts p on p.business = c.business and p.customer = c.customer
  join desks d on d.business = h.business and d.name = :desk
  left join desk_told t on t.business = h.business and t.desk = d.name and t.id = h.id
  where h.business = :business and h.conversation = :conversation
    and (h.released_at is null or (coalesce(t.over, 0) = 0 and (t.id is not null or h.opened_at >= d.since)))
  order by h.opened_at, h.id`,
)

const UNTOLD = (id: string) =>
  `not exists (select 1 from desk_told t where t.business = :business and t.desk = :desk and t.id = ${id})`

interface ChangeRow {
  id: string
  conversation: string
  kind: ChangeNews['step']
  person: string | null
  person_name: string | null
  source: string
  about: string | null
  at: number
  owner: Owner
  teammate: string | null
  teammate_name: string | null
}

const CHANGES = statement<{ business: string; desk: string; handoff: string }, ChangeRow>(
  () => `
  select s.id, s.conversation, s.kind, s.person, s.person_name, s.source, s.about, s.at, c.owner, c.teammate, c.teammate_name
  from handoff_steps s join conversations c on c.business = s.business and c.id = s.conversation
  where s.business = :business and s.handoff = :handoff and ${UNTOLD('s.id')}
    and s.kind in ('claim', 'assign', 'reply', 'put-back', 'release', 'undo')
  order by s.at, s.id`,
)

/** So many messages are looked at a time. */
const MOST = 50

/** What was said while people had it: here by its place, on other lines of the customer by its time. */
const MESSAGES = statement<
  {
    business: string
    desk: string
    conversation: string
    customer: string
    wide: number
    from: number
    to: number
    opened: number
    released: number
  },
  MessageRow & { conversation: string; line: string; received_at: number }
>(
  () => `
  select ${MESSAGE}, m.conversation, m.line, m.received_at
  from conversations k join messages m on m.business = k.business and m.conversation = k.id
  left join deliveries d on d.business = m.business and d.id = m.id
  where k.business = :business and k.customer = :customer and (k.id = :conversation or :wide = 1)
    and m.kind not in ('edit', 'revoke', 'system') and (m.outcome is null or m.outcome <> 'unsent')
    and case when k.id = :conversation then m.position > :from and m.position <= :to
      else m.received_at >= :opened and m.received_at <= :released end
    and ${UNTOLD('m.id')}
  order by m.received_at, m.position limit ${MOST}`,
)

export async function untold(
  tx: Tx,
  { desk, conversation }: { desk: string; conversation: ConversationKey },
): Promise<readonly News[]> {
  const { business, id } = conversation
  for (const found of await CASES(tx, { business, conversation: id, desk })) {
    const news = await newsOf(tx, desk, found)
    if (news.length > 0) return news
  }
  return []
}

async function newsOf(tx: Tx, desk: string, found: CaseRow): Promise<News[]> {
  const { business, conversation, customer, from_position: from, to_position: to, opened_at: opened } = found
  const released = found.released_at
  const { id: handoff, line, reason, summary } = toShown(found)
  const phone = found.phone === null ? undefined : `+${found.phone}`
  const place = { conversation, line, handoff, customer: { id: customer, name: found.name ?? undefined, phone } }
  const news: HandoffNews = { ...place, reason, summary, openedAt: opened, briefing: undefined }
  const first: News[] = found.known ? [] : [{ kind: 'handoff', id: handoff, news }]

  const messages = await MESSAGES(tx, {
    business,
    desk,
    conversation,
    customer,
    wide: found.scope === 'customer' ? 1 : 0,
    from,
    to: to ?? 2 ** 31 - 1,
    opened,
    released: released ?? Number.MAX_SAFE_INTEGER,
  })
  const changes = await CHANGES(tx, { business, desk, handoff })
  const all = [
    ...changes.map((row) => ({ at: row.at, news: changeOf(row, place) })),
    ...messages.map((row) => ({ at: row.received_at, news: messageOf(row, place) })),
  ].toSorted((one, other) => one.at - other.at)
  // Of more messages than were looked at, the later ones may come before a change.
  const last = messages.length === MOST ? messages.at(-1)!.received_at : Number.MAX_SAFE_INTEGER
  const next = [...first, ...all.filter(({ at }) => at <= last).map((one) => one.news)]
  return next.length === 0 && released !== null ? [{ kind: 'over', id: handoff }] : next
}

function changeOf({ kind, person, person_name, teammate, teammate_name, ...row }: ChangeRow, place: PlaceOf): News {
  const news: ChangeNews = {
    ...place,
    id: row.id,
    step: kind,
    by: person === null ? undefined : { id: person, name: person_name ?? person },
    source: row.source,
    about: row.about ?? undefined,
    at: row.at,
    owner: row.owner,
    teammate: teammate === null ? undefined : { id: teammate, name: teammate_name ?? teammate },
  }
  return { kind: 'change', id: row.id, news }
}

type PlaceOf = Pick<MessageNews, 'conversation' | 'line' | 'handoff' | 'customer'>

function messageOf(row: MessageRow & { conversation: string; line: string }, place: PlaceOf): News {
  const { id, position, author, writer, text, content, at } = toMessage(row)
  const news = {
    ...place,
    conversation: row.conversation,
    line: row.line,
    id,
    position,
    author,
    writer,
    text,
    content,
    at,
  }
  return { kind: 'message', id, news }
}

const TOLD = statement<{ business: string; desk: string; id: string; over: number }>(
  () => `
  insert into desk_told (business, desk, id, over) values (:business, :desk, :id, :over)
  on conflict (business, desk, id) do update set over = excluded.over`,
)

export async function told(tx: Tx, { work, desk, news }: { work: Work; desk: string; news: News }): Promise<boolean> {
  if (!(await lockHeld(tx, [work])).has(work)) return false
  await TOLD(tx, { business: work.business, desk, id: news.id, over: news.kind === 'over' ? 1 : 0 })
  return true
}
