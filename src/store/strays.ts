import type { Stray } from '../flows/store.ts'
import type { Ids } from '../flows/world.ts'
import { isId, statement, type Tx } from './statement.ts'

const INSERT = statement<{ rows: readonly object[] }>(
  ({ rows }) => `
  insert into strays (business, id, reason, field, waits_for, raw, received_at)
  select business, id, reason, field, waits_for, raw, received_at
  from ${rows(':rows', 'kept', {
    business: 'text',
    id: 'id',
    reason: 'text',
    field: 'text',
    waits_for: 'text',
    raw: 'text',
    received_at: 'ms',
  })}`,
)

const OF_NUMBERS = statement<{ rows: readonly object[] }, { id: string; raw: string }>(
  ({ rows }) => `
  select s.id, s.raw from strays s join ${rows(':rows', 'known', { phone_number_id: 'text' })}
    on s.waits_for = known.phone_number_id
  order by s.received_at limit 1000`,
)

const FORGET = statement<{ id: string }>(() => 'delete from strays where id = :id')

export async function keepStrays(tx: Tx, strays: readonly Stray[], ids: Ids): Promise<undefined[]> {
  await INSERT(tx, {
    rows: strays.map(({ business, reason, field, waitsFor, raw, receivedAt }) => ({
      business,
      id: ids.next(),
      reason,
      field: field ?? null,
      waits_for: waitsFor ?? null,
      raw: JSON.stringify(raw),
      received_at: receivedAt,
    })),
  })
  return strays.map(() => undefined)
}

export async function straysOf(tx: Tx, phoneNumberIds: readonly string[]): Promise<{ id: string; raw: unknown }[]> {
  const rows = await OF_NUMBERS(tx, { rows: phoneNumberIds.map((phone_number_id) => ({ phone_number_id })) })
  return rows.map(({ id, raw }) => ({ id, raw: JSON.parse(raw) }))
}

export async function forgetStray(tx: Tx, id: string): Promise<void> {
  if (isId(id)) await FORGET(tx, { id })
}
