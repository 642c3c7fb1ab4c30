import { type Content, inWords } from '../domain/content.ts'
import type { Received } from '../flows/store.ts'
import { statement, type Tx } from './statement.ts'

const NAME = { business: 'text', line: 'text', wamid: 'text' } as const

/** The latest edit, deletion and reaction of each message are kept: they may come before the message itself. */
const KEEP = statement<{ rows: readonly object[] }>(
  ({ rows }) => `
  insert into amendments (business, line, wamid, kind, at, content_kind, text, content)
  select business, line, wamid, kind, at, content_kind, text, content
  from ${rows(':rows', 'said', { ...NAME, kind: 'text', at: 'ms', content_kind: 'text', text: 'text', content: 'text' })}
  where true order by business, line, wamid, kind
  on conflict (business, line, wamid, kind) do update set
    at = excluded.at, content_kind = excluded.content_kind, text = excluded.text, content = excluded.content
  where excluded.at >= amendments.at`,
)

/** A customer edits and deletes what they wrote themselves, and reacts to anything. What is deleted asks for nothing. */
const APPLY = statement<{ rows: readonly object[] }>(
  ({ rows }) => `
  update messages set
    kind = case when messages.author = 'customer' then coalesce(e.content_kind, messages.kind) else messages.kind end,
    text = case when messages.author = 'customer' then coalesce(e.text, messages.text) else messages.text end,
    content = case when messages.author = 'customer' and e.at is not null then e.content else messages.content end,
    edited_at = case when messages.author = 'customer' then e.at end,
    deleted_at = case when messages.author = 'customer' then d.at end,
    outcome = case when messages.author = 'customer' and d.at is not null and messages.outcome = 'pending' then 'ignored' else messages.outcome end,
    because = case when messages.author = 'customer' and d.at is not null and messages.outcome = 'pending' then 'the customer deleted it' else messages.because end,
    reaction = r.text
  from ${rows(':rows', 'named', NAME)}
  left join amendments e on e.business = named.business and e.line = named.line and e.wamid = named.wamid and e.kind = 'edit'
  left join amendments d on d.business = named.business and d.line = named.line and d.wamid = named.wamid and d.kind = 'revoke'
  left join amendments r on r.business = named.business and r.line = named.line and r.wamid = named.wamid and r.kind = 'reaction'
  where messages.business = named.business and messages.line = named.line and messages.wamid = named.wamid`,
)

interface Name {
  readonly business: string
  readonly line: string
  readonly wamid: string
}

/** What a message changes of an earlier one, if it does. */
export function amendmentOf({ message }: Pick<Received, 'message'>): { wamid: string; content?: Content } | undefined {
  const { content } = message
  switch (content.kind) {
    case 'edit':
      return { wamid: content.of, content: content.content }
    case 'revoke':
      return { wamid: content.of }
    case 'reaction':
      return { wamid: content.to }
    default:
      return undefined
  }
}

/** Keeps what the messages of a batch change, and applies it: also to those of the batch that were changed before they came. */
export async function amend(tx: Tx, batch: readonly Received[], changedBefore: readonly Name[]): Promise<void> {
  const said = new Map<string, ReturnType<typeof toRow>>()
  for (const received of batch) {
    const row = toRow(received)
    if (!row) continue
    const key = `${row.business} ${row.line} ${row.wamid} ${row.kind}`
    if ((said.get(key)?.at ?? 0) <= row.at) said.set(key, row)
  }
  const rows = [...said.values()].filter((row) => row !== undefined)
  if (rows.length > 0) await KEEP(tx, { rows })
  const touched = [...rows, ...changedBefore].map(({ business, line, wamid }) => ({ business, line, wamid }))
  if (touched.length > 0) await APPLY(tx, { rows: touched })
}

function toRow(received: Received) {
  const amendment = amendmentOf(received)
  if (!amendment) return undefined
  const { business, line, message } = received
  const { content } = amendment
  return {
    business,
    line,
    wamid: amendment.wamid,
    kind: message.content.kind,
    at: message.sentAt,
    content_kind: content?.kind ?? null,
    text: message.content.kind === 'reaction' ? (message.content.emoji ?? null) : content ? inWords(content) : null,
    content: content && content.kind !== 'text' ? JSON.stringify(content) : null,
  }
}
