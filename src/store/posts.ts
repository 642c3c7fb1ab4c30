import type { Post } from '../domain/turn.ts'
import type { ConversationKey, KeptPost, Work } from '../flows/store.ts'
import { asCame } from './raw.ts'
import { isId, statement, type Tx } from './statement.ts'
import { finish, promise } from './work.ts'

const INSERT = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, values } = each('fresh', {
    business: 'text',
    id: 'id',
    conversation: 'id',
    channel: 'text',
    target: 'text',
    text: 'text',
    subject: 'text',
    data: 'text',
    created_at: 'ms',
  })
  return `
  insert into posts (business, id, conversation, channel, target, text, subject, data, created_at)
  ${values([
    row.business,
    row.id,
    row.conversation,
    row.channel,
    row.target,
    row.text,
    row.subject,
    row.data,
    row.created_at,
  ])}`
})

export interface PostToSend extends Post {
  readonly id: string
  readonly conversation: ConversationKey
  readonly now: number
}

/** Each with the promise to send it: dead ones are dead letters like all other work. */
export async function insertPosts(tx: Tx, posts: readonly PostToSend[]): Promise<void> {
  if (posts.length === 0) return
  await INSERT(tx, {
    rows: posts.map(({ conversation, id, channel, target, text, subject, data, now }) => ({
      business: conversation.business,
      id,
      conversation: conversation.id,
      channel,
      target,
      text,
      subject: subject ?? null,
      data: data === undefined ? null : asCame(data),
      created_at: now,
    })),
  })
  await promise(
    tx,
    posts.map(({ conversation, id, now }) => ({
      business: conversation.business,
      kind: 'post',
      key: id,
      due_at: now,
    })),
  )
}

interface PostRow {
  id: string
  conversation: string
  channel: Post['channel']
  target: string
  text: string
  subject: string | null
  data: string | null
  created_at: number
}

const LOAD = statement<{ business: string; id: string }, PostRow>(
  () => `
  select id, conversation, channel, target, text, subject, data, created_at from posts
  where business = :business and id = :id`,
)

export async function loadPost(tx: Tx, key: { business: string; id: string }): Promise<KeptPost | undefined> {
  const [row] = isId(key.id) ? await LOAD(tx, key) : []
  if (!row) return undefined
  const { id, conversation, channel, target, text, subject, data, created_at } = row
  return {
    id,
    conversation,
    channel,
    target,
    text,
    ...(subject !== null && { subject }),
    ...(data !== null && { data: JSON.parse(data) }),
    createdAt: created_at,
  }
}

const SENT = statement<{ business: string; id: string; now: number }>(
  () => 'update posts set sent_at = :now where business = :business and id = :id',
)

export async function finishPost(tx: Tx, work: Work, now: number): Promise<void> {
  await SENT(tx, { business: work.business, id: work.key, now })
  await finish(tx, [work])
}
