import type { PhoneHash } from '../domain/phone.ts'
import { type Database, StoreUnusable } from './database.ts'
import { keepDesks } from './desks.ts'
import { keepLineNames, type NamedLine } from './line-names.ts'
import { statement } from './statement.ts'

const READ = statement<{ business: string }, { value: string }>(
  () => `select value from settings where business = :business and name = 'phone-hash'`,
)
const WRITE = statement<{ business: string; value: string }>(
  () => `
  insert into settings (business, name, value) values (:business, 'phone-hash', :value)
  on conflict (business, name) do update set value = excluded.value`,
)
const WRITE_SCOPE = statement<{ business: string; value: string }>(
  () => `
  insert into settings (business, name, value) values (:business, 'handoff-scope', :value)
  on conflict (business, name) do update set value = excluded.value where settings.value <> excluded.value`,
)
const ANY_ALIAS = statement<{ business: string }, { value: string }>(
  () => 'select value from aliases where business = :business limit 1',
)

/**
 * Customers are found by what was made of their phones: with another hash or secret nobody would be known any more. A
 * store keeps the one it began with, for as long as it knows anybody.
 */
export async function keepPhoneHash(
  database: Database,
  business: string,
  { mode, fingerprint }: PhoneHash,
): Promise<void> {
  const value = `${mode} ${fingerprint}`.trim()
  const kept = await database.read(async (tx) => (await READ(tx, { business }))[0]?.value)
  if (kept === value) return
  await database.write(async (tx) => {
    const [known] = await ANY_ALIAS(tx, { business })
    if (known && kept !== value) throw new StoreUnusable(refusal(kept ?? 'off', mode))
    await WRITE(tx, { business, value })
  })
}

/** Handoffs that begin from now on hold for so much; those that are open stay as they are. */
export async function keepHandoffScope(
  database: Database,
  { business, handoffScope }: { business: string; handoffScope: 'line' | 'customer' },
): Promise<void> {
  await database.write((tx) => WRITE_SCOPE(tx, { business, value: handoffScope }))
}

interface KeptSettings {
  readonly business: string
  readonly handoffScope: 'line' | 'customer'
  readonly desks: readonly { readonly name: string }[]
  readonly lines: readonly NamedLine[]
}

/** What transactions must know. These desks are told from now on, and no others. */
export async function keepSettings(database: Database, settings: KeptSettings, now: number): Promise<void> {
  await keepHandoffScope(database, settings)
  const { business, desks, lines } = settings
  await database.write(async (tx) => {
    await keepDesks(tx, { business, names: desks.map(({ name }) => name), now })
    await keepLineNames(tx, { business, lines, now })
  })
}

function refusal(kept: string, mode: string): string {
  const before = kept.split(' ')[0]!
  const secret = before === mode
  const what = secret ? 'The secret of identity.hash' : `identity.hash is ${mode} now, and`
  return secret
    ? `${what} is not the one this store was begun with: no customer would be recognised. Set WABATON_HASH_SECRET to what it was.`
    : `${what} this store was begun with ${before}: no customer would be recognised. Set it back to ${before}, or begin with an empty store.`
}
