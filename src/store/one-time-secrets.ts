import type { Role, Standing } from '../domain/access.ts'
import type { Ids } from '../flows/world.ts'
import { digestOf, newSecret } from './secrets.ts'
import { statement, type Tx } from './statement.ts'

export type OfferKind = 'set-up' | 'invitation' | 'reset'

/** After that somebody asks again. */
const OFFERED_MS = 72 * 60 * 60_000

const INSERT = statement<{
  business: string
  id: string
  kind: OfferKind
  digest: string
  teammate: string | null
  email: string | null
  role: Role | null
  lines: string | null
  offeredBy: string
  now: number
  expiresAt: number
}>(
  () => `
  insert into one_time_secrets (business, id, kind, digest, teammate, email, role, lines, offered_by, created_at, expires_at)
  values (:business, :id, :kind, :digest, :teammate, :email, :role, :lines, :offeredBy, :now, :expiresAt)`,
)

interface Offer {
  readonly business: string
  readonly kind: OfferKind
  readonly teammate?: string
  readonly email?: string
  readonly standing?: Standing
  readonly offeredBy: string
  readonly now: number
}

export async function offer(
  tx: Tx,
  offered: Offer,
  ids: Ids,
): Promise<{ id: string; secret: string; expiresAt: number }> {
  const { business, kind, teammate, email, standing, offeredBy, now } = offered
  const id = ids.next()
  const secret = newSecret(kind === 'set-up' ? 'setup' : kind)
  const expiresAt = now + OFFERED_MS
  await INSERT(tx, {
    business,
    id,
    kind,
    digest: digestOf(secret),
    teammate: teammate ?? null,
    email: email ?? null,
    role: standing?.role ?? null,
    lines: standing ? JSON.stringify(standing.lines) : null,
    offeredBy,
    now,
    expiresAt,
  })
  return { id, secret, expiresAt }
}

export interface OfferRow {
  id: string
  teammate: string | null
  email: string | null
  role: Role | null
  lines: string | null
  offered_by: string
  created_at: number
  expires_at: number
}

interface Shown {
  readonly business: string
  readonly kind: OfferKind
  readonly secret: string
  readonly now: number
}
type ByDigest = { business: string; kind: OfferKind; digest: string; now: number }

const GOOD = 'business = :business and kind = :kind and digest = :digest and expires_at > :now'
const FIND = statement<ByDigest, { id: string }>(() => `select id from one_time_secrets where ${GOOD}`)
/** Whoever deletes it has used it: nobody else can. */
const USE = statement<ByDigest, OfferRow>(() => `delete from one_time_secrets where ${GOOD} returning *`)

const byDigest = ({ business, kind, secret, now }: Shown): ByDigest => ({
  business,
  kind,
  digest: digestOf(secret),
  now,
})

export async function isOffered(tx: Tx, shown: Shown): Promise<boolean> {
  return (await FIND(tx, byDigest(shown))).length > 0
}

export async function use(tx: Tx, shown: Shown): Promise<OfferRow | undefined> {
  return (await USE(tx, byDigest(shown)))[0]
}

const FORGET = statement<{ now: number }>(() => 'delete from one_time_secrets where expires_at <= :now')
export const forgetOffers = (tx: Tx, now: number) => FORGET(tx, { now })
