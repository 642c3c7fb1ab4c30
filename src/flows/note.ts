import { safeFileName } from '../domain/file-name.ts'
import { bareType, typeOfBytes } from '../domain/file-type.ts'
import type { Source } from './baton.ts'
import type { DeskAct } from './desk.ts'
import type { ConversationKey } from './store.ts'
import type { World } from './world.ts'

export const MOST_FILES = 10
export const LARGEST_NOTE = 25 * 1024 * 1024
const LONGEST_NOTE = 20_000

export interface NewDeskNote extends Pick<DeskAct, 'by'> {
  readonly source?: Source | undefined
  readonly text: string
  readonly files?: readonly { readonly name: string; readonly mime?: string | undefined; readonly bytes: Uint8Array }[]
  /** Names the note for ever: kept again with the same, it is kept once. */
  readonly id?: string | undefined
}

export type NoteKept =
  | {
      readonly kind: 'kept'
      readonly note: string
      readonly files: readonly { readonly id: string; readonly name: string; readonly mime: string }[]
    }
  | { readonly kind: 'refused'; readonly because: 'empty' | 'too-large' | 'too-many'; readonly reason: string }
  /** `id-taken`: something else was given this id. */
  | { readonly kind: 'unknown' | 'id-taken' }

/**
 * Teammates tell each other something. A note has no way out: it is kept in tables of its own, which nothing that sends
 * ever reads.
 */
export async function keepNote(
  { store, clock, ids }: Pick<World, 'store' | 'clock' | 'ids'>,
  conversation: ConversationKey,
  { by, source = 'library', text, files: given = [], id = ids.next() }: NewDeskNote,
): Promise<NoteKept> {
  if (text.trim() === '' && given.length === 0) return refused('empty', 'A note needs words or a file.')
  if (text.length > LONGEST_NOTE) return refused('too-large', `A note has at most ${LONGEST_NOTE} characters.`)
  if (given.length > MOST_FILES) return refused('too-many', `A note has at most ${MOST_FILES} files.`)
  if (given.reduce((sum, { bytes }) => sum + bytes.length, 0) > LARGEST_NOTE)
    return refused('too-large', 'The files of a note have at most 25 MB together.')
  const files = given.map(({ name, mime, bytes }) => ({
    id: ids.next(),
    name: safeFileName(name),
    mime: typeOfBytes(bytes) ?? (mime && MIME.test(bareType(mime)) ? bareType(mime) : 'application/octet-stream'),
    bytes,
  }))
  const kept = await store.keepPrivateNote({ conversation, by, source, id, text, files, now: clock.now() })
  return kept.kind === 'kept' ? { ...kept, note: id } : { kind: kept.kind }
}

const refused = (because: Extract<NoteKept, { kind: 'refused' }>['because'], reason: string) =>
  ({ kind: 'refused', because, reason }) as const

const MIME = /^[\w.+-]{1,60}\/[\w.+-]{1,60}$/
