import { deliveryOfAttempt } from '../../src/domain/delivery.ts'
import type { Stage } from '../stage.ts'
import { AGAIN } from './handoff-begins.ts'
import type { Trial } from './handoff-faults.ts'

/** Whoever is not the agent's has an open handoff, and the other way round. */
const TORN = `
  select c.owner, h.id from conversations c
  left join handoffs h on h.business = c.business and h.conversation = c.id and h.released_at is null
  where (c.owner = 'agent') <> (h.id is null)`

/** Nobody was told, and nobody has promised to tell them. */
const FORGOTTEN = `
  select h.id from handoffs h join conversations c on c.business = h.business and c.id = h.conversation
  where h.released_at is null and c.owner = 'waiting'
    and not exists (select 1 from work w where w.kind = 'handoff' and w.key = h.id and w.died_at is null)
    and not exists (select 1 from posts p where p.conversation = c.id
      and (p.sent_at is not null or exists (select 1 from work w where w.kind = 'post' and w.key = p.id)))`

const ALERTED = `select h.id from handoffs h join handoff_steps s on s.handoff = h.id and s.kind = 'alerted' group by h.id having count(*) > 1`

/** What has to hold in each moment, whatever breaks in the next. */
export function judgeMoment(stage: Stage): string[] {
  const torn = stage.look<{ owner: string; id: string | null }>(TORN)
  return [
    ...torn.map(({ owner, id }) => `the conversation is with ${owner}, and ${id ? 'a' : 'no'} handoff is open`),
    ...stage.look(FORGOTTEN).map(() => 'a customer is silenced, and nobody was told'),
    ...stage.look(ALERTED).map(() => 'people were called twice'),
  ]
}

interface DeliveryRow {
  readonly id: string
  readonly author: string
  readonly state: string
  readonly text: string
}

/** Nothing came of it, and that is shown. */
const SETTLED_WITHOUT = new Set(['unconfirmed', 'failed'])

/** What has to hold in the end. */
export function judgeHandoff(
  stage: Stage,
  phone: ReturnType<Stage['phone']>,
  alerts: readonly { id: string; handoff: string }[],
  { beginning, breaks, alert, graph }: Trial,
): string[] {
  const wrong = judgeMoment(stage)
  const posts = new Set(alerts.map(({ id }) => id))
  if (posts.size > 1) wrong.push(`${posts.size} alerts came for one handoff`)
  if (beginning.teammate && posts.size > 0) wrong.push('people were called for what a teammate has')
  // Known by its id it counts once: sent again only where nobody could know that it had arrived.
  const inDoubt = alert === 'late' || (breaks && (breaks.kind !== 'error' || breaks.moment.name.endsWith('finishPost')))
  if (alerts.length > posts.size && !inDoubt) wrong.push(`the same alert came ${alerts.length} times`)

  const deliveries = stage.look<DeliveryRow>(DELIVERIES)
  const shown = ({ id }: DeliveryRow) => phone.bubbles.filter(({ opaque }) => deliveryOfAttempt(opaque) === id).length
  for (const one of deliveries) {
    const { author, state, text } = one
    if (shown(one) > 1) wrong.push(`“${text}” stands ${shown(one)} times on the phone`)
    if (['queued', 'claimed', 'unknown'].includes(state)) wrong.push(`“${text}” is ${state} for ever`)
    if (author === 'agent' || shown(one) === 1) continue
    if (!SETTLED_WITHOUT.has(state) || !(breaks || graph)) wrong.push(`“${text}” is ${state}, and not on the phone`)
  }
  const sentences = deliveries.filter(({ author }) => author === 'system')
  if (sentences.map(({ text }) => text).join() !== (beginning.sentence ?? ''))
    wrong.push(`the customer is told ${sentences.length} times: ${sentences.map(({ text }) => text).join(' / ')}`)

  const [conversation] = stage.look<{ owner: string }>('select owner from conversations')
  const handoffs = stage.look('select id from handoffs')
  const pending = stage.look(`select id from messages where outcome = 'pending'`)
  const dead = stage.look<{ kind: string }>('select kind from work where died_at is not null')
  // Facts are drawn once it has been quiet for a while.
  const left = stage.look<{ kind: string }>(`select kind from work where died_at is null and kind <> 'remember'`)
  const again = phone.bubbles.filter(({ text }) => text.includes(AGAIN)).length
  return [
    ...wrong,
    ...Object.entries({
      [`it belongs to ${conversation?.owner} in the end`]: conversation?.owner !== 'agent',
      [`there were ${handoffs.length} handoffs`]: handoffs.length !== 1,
      [`${pending.length} messages are pending`]: pending.length > 0,
      [`${left.map(({ kind }) => kind).join()} is left to do`]: left.length > 0,
      [`${dead.map(({ kind }) => kind).join()} is dead`]:
        dead.length !== (alert === 'refuses' && !beginning.teammate ? 1 : 0),
      [`the agent answers ${again} times again`]: again !== 1,
    }).flatMap(([what, broken]) => (broken ? [what] : [])),
  ]
}

const DELIVERIES = `
  select d.id, d.author, d.state, m.text from deliveries d
  join messages m on m.business = d.business and m.conversation = d.conversation and m.position = d.position
  order by d.position`
