import type { Draft, DraftMode, Reader } from '../flows/reading.ts'
import { isId, statement, type Tx } from './statement.ts'

type Of = { business: string; conversation: string; person: string }
const keyOf = ({ conversation: { business, id }, person }: Reader): Of => ({ business, conversation: id, person })

interface DraftRow {
  mode: DraftMode
  text: string
  reply_to: string | null
  drafted: number
  at: number
}

const OF = statement<Of, DraftRow>(
  () => `
  select mode, text, reply_to, drafted, at from drafts
  where business = :business and conversation = :conversation and person = :person`,
)

/** What one person has begun to write. */
export async function draftsOf(tx: Tx, reader: Reader): Promise<Partial<Record<DraftMode, Draft>>> {
  if (!isId(reader.conversation.id)) return {}
  const rows = await OF(tx, keyOf(reader))
  return Object.fromEntries(
    rows.map(({ mode, text, reply_to, drafted, at }) => [
      mode,
      { text, replyTo: reply_to ?? undefined, drafted: drafted === 1, at },
    ]),
  )
}

/** None of a conversation that is not there. */
const KEEP = statement<Of & Omit<DraftRow, 'mode'> & { mode: string }, { mode: string }>(
  ({ types }) => `
  insert into drafts (business, conversation, person, mode, text, reply_to, drafted, at)
  select c.business, c.id, cast(:person as ${types.text}), cast(:mode as ${types.text}), cast(:text as ${types.text}),
    cast(:reply_to as ${types.text}), cast(:drafted as ${types.int}), cast(:at as ${types.ms})
  from conversations c where c.business = :business and c.id = :conversation
  on conflict (business, conversation, person, mode) do update set
    text = excluded.text, reply_to = excluded.reply_to, drafted = excluded.drafted, at = excluded.at
  returning mode`,
)

/** Without words there is none. Says whether there is such a conversation. */
export async function keepDraft(tx: Tx, reader: Reader, mode: DraftMode, draft: Draft): Promise<boolean> {
  if (!isId(reader.conversation.id)) return false
  if (draft.text.trim() === '') {
    await dropDraft(tx, reader, mode)
    return true
  }
  const { text, replyTo, drafted, at } = draft
  const words = { mode, text, reply_to: replyTo ?? null, drafted: drafted ? 1 : 0, at }
  return (await KEEP(tx, { ...keyOf(reader), ...words })).length > 0
}

const DROP = statement<Of & { mode: string }>(
  () => `
  delete from drafts
  where business = :business and conversation = :conversation and person = :person and mode = :mode`,
)

/** It was sent, or is not wanted any more. */
export const dropDraft = (tx: Tx, reader: Reader, mode: DraftMode) => DROP(tx, { ...keyOf(reader), mode })

type Giving = { business: string; from: string; into: string }

/** Where somebody has begun to write in both, nothing of either is lost. */
const APPEND = statement<Giving>(
  () => `
  update drafts set text = drafts.text || ' ' || (select g.text from drafts g
    where g.business = drafts.business and g.conversation = :from and g.person = drafts.person and g.mode = drafts.mode)
  where business = :business and conversation = :into and exists (select 1 from drafts g
    where g.business = drafts.business and g.conversation = :from and g.person = drafts.person and g.mode = drafts.mode)`,
)
const GIVE = statement<Giving>(
  () => `
  update drafts set conversation = :into
  where business = :business and conversation = :from and not exists (select 1 from drafts t
    where t.business = drafts.business and t.conversation = :into and t.person = drafts.person and t.mode = drafts.mode)`,
)
const FORGET = statement<{ business: string; from: string }>(
  () => 'delete from drafts where business = :business and conversation = :from',
)

/** Two conversations become one. */
export async function giveDrafts(tx: Tx, business: string, { from, into }: { from: string; into: string }) {
  await APPEND(tx, { business, from, into })
  await GIVE(tx, { business, from, into })
  await FORGET(tx, { business, from })
}
