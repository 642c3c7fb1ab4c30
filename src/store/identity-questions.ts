import type { PhoneHash } from '../domain/phone.ts'
import type { IdentityQuestion } from '../flows/store.ts'
import type { Ids } from '../flows/world.ts'
import type { Resolving } from './customers.ts'
import { type Joined, joinCustomers } from './join.ts'
import { splitCustomers } from './split.ts'
import { isId, statement, type Tx } from './statement.ts'

/** Two customers who may be one: something that named the older one names the newer one now. */
export interface Doubt {
  readonly business: string
  readonly older: string
  readonly newer: string
  /** What moved, in the form aliases have. */
  readonly alias: string
  readonly evidence: string
  readonly at: number
  /** WhatsApp has said that they are the same, and only late: nobody needs to be asked. */
  readonly sure?: boolean
}

const ASK = statement<{ rows: readonly object[] }>(({ each }) => {
  const pair = { business: 'text', id: 'id', older: 'id', newer: 'id' } as const
  const { row, values } = each('asked', { ...pair, alias: 'text', evidence: 'text', at: 'ms' })
  return `
  insert into identity_questions (business, id, older, newer, alias, evidence, asked_at)
  ${values([row.business, row.id, row.older, row.newer, row.alias, row.evidence, row.at])}
  on conflict (business, older, newer) where decided_at is null do nothing`
})

const ASKED = statement<{ business: string; older: string; newer: string; evidence: string }, { id: string }>(
  () => `
  select id from identity_questions
  where business = :business and older = :older and newer = :newer and evidence = :evidence`,
)
const keyOf = ({ business, older, newer, evidence }: Doubt) => ({ business, older, newer, evidence })

interface QuestionRow {
  business: string
  id: string
  older: string
  newer: string
  evidence: string
  asked_at: number
  decision: IdentityQuestion['decision'] | null
  decided_at: number | null
  joined: string | null
}

const OF_PAIR = statement<{ business: string; older: string; newer: string }, QuestionRow>(
  () =>
    `select * from identity_questions where business = :business and older = :older and newer = :newer and decided_at is null`,
)

/** Records what is in doubt; what is not, because WhatsApp has said it, is settled at once. Says whether customers were joined. */
export async function askWhoTheyAre(tx: Tx, { doubts, ids }: Pick<Resolving, 'doubts' | 'ids'>): Promise<boolean> {
  if (doubts.length === 0) return false
  let joined = false
  const rows: object[] = []
  // Meta delivers again what we have: a question that was answered is not asked for the same reason.
  for (const doubt of doubts) if ((await ASKED(tx, keyOf(doubt))).length === 0) rows.push({ ...doubt, id: ids.next() })
  if (rows.length > 0) await ASK(tx, { rows })
  for (const { business, older, newer, evidence, at, sure } of doubts) {
    if (!sure) continue
    const [question] = await OF_PAIR(tx, { business, older, newer })
    if (question && (await settle(tx, question, { decision: 'same', by: evidence, now: at }, ids))) joined = true
  }
  return joined
}

const LIST = statement<{ business: string }, QuestionRow & { name: string | null; phone: string | null }>(
  () => `
  select q.*, p.name, p.phone from identity_questions q
  join contacts p on p.business = q.business and p.customer = q.newer
  where q.business = :business
  order by q.decided_at is not null, q.asked_at desc limit 200`,
)

export async function identityQuestions(tx: Tx, business: string): Promise<IdentityQuestion[]> {
  return (await LIST(tx, { business })).map(
    ({ id, older, newer, name, phone, evidence, asked_at, decision, decided_at }) => ({
      id,
      older,
      newer,
      name: name ?? undefined,
      phone: phone ?? undefined,
      evidence,
      askedAt: asked_at,
      decision: decision ?? undefined,
      decidedAt: decided_at ?? undefined,
    }),
  )
}

const ONE = statement<{ business: string; id: string }, QuestionRow>(
  ({ name }) =>
    `select * from identity_questions where business = :business and id = :id ${name === 'postgres' ? 'for update' : ''}`,
)

const DECIDE = statement<{
  business: string
  id: string
  decision: string
  by: string
  now: number
  joined: string | null
}>(
  () => `
  update identity_questions set decision = :decision, decided_by = :by, decided_at = :now, joined = :joined
  where business = :business and id = :id`,
)

/** Says whether there was such a question. */
export async function decideIdentity(
  tx: Tx,
  options: { business: string; question: string; decision: 'same' | 'different'; by: string; now: number },
  ids: Ids,
): Promise<boolean> {
  const { business, question: id, decision, by, now } = options
  const question = isId(id) ? (await ONE(tx, { business, id }))[0] : undefined
  if (!question || question.decided_at !== null) return false
  return settle(tx, question, { decision, by, now }, ids)
}

async function settle(
  tx: Tx,
  question: QuestionRow,
  { decision, by, now }: { decision: 'same' | 'different'; by: string; now: number },
  ids: Ids,
): Promise<boolean> {
  const { business, id } = question
  const joined = decision === 'same' ? await joinCustomers(tx, question, now, ids) : undefined
  if (decision === 'same' && joined === undefined) return false
  await DECIDE(tx, { business, id, decision, by, now, joined: joined === undefined ? null : JSON.stringify(joined) })
  return true
}

const LATER = statement<{ business: string; decided_at: number; id: string }, { joined: string }>(
  () => `
  select joined from identity_questions
  where business = :business and decision = 'same' and id <> :id and decided_at >= :decided_at`,
)

const REOPEN = statement<{ business: string; id: string; now: number }>(
  () => `
  update identity_questions set decision = null, decided_by = null, decided_at = null, joined = null, undone_at = :now
  where business = :business and id = :id`,
)

/**
 * Takes a decision back: the question is open again. Who was joined is split: what each had said before, and since then
 * by what they wrote from. Refused where the result was joined to others since: that is undone first.
 */
export async function undoIdentity(
  tx: Tx,
  { business, question: id, now }: { business: string; question: string; now: number },
  settings: { ids: Ids; hash: PhoneHash },
): Promise<boolean> {
  const question = isId(id) ? (await ONE(tx, { business, id }))[0] : undefined
  if (!question || question.decided_at === null) return false
  if (question.joined !== null) {
    const joined: Joined = JSON.parse(question.joined)
    const later = await LATER(tx, { business, id, decided_at: question.decided_at })
    const ours = [joined.into, joined.from]
    const blocked = later.some((row) => {
      const { into, from }: Joined = JSON.parse(row.joined)
      return ours.includes(into) || ours.includes(from)
    })
    if (blocked) return false
    await splitCustomers(tx, { business, joined, now }, settings)
  }
  await REOPEN(tx, { business, id, now })
  return true
}
