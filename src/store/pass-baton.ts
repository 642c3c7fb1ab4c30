import type { Person } from '../domain/ownership.ts'
import type { Pass, Passed, Source } from '../flows/baton.ts'
import type { Ids } from '../flows/world.ts'
import { LAST_STEP } from './handoff-steps.ts'
import { type Held, hold, type Of } from './holding.ts'
import { moveHeld } from './ownership.ts'
import { isId, statement, type Tx } from './statement.ts'

/** So long a step can be taken back by whoever made it. */
const UNDO_MS = 60_000

/** A person takes, gives, puts back, releases, or takes their last step back. */
export async function passBaton(tx: Tx, pass: Pass, ids: Ids): Promise<Passed> {
  const held = await hold(tx, pass.conversation)
  if (!held) return { kind: 'unknown' }
  const { holding } = held
  if (pass.epoch !== undefined && pass.epoch !== holding.epoch) return { kind: 'stale', now: holding }
  if (pass.step.kind === 'undo') return undo(tx, held, pass, ids)
  const { step, outcome, resolution, quietSince } = pass
  if (quietSince !== undefined && !(await isQuiet(tx, held, quietSince))) return { kind: 'stale', now: holding }
  const about = step.kind === 'assign' ? step.to.name : outcome
  const kind = isByTheClock(pass) ? 'auto-released' : step.kind
  return moveHeld(tx, { held, act: pass, step, kind, about, closing: { outcome, resolution } }, ids)
}

const isByTheClock = ({ step, source }: Pick<Pass, 'step' | 'source'>) => step.kind === 'release' && source === 'system'

const LAST_SIGN = statement<Of, { last_sign_at: number }>(
  () => 'select last_sign_at from handoffs where business = :business and id = :id',
)

const ON_ITS_WAY = statement<{ rows: readonly object[] }, { id: string }>(({ each }) => {
  const { row, join } = each('asked', { business: 'text', id: 'id' })
  return `
  select d.id from deliveries d ${join}
  where d.business = ${row.business} and d.conversation = ${row.id} and d.state in ('queued', 'claimed', 'unknown')
    and d.author = 'teammate'`
})

/** Whether nobody of the team has given a sign since, and no word of theirs is still on its way to the customer. */
async function isQuiet(tx: Tx, { key, holding, others }: Held, since: number): Promise<boolean> {
  const { business } = key
  const { handoff } = holding
  if (!handoff) return false
  const [sign] = await LAST_SIGN(tx, { business, id: handoff })
  if (sign?.last_sign_at !== since) return false
  const theirs = [key.id, ...others.filter((one) => one.handoff === handoff).map(({ id }) => id)]
  return (await ON_ITS_WAY(tx, { rows: theirs.map((id) => ({ business, id })) })).length === 0
}

async function undo(tx: Tx, held: Held, act: Pass, ids: Ids): Promise<Passed> {
  const { holding } = held
  const [last] = await LAST_STEP(tx, held.key)
  const isTheirs = last !== undefined && last.person !== null && last.person === (act.by?.id ?? null)
  if (!isTheirs || last.epoch !== holding.epoch || act.now - last.at > UNDO_MS || last.kind === 'undo')
    return { kind: 'refused', because: 'nothing-to-undo', now: holding }
  const teammate: Person | undefined =
    last.teammate_before === null
      ? undefined
      : { id: last.teammate_before, name: last.teammate_name_before ?? last.teammate_before }
  const step = { kind: 'restore', owner: last.owner_before, teammate } as const
  const reopens = holding.owner === 'agent' ? last.handoff : undefined
  // Where it was the agent's before, it answers what it was kept from.
  const closing = { resolution: 'continue', outcome: undefined } as const
  return moveHeld(tx, { held, act, step, kind: 'undo', about: last.kind, closing, reopens }, ids)
}

const OF_HANDOFF = statement<{ id: string }, { business: string; conversation: string }>(
  () => 'select business, conversation from handoffs where id = :id and released_at is null',
)

/** Gives back what belongs to a handoff. Says whether it was open. */
export async function release(
  tx: Tx,
  { handoff, by, source, now }: { handoff: string; by?: Person; source: Source; now: number },
  ids: Ids,
): Promise<boolean> {
  const [open] = isId(handoff) ? await OF_HANDOFF(tx, { id: handoff }) : []
  if (!open) return false
  const conversation = { business: open.business, id: open.conversation }
  const pass = { conversation, by, source, epoch: undefined, now, step: { kind: 'release' } } as const
  return (await passBaton(tx, pass, ids)).kind === 'passed'
}
