import type { DeadLetter } from '../flows/store.ts'
import { isId, statement, type Tx } from './statement.ts'
import type { WorkRow } from './work.ts'

/** What somebody has locked is worked on in this very moment: it is left to the next reaping. */
const REAP = statement<{ rows: readonly object[]; now: number }, { key: string }>(
  ({ all, forUpdate, skipLocked }) => `
  with abandoned as materialized (
    select w.business, w.kind, w.key from work w
    where w.token is not null
      and (w.lease_until <= :now or w.worker not in (select worker from ${all('alive', { worker: 'int' })}))
    ${forUpdate('w')} ${skipLocked})
  update work set token = null, worker = null, lease_until = 0
  where (business, kind, key) in (select business, kind, key from abandoned)
  returning key`,
)

const DEAD = statement<Record<string, never>, WorkRow & { error: string | null; died_at: number }>(
  () =>
    'select business, kind, key, attempts, error, died_at from work where died_at is not null order by died_at limit 200',
)

const REPLAY = statement<{ business: string; kind: string; key: string; now: number }, { key: string }>(
  () => `
  update work set died_at = null, attempts = 0, due_at = :now
  where business = :business and kind = :kind and key = :key and died_at is not null returning key`,
)

/** Frees what dead workers were holding, and what outlived its lease. */
export async function reap(tx: Tx, { alive, now }: { alive: readonly number[]; now: number }): Promise<number> {
  return (await REAP(tx, { rows: alive.map((worker) => ({ worker })), now })).length
}

export async function deadLetters(tx: Tx): Promise<DeadLetter[]> {
  const rows = await DEAD(tx, {})
  return rows.map(({ business, kind, key, attempts, error, died_at }) => ({
    business,
    kind,
    key,
    attempts,
    error: error ?? '',
    diedAt: died_at,
  }))
}

export async function replay(
  tx: Tx,
  letter: Pick<DeadLetter, 'business' | 'kind' | 'key'>,
  now: number,
): Promise<boolean> {
  const { business, kind, key } = letter
  if (!isId(key)) return false
  return (await REPLAY(tx, { business, kind, key, now })).length > 0
}
