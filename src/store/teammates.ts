import { type LineScope, mayGive, type Role, type Standing } from '../domain/access.ts'
import type { Authority, Credential, MachineToken, OnDuty, Refused, Teammate } from '../flows/store.ts'
import type { Ids } from '../flows/world.ts'
import { audit } from './audit.ts'
import { endSessions } from './sessions.ts'
import { isId, statement, type Tx } from './statement.ts'
import { tokensMadeBy } from './tokens.ts'

interface TeammateRow {
  id: string
  name: string
  email: string
  role: Role
  lines: string
  created_at: number
  away_since: number | null
}

const COLUMNS = 'id, name, email, role, lines, created_at, away_since'

const ALL = statement<{ business: string }, TeammateRow>(
  () =>
    `select ${COLUMNS} from teammates where business = :business and removed_at is null order by created_at, id limit 1000`,
)

/** In this order two changes wait for each other: the last owner cannot be taken away by two at once. */
const OWNERS_AND = statement<{ business: string; id: string }, TeammateRow>(
  ({ forUpdate }) => `
  select ${COLUMNS} from teammates t
  where business = :business and removed_at is null and (role = 'owner' or id = :id) order by id ${forUpdate('t')}`,
)

const standingOf = ({ role, lines }: { role: Role; lines: string }): Standing => ({ role, lines: JSON.parse(lines) })

const toTeammate = ({ created_at, away_since, ...row }: TeammateRow): Teammate => ({
  id: row.id,
  name: row.name,
  email: row.email,
  ...standingOf(row),
  createdAt: created_at,
  awaySince: away_since ?? undefined,
})

export async function teammates(tx: Tx, business: string): Promise<Teammate[]> {
  return (await ALL(tx, { business })).map(toTeammate)
}

const BY_EMAIL = statement<{ business: string; email: string }, TeammateRow & { password: string | null }>(
  () =>
    `select ${COLUMNS}, password from teammates where business = :business and email = :email and removed_at is null`,
)
const BY_ID = statement<{ business: string; id: string }, TeammateRow & { password: string | null }>(
  () => `select ${COLUMNS}, password from teammates where business = :business and id = :id and removed_at is null`,
)

export async function credential(
  tx: Tx,
  { business, ...by }: { business: string } & ({ email: string } | { id: string }),
): Promise<Credential | undefined> {
  if ('id' in by && !isId(by.id)) return undefined
  const [row] = 'id' in by ? await BY_ID(tx, { business, id: by.id }) : await BY_EMAIL(tx, { business, ...by })
  return row && { ...toTeammate(row), passwordHash: row.password ?? '' }
}

const INSERT = statement<
  {
    business: string
    id: string
    name: string
    email: string
    role: Role
    lines: string
    password: string
    now: number
  },
  { id: string }
>(
  () => `
  insert into teammates (business, id, name, email, role, lines, password, created_at, updated_at)
  values (:business, :id, :name, :email, :role, :lines, :password, :now, :now)
  on conflict (business, email) where removed_at is null do nothing returning id`,
)

/** False where a teammate has this address already. */
export async function addTeammate(
  tx: Tx,
  teammate: Standing & { business: string; id: string; name: string; email: string; passwordHash: string; now: number },
): Promise<boolean> {
  const { lines, passwordHash, ...row } = teammate
  return (await INSERT(tx, { ...row, lines: JSON.stringify(lines), password: passwordHash })).length > 0
}

const CHANGE = statement<{ business: string; id: string; name: string; role: Role; lines: string; now: number }>(
  () => `
  update teammates set name = :name, role = :role, lines = :lines, updated_at = :now
  where business = :business and id = :id`,
)

export interface TeammateChange extends Authority {
  readonly id: string
  readonly name?: string | undefined
  readonly role?: Role | undefined
  readonly lines?: LineScope | undefined
}

export async function changeTeammate(tx: Tx, change: TeammateChange, ids: Ids): Promise<{ kind: 'done' } | Refused> {
  const { business, id, now } = change
  const found = await lock(tx, change)
  if ('kind' in found) return found
  const { teammate, isLastOwner } = found
  const role = change.role ?? teammate.role
  // Owners work on all lines: whoever becomes one does so as well.
  const lines = role === 'owner' && change.lines === undefined ? 'all' : (change.lines ?? teammate.lines)
  const next = { name: change.name ?? teammate.name, role, lines }
  if (!mayGive(change.actor, next)) return { kind: 'above-you' }
  if (isLastOwner && role !== 'owner') return { kind: 'last-owner' }
  await CHANGE(tx, { business, id, now, ...next, lines: JSON.stringify(lines) })
  const before = { name: teammate.name, role: teammate.role, lines: teammate.lines }
  if (role !== before.role || JSON.stringify(lines) !== JSON.stringify(before.lines))
    await endSessions(tx, { business, teammate: id })
  const detail = { before, after: next }
  await audit(tx, ids, { ...change, at: now, action: 'teammate.changed', subject: id, detail })
  return { kind: 'done' }
}

/** The address goes with them; what they did keeps their name. */
const REMOVE = statement<{ business: string; id: string; now: number }>(
  () => `
  update teammates set email = null, password = null, removed_at = :now, updated_at = :now
  where business = :business and id = :id`,
)
const WITHDRAW_OF = statement<{ business: string; id: string }>(
  () => 'delete from one_time_secrets where business = :business and teammate = :id',
)

export async function removeTeammate(
  tx: Tx,
  removal: Authority & { id: string },
  ids: Ids,
): Promise<{ kind: 'done'; tokens: MachineToken[] } | Refused> {
  const { business, id, now } = removal
  const found = await lock(tx, removal)
  if ('kind' in found) return found
  if (found.isLastOwner) return { kind: 'last-owner' }
  await REMOVE(tx, { business, id, now })
  await WITHDRAW_OF(tx, { business, id })
  await endSessions(tx, { business, teammate: id })
  const { name, role } = found.teammate
  await audit(tx, ids, { ...removal, at: now, action: 'teammate.removed', subject: id, detail: { name, role } })
  return { kind: 'done', tokens: await tokensMadeBy(tx, { business, creator: id, now }) }
}

/** The teammate as they are and will stay until the transaction ends, where the actor has power over them. */
export async function lock(
  tx: Tx,
  { business, id, actor }: Pick<Authority, 'business' | 'actor'> & { id: string },
): Promise<{ teammate: Teammate; isLastOwner: boolean } | Refused> {
  const rows = isId(id) ? (await OWNERS_AND(tx, { business, id })).map(toTeammate) : []
  const teammate = rows.find((one) => one.id === id)
  if (!teammate) return { kind: 'unknown' }
  if (!mayGive(actor, teammate)) return { kind: 'above-you' }
  const isLastOwner = teammate.role === 'owner' && rows.every((one) => one.id === id || one.role !== 'owner')
  return { teammate, isLastOwner }
}

const SET_AWAY = statement<{ business: string; id: string; now: number; away: number }, { id: string }>(
  () => `
  update teammates set away_since = case when :away = 1 then coalesce(away_since, :now) else null end, updated_at = :now
  where business = :business and id = :id and removed_at is null returning id`,
)

/** On duty or not, for all lines they work on. False where there is no such teammate. */
export async function setAway(tx: Tx, change: OnDuty, ids: Ids): Promise<boolean> {
  const { business, id, away, now } = change
  if (!isId(id) || (await SET_AWAY(tx, { business, id, now, away: away ? 1 : 0 })).length === 0) return false
  const action = away ? 'teammate.away' : 'teammate.back'
  await audit(tx, ids, { ...change, at: now, action, subject: id })
  return true
}

const SET_PASSWORD = statement<{ business: string; id: string; password: string; now: number }>(
  () => 'update teammates set password = :password, updated_at = :now where business = :business and id = :id',
)

/** Whoever was signed in with the old one is not any more; `keep` is the session that asks. */
export async function setPassword(
  tx: Tx,
  given: { business: string; id: string; passwordHash: string; now: number; keep?: string },
): Promise<void> {
  const { business, id, passwordHash, now, keep } = given
  await SET_PASSWORD(tx, { business, id, password: passwordHash, now })
  await endSessions(tx, { business, teammate: id, ...(keep && { keep }) })
}

export async function changePassword(
  tx: Tx,
  change: Authority & { passwordHash: string; keep: string },
  ids: Ids,
): Promise<void> {
  const { business, by, passwordHash, keep, now } = change
  await setPassword(tx, { business, id: by.id, passwordHash, now, keep })
  await audit(tx, ids, { ...change, at: now, action: 'password.changed', subject: by.id })
}
