import type { BrowserStage, Person } from '../../test/browser/stage.ts'
import { between, chance } from '../chance.ts'
import { NOTES, THINGS, TONGUES, type Tongue } from './words.ts'

export interface Wanted {
  readonly conversations?: number
  /** So many messages in the one that is longest; it is the latest of all. */
  readonly longest?: number
  /** The last messages of all stand within so much time. */
  readonly within?: number
  readonly seed?: number
}

export interface Made {
  readonly id: string
  readonly name: string
  readonly phone: string
  readonly messages: number
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** As many a commit as a busy server would have. */
const AT_ONCE = 500
const MARK = 'data'
const REASONS = ['customer_asked', 'frustration', 'sensitive', 'out_of_scope', 'repeated_failure', 'agent_failed']

/**
 * A house full of conversations in seconds: everything is received as if customers had written it, some of it long ago,
 * and then every other message is made one of ours. Of seven conversations one waits for a person and one has somebody.
 */
export async function fill(stage: BrowserStage, wanted: Wanted = {}): Promise<readonly Made[]> {
  const { conversations = 2_000, longest = 10_000, within = 40 * HOUR, seed = 7 } = wanted
  const owner = await stage.owner()
  const random = chance(seed)
  const now = stage.clock.now()
  const talks = Array.from({ length: conversations }, (_, index) =>
    talkOf(index, { longest, random, now, apart: within / conversations }),
  )
  const messages = talks.flatMap((talk) => messagesOf(stage, talk, random))
  const { store } = stage.server.platform
  for (let from = 0; from < messages.length; from += AT_ONCE)
    await Promise.all(messages.slice(from, from + AT_ONCE).map((message) => store.receive(message)))
  const ids = await settle(stage, owner, now)
  return talks.map(({ phone, name, length }) => ({ id: ids.get(phone)!, name, phone, messages: length }))
}

interface Talk {
  readonly index: number
  readonly phone: string
  readonly name: string
  readonly tongue: Tongue
  readonly length: number
  readonly lastAt: number
}

type Random = () => number

function talkOf(index: number, given: { longest: number; random: Random; now: number; apart: number }): Talk {
  const { longest, random, now, apart } = given
  const tongue = index === 0 ? TONGUES[0]! : pick(random, TONGUES)
  const name = pick(random, tongue.names) + (index % 3 === 2 ? ` ${index}` : '')
  const age = index * apart + between(random, [0, MINUTE])
  const length = index === 0 ? longest : between(random, [1, 12])
  return { index, phone: String(4_915_550_000_000 + index), name, tongue, length, lastAt: now - MINUTE - age }
}

const pick = <One>(random: Random, [...all]: readonly One[]): One => all[Math.floor(random() * all.length)]!

type Received = Parameters<BrowserStage['server']['platform']['store']['receive']>[0]

function messagesOf(stage: BrowserStage, talk: Talk, random: Random): Received[] {
  const { index, phone, name, tongue, length, lastAt } = talk
  const { business, lines } = stage.settings
  const { name: line, phoneNumberId } = lines[index % lines.length]!
  let at = lastAt
  const backwards = Array.from({ length }, (_, back) => {
    const position = length - back
    const author = position % 2 === 1 ? 'customer' : position % 8 === 0 ? 'teammate' : 'agent'
    const isThing = author === 'customer' && random() < 0.12
    const text = pick(random, author === 'customer' ? tongue.asks : tongue.answers)
    const content = isThing ? (pick(random, THINGS) as Received['message']['content']) : { kind: 'text' as const, text }
    const wamid = `wamid.${MARK}.${author}.${index}.${position}`
    const message = {
      phoneNumberId,
      wamid,
      sender: { phone, name },
      content,
      sentAt: at,
      raw: {},
      ignoredBecause: MARK,
    }
    const receivedAt = at
    // A long thread goes back for months; talks of a few messages last minutes.
    at -= between(random, length > 100 ? [MINUTE, 12 * MINUTE] : [20_000, 3 * MINUTE])
    return { business, line, message, receivedAt, settle: 0, agent: undefined }
  })
  return backwards.reverse()
}

/** Makes ours what is to be ours, and gives people what they are to have. Says which conversation is whose. */
async function settle(stage: BrowserStage, owner: Person, now: number): Promise<Map<string, string>> {
  const { business } = stage.settings
  const { actor } = await owner.ask('GET', '/api/session')
  const omar = { id: 'omar', name: 'Omar' }
  const ids = new Map<string, string>()
  await stage.database.write(async (tx) => {
    const run = (text: string, ...values: (string | number)[]) => tx.query({ name: '', text }, values)
    const ours = `business = ? and author = 'customer' and because = '${MARK}'`
    for (const author of ['agent', 'teammate'])
      await run(
        `update messages set author = '${author}', outcome = null, because = null, raw = null,
          writer = ${author === 'teammate' ? `'${omar.id}'` : 'null'}, writer_name = ${author === 'teammate' ? `'${omar.name}'` : 'null'}
        where ${ours} and wamid like 'wamid.${MARK}.${author}.%'`,
        business,
      )
    await run(`update messages set outcome = 'answered', because = null where ${ours}`, business)
    await run(
      `insert into deliveries (business, id, conversation, position, line, author, epoch, state, attempts, due_at, wamid,
        created_at, sent_at, delivered_at, read_at, failed_at, error_code, error_reason)
      select business, id, conversation, position, line, author, 0,
        case when position % 50 = 6 then 'failed' when position % 5 = 0 then 'delivered' else 'read' end, 1, sent_at, wamid,
        sent_at, sent_at, sent_at, case when position % 50 <> 6 then sent_at end, case when position % 50 = 6 then sent_at end,
        case when position % 50 = 6 then 131026 end, case when position % 50 = 6 then 'Message undeliverable' end
      from messages where business = ? and author <> 'customer' and wamid like 'wamid.${MARK}.%'`,
      business,
    )
    await run(`update messages set wamid = null where business = ? and author <> 'customer'`, business)
    await run(
      `update conversations set last_inbound_at = (select coalesce(max(m.sent_at), 1) from messages m
        where m.business = conversations.business and m.conversation = conversations.id and m.author = 'customer')
      where business = ?`,
      business,
    )
    const rows = (await run(
      `select c.id, c.line, c.last_position, c.last_received_at as at, p.phone from conversations c
      join contacts p on p.business = c.business and p.customer = c.customer where c.business = ? order by c.last_received_at desc`,
      business,
    )) as { id: string; line: string; last_position: number; at: number; phone: string }[]
    for (const [index, { id, line, last_position, at, phone }] of rows.entries()) {
      ids.set(phone, id)
      const part = index % 7
      if (part > 1) continue
      const person = part === 0 ? undefined : index % 2 === 0 ? omar : actor
      const opened = Math.min(at, now) - between(chance(index), [0, 2 * HOUR])
      const handoff = idAt(opened, index)
      const { language, summary } = TONGUES[index % TONGUES.length]!
      await run(
        `insert into handoffs (business, id, conversation, line, scope, reason, summary, opened_at, from_position, alerted_at,
          escalated, last_sign_at, claimed_at, answered_at)
        values (?, ?, ?, ?, 'line', ?, ?, ?, ?, ?, 2, ?, ${person ? opened : 'null'}, ${person ? opened : 'null'})`,
        ...[business, handoff, id, line, REASONS[index % REASONS.length]!, summary, opened],
        ...[last_position, opened, opened],
      )
      await run(
        `insert into handoff_steps (business, id, handoff, conversation, kind, source, at, epoch, owner_before)
        values (?, ?, ?, ?, 'opened', 'system', ?, 1, 'agent')`,
        ...[business, idAt(opened, index + 1), handoff, id, opened],
      )
      const teammate = person ? `teammate = '${person.id}', teammate_name = '${person.name}',` : ''
      await run(
        `update conversations set owner = '${person ? 'teammate' : 'waiting'}', ${teammate} epoch = epoch + 1 where business = ? and id = ?`,
        ...[business, id],
      )
      await run(`update contacts set language = ? where business = ? and phone = ?`, ...[language, business, phone])
      await run(
        `insert into private_notes (business, id, conversation, handoff, person, person_name, text, created_at)
        values (?, ?, ?, ?, '${omar.id}', '${omar.name}', ?, ?)`,
        ...[business, idAt(at, index + 2), id, handoff, NOTES[index % NOTES.length]!, at],
      )
    }
  })
  return ids
}

/** Ids count up with time. */
function idAt(at: number, count: number): string {
  const time = Math.floor(at).toString(16).padStart(12, '0')
  const rest = count.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${rest}`
}
