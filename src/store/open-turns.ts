import type { Author, Owner } from '../domain/conversation.ts'
import type { ConversationKey, OpenTurn } from '../flows/store.ts'
import { isId, statement, type Tx } from './statement.ts'

/** An agent reads so many of the last messages. Positions have gaps where duplicates came: rows are counted, not they. */
const HISTORY = 30

interface ConversationRow {
  business: string
  id: string
  line: string
  customer: string
  name: string | null
  owner: Owner
  epoch: number
  last_position: number
  unanswered_since: number | null
  context_from: number
  agent: string | null
}

interface MessageRow {
  business: string
  id: string
  conversation: string
  author: Author
  kind: string
  text: string
  wamid: string | null
  position: number
  sent_at: number
}

const KEY = { business: 'text', id: 'id' } as const
const MESSAGE = 'm.business, m.id, m.conversation, m.author, m.kind, m.text, m.wamid, m.position, m.sent_at'

const LOAD_CONVERSATIONS = statement<{ rows: readonly object[] }, ConversationRow>(
  ({ rows }) => `
  select c.business, c.id, c.line, c.customer, p.name, c.owner, c.epoch, c.last_position, c.unanswered_since, c.context_from, c.agent
  from ${rows(':rows', 'wanted', KEY)}
  join conversations c on c.business = wanted.business and c.id = wanted.id
  join customers p on p.business = c.business and p.id = c.customer`,
)

const LOAD_PENDING = statement<{ rows: readonly object[] }, MessageRow>(
  ({ rows }) => `
  select ${MESSAGE} from ${rows(':rows', 'wanted', KEY)}
  join messages m on m.business = wanted.business and m.conversation = wanted.id and m.outcome = 'pending'
  order by m.conversation, m.position`,
)

const SETTLED = (row: string) => `(${row}.outcome is null or ${row}.outcome <> 'pending')`

/** The floor is found once for each conversation: materialized, or it would be looked for beside every message. */
const LOAD_HISTORY = statement<{ rows: readonly object[] }, MessageRow>(
  ({ rows }) => `
  with wanted as materialized (
    select asked.business, asked.id, asked.since, coalesce((select o.position from messages o
      where o.business = asked.business and o.conversation = asked.id and ${SETTLED('o')}
      order by o.position desc limit 1 offset ${HISTORY}), 0) as floor
    from ${rows(':rows', 'asked', { ...KEY, since: 'int' })})
  select ${MESSAGE} from wanted
  join messages m on m.business = wanted.business and m.conversation = wanted.id
    and m.position > wanted.since and m.position > wanted.floor
  where ${SETTLED('m')}
  order by m.conversation, m.position`,
)

export async function loadTurns(tx: Tx, wanted: readonly ConversationKey[]): Promise<(OpenTurn | undefined)[]> {
  const found = await LOAD_CONVERSATIONS(tx, { rows: wanted.filter(({ id }) => isId(id)) })
  const rows = found.map(({ business, id, context_from }) => ({ business, id, since: context_from }))
  const conversations = new Map(found.map((row) => [row.id, row]))
  const pending = Map.groupBy(await LOAD_PENDING(tx, { rows }), (row) => row.conversation)
  const history = Map.groupBy(await LOAD_HISTORY(tx, { rows }), (row) => row.conversation)

  return wanted.map(({ business, id }) => {
    const conversation = conversations.get(id)
    if (conversation?.business !== business) return undefined
    const { line, customer, name, owner, epoch, last_position, unanswered_since, agent } = conversation
    return {
      line,
      customer: { id: customer, name: name ?? undefined },
      fence: { owner, epoch },
      lastPosition: last_position,
      unansweredSince: unanswered_since ?? 0,
      agent: agent ?? undefined,
      unanswered: (pending.get(id) ?? []).map((row) => ({
        ...toTranscript(row),
        wamid: row.wamid!,
        position: row.position,
        content: row.kind === 'text' ? { kind: 'text', text: row.text } : { kind: 'unsupported', type: row.kind },
      })),
      history: (history.get(id) ?? []).map(toTranscript),
    }
  })
}

const toTranscript = ({ id, author, text, sent_at }: MessageRow) => ({ id, author, text, at: sent_at })

const LINE_OF = statement<{ business: string; id: string }, { line: string }>(
  () => 'select line from conversations where business = :business and id = :id',
)

export async function lineOf(tx: Tx, { business, id }: ConversationKey): Promise<string | undefined> {
  if (!isId(id)) return undefined
  return (await LINE_OF(tx, { business, id }))[0]?.line
}
