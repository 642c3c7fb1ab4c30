import { type Content, inWords } from '../domain/content.ts'
import type { Received } from '../flows/store.ts'
import { dropDeleted } from './attachments.ts'
import { saidAnew } from './said-anew.ts'
import { statement, type Tx } from './statement.ts'

const NAME = { business: 'text', line: 'text', wamid: 'text' } as const

/** The latest edit, deletion and reaction of each message are kept: they may come before the message itself. */
const KEEP = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, values } = each('said', {
    ...NAME,
    kind: 'text',
    at: 'ms',
    content_kind: 'text',
    text: 'text',
    content: 'text',
  })
  return `
  insert into amendments (business, line, wamid, kind, at, content_kind, text, content)
  ${values(
    [row.business, row.line, row.wamid, row.kind, row.at, row.content_kind, row.text, row.content],
    [row.business, row.line, row.wamid, row.kind],
  )}
  on conflict (business, line, wamid, kind) do update set
    at = excluded.at, content_kind = excluded.content_kind, text = excluded.text, content = excluded.content
  where excluded.at >= amendments.at`
})

const of = (kind: 'edit' | 'revoke' | 'reaction', column: string) =>
  `(select a.${column} from amendments a
    where a.business = messages.business and a.line = messages.line and a.wamid = messages.wamid and a.kind = '${kind}')`

const ofDelivery = (kind: 'edit' | 'revoke', column: string) =>
  `(select a.${column} from amendments a
    where a.business = d.business and a.line = d.line and a.wamid = d.wamid and a.kind = '${kind}')`

const CHANGED =
  'messages.business, messages.id, messages.conversation, messages.position, messages.line, messages.wamid'
interface Changed {
  business: string
  line: string
  wamid: string
  id: string
  conversation: string
  position: number
}

function tellChanged(tx: Tx, changed: readonly Changed[], at: number) {
  for (const { business, id, conversation, position } of changed)
    tx.tell({ kind: 'message', business, id, conversation, position, at })
}

/** Customers edit and delete only what they wrote themselves: what we wrote has its name in its delivery. */
const APPLY_TO_THEIRS = statement<{ rows: readonly object[] }, Changed>(({ each }) => {
  const { row, from } = each('named', NAME)
  const deletedUnanswered = `messages.outcome = 'pending' and ${of('revoke', 'at')} is not null`
  return `
  update messages set
    kind = coalesce(${of('edit', 'content_kind')}, messages.kind),
    text = coalesce(${of('edit', 'text')}, messages.text),
    content = case when ${of('edit', 'at')} is not null then ${of('edit', 'content')} else messages.content end,
    edited_at = ${of('edit', 'at')}, deleted_at = ${of('revoke', 'at')}, reaction = ${of('reaction', 'text')},
    outcome = case when ${deletedUnanswered} then 'ignored' else messages.outcome end,
    because = case when ${deletedUnanswered} then 'the customer deleted it' else messages.because end
  ${from} where messages.business = ${row.business} and messages.line = ${row.line} and messages.wamid = ${row.wamid}
  returning ${CHANGED}`
})

const REACT_TO_OURS = statement<{ rows: readonly object[] }, Changed>(({ each }) => {
  const { row, from } = each('named', NAME)
  return `
  update messages set reaction = a.text ${from ? `${from}, ` : 'from '} deliveries d, amendments a
  where d.business = ${row.business} and d.line = ${row.line} and d.wamid = ${row.wamid}
    and a.business = d.business and a.line = d.line and a.wamid = d.wamid and a.kind = 'reaction'
    and messages.business = d.business and messages.conversation = d.conversation and messages.position = d.position
  returning ${CHANGED}`
})

/** What we have sent can be taken back on the phone as well, and corrected. */
const CHANGE_OURS = statement<{ rows: readonly object[] }, Changed>(({ each }) => {
  const { row, from } = each('named', NAME)
  return `
  update messages set
    kind = coalesce(${ofDelivery('edit', 'content_kind')}, messages.kind),
    text = coalesce(${ofDelivery('edit', 'text')}, messages.text),
    content = case when ${ofDelivery('edit', 'at')} is not null then ${ofDelivery('edit', 'content')} else messages.content end,
    edited_at = ${ofDelivery('edit', 'at')}, deleted_at = ${ofDelivery('revoke', 'at')} ${from ? `${from}, ` : 'from '} deliveries d
  where d.business = ${row.business} and d.line = ${row.line} and d.wamid = ${row.wamid}
    and messages.business = d.business and messages.conversation = d.conversation and messages.position = d.position
  returning ${CHANGED}`
})

const IS_AMENDED = statement<{ rows: readonly object[] }, Name>(({ each }) => {
  const { row, join } = each('named', NAME)
  return `
  select a.business, a.line, a.wamid from amendments a ${join}
  where a.business = ${row.business} and a.line = ${row.line} and a.wamid = ${row.wamid}`
})

interface Name {
  readonly business: string
  readonly line: string
  readonly wamid: string
}

const keyOf = ({ business, line, wamid }: Name) => `${business} ${line} ${wamid}`

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
  if (touched.length === 0) return
  const { receivedAt: now } = batch[0]!
  const applied = await APPLY_TO_THEIRS(tx, { rows: touched })
  tellChanged(tx, applied, now)
  // A reaction changes nothing of what was said; a name that was changed before its message came is as it was always.
  const anew = new Set(rows.filter(({ kind }) => kind !== 'reaction').map(keyOf))
  await saidAnew(
    tx,
    applied.filter((one) => anew.has(keyOf(one))),
  )
  await dropDeleted(
    tx,
    rows.filter(({ kind }) => kind === 'revoke'),
  )
  tellChanged(tx, await REACT_TO_OURS(tx, { rows: touched }), now)
}

/** Somebody of the business has changed on the phone what was sent by us. */
export async function amendOurs(tx: Tx, received: Received): Promise<void> {
  const row = toRow(received)
  if (!row || row.kind === 'reaction') return
  const changed = await CHANGE_OURS(tx, { rows: [{ business: row.business, line: row.line, wamid: row.wamid }] })
  tellChanged(tx, changed, received.receivedAt)
  await saidAnew(tx, changed)
}

/** A reaction may be here before we know the name of the message it was given to. */
export async function reactToOurs(tx: Tx, named: readonly Name[], now: number): Promise<void> {
  const amended = await IS_AMENDED(tx, { rows: named })
  if (amended.length > 0) tellChanged(tx, await REACT_TO_OURS(tx, { rows: amended }), now)
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
