import type { By } from '../flows/store.ts'
import type { Ids } from '../flows/world.ts'
import { audit } from './audit.ts'
import { offer, use } from './one-time-secrets.ts'
import { newSecret } from './secrets.ts'
import { statement, type Tx } from './statement.ts'
import { addTeammate } from './teammates.ts'

const CLOSED = statement<{ business: string }, { value: string }>(
  () => `select value from settings where business = :business and name = 'set-up'`,
)
/** One row there can be: of two who set up at once, one writes it. */
const CLOSE = statement<{ business: string }, { value: string }>(
  () => `
  insert into settings (business, name, value) values (:business, 'set-up', 'closed')
  on conflict (business, name) do nothing returning value`,
)
const FORGET_OFFERS = statement<{ business: string }>(
  () => `delete from one_time_secrets where business = :business and kind = 'set-up'`,
)

export async function isSetUp(tx: Tx, business: string): Promise<boolean> {
  return (await CLOSED(tx, { business })).length > 0
}

/** Somebody is there now: nobody becomes owner by being first any more. Says whether it was open. */
export async function closeSetUp(tx: Tx, business: string): Promise<boolean> {
  const closed = (await CLOSE(tx, { business })).length > 0
  if (closed) await FORGET_OFFERS(tx, { business })
  return closed
}

export async function offerSetUp(
  tx: Tx,
  { business, now }: { business: string; now: number },
  ids: Ids,
): Promise<string | undefined> {
  if (await isSetUp(tx, business)) return undefined
  return (await offer(tx, { business, kind: 'set-up', offeredBy: 'Wabaton', now }, ids)).secret
}

export interface FirstOwner {
  readonly business: string
  readonly secret: string
  /** The secret was compared with that of the configuration. */
  readonly trusted: boolean
  readonly name: string
  readonly email: string
  readonly passwordHash: string
  readonly ip: string | undefined
  readonly now: number
}

export async function setUp(
  tx: Tx,
  owner: FirstOwner,
  ids: Ids,
): Promise<{ kind: 'done' | 'wrong-secret' | 'closed' }> {
  const { business, secret, trusted, name, email, passwordHash, ip, now } = owner
  if (await isSetUp(tx, business)) return { kind: 'closed' }
  if (!trusted && !(await use(tx, { business, kind: 'set-up', secret, now }))) {
    // Somebody may have been faster with the same one.
    return { kind: (await isSetUp(tx, business)) ? 'closed' : 'wrong-secret' }
  }
  if (!(await closeSetUp(tx, business))) return { kind: 'closed' }
  const id = ids.next()
  await addTeammate(tx, { business, id, name, email, role: 'owner', lines: 'all', passwordHash, now })
  const by: By = { kind: 'teammate', id, name, source: 'api', ip }
  await audit(tx, ids, { business, by, at: now, action: 'business.set-up', subject: id, detail: { email } })
  return { kind: 'done' }
}

const READ_SECRET = statement<{ business: string }, { value: string }>(
  () => `select value from settings where business = :business and name = 'session-secret'`,
)
const KEEP_SECRET = statement<{ business: string; value: string }>(
  () => `
  insert into settings (business, name, value) values (:business, 'session-secret', :value)
  on conflict (business, name) do nothing`,
)

/** Made by whoever needs it first, and from then on the same for every process. */
export async function sessionSecret(tx: Tx, business: string): Promise<string> {
  await KEEP_SECRET(tx, { business, value: newSecret('token') })
  return (await READ_SECRET(tx, { business }))[0]!.value
}
