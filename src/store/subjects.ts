import type { Subject } from '../flows/store.ts'
import { isId, statement, type Tx } from './statement.ts'

const lineIn = (table: string) =>
  statement<{ business: string; id: string }, { line: string }>(
    () => `select line from ${table} where business = :business and id = :id`,
  )

const LINE_OF = {
  conversation: lineIn('conversations'),
  handoff: lineIn('handoffs'),
  delivery: lineIn('deliveries'),
  campaign: lineIn('campaigns'),
  run: statement<{ business: string; id: string }, { line: string }>(
    () => `
  select c.line from runs r join conversations c on c.business = r.business and c.id = r.conversation
  where r.business = :business and r.id = :id`,
  ),
} as const satisfies Record<Subject, unknown>

export async function lineOfSubject(
  tx: Tx,
  { business, of, id }: { business: string; of: Subject; id: string },
): Promise<string | undefined> {
  if (!isId(id)) return undefined
  return (await LINE_OF[of](tx, { business, id }))[0]?.line
}
