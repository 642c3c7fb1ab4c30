import type { Actor, Role } from '../domain/access.ts'
import type { NewSession, Session } from '../flows/store.ts'
import type { Ids } from '../flows/world.ts'
import { digestOf } from './secrets.ts'
import { isId, statement, type Tx } from './statement.ts'

const HOUR_MS = 60 * 60_000
/** Nobody who walked away stays signed in. */
const IDLE_MS = 12 * HOUR_MS
/** However busy somebody is, after this they show their password again. */
const LONGEST_MS = 7 * 24 * HOUR_MS
/** So often at most it is written that somebody or something was here. */
export const SEEN_EVERY_MS = 60_000

const INSERT = statement<{
  business: string
  id: string
  teammate: string
  digest: string
  ip: string | null
  userAgent: string | null
  now: number
}>(
  () => `
  insert into sessions (business, id, teammate, digest, ip, user_agent, created_at, seen_at)
  values (:business, :id, :teammate, :digest, :ip, :userAgent, :now, :now)`,
)

const LONGEST_USER_AGENT = 256

export async function beginSession(tx: Tx, session: NewSession, ids: Ids): Promise<{ id: string }> {
  const { business, teammate, token, ip, userAgent, now } = session
  const id = ids.next()
  await INSERT(tx, {
    business,
    id,
    teammate,
    digest: digestOf(token),
    ip: ip ?? null,
    userAgent: userAgent?.slice(0, LONGEST_USER_AGENT) ?? null,
    now,
  })
  return { id }
}

interface Found {
  id: string
  seen_at: number
  teammate: string
  name: string
  role: Role
  lines: string
}

const BY_DIGEST = statement<{ business: string; digest: string; idle: number; longest: number }, Found>(
  () => `
  select s.id, s.seen_at, s.teammate, t.name, t.role, t.lines
  from sessions s join teammates t on t.business = s.business and t.id = s.teammate and t.removed_at is null
  where s.business = :business and s.digest = :digest and s.seen_at > :idle and s.created_at > :longest`,
)

const limits = (now: number) => ({ idle: now - IDLE_MS, longest: now - LONGEST_MS })

export async function sessionBy(
  tx: Tx,
  { business, token, now }: { business: string; token: string; now: number },
): Promise<{ id: string; actor: Actor; isStale: boolean } | undefined> {
  const [row] = await BY_DIGEST(tx, { business, digest: digestOf(token), ...limits(now) })
  if (!row) return undefined
  const { id, teammate, name, role, lines, seen_at } = row
  const actor: Actor = { kind: 'teammate', id: teammate, name, role, lines: JSON.parse(lines) }
  return { id, actor, isStale: now - seen_at >= SEEN_EVERY_MS }
}

const SEEN = statement<{ business: string; id: string; now: number }>(
  () => 'update sessions set seen_at = :now where business = :business and id = :id',
)
export const sawSession = (tx: Tx, seen: { business: string; id: string; now: number }) => SEEN(tx, seen)

interface SessionRow {
  id: string
  created_at: number
  seen_at: number
  ip: string | null
  user_agent: string | null
}

const OF_TEAMMATE = statement<{ business: string; teammate: string; idle: number; longest: number }, SessionRow>(
  () => `
  select id, created_at, seen_at, ip, user_agent from sessions
  where business = :business and teammate = :teammate and seen_at > :idle and created_at > :longest
  order by seen_at desc, id limit 100`,
)

export async function sessionsOf(
  tx: Tx,
  { business, teammate, now }: { business: string; teammate: string; now: number },
): Promise<Session[]> {
  if (!isId(teammate)) return []
  return (await OF_TEAMMATE(tx, { business, teammate, ...limits(now) })).map((row) => ({
    id: row.id,
    createdAt: row.created_at,
    seenAt: row.seen_at,
    ip: row.ip ?? undefined,
    userAgent: row.user_agent ?? undefined,
  }))
}

const END = statement<{ business: string; teammate: string; id: string }, { id: string }>(
  () => 'delete from sessions where business = :business and teammate = :teammate and id = :id returning id',
)

export async function endSession(
  tx: Tx,
  { business, teammate, id }: { business: string; teammate: string; id: string },
): Promise<boolean> {
  if (!isId(teammate) || !isId(id)) return false
  return (await END(tx, { business, teammate, id })).length > 0
}

const LEAVE = statement<{ business: string; digest: string }>(
  () => 'delete from sessions where business = :business and digest = :digest',
)

export async function leaveSession(tx: Tx, { business, token }: { business: string; token: string }): Promise<void> {
  await LEAVE(tx, { business, digest: digestOf(token) })
}

const END_ALL = statement<{ business: string; teammate: string }>(
  () => 'delete from sessions where business = :business and teammate = :teammate',
)
const END_OTHERS = statement<{ business: string; teammate: string; keep: string }>(
  () => 'delete from sessions where business = :business and teammate = :teammate and id <> :keep',
)

export async function endSessions(
  tx: Tx,
  { keep, ...of }: { business: string; teammate: string; keep?: string },
): Promise<void> {
  if (keep === undefined) await END_ALL(tx, of)
  else await END_OTHERS(tx, { ...of, keep })
}

const FORGET = statement<{ idle: number; longest: number }>(
  () => 'delete from sessions where seen_at <= :idle or created_at <= :longest',
)
export const forgetSessions = (tx: Tx, now: number) => FORGET(tx, limits(now))
