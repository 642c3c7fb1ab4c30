import type { Medium } from '../domain/content.ts'
import type { Line } from '../domain/line.ts'
import type { Attachment, FetchedFile, MediaFailure } from '../domain/media.ts'
import type { TranscriptMessage } from '../domain/message.ts'
import type { ConversationKey, Store } from './store.ts'
import { sleep, type World } from './world.ts'

/** The files that customers send. */
export interface Attachments {
  /** `messages` are those that the turn answers: their files are there however many there are. */
  forTurn(conversation: ConversationKey, line: Line, messages?: readonly Fresh[]): TurnFiles
  /** For somebody who looks at it, however large and old it is, as long as it is here or WhatsApp has it. */
  forPeople(conversation: ConversationKey, line: Line, attachment: Attachment): Promise<FetchedFile | MediaFailure>
  /** What the business has uploaded is shown from here, where files are kept at all. */
  keep(conversation: ConversationKey, attachment: Attachment, file: FetchedFile): Promise<void>
}

type Fresh = Pick<TranscriptMessage, 'id' | 'at' | 'content'>

/** Holds on to the bytes for as long as somebody holds on to it: that is one turn. */
export interface TurnFiles {
  /** Of this conversation only: whatever else is asked for is not found. */
  file(medium: Pick<Medium, 'id'>): Promise<FetchedFile | MediaFailure>
  /** The newest first. */
  list(): Promise<readonly Attachment[]>
}

export interface AttachmentPolicy {
  /** Larger files are not even taken in. */
  readonly maxFileSize: number
  /** So long after they came files can be looked at again. */
  readonly ttlMs: number
  /** `none`: bytes live in the memory of a turn and nowhere else. */
  readonly retention: 'keep' | 'none'
}

type Needs = Pick<World, 'clock' | 'whatsapp' | 'log'> & {
  readonly store: Pick<Store, 'keepAttachment' | 'attachment' | 'attachmentsOf'>
}

const RETRY_AFTER_MS = 1000
/** What has failed after a long wait would only fail after another one, and the customer waits along. */
const QUICK_MS = 5000

export function createAttachments(world: Needs, policy: AttachmentPolicy): Attachments {
  const { clock, store, log } = world
  const { maxFileSize, ttlMs, retention } = policy

  async function keptFile(conversation: ConversationKey, id: string): Promise<FetchedFile | undefined> {
    if (retention === 'none') return undefined
    try {
      return await store.attachment(conversation, id)
    } catch (error) {
      log.warn('attachment-unread', { conversation: conversation.id, error: error as Error })
      return undefined
    }
  }

  async function keep(conversation: ConversationKey, attachment: Attachment, file: FetchedFile) {
    if (retention === 'none' || attachment.at <= clock.now() - ttlMs || file.bytes.byteLength > maxFileSize) return
    try {
      await store.keepAttachment({ ...attachment, conversation, file })
    } catch (error) {
      log.warn('attachment-unkept', { conversation: conversation.id, error: error as Error })
    }
  }

  async function fetchFile(conversation: ConversationKey, line: Line, attachment: Attachment, most?: number) {
    const kept = await keptFile(conversation, attachment.medium.id)
    if (kept) return most !== undefined && kept.bytes.byteLength > most ? tooLarge(kept, most) : kept
    const file = await download(world, line, attachment.medium, most)
    if (file.kind === 'file') await keep(conversation, attachment, file)
    else log.warn('attachment-failed', { conversation: conversation.id, because: file.because })
    return file
  }

  return {
    keep,
    forPeople: fetchFile,
    forTurn(conversation, line, messages = []) {
      const fresh = new Map(messages.flatMap(attachmentOf).map((one) => [one.medium.id, one]))
      const files = new Map<string, Promise<FetchedFile | MediaFailure>>()
      const list = () => store.attachmentsOf(conversation, clock.now() - ttlMs)
      const find = async (id: string) => fresh.get(id) ?? (await list()).find(({ medium }) => medium.id === id)

      async function load(id: string): Promise<FetchedFile | MediaFailure> {
        const attachment = await find(id)
        return attachment ? fetchFile(conversation, line, attachment, maxFileSize) : NOT_HERE
      }

      return {
        list,
        async file({ id }) {
          const loading = files.get(id) ?? load(id)
          files.set(id, loading)
          const file = await loading.catch((error: unknown) => {
            files.delete(id)
            throw error
          })
          if (file.kind === 'failed') files.delete(id)
          return file
        },
      }
    },
  }
}

const NOT_HERE: MediaFailure = {
  kind: 'failed',
  because: 'not-found',
  reason: 'this conversation has no such file, or not any more',
}

const tooLarge = ({ bytes }: FetchedFile, most: number): MediaFailure => ({
  kind: 'failed',
  because: 'too-large',
  reason: `the file has ${bytes.byteLength} bytes, ${most} are allowed`,
})

function attachmentOf({ id, at, content }: Fresh): Attachment[] {
  return content && 'medium' in content ? [{ medium: content.medium, kind: content.kind, message: id, at }] : []
}

async function download(
  { whatsapp, clock }: Pick<World, 'whatsapp' | 'clock'>,
  line: Line,
  { id, sha256 }: Medium,
  most: number | undefined,
): Promise<FetchedFile | MediaFailure> {
  const startedAt = clock.now()
  const within = most === undefined ? {} : { most }
  const first = await whatsapp.media.download(line, { id, sha256 }, within)
  if (first.kind === 'file' || first.because !== 'unreachable' || clock.now() - startedAt > QUICK_MS) return first
  await sleep(clock, RETRY_AFTER_MS)
  return whatsapp.media.download(line, { id, sha256 }, within)
}
