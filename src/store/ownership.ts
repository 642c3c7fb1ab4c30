import type { Owner } from '../domain/conversation.ts'
import { moveOwner, type Ownership, type Person, type Step } from '../domain/ownership.ts'
import type { Act, Holding, Pass, Passed, Source, TimelineKind } from '../flows/baton.ts'
import type { ConversationKey } from '../flows/store.ts'
import type { Ids } from '../flows/world.ts'
import { lockContacts, lockConversations, needsLocks } from './locks.ts'
import { isId, statement, type Tx } from './statement.ts'
import { promise, wake } from './work.ts'

/** So long a step can be taken back by whoever made it. */
const UNDO_MS = 60_000

export interface HeldRow {
  id: string
  line: string
  customer: string
  owner: Owner
  epoch: number
  teammate: string | null
  teammate_name: string | null
  last_position: number
  handoff: string | null
  scope: Scope | null
  /** The conversation that the handoff began in. */
  root: string | null
}

type Scope = 'line' | 'customer'
type Of = { business: string; id: string }

/** The handoff of a conversation: its own, or else that of another one of the customer where it holds for all their lines. */
export const OPEN_HANDOFF = `
  h.business = c.business and h.id = coalesce(
    (select o.id from handoffs o where o.business = c.business and o.conversation = c.id and o.released_at is null),
    (select w.id from conversations r join handoffs w on w.business = r.business and w.conversation = r.id
      where r.business = c.business and r.customer = c.customer and w.released_at is null and w.scope = 'customer'
      order by w.opened_at, w.id limit 1))`

const FAMILY = statement<Of, { id: string }>(
  () => `
  select k.id from conversations c join conversations k on k.business = c.business and k.customer = c.customer
  where c.business = :business and c.id = :id order by k.id`,
)

const HELD_COLUMNS = `c.id, c.line, c.customer, c.owner, c.epoch, c.teammate, c.teammate_name, c.last_position, h.id as handoff,
    h.scope, h.conversation as root`

/** Of all the conversations of a customer, who has them, and in which handoff. */
export const FAMILY_ROWS = statement<{ business: string; customer: string }, HeldRow>(
  () => `
  select ${HELD_COLUMNS} from conversations c left join handoffs h on ${OPEN_HANDOFF}
  where c.business = :business and c.customer = :customer order by c.id`,
)

const HELD = statement<{ rows: readonly object[] }, HeldRow>(({ each }) => {
  const { row, join } = each('wanted', { business: 'text', id: 'id' })
  return `
  select ${HELD_COLUMNS}
  from conversations c ${join} left join handoffs h on ${OPEN_HANDOFF}
  where c.business = ${row.business} and c.id = ${row.id}`
})

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

const ON_THE_WIRE = statement<{ business: string; id: string }, { id: string }>(
  () => `
  select id from deliveries where business = :business and conversation = :id and author = 'agent'
    and state in ('claimed', 'unknown') order by position`,
)

const INSERT_STEPS = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, values } = each('made', {
    business: 'text',
    id: 'id',
    handoff: 'id',
    conversation: 'id',
    kind: 'text',
    person: 'text',
    person_name: 'text',
    source: 'text',
    about: 'text',
    at: 'ms',
    epoch: 'int',
    owner_before: 'text',
    teammate_before: 'text',
    teammate_name_before: 'text',
  })
  return `
  insert into handoff_steps (business, id, handoff, conversation, kind, person, person_name, source, about, at, epoch, owner_before, teammate_before, teammate_name_before)
  ${values([row.business, row.id, row.handoff, row.conversation, row.kind, row.person, row.person_name, row.source, row.about, row.at, row.epoch, row.owner_before, row.teammate_before, row.teammate_name_before])}`
})

export interface StepRow {
  business: string
  id: string
  handoff: string
  conversation: string
  kind: TimelineKind
  person: string | null
  person_name: string | null
  source: string
  about: string | null
  at: number
  /** After the step: it can be taken back while this holds. */
  epoch: number
  owner_before: Owner
  teammate_before: string | null
  teammate_name_before: string | null
}

export async function insertSteps(tx: Tx, rows: readonly StepRow[]): Promise<void> {
  if (rows.length > 0) await INSERT_STEPS(tx, { rows })
  for (const { business, handoff, kind, at } of rows)
    tx.tell({ kind: 'handoff', business, id: handoff, step: kind, at })
}

const LAST_STEP = statement<Of, StepRow>(
  () => `
  select * from handoff_steps where business = :business and conversation = :id
    and kind not in ('alerted', 'escalated', 'noted') order by id desc limit 1`,
)

/** A conversation that is held by this transaction, with those that move along. */
export interface Held {
  readonly key: ConversationKey
  readonly line: string
  readonly customer: string
  readonly holding: Holding
  /** That of its handoff. */
  readonly scope: Scope
  /** The customer's conversations on other lines. */
  readonly others: readonly Pick<HeldRow, 'id' | 'owner' | 'epoch' | 'handoff'>[]
}

/** Locks a conversation and all that moves with it, and says who has it. */
export async function hold(tx: Tx, key: ConversationKey): Promise<Held | undefined> {
  if (!isId(key.id)) return undefined
  const { business } = key
  const family = (await FAMILY(tx, key)).map(({ id }) => ({ business, id }))
  if (family.length === 0) return undefined
  await lockConversations(tx, family)
  const rows = await HELD(tx, { rows: family })
  const own = rows.find(({ id }) => id === key.id)!
  return {
    key,
    line: own.line,
    customer: own.customer,
    holding: holdingOf(own),
    scope: own.scope ?? 'line',
    others: rows.filter(({ id }) => id !== own.id),
  }
}

const holdingOf = ({ owner, epoch, teammate, teammate_name, handoff, last_position }: HeldRow): Holding => ({
  owner,
  epoch,
  teammate: teammate === null ? undefined : { id: teammate, name: teammate_name ?? teammate },
  handoff: handoff ?? undefined,
  position: last_position,
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
  const onTheWire = claimed ? (await ON_THE_WIRE(tx, { business, id: key.id })).map(({ id }) => id) : []
  const there = { ...to, position: holding.position, handoff: result.handoff === 'closes' ? undefined : handoff }
  return { kind: 'passed', now: there, moved: true, conversations, onTheWire }
}

/** What belongs to the same handoff goes on with it; what belongs to the agent comes along while it is open. */
async function goingAlong(tx: Tx, held: Held, handoff: string, what: 'opens' | 'goes-on' | 'closes') {
  if (what === 'closes') return held.others.filter((one) => one.handoff === handoff)
  const others = [...held.others, ...(await bornSince(tx, held))]
  return others.filter((one) => one.owner === 'agent' || one.handoff === handoff)
}

/** Somebody may write on another line for the first time in this very moment: they wait for the lock, or are seen after it. */
async function bornSince(tx: Tx, { key, customer, others }: Held): Promise<HeldRow[]> {
  if (!needsLocks(tx.dialect)) return []
  const { business } = key
  await lockContacts(tx, [{ business, id: customer }])
  const known = new Set([key.id, ...others.map(({ id }) => id)])
  const born = (await FAMILY(tx, key)).flatMap(({ id }) => (known.has(id) ? [] : [{ business, id }]))
  if (born.length === 0) return []
  await lockConversations(tx, born)
  return HELD(tx, { rows: born })
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
    const closer = by?.name ?? (act.source === 'system' ? 'Wabaton' : null)
    await CLOSE(tx, { business, id, by: closer, resolution, outcome, now })
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

/** What a customer wrote last, and nobody has answered: neither a person nor, before they came, the agent. */
const RESUME = statement<{ rows: readonly object[] }, { conversation: string }>(({ each }) => {
  const { row, from } = each('resumed', { business: 'text', id: 'id' })
  return `
  update messages set outcome = 'pending', because = null, turn = null ${from}
  where messages.business = ${row.business} and messages.conversation = ${row.id} and messages.outcome in ('owned', 'handed-off')
    and messages.position > coalesce((select max(o.position) from messages o
      where o.business = ${row.business} and o.conversation = ${row.id} and o.author in ('teammate', 'agent')
        and (o.outcome is null or o.outcome <> 'unsent')), 0)
  returning messages.conversation`
})

const UNANSWERED = statement<{ rows: readonly object[]; now: number }>(({ each }) => {
  const { row, from } = each('unanswered', { business: 'text', id: 'id' })
  return `
  update conversations set unanswered_since = :now ${from}
  where conversations.business = ${row.business} and conversations.id = ${row.id}`
})

/** What is left unanswered is the agent's to answer again. */
export async function resume(tx: Tx, business: string, conversations: readonly string[], now: number): Promise<void> {
  const open = await RESUME(tx, { rows: conversations.map((id) => ({ business, id })) })
  const left = [...new Set(open.map(({ conversation }) => conversation))]
  if (left.length === 0) return
  await UNANSWERED(tx, { rows: left.map((id) => ({ business, id })), now })
  await promise(
    tx,
    left.map((id) => ({ business, kind: 'answer', key: id, due_at: now })),
  )
}

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
