import { createHash } from 'node:crypto'
import type { PhoneHash } from '../domain/phone.ts'
import type { KeptNotice, NoticeKey, ReceivedNotice, Work } from '../flows/store.ts'
import type { Ids } from '../flows/world.ts'
import { keepPhones, withoutPhones, withPhones } from './hidden-phones.ts'
import { asCame } from './raw.ts'
import { isId, statement, type Tx } from './statement.ts'
import { finish, promise } from './work.ts'

/** Meta brings an event again when it is not sure: the same words are the same event. */
const INSERT = statement<{ rows: readonly object[] }, { id: string }>(({ each }) => {
  const { row, values } = each('told', {
    business: 'text',
    id: 'id',
    digest: 'text',
    field: 'text',
    line: 'text',
    account: 'text',
    raw: 'text',
    received_at: 'ms',
  })
  return `
  insert into notices (business, id, digest, field, line, account, raw, received_at)
  ${values(
    [row.business, row.id, row.digest, row.field, row.line, row.account, row.raw, row.received_at],
    [row.business, row.digest],
  )}
  on conflict (business, digest) do nothing returning id`
})

const LOAD = statement<
  { business: string; id: string },
  { field: string; line: string | null; account: string | null; raw: string; received_at: number }
>(() => 'select field, line, account, raw, received_at from notices where business = :business and id = :id')

const FORGET = statement<{ before: number }>(() => 'delete from notices where received_at < :before')

/** Keeps what a change tells; where somebody handles its field, that is promised in the same breath. */
export async function keepNotices(
  tx: Tx,
  batch: readonly ReceivedNotice[],
  { ids, hash }: { ids: Ids; hash: PhoneHash },
): Promise<{ fresh: boolean }[]> {
  const rows = batch.map(({ business, field, line, account, raw, receivedAt }) => {
    const text = asCame(withoutPhones(raw, hash))
    const digest = createHash('sha256').update(text).digest('base64')
    return {
      business,
      id: ids.next(),
      digest,
      field,
      line: line ?? null,
      account: account ?? null,
      raw: text,
      received_at: receivedAt,
    }
  })
  const stored = new Set((await INSERT(tx, { rows })).map(({ id }) => id))
  // Older chats are read later and with people who are not known yet: their phones must be whole again then.
  for (const [index, { business, raw, receivedAt: at, field }] of batch.entries())
    if (field === 'history' && hash.mode !== 'off' && stored.has(rows[index]!.id))
      await keepPhones(tx, { business, raw, at }, { hash, ids })
  const told = rows.filter(({ id }, index) => batch[index]!.handled && stored.has(id))
  if (told.length > 0)
    await promise(
      tx,
      told.map(({ business, id, received_at }) => ({ business, kind: 'notice', key: id, due_at: received_at })),
    )
  return rows.map(({ id }) => ({ fresh: stored.has(id) }))
}

export async function loadNotice(
  tx: Tx,
  { business, id }: NoticeKey,
  hash: PhoneHash,
): Promise<KeptNotice | undefined> {
  if (!isId(id)) return undefined
  const [row] = await LOAD(tx, { business, id })
  if (!row) return undefined
  const { field, line, account, raw, received_at } = row
  return {
    field,
    line: line ?? undefined,
    account: account ?? undefined,
    raw: await withPhones(tx, { business, raw: JSON.parse(raw) }, hash),
    receivedAt: received_at,
  }
}

export async function finishNotice(tx: Tx, work: Work): Promise<void> {
  await finish(tx, [work])
}

export async function forgetNotices(tx: Tx, before: number): Promise<void> {
  await FORGET(tx, { before })
}
