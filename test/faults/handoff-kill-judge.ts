import type { Handset } from '../../simulator/index.ts'
import type { Recorded } from '../doubles/recorder.ts'
import { AGAIN, CASES } from './handoff-kill.ts'

/** What a dead process must not leave behind, each with the question that finds it. */
export const TORN = [
  'whose it is and whether a handoff is open do not go together',
  `select c.id from conversations c
   left join handoffs h on h.business = c.business and h.conversation = c.id and h.released_at is null
   where (c.owner = 'agent') <> (h.id is null)`,
] as const
export const FORGOTTEN = [
  'a customer is silenced, and nobody was told',
  `select h.id from handoffs h join conversations c on c.business = h.business and c.id = h.conversation
   where h.released_at is null and c.owner = 'waiting'
     and not exists (select 1 from work w where w.kind = 'handoff' and w.key = h.id and w.died_at is null)
     and not exists (select 1 from posts p where p.conversation = c.id
       and (p.sent_at is not null or exists (select 1 from work w where w.kind = 'post' and w.key = p.id)))`,
] as const

export const afterAll = `
  select p.phone, c.owner, (select count(*) from handoffs h where h.conversation = c.id) as handoffs, d.author, d.state, m.text
  from conversations c join contacts p on p.business = c.business and p.customer = c.customer
  left join deliveries d on d.business = c.business and d.conversation = c.id
  left join messages m on m.business = d.business and m.conversation = d.conversation and m.position = d.position
  order by p.phone, d.position`

/** Nothing came of it, and that is shown. */
const SHOWN_AS_SUCH = new Set(['unconfirmed', 'failed'])

/** What has to hold in the end, whenever the process was killed. */
export function judgeCases(
  rows: readonly Record<string, unknown>[],
  phones: readonly Handset[],
  alerts: readonly Recorded[],
  killed: boolean,
): string[] {
  const wrong: string[] = []
  const ids = alerts.map(({ body }) => String(body.id))
  const handoffs = new Map(alerts.map(({ body }) => [String(body.id), (body.data as { handoff: string }).handoff]))
  if (new Set(handoffs.values()).size !== handoffs.size) wrong.push('people were called twice for one handoff')
  // Sent and not written down, it is sent again, and known by its id.
  if (ids.length > new Set(ids).size + (killed ? 1 : 0))
    wrong.push(`${ids.length} alerts, ${new Set(ids).size} different`)
  for (const [index, one] of CASES.entries()) {
    const own = rows.filter(({ phone }) => phone === `1555000111${index}`)
    const tell = (what: string) => wrong.push(`“${one.says}”: ${what}`)
    const [first] = own
    if (first?.owner !== 'agent') tell(`it belongs to ${first?.owner}`)
    if (Number(first?.handoffs) !== 1) tell(`there were ${first?.handoffs} handoffs`)
    const sentences = own.filter(({ author }) => author === 'system')
    const expected = one.says === '/human' || one.says.includes('contract') || one.says.includes('fail') ? 1 : 0
    if (sentences.length !== expected) tell(`the customer is told ${sentences.length} times`)
    const bubbles = phones[index]!.bubbles.map(({ text }) => text)
    for (const { author, state, text } of own) {
      const times = bubbles.filter((bubble) => bubble === text).length
      if (times > 1) tell(`“${text}” stands ${times} times on the phone`)
      if (times === 1 || author === 'agent') continue
      if (!killed || !SHOWN_AS_SUCH.has(String(state))) tell(`“${text}” is ${state}, and not on the phone`)
    }
    if (bubbles.filter((text) => text === `${AGAIN} ${index}`).length !== 1) tell('the agent does not answer again')
  }
  return wrong
}
