import type { ConversationKey } from '../flows/store.ts'
import { resume } from './resume.ts'
import { statement, type Tx } from './statement.ts'
import { wake } from './work.ts'

/** What an agent of ours has prepared is overtaken, also where it covers for people who are called. Whoever has written to us since has left the others. */
const TAKE = statement<{ business: string; id: string; at: number; second: number }, { id: string }>(
  () => `
  update conversations set elsewhere_since = :at, epoch = case when owner = 'teammate' then epoch else epoch + 1 end
  where business = :business and id = :id and elsewhere_since is null and last_inbound_at < :second
  returning id`,
)
const STILL = statement<{ business: string; id: string; at: number }>(
  () => `
  update conversations set elsewhere_since = :at
  where business = :business and id = :id and elsewhere_since < :at`,
)
const GIVE = statement<{ business: string; id: string; at: number }, { id: string }>(
  () => `
  update conversations set elsewhere_since = null
  where business = :business and id = :id and elsewhere_since <= :at
  returning id`,
)

/** Meta tells whole seconds. */
const SECOND_MS = 1000

/** Somebody else has the chat from then on. Says whether that is news. */
export async function takenElsewhere(tx: Tx, key: ConversationKey, at: number, now: number): Promise<boolean> {
  const taken = await TAKE(tx, { ...key, at, second: at + SECOND_MS })
  if (taken.length === 0) await STILL(tx, { ...key, at })
  else {
    await wake(tx, [{ ...key, kind: 'answer', key: key.id, due_at: now }])
    tx.tell({ kind: 'conversation', ...key, state: 'elsewhere', at: now })
  }
  return taken.length > 0
}

/** It is ours again: what they wrote last, and nobody has answered, is the agent's. Says whether that is news. */
export async function cameBack(tx: Tx, key: ConversationKey, at: number, now: number): Promise<boolean> {
  const given = await GIVE(tx, { ...key, at })
  if (given.length > 0) {
    await resume(tx, key.business, [key.id], now)
    tx.tell({ kind: 'conversation', ...key, state: 'back', at: now })
  }
  return given.length > 0
}
