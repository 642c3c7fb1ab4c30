import type { MediaKind } from '../domain/content.ts'
import { safeFileName } from '../domain/file-name.ts'
import { bareType } from '../domain/file-type.ts'
import type { FetchedFile, MediaFailure, MediaFile } from '../domain/media.ts'
import type { ConversationKey } from './store.ts'
import type { World } from './world.ts'

export type MessageFile =
  | (FetchedFile & { readonly name: string })
  | MediaFailure
  /** There is no such message here, or none with a file of its own. */
  | { readonly kind: 'unknown' }
  /** The customer has taken it back. */
  | { readonly kind: 'deleted' }
  /** WhatsApp fetched it from an address; we never had it. */
  | { readonly kind: 'linked' }

export interface UploadedToSend {
  /** What a message names it by. */
  readonly id: string
  readonly kind: MediaKind
  readonly mime: string
  readonly name: string
  readonly size: number
}

export type FileUploaded =
  | { readonly kind: 'uploaded'; readonly file: UploadedToSend }
  | MediaFailure
  | { readonly kind: 'unknown' }

type Needs = Pick<World, 'store' | 'lines' | 'whatsapp' | 'attachments' | 'clock' | 'ids'>

/** The file of a message, of the customer's or of ours: as it is kept here, or as WhatsApp still has it. */
export async function messageFile(world: Needs, conversation: ConversationKey, message: string): Promise<MessageFile> {
  const { store, attachments } = world
  const found = await store.fileOfMessage(conversation, message)
  const line = found && (await lineOf(world, conversation))
  if (!found || !line) return { kind: 'unknown' }
  if (found.deleted) return { kind: 'deleted' }
  const { medium, kind, at, filename } = found
  if (!medium) return { kind: 'linked' }
  // What stands in the transcript of its type is what its sender said.
  const attachment = { medium: { ...medium, mime: '' }, kind, message: found.message, at }
  const file = await attachments.forPeople(conversation, line, attachment)
  if (file.kind === 'failed') return file
  return { ...file, name: filename === undefined ? `${kind}.${endingOf(file.mime)}` : safeFileName(filename) }
}

/** Brings a file to WhatsApp, where a message can name it for 30 days. */
export async function uploadFile(world: Needs, conversation: ConversationKey, given: MediaFile): Promise<FileUploaded> {
  const { whatsapp, attachments, clock, ids } = world
  const line = await lineOf(world, conversation)
  if (!line) return { kind: 'unknown' }
  const name = safeFileName(given.filename ?? '')
  const answer = await whatsapp.media.upload(line, { ...given, filename: name })
  if (answer.kind === 'failed') return answer
  const { id, mime } = answer
  const kind = kindOf(mime)
  // Until it is sent it stands by itself.
  const attachment = { medium: { id, mime }, kind, message: ids.next(), at: clock.now() }
  await attachments.keep(conversation, attachment, { kind: 'file', bytes: given.bytes, mime })
  return { kind: 'uploaded', file: { id, kind, mime, name, size: given.bytes.byteLength } }
}

async function lineOf({ store, lines }: Needs, conversation: ConversationKey) {
  const name = await store.lineOf(conversation)
  return lines.all.find((line) => line.name === name)
}

function kindOf(mime: string): MediaKind {
  const bare = bareType(mime)
  if (bare === 'image/webp') return 'sticker'
  const [group] = bare.split('/')
  return group === 'image' || group === 'video' || group === 'audio' ? group : 'document'
}

const ENDINGS: Readonly<Record<string, string>> = {
  jpeg: 'jpg',
  mpeg: 'mp3',
  plain: 'txt',
  '3gpp': '3gp',
  quicktime: 'mov',
}

function endingOf(mime: string): string {
  const subtype = /^[a-z]+\/(?:x-)?([a-z0-9]+)/.exec(mime)?.[1] ?? 'bin'
  return ENDINGS[subtype] ?? subtype
}
