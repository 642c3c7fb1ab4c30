import type { PhoneHash } from '../domain/phone.ts'
import type { Stray } from '../flows/store.ts'
import type { Ids } from '../flows/world.ts'
import { keepPhones, withoutPhones, withPhones } from './hidden-phones.ts'
import { asCame } from './raw.ts'
import { isId, statement, type Tx } from './statement.ts'

const STRAY = {
  business: 'text',
  id: 'id',
  reason: 'text',
  field: 'text',
  waits_for: 'text',
  raw: 'text',
  received_at: 'ms',
} as const

const INSERT = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, values } = each('kept', STRAY)
  return `
  insert into strays (business, id, reason, field, waits_for, raw, received_at)
  ${values([row.business, row.id, row.reason, row.field, row.waits_for, row.raw, row.received_at])}`
})

const OF_NUMBERS = statement<{ rows: readonly object[] }, { business: string; id: string; raw: string }>(
  ({ all }) => `
  select s.business, s.id, s.raw from strays s join ${all('known', { phone_number_id: 'text' })}
    on s.waits_for = known.phone_number_id
  order by s.received_at limit 1000`,
)

const FORGET = statement<{ id: string }>(() => 'delete from strays where id = :id')

export async function keepStrays(
  tx: Tx,
  strays: readonly Stray[],
  { ids, hash }: { ids: Ids; hash: PhoneHash },
): Promise<undefined[]> {
  if (hash.mode !== 'off')
    for (const { business, raw, waitsFor, receivedAt } of strays)
      if (waitsFor !== undefined) await keepPhones(tx, { business, raw, at: receivedAt }, { ids, hash })
  await INSERT(tx, {
    rows: strays.map(({ business, reason, field, waitsFor, raw, receivedAt }) => ({
      business,
      id: ids.next(),
      reason,
      field: field ?? null,
      waits_for: waitsFor ?? null,
      raw: asCame(withoutPhones(raw, hash)),
      received_at: receivedAt,
    })),
  })
  return strays.map(() => undefined)
}

export async function straysOf(
  tx: Tx,
  phoneNumberIds: readonly string[],
  hash: PhoneHash,
): Promise<{ id: string; raw: unknown }[]> {
  const rows = await OF_NUMBERS(tx, { rows: phoneNumberIds.map((phone_number_id) => ({ phone_number_id })) })
  const strays: { id: string; raw: unknown }[] = []
  for (const { business, id, raw } of rows)
    strays.push({ id, raw: await withPhones(tx, { business, raw: JSON.parse(raw) }, hash) })
  return strays
}

export async function forgetStray(tx: Tx, id: string): Promise<void> {
  if (isId(id)) await FORGET(tx, { id })
}
