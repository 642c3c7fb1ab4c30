import type { NewNote, NoteFile, NoteVerdict, PrivateNote } from '../flows/baton.ts'
import type { ConversationKey } from '../flows/store.ts'
import { dropDraft } from './drafts.ts'
import { insertSteps } from './handoff-steps.ts'
import { hold } from './holding.ts'
import { isId, statement, type Tx } from './statement.ts'

/**
 * What teammates tell each other about a customer. It has tables of its own: nothing that sends can name a note or its
 * files, so that no slip brings them to a customer.
 */
const INSERT = statement<
  {
    business: string
    id: string
    conversation: string
    handoff: string | null
    person: string
    person_name: string
    text: string
    now: number
  },
  { id: string }
>(
  () => `
  insert into private_notes (business, id, conversation, handoff, person, person_name, text, created_at)
  values (:business, :id, :conversation, :handoff, :person, :person_name, :text, :now)
  on conflict (business, id) do nothing returning id`,
)

const INSERT_FILE = statement<{
  business: string
  id: string
  note: string
  name: string
  mime: string
  bytes: Uint8Array
}>(
  () => `
  insert into private_files (business, id, note, name, mime, bytes) values (:business, :id, :note, :name, :mime, :bytes)
  on conflict (business, id) do nothing`,
)

const SIGN = statement<{ business: string; id: string; now: number }>(
  () => 'update handoffs set last_sign_at = :now where business = :business and id = :id',
)

const KEPT = statement<{ business: string; conversation: string; id: string }, { id: string }>(
  () => 'select id from private_notes where business = :business and conversation = :conversation and id = :id',
)

/** A note is a sign of life: whoever writes one is at work on the case. */
export async function keepPrivateNote(tx: Tx, note: NewNote): Promise<NoteVerdict> {
  const held = await hold(tx, note.conversation)
  if (!held) return { kind: 'unknown' }
  const { business, id: conversation } = note.conversation
  const { by, id, text, files, source, now } = note
  const { handoff, epoch, owner } = held.holding
  const fresh = await INSERT(tx, {
    business,
    id,
    conversation,
    handoff: handoff ?? null,
    person: by.id,
    person_name: by.name,
    text,
    now,
  })
  if (fresh.length === 0) {
    const [kept] = await KEPT(tx, { business, conversation, id })
    return kept ? { kind: 'kept', files: (await filesOf(tx, business, [id])).map(toFile) } : { kind: 'id-taken' }
  }
  for (const file of files) await INSERT_FILE(tx, { business, note: id, ...file })
  await dropDraft(tx, { conversation: note.conversation, person: by.id }, 'note')
  const verdict = { kind: 'kept', files: files.map(toFile) } as const
  if (!handoff) return verdict
  await SIGN(tx, { business, id: handoff, now })
  await insertSteps(tx, [
    {
      business,
      id,
      handoff,
      conversation,
      kind: 'noted',
      person: by.id,
      person_name: by.name,
      source,
      about: null,
      at: now,
      epoch,
      owner_before: owner,
      teammate_before: null,
      teammate_name_before: null,
    },
  ])
  return verdict
}

interface NoteRow {
  id: string
  person: string
  person_name: string
  text: string
  created_at: number
}

const NOTES = statement<{ business: string; conversation: string; since: number; until: number }, NoteRow>(
  () => `
  select id, person, person_name, text, created_at from private_notes
  where business = :business and conversation = :conversation and created_at >= :since and created_at < :until
  order by created_at, id limit 500`,
)

interface FileRow {
  note: string
  id: string
  name: string
  mime: string
}

const FILES = statement<{ rows: readonly object[] }, FileRow>(({ each }) => {
  const { row, join } = each('wanted', { business: 'text', id: 'id' })
  return `
  select f.note, f.id, f.name, f.mime from private_files f ${join}
  where f.business = ${row.business} and f.note = ${row.id} order by f.id`
})

const filesOf = async (tx: Tx, business: string, notes: readonly string[]) =>
  notes.length > 0 ? FILES(tx, { rows: notes.map((id) => ({ business, id })) }) : []

const toFile = ({ id, name, mime }: Omit<FileRow, 'note'>) => ({ id, name, mime })

export async function privateNotesOf(
  tx: Tx,
  { business, id }: ConversationKey,
  { since, until }: { since: number; until: number },
): Promise<PrivateNote[]> {
  const rows = await NOTES(tx, { business, conversation: id, since, until })
  const files = await filesOf(
    tx,
    business,
    rows.map((row) => row.id),
  )
  return rows.map((row) => ({
    id: row.id,
    by: { id: row.person, name: row.person_name },
    text: row.text,
    at: row.created_at,
    files: files.filter(({ note }) => note === row.id).map(toFile),
  }))
}

const FILE = statement<{ business: string; conversation: string; note: string; file: string }, NoteFile>(
  () => `
  select f.name, f.mime, f.bytes from private_files f
  join private_notes n on n.business = f.business and n.id = f.note
  where f.business = :business and n.conversation = :conversation and f.note = :note and f.id = :file`,
)

export async function privateFile(
  tx: Tx,
  { business, id: conversation }: ConversationKey,
  { note, file }: { note: string; file: string },
): Promise<NoteFile | undefined> {
  if (![conversation, note, file].every(isId)) return undefined
  return (await FILE(tx, { business, conversation, note, file }))[0]
}
