import { asksNothing, type Content, inWords } from '../domain/content.ts'
import type { PhoneHash } from '../domain/phone.ts'
import { windowAnchor } from '../domain/window.ts'
import type { Heard, Passed, Received, ReceivedEcho } from '../flows/store.ts'
import type { Ids } from '../flows/world.ts'
import { amend, amendOurs } from './amendments.ts'
import { conversationFor } from './conversation-for.ts'
import { newsOfConversations } from './desk-work.ts'
import { messageWithoutPhones } from './hidden-phones.ts'
import { type Held, hold, type Of } from './holding.ts'
import { moveHeld, sign } from './ownership.ts'
import { type Burst, promiseToRemember } from './remembering.ts'
import { statement, type Tx } from './statement.ts'

type Named = { business: string; line: string; wamid: string }

/** Meta echoes only what was typed by hand; whatever else it may echo one day, our own words are none of it. */
const KNOWN = statement<Named, { id: string }>(
  () => `
  select id from messages where business = :business and line = :line and wamid = :wamid
  union all select id from deliveries where business = :business and line = :line and wamid = :wamid`,
)

const INSERT = statement<
  Named & {
    id: string
    conversation: string
    position: number
    phone_number_id: string
    author: string
    kind: string
    text: string
    content: string | null
    quotes: string | null
    sent_at: number
    received_at: number
    writer: string
    writer_name: string
  },
  { id: string; amended: number | boolean }
>(
  () => `
  insert into messages (business, id, conversation, position, line, phone_number_id, author, kind, text, content, quotes, wamid, sent_at, received_at, writer, writer_name)
  values (:business, :id, :conversation, :position, :line, :phone_number_id, :author, :kind, :text, :content, :quotes, :wamid, :sent_at, :received_at, :writer, :writer_name)
  on conflict (business, line, wamid) do nothing
  returning id, exists (select 1 from amendments a
    where a.business = messages.business and a.line = messages.line and a.wamid = messages.wamid) as amended`,
)

const MOVE = statement<Of & { last_position: number; now: number }>(
  () => `
  update conversations set last_position = :last_position, active_at = :now where business = :business and id = :id`,
)

const RELEASED_AT = statement<Of, { released_at: number | null }>(
  () => `
  select h.released_at from conversations c join handoffs h on h.business = c.business and h.id = c.released
  where c.business = :business and c.id = :id`,
)

/** Meta tells whole seconds: what was said in the second of a release may have been said after it. */
const SECOND_MS = 1000

/**
 * Stores what was said on the number by other means than ours, once. What a person has typed is a teammate's reply: the
 * conversation is theirs with it, in the same transaction.
 */
export async function hearEcho(
  tx: Tx,
  given: ReceivedEcho,
  { ids, hash, burst }: { ids: Ids; hash: PhoneHash; burst: Burst | undefined },
): Promise<Heard> {
  const { business, line, receivedAt: now, author, by } = given
  const { wamid, sentAt, phoneNumberId, quotes } = given.message
  if ((await KNOWN(tx, { business, line, wamid })).length > 0) return { kind: 'duplicate' }
  const about = { ...given, settle: 0, agent: undefined } satisfies Received
  // Whom it was said to is told beside it: a card that we have sent proves nothing of them.
  const sender = { ...about, message: { ...about.message, content: { kind: 'text', text: '' } as const } }
  const key = await conversationFor(tx, sender, { ids, hash })
  const held = (await hold(tx, key))!
  const received = messageWithoutPhones(about, hash)
  const { content } = received.message
  const position = held.holding.position + 1
  const [stored] = await INSERT(tx, {
    business,
    id: ids.next(),
    conversation: key.id,
    position,
    line,
    phone_number_id: phoneNumberId,
    author,
    kind: content.kind,
    text: inWords(content),
    content: content.kind === 'text' ? null : JSON.stringify(content),
    quotes: quotes ?? null,
    wamid,
    sent_at: windowAnchor(sentAt, now),
    received_at: now,
    writer: by.id,
    writer_name: by.name,
  })
  if (!stored) return { kind: 'duplicate' }
  await MOVE(tx, { ...key, last_position: position, now })
  await amend(tx, [received], stored.amended ? [{ business, line, wamid }] : [])
  await amendOurs(tx, received)
  const passed = author === 'teammate' ? await takeOver(tx, { given, held, content }, ids) : undefined
  tx.tell({ kind: 'message', business, id: stored.id, conversation: key.id, position, at: now })
  await newsOfConversations(tx, [{ ...key, at: now }])
  if (burst && !asksNothing(content))
    await promiseToRemember(tx, [{ ...key, last_position: position, remembered: held.remembered }], burst, now)
  return { kind: 'stored', conversation: key.id, passed }
}

/**
 * Writing takes the conversation, as it does everywhere: never from another teammate, who may be the one who holds the
 * phone. To react, to edit and to take back say nothing new, but show that somebody is there. What was typed before the
 * conversation was given back, and comes after it, was part of what is over.
 */
async function takeOver(
  tx: Tx,
  { given, held, content }: { given: ReceivedEcho; held: Held; content: Content },
  ids: Ids,
): Promise<Extract<Passed, { kind: 'passed' }> | undefined> {
  const { business, receivedAt: now, by } = given
  const { holding, key } = held
  const [last] = await RELEASED_AT(tx, key)
  const saidAt = windowAnchor(given.message.sentAt, now)
  if (saidAt + SECOND_MS <= (last?.released_at ?? 0)) return undefined
  const theirs = !asksNothing(content)
  if (theirs) {
    const act = { conversation: key, by, source: 'phone', epoch: undefined, now } as const
    const step = { kind: 'reply', by, over: false } as const
    const moved = await moveHeld(tx, { held, act, step, kind: 'reply' }, ids)
    if (moved.kind === 'passed') return moved
  }
  if (holding.handoff && holding.owner === 'teammate')
    await sign(tx, { business, id: holding.handoff, now, answered: theirs })
  return undefined
}
