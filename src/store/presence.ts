import type { ConversationKey, LastWritten } from '../flows/store.ts'
import { isId, statement, type Tx } from './statement.ts'

interface LastRow {
  line: string
  teammate: string | null
  wamid: string
  last_inbound_at: number
}

const LAST_WRITTEN = statement<{ business: string; id: string }, LastRow>(
  () => `
  select c.line, c.teammate, m.wamid, c.last_inbound_at from conversations c
  join messages m on m.business = c.business and m.conversation = c.id
  where c.business = :business and c.id = :id and m.author = 'customer' and m.wamid is not null
    and m.kind not in ('reaction', 'edit', 'revoke', 'system')
  order by m.position desc limit 1`,
)

/** The message that "typing" is shown under. */
export async function lastWritten(tx: Tx, { business, id }: ConversationKey): Promise<LastWritten | undefined> {
  const [row] = isId(id) ? await LAST_WRITTEN(tx, { business, id }) : []
  if (!row) return undefined
  return {
    line: row.line,
    teammate: row.teammate ?? undefined,
    wamid: row.wamid,
    lastInboundAt: row.last_inbound_at,
  }
}
