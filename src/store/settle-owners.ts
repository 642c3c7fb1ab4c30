import { FAMILY_ROWS, type HeldRow } from './holding.ts'
import { resume } from './resume.ts'
import { statement, type Tx } from './statement.ts'

const GIVE = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, from } = each('settled', {
    business: 'text',
    id: 'id',
    owner: 'text',
    teammate: 'text',
    teammate_name: 'text',
  })
  return `
  update conversations set owner = ${row.owner}, teammate = ${row.teammate}, teammate_name = ${row.teammate_name}, epoch = epoch + 1 ${from}
  where conversations.business = ${row.business} and conversations.id = ${row.id}`
})

/**
 * After customers were joined or split: a conversation is people's exactly while a handoff speaks of it. One that was
 * silenced along with another line, and is somebody else's now, goes back to the agent, who answers what was left; one
 * that has come under a handoff of all lines belongs to whoever has that.
 */
export async function settleOwners(
  tx: Tx,
  { business, customers, now }: { business: string; customers: readonly string[]; now: number },
): Promise<void> {
  const rows: HeldRow[] = []
  for (const customer of customers) rows.push(...(await FAMILY_ROWS(tx, { business, customer })))
  const roots = new Map(rows.map((row) => [row.id, row]))
  const settled = rows.flatMap((row) => {
    const { owner, teammate, teammate_name } = row.root === null ? NOBODY : (roots.get(row.root) ?? row)
    return row.owner === owner && row.teammate === teammate
      ? []
      : [{ business, id: row.id, owner, teammate, teammate_name }]
  })
  if (settled.length === 0) return
  await GIVE(tx, { rows: settled })
  const back = settled.filter(({ owner }) => owner === 'agent').map(({ id }) => id)
  if (back.length > 0) await resume(tx, business, back, now)
}

const NOBODY = { owner: 'agent', teammate: null, teammate_name: null } as const
