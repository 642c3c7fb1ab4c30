import type { Fact } from '../domain/memory/fact.ts'
import type { MemoryScope } from '../domain/memory/scope.ts'
import type { FactChange } from '../flows/memories.ts'
import type { Ids } from '../flows/world.ts'
import { audit } from './audit.ts'
import { factsOfSeen } from './facts.ts'
import { dropFacts, forgetSources } from './forget-facts.ts'
import { heldScope, move, rowsOf, type SeenScope, seen } from './scopes.ts'
import { isId, statement, type Tx } from './statement.ts'

const CHANGE = statement<{ rows: readonly object[] }>(({ each }) => {
  const columns = { business: 'text', scope: 'text', id: 'id', status: 'text', valid_to: 'ms', pinned: 'int' } as const
  const { row, from } = each('changed', columns)
  return `
  update facts set status = ${row.status}, valid_to = ${row.valid_to}, pinned = ${row.pinned} ${from}
  where facts.business = ${row.business} and facts.scope = ${row.scope} and facts.id = ${row.id}`
})

/** The audit log names the fact and never its words: what was forgotten is not kept there. */
export async function changeFact(tx: Tx, options: FactChange, ids: Ids): Promise<boolean> {
  const { scope, fact: id, change, by, now } = options
  const found = isId(id) ? await heldScope(tx, scope) : undefined
  if (!found) return false
  const known = await factsOfSeen(tx, found, true)
  const fact = known.find((one) => one.id === id)
  if (!fact) return false
  if (change === 'forget') await forget(tx, found, known, fact)
  else {
    const news = changed(fact, change, now)
    if (!news) return false
    await CHANGE(tx, { rows: rowsOf(found).map((row) => ({ ...row, id, ...news })) })
  }
  await move(tx, found, 'facts')
  const { business } = scope
  await audit(tx, ids, { business, at: now, by, action: `fact.${WORDS[change]}`, subject: id })
  return true
}

const WORDS = {
  pin: 'pinned',
  unpin: 'unpinned',
  withdraw: 'withdrawn',
  forget: 'forgotten',
  'keep-promise': 'promise-kept',
} as const satisfies Record<FactChange['change'], string>

function changed({ status, validTo, pinned }: Fact, change: Exclude<FactChange['change'], 'forget'>, now: number) {
  const as = (status: Fact['status'], valid_to = validTo, isPinned = pinned) => ({
    status,
    valid_to,
    pinned: isPinned ? 1 : 0,
  })
  if (change === 'pin' || change === 'unpin') return as(status, validTo, change === 'pin')
  if (status !== 'open') return undefined
  return as(change === 'withdraw' ? 'withdrawn' : 'kept-promise', now)
}

/** With what it had taken the place of: whoever asks to forget where they live does not mean only their last address. */
async function forget(tx: Tx, scope: SeenScope, known: readonly Fact[], fact: Fact) {
  const gone = new Set([fact.id])
  for (let size = 0; size < gone.size; ) {
    size = gone.size
    for (const { id, supersededBy } of known) if (supersededBy !== undefined && gone.has(supersededBy)) gone.add(id)
  }
  await dropFacts(tx, { scope, known, gone })
}

const HIDE = statement<{ rows: readonly object[]; customer: string; now: number }, { id: string }>(
  ({ each, types }) => {
    const { row, from } = each('hidden', { business: 'text', id: 'id' })
    return `
  update messages set hidden_at = :now ${from}
  where messages.business = ${row.business} and messages.id = ${row.id} and messages.hidden_at is null
    and messages.conversation in (
      select c.id from conversations c where c.business = ${row.business} and c.customer = cast(:customer as ${types.id}))
  returning messages.id`
  },
)

const HIDE_ALL = statement<{ business: string; customer: string; now: number }, { id: string }>(
  () => `
  update messages set hidden_at = :now
  where business = :business and hidden_at is null and conversation in (
    select c.id from conversations c where c.business = :business and c.customer = :customer)
  returning id`,
)

interface Hidden {
  readonly scope: MemoryScope
  readonly messages?: readonly string[] | undefined
  readonly now: number
}

/** Facts that rest on nothing else go with them. */
export async function hideMessages(tx: Tx, { scope, messages, now }: Hidden): Promise<void> {
  const found = await seen(tx, scope)
  if (found?.customer === undefined) return
  const { business, customer } = found
  const rows = messages?.filter(isId).map((id) => ({ business, id }))
  const hidden = rows ? await HIDE(tx, { rows, customer, now }) : await HIDE_ALL(tx, { business, customer, now })
  if (hidden.length === 0) return
  await move(tx, found, 'version')
  await forgetSources(tx, found, new Set(hidden.map(({ id }) => id)))
}
