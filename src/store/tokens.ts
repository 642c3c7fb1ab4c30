import { type Actor, mayGive, type Role, type Standing } from '../domain/access.ts'
import type { Authority, MachineToken, Refused } from '../flows/store.ts'
import type { Ids } from '../flows/world.ts'
import { audit } from './audit.ts'
import { digestOf, newSecret } from './secrets.ts'
import { SEEN_EVERY_MS } from './sessions.ts'
import { isId, statement, type Tx } from './statement.ts'

interface TokenRow {
  id: string
  name: string
  role: Role
  lines: string
  created_by: string
  created_at: number
  expires_at: number | null
  last_used_at: number | null
  revoked_at: number | null
}

const COLUMNS = 'id, name, role, lines, created_by, created_at, expires_at, last_used_at, revoked_at'

const toToken = (row: TokenRow): MachineToken => ({
  id: row.id,
  name: row.name,
  role: row.role,
  lines: JSON.parse(row.lines),
  createdBy: row.created_by,
  createdAt: row.created_at,
  expiresAt: row.expires_at ?? undefined,
  lastUsedAt: row.last_used_at ?? undefined,
  revokedAt: row.revoked_at ?? undefined,
})

const INSERT = statement<{
  business: string
  id: string
  name: string
  digest: string
  role: Role
  lines: string
  createdBy: string
  creator: string
  now: number
  expiresAt: number | null
}>(
  () => `
  insert into tokens (business, id, name, digest, role, lines, created_by, creator, created_at, expires_at)
  values (:business, :id, :name, :digest, :role, :lines, :createdBy, :creator, :now, :expiresAt)`,
)

export async function createToken(
  tx: Tx,
  token: Authority & Standing & { name: string; expiresAt: number | undefined },
  ids: Ids,
): Promise<{ kind: 'done'; id: string; secret: string } | Refused> {
  const { business, actor, by, now, name, role, lines, expiresAt } = token
  if (!mayGive(actor, { role, lines })) return { kind: 'above-you' }
  const id = ids.next()
  const secret = newSecret('token')
  await INSERT(tx, {
    business,
    id,
    name,
    digest: digestOf(secret),
    role,
    lines: JSON.stringify(lines),
    createdBy: by.name,
    creator: by.id,
    now,
    expiresAt: expiresAt ?? null,
  })
  const detail = { name, role, lines, expiresAt: expiresAt ?? null }
  await audit(tx, ids, { business, by, at: now, action: 'token.created', subject: id, detail })
  return { kind: 'done', id, secret }
}

const ALL = statement<{ business: string }, TokenRow>(
  () => `select ${COLUMNS} from tokens where business = :business order by created_at desc, id desc limit 1000`,
)
const MADE_BY = statement<{ business: string; creator: string; now: number }, TokenRow>(
  () => `
  select ${COLUMNS} from tokens
  where business = :business and creator = :creator and revoked_at is null and (expires_at is null or expires_at > :now)
  order by created_at, id`,
)

export async function tokens(tx: Tx, business: string): Promise<MachineToken[]> {
  return (await ALL(tx, { business })).map(toToken)
}

export async function tokensMadeBy(
  tx: Tx,
  made: { business: string; creator: string; now: number },
): Promise<MachineToken[]> {
  return (await MADE_BY(tx, made)).map(toToken)
}

const ONE = statement<{ business: string; id: string }, TokenRow>(
  ({ forUpdate }) =>
    `select ${COLUMNS} from tokens t where business = :business and id = :id and revoked_at is null ${forUpdate('t')}`,
)
const REVOKE = statement<{ business: string; id: string; now: number }>(
  () => 'update tokens set revoked_at = :now where business = :business and id = :id',
)

export async function revokeToken(
  tx: Tx,
  revocation: Authority & { id: string },
  ids: Ids,
): Promise<{ kind: 'done' } | Refused> {
  const { business, id, actor, by, now } = revocation
  const [row] = isId(id) ? await ONE(tx, { business, id }) : []
  if (!row) return { kind: 'unknown' }
  if (!mayGive(actor, toToken(row))) return { kind: 'above-you' }
  await REVOKE(tx, { business, id, now })
  await audit(tx, ids, { business, by, at: now, action: 'token.revoked', subject: id, detail: { name: row.name } })
  return { kind: 'done' }
}

const BY_DIGEST = statement<{ business: string; digest: string; now: number }, TokenRow>(
  () => `
  select ${COLUMNS} from tokens
  where business = :business and digest = :digest and revoked_at is null and (expires_at is null or expires_at > :now)`,
)

export async function tokenBy(
  tx: Tx,
  { business, secret, now }: { business: string; secret: string; now: number },
): Promise<{ actor: Actor; isStale: boolean } | undefined> {
  const [row] = await BY_DIGEST(tx, { business, digest: digestOf(secret), now })
  if (!row) return undefined
  const { id, name, role, lines, lastUsedAt } = toToken(row)
  const isStale = lastUsedAt === undefined || now - lastUsedAt >= SEEN_EVERY_MS
  return { actor: { kind: 'token', id, name, role, lines }, isStale }
}

const USED = statement<{ business: string; id: string; now: number }>(
  () => 'update tokens set last_used_at = :now where business = :business and id = :id',
)
export const sawToken = (tx: Tx, used: { business: string; id: string; now: number }) => USED(tx, used)
