import type { Briefing } from '../domain/briefing/briefing.ts'
import type { Owner } from '../domain/conversation.ts'
import type { HandoffReason, Resolution } from '../domain/handoff.ts'
import type { Alerting, HandoffStep, ShownHandoff, Source, TendedHandoff, TimelineKind } from '../flows/baton.ts'
import type { WindowWarning } from '../flows/warn-window.ts'
import type { Ids } from '../flows/world.ts'
import { insertSteps } from './handoff-steps.ts'
import { amongLines, isAmong } from './lines-among.ts'
import { lockConversations } from './locks.ts'
import { insertPosts } from './posts.ts'
import { isId, statement, type Tx } from './statement.ts'
import { lockHeld } from './work.ts'

export interface HandoffRow {
  business: string
  id: string
  conversation: string
  line: string
  reason: HandoffReason
  summary: string
  scope: 'line' | 'customer'
  opened_at: number
  claimed_at: number | null
  answered_at: number | null
  released_at: number | null
  released_by: string | null
  resolution: Resolution | null
  outcome: string | null
  briefing: string | null
  owner: Owner
  epoch: number
  teammate: string | null
  teammate_name: string | null
}

export const COLUMNS = `h.business, h.id, h.conversation, h.line, h.reason, h.summary, h.scope, h.opened_at, h.claimed_at, h.answered_at,
    h.released_at, h.released_by, h.resolution, h.outcome, h.briefing, c.owner, c.epoch, c.teammate, c.teammate_name`
export const JOINED = 'handoffs h join conversations c on c.business = h.business and c.id = h.conversation'

const OPEN = statement<{ business: string; lines: string }, HandoffRow>(
  (dialect) => `
  select ${COLUMNS} from ${JOINED}
  where h.released_at is null and (:business = '' or h.business = :business) and ${isAmong(dialect, 'h.line')}
  order by h.opened_at, h.id limit 200`,
)

export async function handoffs(
  tx: Tx,
  { business, lines }: { business: string; lines: readonly string[] | undefined } = { business: '', lines: undefined },
): Promise<ShownHandoff[]> {
  return lines?.length === 0 ? [] : (await OPEN(tx, { business, lines: amongLines(lines) })).map(toShown)
}

const ONE = statement<{ business: string; id: string }, HandoffRow>(
  () => `select ${COLUMNS} from ${JOINED} where h.business = :business and h.id = :id`,
)

export async function handoff(tx: Tx, key: { business: string; id: string }): Promise<ShownHandoff | undefined> {
  const [row] = isId(key.id) ? await ONE(tx, key) : []
  return row && toShown(row)
}

export function toShown(row: HandoffRow): ShownHandoff {
  const { business, id, conversation, line, reason, summary, scope, released_at, teammate, teammate_name } = row
  return {
    business,
    id,
    conversation,
    line,
    reason,
    summary: headlineOf(row) ?? summary,
    scope,
    openedAt: row.opened_at,
    claimedAt: row.claimed_at ?? undefined,
    answeredAt: row.answered_at ?? undefined,
    releasedAt: released_at ?? undefined,
    releasedBy: row.released_by ?? undefined,
    resolution: row.resolution ?? undefined,
    outcome: row.outcome ?? undefined,
    teammate: released_at === null && teammate !== null ? { id: teammate, name: teammate_name ?? teammate } : undefined,
  }
}

/** A model that has read all of it says it better than the rule or the agent that had to be quick. */
function headlineOf({ briefing }: HandoffRow): string | undefined {
  const written = briefing === null ? undefined : (JSON.parse(briefing) as Briefing)
  return written?.by === 'model' ? written.headline : undefined
}

interface StepRow {
  id: string
  handoff: string
  kind: TimelineKind
  person: string | null
  person_name: string | null
  source: Source
  about: string | null
  at: number
}

const STEPS = statement<{ business: string; id: string }, StepRow>(
  () => `
  select id, handoff, kind, person, person_name, source, about, at from handoff_steps
  where business = :business and handoff = :id order by at, id`,
)

export async function stepsOf(tx: Tx, key: { business: string; id: string }): Promise<HandoffStep[]> {
  return isId(key.id) ? (await STEPS(tx, key)).map(toStep) : []
}

export function toStep({ id, handoff, kind, person, person_name, source, about, at }: StepRow): HandoffStep {
  const by = person === null ? undefined : { id: person, name: person_name ?? person }
  return { id, handoff, kind, by, source, about: about ?? undefined, at }
}

interface TendedRow extends HandoffRow {
  customer: string
  name: string | null
  phone: string | null
  put_back_at: number | null
  alerted_at: number | null
  escalated: number
  last_sign_at: number
  briefing_position: number | null
  last_inbound_at: number
  warned_for: number | null
  owed: number | boolean
}

/** Whoever put it back made it wait anew. */
export const PUT_BACK_AT = `(select max(s.at) from handoff_steps s
    where s.business = h.business and s.handoff = h.id and s.kind = 'put-back')`

const TENDED = statement<{ business: string; id: string }, TendedRow>(
  () => `
  select ${COLUMNS}, c.customer, p.name, p.phone, ${PUT_BACK_AT} as put_back_at, h.alerted_at, h.escalated, h.last_sign_at, h.briefing_position, c.last_inbound_at, h.warned_for,
    exists (select 1 from messages m where m.business = c.business and m.conversation = c.id and m.author = 'customer'
      and m.outcome in ('handed-off', 'owned', 'pending') and m.kind not in ('reaction', 'edit', 'revoke', 'system')
      and m.position > coalesce((select max(t.position) from messages t where t.business = c.business and t.conversation = c.id
        and t.author = 'teammate' and (t.outcome is null or t.outcome <> 'unsent')), 0)) as owed
  from ${JOINED} join contacts p on p.business = c.business and p.customer = c.customer
  where h.business = :business and h.id = :id and h.released_at is null`,
)

export async function tended(tx: Tx, key: { business: string; id: string }): Promise<TendedHandoff | undefined> {
  const [row] = isId(key.id) ? await TENDED(tx, key) : []
  if (!row) return undefined
  return {
    ...toShown(row),
    owner: row.owner,
    epoch: row.epoch,
    customer: { id: row.customer, name: row.name ?? undefined, phone: row.phone ?? undefined },
    waitingSince: row.put_back_at ?? row.opened_at,
    alertedAt: row.alerted_at ?? undefined,
    escalated: row.escalated,
    lastSignAt: row.last_sign_at,
    briefedAt: row.briefing_position ?? undefined,
    lastInboundAt: row.last_inbound_at,
    warnedFor: row.warned_for ?? undefined,
    owed: Boolean(row.owed),
  }
}

const ALERTED = statement<
  { business: string; id: string; now: number; before: number; after: number; escalates: number },
  { id: string }
>(
  () => `
  update handoffs set
    alerted_at = case when :escalates = 0 then :now else alerted_at end,
    escalated = case when :escalates = 0 then escalated else escalated + 1 end
  where business = :business and id = :id and released_at is null
    and coalesce(alerted_at, -1) = :before and escalated = :after
    and exists (select 1 from conversations c
      where c.business = handoffs.business and c.id = handoffs.conversation and c.owner = 'waiting')
  returning id`,
)

const CONVERSATION_OF = statement<{ business: string; id: string }, { conversation: string }>(
  () => 'select conversation from handoffs where business = :business and id = :id',
)

/**
 * Marks the step done and posts it, both or neither: nobody is told twice, and nobody is forgotten. Whoever claims it in
 * the same moment comes first or second: after a claim nobody is called any more.
 */
export async function alert(tx: Tx, alerting: Alerting, ids: Ids): Promise<boolean> {
  const { work, handoff, step, before = -1, after, now } = alerting
  const { business } = work
  const [there] = await CONVERSATION_OF(tx, { business, id: handoff })
  if (!there) return false
  const conversation = { business, id: there.conversation }
  await lockConversations(tx, [conversation])
  if (!(await lockHeld(tx, [work])).has(work)) return false
  const escalates = step === 'escalated' ? 1 : 0
  if ((await ALERTED(tx, { business, id: handoff, now, before, after, escalates })).length === 0) return false
  await tellOf(tx, { alerting, conversation, kind: step }, ids)
  return true
}

/** The step and the word of it, both or neither. */
async function tellOf(
  tx: Tx,
  { alerting: { handoff, post, now }, conversation, kind }: Telling,
  ids: Ids,
): Promise<void> {
  const { business } = conversation
  if (post) await insertPosts(tx, [{ ...post, conversation, now }])
  await insertSteps(tx, [
    {
      business,
      id: ids.next(),
      handoff,
      conversation: conversation.id,
      kind,
      person: null,
      person_name: null,
      source: 'system',
      about: post?.target ?? null,
      at: now,
      epoch: -1,
      owner_before: 'waiting',
      teammate_before: null,
      teammate_name_before: null,
    },
  ])
}

interface Telling {
  readonly alerting: Pick<Alerting, 'handoff' | 'post' | 'now'>
  readonly conversation: { readonly business: string; readonly id: string }
  readonly kind: TimelineKind
}

const WARNED = statement<{ business: string; id: string; last: number }, { id: string }>(
  () => `
  update handoffs set warned_for = :last
  where business = :business and id = :id and released_at is null and coalesce(warned_for, -1) <> :last
    and exists (select 1 from conversations c where c.business = handoffs.business and c.id = handoffs.conversation
      and c.owner <> 'agent' and c.last_inbound_at = :last)
  returning id`,
)

/** Once for each window, however often and by however many it is asked. */
export async function warnWindow(tx: Tx, warning: WindowWarning, ids: Ids): Promise<boolean> {
  const { work, handoff, lastInboundAt } = warning
  const { business } = work
  const [there] = await CONVERSATION_OF(tx, { business, id: handoff })
  if (!there) return false
  const conversation = { business, id: there.conversation }
  await lockConversations(tx, [conversation])
  if (!(await lockHeld(tx, [work])).has(work)) return false
  if ((await WARNED(tx, { business, id: handoff, last: lastInboundAt })).length === 0) return false
  await tellOf(tx, { alerting: warning, conversation, kind: 'window-closing' }, ids)
  return true
}
