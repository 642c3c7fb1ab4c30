import { MEDIA_KINDS, type MediaKind, type Medium } from '../domain/content.ts'
import type { MediaHeader, MediaSource } from '../domain/outbound.ts'
import type { FileOfMessage } from '../flows/desk-data.ts'
import type { ConversationKey } from '../flows/store.ts'
import { HAS_FILE } from './schema-desk-data.ts'
import { isId, statement, type Tx } from './statement.ts'

type Of = { business: string; conversation: string; message: string }

interface Row {
  kind: string
  content: string | null
  sent_at: number
  deleted_at: number | null
}

/** Whoever sent it: by the index of what has a file. */
const BY_KIND = statement<Of, Row>(
  () => `
  select m.kind, m.content, m.sent_at, m.deleted_at from messages m
  where m.business = :business and m.id = :message and m.conversation = :conversation and m.${HAS_FILE}`,
)

/** A picture above words of ours: found by its delivery. */
const OF_OURS = statement<Of, Row>(
  () => `
  select m.kind, m.content, m.sent_at, m.deleted_at from deliveries d
  join messages m on m.business = d.business and m.conversation = d.conversation and m.position = d.position
  where d.business = :business and d.id = :message and d.conversation = :conversation and m.id = d.id`,
)

/** Customers send a medium, we send one from somewhere, perhaps above the words of something else. */
interface Holding {
  readonly medium?: Medium
  readonly media?: MediaSource
  readonly filename?: string
  readonly header?: MediaHeader | { readonly kind?: string } | string
}

export async function fileOfMessage(
  tx: Tx,
  { business, id: conversation }: ConversationKey,
  message: string,
): Promise<FileOfMessage | undefined> {
  if (![conversation, message].every(isId)) return undefined
  const of = { business, conversation, message: message.toLowerCase() }
  const row = (await BY_KIND(tx, of))[0] ?? (await OF_OURS(tx, of))[0]
  if (!row || row.content === null) return undefined
  const { sent_at: at, deleted_at } = row
  const content = JSON.parse(row.content) as Holding
  const told = { message, at, deleted: deleted_at !== null }
  if (content.medium) {
    const { id, sha256, filename } = content.medium
    return { ...told, kind: row.kind as MediaKind, medium: { id, ...(sha256 && { sha256 }) }, filename }
  }
  const held = content.media ? { kind: row.kind, media: content.media, filename: content.filename } : content.header
  if (typeof held !== 'object' || !('media' in held)) return undefined
  const { media, filename } = held
  const kind = MEDIA_KINDS.find((one) => one === held.kind)
  if (!kind) return undefined
  return { ...told, kind, medium: 'id' in media ? { id: media.id } : undefined, filename }
}
