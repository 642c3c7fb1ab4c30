import type { Work, WorkClaim, WorkKind } from '../flows/store.ts'
import { needsLocks } from './locks.ts'
import { statement, type Tx } from './statement.ts'

export interface WorkRow {
  business: string
  kind: WorkKind
  key: string
  token: string
  revision: number
  attempts: number
}

const toWork = ({ business, kind, key, token, revision, attempts }: WorkRow): Work => ({
  business,
  kind,
  key,
  token,
  revision,
  attempts,
})

const WORK_KEY = { business: 'text', kind: 'text', key: 'id' } as const
const HELD = { ...WORK_KEY, token: 'id', revision: 'int' } as const

/** Asking again for what is already promised moves its time and its revision; whoever works on it will see that. */
const PROMISE = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, values } = each('asked', { ...WORK_KEY, due_at: 'ms' })
  return `
  insert into work (business, kind, key, due_at, revision, attempts, lease_until)
  ${values([row.business, row.kind, row.key, row.due_at, '1', '0', '0'], [row.key, row.kind])}
  on conflict (business, kind, key) do update set
    due_at = excluded.due_at, revision = work.revision + 1,
    attempts = case when work.died_at is null then work.attempts else 0 end, died_at = null`
})

/** What is promised already keeps its time. */
const ENSURE = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, values } = each('asked', { ...WORK_KEY, due_at: 'ms' })
  return `
  insert into work (business, kind, key, due_at, revision, attempts, lease_until)
  ${values([row.business, row.kind, row.key, row.due_at, '1', '0', '0'], [row.key, row.kind])}
  on conflict (business, kind, key) do nothing`
})

/** Promises work and takes it along, unless somebody holds it: then they are told by the revision. */
const PROMISE_HELD = statement<{ rows: readonly object[]; now: number; worker: number }, WorkRow>(({ each }) => {
  const { row, values } = each('asked', { ...WORK_KEY, token: 'id', lease_until: 'ms' })
  return `
  insert into work (business, kind, key, due_at, revision, attempts, token, worker, lease_until)
  ${values(
    [row.business, row.kind, row.key, ':now', '1', '0', row.token, ':worker', row.lease_until],
    [row.key, row.kind],
  )}
  on conflict (business, kind, key) do update set
    due_at = case when work.token is null and work.died_at is null then work.due_at else excluded.due_at end,
    revision = work.revision + 1,
    attempts = case when work.died_at is null then work.attempts else 0 end, died_at = null
  returning business, kind, key, token, revision, attempts`
})

/** Materialized: inlined, PostgreSQL may run the inner query more than once and claim more than it was asked for. */
const CLAIM = statement<
  { now: number; most: number; lease_until: number; token: string; worker: number },
  WorkRow & { due_at: number }
>(
  ({ skipLocked, forUpdate, rowPlace }) => `
  with due as materialized (
    select w.${rowPlace} as place from work w
    where w.died_at is null and w.token is null and w.due_at <= :now
    order by w.due_at limit :most + 0 ${forUpdate('w')} ${skipLocked})
  update work set token = :token, worker = :worker, lease_until = :lease_until, attempts = attempts + 1
  where ${rowPlace} in (select place from due)
  returning business, kind, key, token, revision, attempts, due_at`,
)

const NEXT_DUE = statement<Record<string, never>, { due_at: number | null }>(
  () => 'select min(due_at) as due_at from work where died_at is null and token is null',
)

const LOCK_HELD = statement<{ rows: readonly object[] }, WorkRow>(({ each, forUpdate }) => {
  const { row, join } = each('held', HELD)
  return `
  select w.kind, w.key, w.token from work w ${join}
  where w.business = ${row.business} and w.kind = ${row.kind} and w.key = ${row.key} and w.token = ${row.token}
  order by w.key, w.kind ${forUpdate('w')}`
})

const LOCK = statement<{ rows: readonly object[] }>(({ each, forUpdate }) => {
  const { row, join } = each('wanted', WORK_KEY)
  return `
  select w.key from work w ${join} where w.business = ${row.business} and w.kind = ${row.kind} and w.key = ${row.key}
  order by w.key, w.kind ${forUpdate('w')}`
})

const FINISH = statement<{ rows: readonly object[] }, WorkRow>(({ each }) => {
  const { row, using } = each('held', HELD)
  return `
  delete from work ${using}
  where work.business = ${row.business} and work.kind = ${row.kind} and work.key = ${row.key}
    and work.token = ${row.token} and work.revision = ${row.revision}
  returning work.kind, work.key, work.token`
})

const free = (attempts: string) =>
  statement<{ rows: readonly object[] }>(({ each }) => {
    const { row, from } = each('held', HELD)
    return `
  update work set token = null, worker = null, lease_until = 0, attempts = ${attempts} ${from}
  where work.business = ${row.business} and work.kind = ${row.kind} and work.key = ${row.key} and work.token = ${row.token}`
  })
/** What was asked again meanwhile stays, free for whoever comes, and begins anew. */
const LEAVE = free('0')
/** The claim is taken back; failures before it still count, or work that is interrupted often would never give up. */
const LET_GO = free('case when attempts > 0 then attempts - 1 else 0 end')

const POSTPONE = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, from } = each('later', { ...HELD, due_at: 'ms' })
  return `
  update work set token = null, worker = null, lease_until = 0, attempts = 0, due_at = ${row.due_at} ${from}
  where work.business = ${row.business} and work.kind = ${row.kind} and work.key = ${row.key} and work.token = ${row.token}`
})

const PUT_OFF = statement<{
  business: string
  kind: string
  key: string
  token: string
  revision: number
  due_at: number
}>(
  () => `
  update work set token = null, worker = null, lease_until = 0, attempts = 0,
    due_at = case when revision = :revision then :due_at else due_at end
  where business = :business and kind = :kind and key = :key and token = :token`,
)

/**
 * Somebody who asked again while it failed is owed a new try at the time they asked for, also where it has died: the
 * same as when they ask right after its death.
 */
const PUT_BACK = statement<{
  business: string
  kind: string
  key: string
  token: string
  revision: number
  due_at: number
  error: string
  died_at: number | null
}>(
  () => `
  update work set token = null, worker = null, lease_until = 0, error = :error,
    due_at = case when revision = :revision then :due_at else due_at end,
    attempts = case when revision <> :revision and cast(:died_at as bigint) is not null then 0 else attempts end,
    died_at = case when revision = :revision then cast(:died_at as bigint) end
  where business = :business and kind = :kind and key = :key and token = :token`,
)

const WAKE = statement<{ rows: readonly object[] }>(({ each, forUpdate }) => {
  const { row, join } = each('asked', { ...WORK_KEY, due_at: 'ms' })
  return `
  with woken as materialized (
    select w.business, w.kind, w.key, ${row.due_at} as due_at from work w ${join}
    where w.business = ${row.business} and w.kind = ${row.kind} and w.key = ${row.key} and w.died_at is null
    order by w.key, w.kind ${forUpdate('w')})
  update work set due_at = woken.due_at, revision = revision + 1 from woken
  where work.business = woken.business and work.kind = woken.kind and work.key = woken.key`
})

const RENEW = statement<{ rows: readonly object[]; until: number }, WorkRow>(({ each, forUpdate }) => {
  const { row, join } = each('held', HELD)
  return `
  with mine as materialized (
    select w.business, w.kind, w.key from work w ${join}
    where w.business = ${row.business} and w.kind = ${row.kind} and w.key = ${row.key} and w.token = ${row.token}
    order by w.key, w.kind ${forUpdate('w')})
  update work set lease_until = :until where (business, kind, key) in (select business, kind, key from mine)
  returning kind, key, token, revision`
})

export const promise = (tx: Tx, rows: { business: string; kind: WorkKind; key: string; due_at: number }[]) =>
  PROMISE(tx, { rows })

export const ensure = (tx: Tx, rows: { business: string; kind: WorkKind; key: string; due_at: number }[]) =>
  ENSURE(tx, { rows })

export const wake = (tx: Tx, rows: { business: string; kind: WorkKind; key: string; due_at: number }[]) =>
  WAKE(tx, { rows })

export async function promiseHeld(
  tx: Tx,
  rows: { business: string; kind: WorkKind; key: string; token: string; lease_until: number }[],
  now: number,
): Promise<Map<string, Work>> {
  const promised = await PROMISE_HELD(tx, { rows, now, worker: tx.worker })
  const ours = new Set(rows.map(({ token }) => token))
  return new Map(promised.filter(({ token }) => ours.has(token)).map((row) => [row.key, toWork(row)]))
}

export async function claimWork(tx: Tx, claim: WorkClaim): Promise<{ claimed: Work[]; nextDueAt: number | undefined }> {
  const { now, most, leaseUntil } = claim
  const rows = await CLAIM(tx, { now, most, lease_until: leaseUntil, token: claim.token(), worker: tx.worker })
  const claimed = rows.toSorted((a, b) => a.due_at - b.due_at).map(toWork)
  if (rows.length === most) return { claimed, nextDueAt: now }
  const [next] = await NEXT_DUE(tx, {})
  return { claimed, nextDueAt: next?.due_at ?? undefined }
}

/**
 * Locks the work that is still held, in key order, and tells it from what is not. By its token: a worker that lost its
 * lease may ask in the same moment as the one that has it now.
 */
export async function lockHeld(tx: Tx, work: readonly Work[]): Promise<{ has(work: Work): boolean }> {
  const held = new Set((await LOCK_HELD(tx, { rows: work })).map(holdOf))
  return { has: (one) => held.has(holdOf(one)) }
}

/** For whoever changes more than one piece of work, in more than one statement: whatever is there of it, in key order. */
export async function lockWork(tx: Tx, work: readonly { business: string; kind: WorkKind; key: string }[]) {
  if (needsLocks(tx.dialect)) await LOCK(tx, { rows: work })
}

const holdOf = ({ kind, key, token }: Pick<Work, 'kind' | 'key' | 'token'>) => `${kind} ${key} ${token}`

/** Hands back the keys of what was asked again meanwhile: it is free, and whoever finishes it must have it looked for. */
export async function finish(tx: Tx, work: readonly Work[]): Promise<ReadonlySet<string>> {
  if (work.length === 0) return NONE
  const done = new Set((await FINISH(tx, { rows: work })).map(holdOf))
  const asked = done.size === work.length ? [] : work.filter((one) => !done.has(holdOf(one)))
  if (asked.length === 0) return NONE
  await LEAVE(tx, { rows: asked })
  return new Set(asked.map(({ key }) => key))
}
const NONE: ReadonlySet<string> = new Set()

/** Gives work back as it was found: due when it is due, and not counted as a failure. */
export async function letGo(tx: Tx, work: readonly Work[]): Promise<void> {
  if (work.length > 0) await LET_GO(tx, { rows: work })
}

export async function postpone(tx: Tx, later: readonly (Work & { due_at: number })[]): Promise<void> {
  if (later.length > 0) await POSTPONE(tx, { rows: later })
}

/** Where somebody asked again meanwhile, the time that they asked for counts. */
export async function putOff(tx: Tx, work: Work, dueAt: number | undefined): Promise<void> {
  if (dueAt === undefined) await finish(tx, [work])
  else {
    const { business, kind, key, token, revision } = work
    await PUT_OFF(tx, { business, kind, key, token, revision, due_at: dueAt })
  }
}

export async function putBack(
  tx: Tx,
  work: Work,
  options: { dueAt: number; error: string; diedAt: number | null },
): Promise<void> {
  const { business, kind, key, token, revision } = work
  const { dueAt, error, diedAt } = options
  await PUT_BACK(tx, { business, kind, key, token, revision, due_at: dueAt, error, died_at: diedAt })
}

/** Also says what became of the work meanwhile: lost to others, or asked for again. */
export async function renewLeases(
  tx: Tx,
  { work, until }: { work: readonly Work[]; until: number },
): Promise<{ lost: Work[]; again: Work[] }> {
  const kept = new Map((await RENEW(tx, { rows: work, until })).map((row) => [holdOf(row), row.revision]))
  return {
    lost: work.filter((one) => !kept.has(holdOf(one))),
    again: work.filter((one) => (kept.get(holdOf(one)) ?? one.revision) !== one.revision),
  }
}
