import type { Content } from '../domain/content.ts'
import type { Author, Owner } from '../domain/conversation.ts'
import type { TranscriptMessage } from '../domain/message.ts'
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
  content: string | null
  wamid: string | null
  edited_at: number | null
  deleted_at: number | null
  reaction: string | null
  quoted_author: Author | null
  quoted_text: string | null
  position: number
  sent_at: number
  received_at: number
}

const KEY = { business: 'text', id: 'id' } as const
const MESSAGE = `m.business, m.id, m.conversation, m.author, m.kind, m.text, m.content, m.wamid, m.position, m.sent_at, m.received_at,
  m.edited_at, m.deleted_at, m.reaction, q.author as quoted_author, q.text as quoted_text`
const QUOTED = `left join messages q on m.quotes is not null and q.business = m.business and q.line = m.line and q.wamid = m.quotes`

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
  ${QUOTED}
  order by m.conversation, m.position`,
)

/** What was said and is done with. Reactions, edits and the like show on the message they speak of. */
const SETTLED = (row: string) =>
  `(${row}.outcome is null or ${row}.outcome not in ('pending', 'refused')) and ${row}.kind not in ('reaction', 'edit', 'revoke', 'system')`

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
  ${QUOTED}
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
        content: contentOf(row),
        lateByMs: row.received_at - row.sent_at,
      })),
      history: (history.get(id) ?? []).map(toTranscript),
    }
  })
}

const contentOf = ({ text, content }: MessageRow): Content =>
  content === null ? { kind: 'text', text } : JSON.parse(content)

const DELETED = '[This message was deleted]'

function toTranscript(row: MessageRow): TranscriptMessage {
  const { id, author, text, sent_at, content, edited_at, deleted_at, reaction, quoted_author, quoted_text } = row
  return {
    id,
    author,
    text: deleted_at === null ? text : DELETED,
    at: sent_at,
    ...(content !== null && author === 'customer' && deleted_at === null && { content: contentOf(row) }),
    ...(quoted_author !== null && { quoted: { author: quoted_author, text: quoted_text ?? '' } }),
    ...(reaction !== null && { reaction }),
    ...(edited_at !== null && { edited: true }),
    ...(deleted_at !== null && { deleted: true }),
  }
}

const LINE_OF = statement<{ business: string; id: string }, { line: string }>(
  () => 'select line from conversations where business = :business and id = :id',
)

export async function lineOf(tx: Tx, { business, id }: ConversationKey): Promise<string | undefined> {
  if (!isId(id)) return undefined
  return (await LINE_OF(tx, { business, id }))[0]?.line
}
