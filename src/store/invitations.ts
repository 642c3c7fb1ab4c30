import { mayGive, type Standing } from '../domain/access.ts'
import type { Authority, By, Invitation, Refused } from '../flows/store.ts'
import type { Ids } from '../flows/world.ts'
import { audit } from './audit.ts'
import { type OfferRow, offer, use } from './one-time-secrets.ts'
import { closeSetUp } from './set-up.ts'
import { isId, statement, type Tx } from './statement.ts'
import { addTeammate, credential, lock, setPassword } from './teammates.ts'

const WITHDRAW_EARLIER = statement<{ business: string; email: string }>(
  () => `delete from one_time_secrets where business = :business and kind = 'invitation' and email = :email`,
)

type Offered = { kind: 'done'; id: string; secret: string; expiresAt: number }

/** The last invitation of an address counts. */
export async function invite(
  tx: Tx,
  invitation: Authority & Standing & { email: string },
  ids: Ids,
): Promise<Offered | Refused> {
  const { business, actor, by, now, email, role, lines } = invitation
  const standing = { role, lines }
  if (!mayGive(actor, standing)) return { kind: 'above-you' }
  if (await credential(tx, { business, email })) return { kind: 'known-email' }
  await WITHDRAW_EARLIER(tx, { business, email })
  const offered = await offer(tx, { business, kind: 'invitation', email, standing, offeredBy: by.name, now }, ids)
  const detail = { email, role, lines }
  await audit(tx, ids, { business, by, at: now, action: 'teammate.invited', subject: offered.id, detail })
  return { kind: 'done', ...offered }
}

const OPEN = statement<{ business: string; now: number }, OfferRow>(
  () => `
  select * from one_time_secrets where business = :business and kind = 'invitation' and expires_at > :now
  order by created_at, id limit 1000`,
)
const ONE = statement<{ business: string; id: string }, OfferRow>(
  () => `select * from one_time_secrets where business = :business and id = :id and kind = 'invitation'`,
)
const WITHDRAW = statement<{ business: string; id: string }>(
  () => 'delete from one_time_secrets where business = :business and id = :id',
)

const toInvitation = (row: OfferRow): Invitation => ({
  id: row.id,
  email: row.email ?? '',
  ...standingOf(row),
  invitedBy: row.offered_by,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
})

const standingOf = ({ role, lines }: OfferRow): Standing => ({
  role: role ?? 'viewer',
  lines: lines === null ? [] : JSON.parse(lines),
})

export async function invitations(tx: Tx, { business, now }: { business: string; now: number }): Promise<Invitation[]> {
  return (await OPEN(tx, { business, now })).map(toInvitation)
}

export async function withdrawInvitation(
  tx: Tx,
  { business, id, actor, by, now }: Authority & { id: string },
  ids: Ids,
): Promise<{ kind: 'done' } | Refused> {
  const [row] = isId(id) ? await ONE(tx, { business, id }) : []
  if (!row) return { kind: 'unknown' }
  const { email, ...standing } = toInvitation(row)
  if (!mayGive(actor, standing)) return { kind: 'above-you' }
  await WITHDRAW(tx, { business, id })
  await audit(tx, ids, { business, by, at: now, action: 'invitation.withdrawn', subject: id, detail: { email } })
  return { kind: 'done' }
}

interface Comer {
  readonly business: string
  readonly secret: string
  readonly passwordHash: string
  readonly ip: string | undefined
  readonly now: number
}

export async function acceptInvitation(
  tx: Tx,
  comer: Comer & { name: string },
  ids: Ids,
): Promise<{ kind: 'done'; email: string } | Refused> {
  const { business, name, passwordHash, ip, now } = comer
  const row = await use(tx, { ...comer, kind: 'invitation' })
  if (!row) return { kind: 'unknown' }
  const { email, role, lines } = toInvitation(row)
  const id = ids.next()
  if (!(await addTeammate(tx, { business, id, name, email, role, lines, passwordHash, now })))
    return { kind: 'known-email' }
  if (role === 'owner') await closeSetUp(tx, business)
  const by: By = { kind: 'teammate', id, name, source: 'api', ip }
  const detail = { email, role, lines, invitedBy: row.offered_by }
  await audit(tx, ids, { business, by, at: now, action: 'teammate.joined', subject: id, detail })
  return { kind: 'done', email }
}

export async function offerReset(
  tx: Tx,
  { business, id, actor, by, now }: Authority & { id: string },
  ids: Ids,
): Promise<Offered | Refused> {
  const found = await lock(tx, { business, id, actor })
  if ('kind' in found) return found
  const offered = await offer(tx, { business, kind: 'reset', teammate: id, offeredBy: by.name, now }, ids)
  await audit(tx, ids, { business, by, at: now, action: 'password.reset-offered', subject: id })
  return { kind: 'done', ...offered }
}

export async function resetPassword(
  tx: Tx,
  comer: Comer,
  ids: Ids,
): Promise<{ kind: 'done'; email: string } | Refused> {
  const { business, passwordHash, ip, now } = comer
  const row = await use(tx, { ...comer, kind: 'reset' })
  const teammate = row?.teammate ? await credential(tx, { business, id: row.teammate }) : undefined
  if (!teammate) return { kind: 'unknown' }
  await setPassword(tx, { business, id: teammate.id, passwordHash, now })
  const by: By = { kind: 'teammate', id: teammate.id, name: teammate.name, source: 'api', ip }
  await audit(tx, ids, { business, by, at: now, action: 'password.reset', subject: teammate.id })
  return { kind: 'done', email: teammate.email }
}
