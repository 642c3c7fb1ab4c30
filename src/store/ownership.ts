import { moveOwner, type Ownership, type Step } from '../domain/ownership.ts'
import type { Act, Pass, Passed, TimelineKind } from '../flows/baton.ts'
import type { Ids } from '../flows/world.ts'
import { insertSteps } from './handoff-steps.ts'
import { bornSince, type Held, type Scope } from './holding.ts'
import { resume } from './resume.ts'
import { statement, type Tx } from './statement.ts'
import { promise, wake } from './work.ts'

const MOVE = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, from } = each('moved', {
    business: 'text',
    id: 'id',
    owner: 'text',
    epoch: 'int',
    teammate: 'text',
    teammate_name: 'text',
    released: 'id',
  })
  return `
  update conversations set owner = ${row.owner}, epoch = ${row.epoch}, teammate = ${row.teammate}, teammate_name = ${row.teammate_name},
    released = coalesce(${row.released}, conversations.released) ${from}
  where conversations.business = ${row.business} and conversations.id = ${row.id}`
})

const OPEN = statement<
  {
    business: string
    id: string
    conversation: string
    line: string
    summary: string
    now: number
    position: number
  },
  { scope: Scope }
>(
  () => `
  insert into handoffs (business, id, conversation, line, scope, reason, summary, opened_at, from_position, last_sign_at)
  values (:business, :id, :conversation, :line,
    coalesce((select value from settings where business = :business and name = 'handoff-scope'), 'line'),
    'teammate_took', :summary, :now, :position, :now)
  returning scope`,
)

const SIGN = statement<{ business: string; id: string; now: number; claimed: number; answered: number }>(
  () => `
  update handoffs set last_sign_at = :now,
    claimed_at = case when :claimed = 1 then coalesce(claimed_at, :now) else claimed_at end,
    answered_at = case when :answered = 1 then coalesce(answered_at, :now) else answered_at end
  where business = :business and id = :id`,
)

/** Whoever has it is at it, though nothing has moved. */
export const sign = (
  tx: Tx,
  { answered, ...given }: { business: string; id: string; now: number; answered: boolean },
) => SIGN(tx, { ...given, claimed: 0, answered: answered ? 1 : 0 })

const CLOSE = statement<{
  business: string
  id: string
  by: string | null
  resolution: string | null
  outcome: string | null
  now: number
}>(
  () => `
  update handoffs set released_at = :now, released_by = :by, resolution = :resolution, outcome = :outcome,
    to_position = (select c.last_position from conversations c where c.business = handoffs.business and c.id = handoffs.conversation)
  where business = :business and id = :id`,
)

const REOPEN = statement<{ business: string; id: string; now: number }, { scope: Scope }>(
  () => `
  update handoffs set released_at = null, released_by = null, resolution = null, outcome = null, to_position = null, last_sign_at = :now
  where business = :business and id = :id returning scope`,
)

const ON_THE_WIRE = statement<{ rows: readonly object[] }, { id: string }>(({ each }) => {
  const { row, join } = each('asked', { business: 'text', id: 'id' })
  return `
  select d.id from deliveries d ${join}
  where d.business = ${row.business} and d.conversation = ${row.id} and d.author = 'agent'
    and d.state in ('claimed', 'unknown') order by d.created_at, d.position`
})

export interface Moving {
  readonly held: Held
  readonly act: Act
  readonly step: Step
  readonly kind: TimelineKind
  readonly about?: string | undefined
  readonly closing?: Pick<Pass, 'resolution' | 'outcome'>
  /** Where a release is taken back: the handoff that goes on. */
  readonly reopens?: string | undefined
}

/** Moves the owner, the handoff and the timeline together: the only place that does so for people. */
export async function moveHeld(
  tx: Tx,
  moving: Moving,
  ids: Ids,
): Promise<Exclude<Passed, { kind: 'stale' | 'unknown' }>> {
  const { held, act, step, kind, about, closing } = moving
  const { key, holding } = held
  const { business } = key
  const { by, source, now } = act
  const result = moveOwner(holding, step)
  if (result.kind === 'refused') return { ...result, now: holding }
  const answered = step.kind === 'reply' ? 1 : 0
  if (result.kind === 'unmoved') {
    if (holding.handoff) await SIGN(tx, { business, id: holding.handoff, now, claimed: 0, answered })
    return { kind: 'passed', now: holding, moved: false, conversations: [], onTheWire: [] }
  }
  const { to } = result
  const { handoff, scope } = await moveHandoff(tx, moving, to, result.handoff, ids)
  const along = scope === 'customer' ? await goingAlong(tx, held, handoff, result.handoff) : []
  const released = result.handoff === 'closes' ? handoff : null
  await MOVE(tx, {
    rows: [
      toRow(business, key.id, to, released),
      ...along.map(({ id, epoch }) => toRow(business, id, { ...to, epoch: epoch + 1 }, released)),
    ],
  })
  const { owner: owner_before, teammate: before } = holding
  await insertSteps(tx, [
    {
      business,
      id: ids.next(),
      handoff,
      conversation: key.id,
      kind,
      person: by?.id ?? null,
      person_name: by?.name ?? null,
      source,
      about: about ?? closing?.outcome ?? null,
      at: now,
      epoch: to.epoch,
      owner_before,
      teammate_before: before?.id ?? null,
      teammate_name_before: before?.name ?? null,
    },
  ])
  const claimed = to.owner === 'teammate' ? 1 : 0
  if (result.handoff !== 'closes') await SIGN(tx, { business, id: handoff, now, claimed, answered })
  const conversations = [key.id, ...along.map(({ id }) => id)]
  // A turn that runs in another process hears of it by the revision of its work.
  await wake(
    tx,
    conversations.map((id) => ({ business, kind: 'answer', key: id, due_at: now })),
  )
  if (result.handoff !== 'closes')
    await promise(
      tx,
      (['handoff', 'brief'] as const).map((kind) => ({ business, kind, key: handoff, due_at: now })),
    )
  if (result.handoff === 'closes' && closing?.resolution === 'continue') await resume(tx, business, conversations, now)
  // Also what left on other lines, where the handoff holds for them.
  const rows = conversations.map((id) => ({ business, id }))
  const onTheWire = claimed ? (await ON_THE_WIRE(tx, { rows })).map(({ id }) => id) : []
  const there = { ...to, position: holding.position, handoff: result.handoff === 'closes' ? undefined : handoff }
  return { kind: 'passed', now: there, moved: true, conversations, onTheWire }
}

/** What belongs to the same handoff goes on with it; what belongs to the agent comes along while it is open. */
async function goingAlong(tx: Tx, held: Held, handoff: string, what: 'opens' | 'goes-on' | 'closes') {
  if (what === 'closes') return held.others.filter((one) => one.handoff === handoff)
  const others = [...held.others, ...(await bornSince(tx, held))]
  return others.filter((one) => one.owner === 'agent' || one.handoff === handoff)
}

async function moveHandoff(
  tx: Tx,
  { held, act, closing, reopens }: Moving,
  to: Ownership,
  what: 'opens' | 'goes-on' | 'closes',
  ids: Ids,
): Promise<{ handoff: string; scope: Scope }> {
  const { key, line, holding } = held
  const { business } = key
  const { by, now } = act
  if (reopens !== undefined) {
    const [reopened] = await REOPEN(tx, { business, id: reopens, now })
    return { handoff: reopens, scope: reopened!.scope }
  }
  if (what === 'opens') {
    const id = ids.next()
    const summary = `${to.teammate?.name ?? 'A teammate'} took the conversation.`
    const [opened] = await OPEN(tx, {
      business,
      id,
      conversation: key.id,
      line,
      summary,
      now,
      position: holding.position,
    })
    return { handoff: id, scope: opened!.scope }
  }
  const id = holding.handoff!
  if (what === 'closes') {
    const { resolution = null, outcome = null } = closing ?? {}
    await CLOSE(tx, { business, id, by: by?.name ?? null, resolution, outcome, now })
  }
  return { handoff: id, scope: held.scope }
}

const toRow = (business: string, id: string, { owner, epoch, teammate }: Ownership, released: string | null) => ({
  business,
  id,
  owner,
  epoch,
  teammate: teammate?.id ?? null,
  teammate_name: teammate?.name ?? null,
  released,
})
