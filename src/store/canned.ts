import type { CannedChange, CannedKept, CannedReply } from '../flows/desk-data.ts'
import { isId, statement, type Tx } from './statement.ts'

/** More than anybody finds anything in. */
const MOST = 500

interface Row {
  id: string
  name: string
  text: string
  line: string
}

const LIST = statement<{ business: string }, Row>(
  () =>
    `select id, name, text, line from canned_replies where business = :business order by key, line, id limit ${MOST}`,
)

export async function cannedReplies(tx: Tx, business: string): Promise<CannedReply[]> {
  return (await LIST(tx, { business })).map(({ line, ...row }) => ({ ...row, line: line === '' ? undefined : line }))
}

interface Given extends Row, Record<string, string | number> {
  business: string
  key: string
  now: number
}

const COUNT = statement<{ business: string }, { count: number }>(
  () => 'select count(*) as count from canned_replies where business = :business',
)
const INSERT = statement<Given, { id: string }>(
  () => `
  insert into canned_replies (business, id, line, name, key, text, created_at, updated_at)
  values (:business, :id, :line, :name, :key, :text, :now, :now)
  on conflict (business, line, key) do nothing returning id`,
)

export async function keepCanned(tx: Tx, reply: CannedChange): Promise<CannedKept> {
  const [counted] = await COUNT(tx, { business: reply.business })
  if (counted!.count >= MOST) return 'too-many'
  return (await INSERT(tx, given(reply))).length > 0 ? 'kept' : 'name-taken'
}

const TAKEN = statement<Given, { id: string }>(
  () => 'select id from canned_replies where business = :business and line = :line and key = :key and id <> :id',
)
const UPDATE = statement<Given, { id: string }>(
  () => `
  update canned_replies set line = :line, name = :name, key = :key, text = :text, updated_at = :now
  where business = :business and id = :id returning id`,
)

export async function changeCanned(tx: Tx, reply: CannedChange): Promise<CannedKept> {
  if (!isId(reply.id)) return 'unknown'
  if ((await TAKEN(tx, given(reply))).length > 0) return 'name-taken'
  return (await UPDATE(tx, given(reply))).length > 0 ? 'kept' : 'unknown'
}

/** Names are the same however they are written. */
const given = ({ business, id, name, text, line, now }: CannedChange): Given => ({
  business,
  id,
  line: line ?? '',
  name,
  key: name.normalize('NFKC').toLowerCase(),
  text,
  now,
})

const DELETE = statement<{ business: string; id: string }, { id: string }>(
  () => 'delete from canned_replies where business = :business and id = :id returning id',
)

export async function dropCanned(tx: Tx, key: { business: string; id: string }): Promise<boolean> {
  return isId(key.id) && (await DELETE(tx, key)).length > 0
}
