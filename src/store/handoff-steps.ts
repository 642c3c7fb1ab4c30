import type { Owner } from '../domain/conversation.ts'
import type { TimelineKind } from '../flows/baton.ts'
import { newsOfHandoffs } from './desk-work.ts'
import { statement, type Tx } from './statement.ts'

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
  await newsOfHandoffs(
    tx,
    rows.map(({ business, handoff: id, at }) => ({ business, id, at })),
  )
}

/** The last one that moved who has a conversation. */
export const LAST_STEP = statement<{ business: string; id: string }, StepRow>(
  () => `
  select * from handoff_steps where business = :business and conversation = :id
    and kind not in ('alerted', 'escalated', 'noted', 'window-closing') order by id desc limit 1`,
)
