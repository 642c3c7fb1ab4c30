import { randomBytes } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import type { Store } from '../src/flows/store.ts'
import { cookieName } from '../src/http/cookies.ts'

const digests = new Map<string, Promise<string>>()

/** To digest a password takes as long as most tests: each worker does it once for all who share one. */
function digestOf(password: string): Promise<string> {
  const digest = digests.get(password) ?? hashPassword(password)
  digests.set(password, digest)
  return digest
}

export interface Place {
  readonly store: Store
  readonly business: string
  readonly now: number
}

interface Comer {
  readonly secret: string
  readonly name: string
  readonly email: string
  readonly password: string
}

/** What the server does at `/api/setup`, without its doors. */
export async function setUpOwner({ store, business, now }: Place, comer: Comer): Promise<void> {
  const { password, ...given } = comer
  const passwordHash = await digestOf(password)
  const { kind } = await store.setUp({ business, trusted: false, ...given, passwordHash, ip: undefined, now })
  if (kind !== 'done') throw new Error(`set-up: ${kind}`)
}

/** What it does at `/api/invitations/accept`. */
export async function acceptInvitation({ store, business, now }: Place, comer: Omit<Comer, 'email'>): Promise<void> {
  const { password, ...given } = comer
  const passwordHash = await digestOf(password)
  const { kind } = await store.acceptInvitation({ business, ...given, passwordHash, ip: undefined, now })
  if (kind !== 'done') throw new Error(`invitation: ${kind}`)
}

/** What it does for whoever has proved their password: the cookie is as good as any (nothing reads its signature). */
export async function openSession({ store, business, now }: Place, email: string) {
  const found = await store.credential({ business, email })
  if (!found) throw new Error(`Nobody has the address ${email}.`)
  const token = randomBytes(24).toString('base64url')
  const came = { ip: '127.0.0.1', userAgent: 'a browser of a test' }
  await store.beginSession({ business, teammate: found.id, token, ...came, now })
  return { name: cookieName(false), value: `${token}.signature` }
}
