import type { Medium } from '../domain/content.ts'
import { MEDIA_KINDS, type MediaKind } from '../domain/content.ts'
import type { Attachment, FetchedFile } from '../domain/media.ts'
import type { ConversationKey, KeptAttachment } from '../flows/store.ts'
import { lockConversations } from './locks.ts'
import { lineOf } from './open-turns.ts'
import { isId, statement, type Tx } from './statement.ts'

/** So many files of a conversation are kept, and so many are told of. */
const MOST = 20

const KEEP = statement<{
  business: string
  message: string
  conversation: string
  medium: string
  at: number
  mime: string
  bytes: Uint8Array
}>(
  () => `
  insert into attachments (business, message, conversation, medium, at, mime, bytes)
  values (:business, :message, :conversation, :medium, :at, :mime, :bytes)
  on conflict (business, message) do update set medium = excluded.medium, mime = excluded.mime, bytes = excluded.bytes`,
)

const DROP_OLD = statement<{ business: string; conversation: string }>(
  () => `
  delete from attachments where business = :business and conversation = :conversation and message not in (
    select message from attachments where business = :business and conversation = :conversation
    order by at desc, message desc limit ${MOST})`,
)

/** A file stands by its message: it goes where that goes. Of a conversation that is gone nothing stays behind. */
export async function keepAttachment(tx: Tx, { conversation, message, medium, at, file }: KeptAttachment) {
  await lockConversations(tx, [conversation])
  if ((await lineOf(tx, conversation)) === undefined) return
  const { business, id } = conversation
  const { mime, bytes } = file
  await KEEP(tx, { business, message, conversation: id, medium: medium.id, at, mime, bytes })
  await DROP_OLD(tx, { business, conversation: id })
}

const LOAD = statement<{ business: string; conversation: string; medium: string }, { mime: string; bytes: Uint8Array }>(
  () => `
  select mime, bytes from attachments
  where business = :business and conversation = :conversation and medium = :medium
  order by at desc limit 1`,
)

export async function attachment(
  tx: Tx,
  { business, id }: ConversationKey,
  medium: string,
): Promise<FetchedFile | undefined> {
  const [row] = isId(id) ? await LOAD(tx, { business, conversation: id, medium }) : []
  if (!row) return undefined
  const { buffer, byteOffset, byteLength } = row.bytes
  return { kind: 'file', mime: row.mime, bytes: new Uint8Array(buffer, byteOffset, byteLength) }
}

interface SentRow {
  id: string
  kind: MediaKind
  content: string
  sent_at: number
}

const KINDS = MEDIA_KINDS.map((kind) => `'${kind}'`).join(', ')

/** Not what the customer has deleted, or has asked to forget with all that was said. */
const SENT = statement<{ business: string; conversation: string; since: number }, SentRow>(
  () => `
  select m.id, m.kind, m.content, m.sent_at from messages m
  join conversations c on c.business = m.business and c.id = m.conversation
  where m.business = :business and m.conversation = :conversation and m.position > c.context_from
    and m.author = 'customer' and m.kind in (${KINDS}) and m.sent_at >= :since and m.deleted_at is null
    and m.content is not null and (m.outcome is null or m.outcome <> 'refused')
  order by m.position desc limit ${MOST}`,
)

export async function attachmentsOf(tx: Tx, { business, id }: ConversationKey, since: number): Promise<Attachment[]> {
  if (!isId(id)) return []
  const rows = await SENT(tx, { business, conversation: id, since })
  return rows.map(({ id, kind, content, sent_at }) => {
    const { medium } = JSON.parse(content) as { medium: Medium }
    return { medium, kind, message: id, at: sent_at }
  })
}

const FORGET = statement<{ before: number }>(() => 'delete from attachments where at < :before')

export async function forgetAttachments(tx: Tx, before: number): Promise<void> {
  await FORGET(tx, { before })
}

const DROP_DELETED = statement<{ rows: readonly object[] }>(({ each }) => {
  const named = { business: 'text', line: 'text', wamid: 'text' } as const
  const { row, using } = each('gone', named)
  const message = `(select m.id from messages m where m.business = ${row.business} and m.line = ${row.line} and m.wamid = ${row.wamid})`
  return `
  delete from attachments ${using}
  where attachments.business = ${row.business} and attachments.message = ${message}`
})

/** What customers delete is not kept either. */
export async function dropDeleted(
  tx: Tx,
  rows: readonly { business: string; line: string; wamid: string }[],
): Promise<void> {
  if (rows.length > 0) await DROP_DELETED(tx, { rows })
}
