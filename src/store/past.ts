import { asksNothing, type Content, inWords } from '../domain/content.ts'
import type { PhoneHash } from '../domain/phone.ts'
import { windowAnchor } from '../domain/window.ts'
import type { ConversationKey, PastTalk, Received } from '../flows/store.ts'
import type { Ids } from '../flows/world.ts'
import { amend } from './amendments.ts'
import { conversationFor } from './conversation-for.ts'
import { messageWithoutPhones } from './hidden-phones.ts'
import { hold } from './holding.ts'
import { asCame } from './raw.ts'
import { moveVersionsOf } from './scopes.ts'
import { statement, type Tx } from './statement.ts'

/** Stands for a file that may come by itself, under the same name. */
const PLACEHOLDER = JSON.stringify({ kind: 'unsupported', type: 'media_placeholder' } satisfies Content)

const INSERT = statement<{ rows: readonly object[] }, { wamid: string; amended: number | boolean }>(({ each }) => {
  const { row, values } = each('past', {
    business: 'text',
    id: 'id',
    conversation: 'id',
    position: 'int',
    line: 'text',
    phone_number_id: 'text',
    author: 'text',
    kind: 'text',
    text: 'text',
    content: 'text',
    wamid: 'text',
    sent_at: 'ms',
    outcome: 'text',
    raw: 'text',
    writer: 'text',
    writer_name: 'text',
  })
  const said = [row.author, row.kind, row.text, row.content, row.wamid, row.sent_at, row.sent_at, row.outcome, row.raw]
  return `
  insert into messages (business, id, conversation, position, line, phone_number_id, author, kind, text, content, wamid, sent_at, received_at, outcome, raw, writer, writer_name)
  ${values([row.business, row.id, row.conversation, row.position, row.line, row.phone_number_id, ...said, row.writer, row.writer_name])}
  on conflict (business, line, wamid) do update set kind = excluded.kind, text = excluded.text, content = excluded.content
    where messages.content = '${PLACEHOLDER}' and messages.position < 0
  returning wamid, exists (select 1 from amendments a
    where a.business = messages.business and a.line = messages.line and a.wamid = messages.wamid) as amended`
})

/** What we have sent ourselves bears its name in its delivery. */
const OURS = statement<{ rows: readonly object[] }, { wamid: string }>(({ each }) => {
  const { row, join } = each('asked', { business: 'text', line: 'text', wamid: 'text' })
  return `
  select d.wamid from deliveries d ${join}
  where d.business = ${row.business} and d.line = ${row.line} and d.wamid = ${row.wamid}`
})

const TAKEN = statement<{ business: string; id: string; from: number }, { position: number }>(
  () => `
  select position from messages where business = :business and conversation = :id and position >= :from and position < 0`,
)

const LIVED = statement<{ business: string; id: string; at: number }>(
  () => 'update conversations set active_at = :at where business = :business and id = :id and active_at < :at',
)

/**
 * Keeps what was said before the number came to us. It stands below all that has come since, in the order of its time,
 * whatever comes first. Nothing is promised, nobody is told, and no window begins.
 */
export async function keepPast(tx: Tx, talk: PastTalk, { ids, hash }: { ids: Ids; hash: PhoneHash }): Promise<void> {
  const { business, line } = talk
  const all = receivedOf(talk)
  const ours = new Set(
    (await OURS(tx, { rows: all.map(({ message: { wamid } }) => ({ business, line, wamid })) })).map(
      (one) => one.wamid,
    ),
  )
  const told = all.filter(({ message }) => !ours.has(message.wamid))
  if (told.length === 0) return
  // Whoever it was said with is told beside it: a card that somebody has sent proves nothing of them.
  const last = told.at(-1)!
  const key = await conversationFor(
    tx,
    { ...last, message: { ...last.message, content: { kind: 'text', text: '' } } },
    { ids, hash },
  )
  await hold(tx, key)
  const free = await freePlaces(tx, key, placeOf(told[0]!.message.sentAt))
  const rows = told.map(({ fromBusiness, status, ...given }) => {
    const { message } = messageWithoutPhones(given, hash)
    const { content, wamid, sentAt, phoneNumberId } = message
    return {
      business,
      id: ids.next(),
      conversation: key.id,
      position: free(placeOf(sentAt)),
      line,
      phone_number_id: phoneNumberId,
      author: fromBusiness ? 'teammate' : 'customer',
      kind: content.kind,
      text: inWords(content),
      content: content.kind === 'text' ? null : JSON.stringify(content),
      wamid,
      sent_at: sentAt,
      outcome: fromBusiness && status === 'ERROR' ? 'unsent' : null,
      raw: fromBusiness ? null : asCame(message.raw),
      writer: fromBusiness ? talk.by.id : null,
      writer_name: fromBusiness ? talk.by.name : null,
    }
  })
  const kept = await INSERT(tx, { rows })
  if (kept.length === 0) return
  const names = new Set(kept.map(({ wamid }) => wamid))
  const amended = kept.flatMap(({ wamid, amended }) => (amended ? [{ business, line, wamid }] : []))
  await amend(
    tx,
    told.filter(({ message }) => names.has(message.wamid)),
    amended,
  )
  const shown = told.findLast(({ message }) => !asksNothing(message.content))
  if (shown) await LIVED(tx, { ...key, at: shown.message.sentAt })
  await moveVersionsOf(tx, [{ business, conversation: key.id }])
}

type Past = Received & { readonly fromBusiness: boolean; readonly status: string | undefined }

/** Each once, the oldest first. What WhatsApp says of itself is no talk. */
function receivedOf({ business, line, receivedAt, phoneNumberId, messages, with: sender }: PastTalk): Past[] {
  const told = new Map<string, Past>()
  for (const { wamid, content, sentAt, fromBusiness, status } of messages) {
    if (content.kind === 'system' || (told.has(wamid) && JSON.stringify(content) === PLACEHOLDER)) continue
    const raw = { from: sender.phone, from_user_id: sender.bsuid }
    const message = { phoneNumberId, wamid, sender, content, sentAt: windowAnchor(sentAt, receivedAt), raw }
    told.set(wamid, { business, line, receivedAt, settle: 0, agent: undefined, message, fromBusiness, status })
  }
  return [...told.values()].toSorted((one, other) => one.message.sentAt - other.message.sentAt)
}

/** `int` ends here, and with it the seconds that can be told apart. */
const LAST_SECOND = 2 ** 31
/** Older than this nothing is told of, and places further down are used while customers are joined. */
const LOWEST = -600_000_000

/** By the second in which it was said: so chunks may come in any order. */
const placeOf = (sentAt: number) => Math.min(-1, Math.max(LOWEST, Math.floor(sentAt / 1000) - LAST_SECOND))

/** What was said in one second stands one behind the other. */
async function freePlaces(tx: Tx, { business, id }: ConversationKey, from: number) {
  const taken = new Set((await TAKEN(tx, { business, id, from })).map(({ position }) => position))
  return (wanted: number) => {
    let place = wanted
    while (taken.has(place)) place++
    taken.add(place)
    return place
  }
}
