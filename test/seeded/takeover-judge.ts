import { deliveryOfAttempt } from '../../src/domain/delivery.ts'
import { PHRASES } from '../../src/domain/phrasebook.ts'
import type { Stage } from '../stage.ts'

/** What was seen of a takeover in the moment in which it was committed, and after it. */
export interface Taken {
  /** What the agent had sent by then, and could not be called back. */
  readonly onTheWire: readonly string[]
  /** Requests to WhatsApp that began after it, by the deliveries they brought. */
  readonly requested: string[]
  /** So many calls of tools that act for good stood written down. */
  readonly calls: number
}

interface Expected {
  /** Of the teammate, in their order. */
  readonly replies: readonly string[]
  /** That tell the customer of people. */
  readonly sentences: number
}

interface DeliveryRow {
  readonly id: string
  readonly author: string
  readonly state: string
  readonly attempts: number
  readonly text: string
}

/** What was told, in the order in which it was committed: the embedded store has one writer. */
export type Log = readonly (readonly [kind: string, id: string, what: string])[]

const TAKES = new Set(['opened', 'claim', 'reply', 'assign'])

/** What was broken, by the tables, the phone and the wire. */
export function judgeTakeover(
  stage: Stage,
  phones: readonly ReturnType<Stage['phone']>[],
  { onTheWire, requested, calls }: Taken,
  { replies, sentences }: Expected,
): string[] {
  const wrong: string[] = []
  const log = logOf(stage)
  const takenAt = log.findIndex(([kind, , step]) => kind === 'handoff' && TAKES.has(step))
  if (takenAt < 0) return ['no step of a handoff was told']
  const deliveries = stage.look<DeliveryRow>(DELIVERIES)
  const sentence = PHRASES.handedOff.en

  let told = 0
  for (const { id, author, state, attempts, text } of deliveries) {
    const claims = claimsOf(log, id, attempts)
    const after = claims.filter((index) => index > takenAt)
    const began = requested.filter((one) => one === id).length
    if (author === 'agent') {
      if (after.length > 0) wrong.push(`“${text}” of the agent was claimed after it`)
      if (began > 0 && !onTheWire.includes(id)) wrong.push(`“${text}” was sent after it, and was not told of`)
      if (state === 'queued' || state === 'claimed') wrong.push(`“${text}” of the agent is ${state} for ever`)
    }
    if (author === 'system' && after.length > 0 && text !== sentence) wrong.push(`“${text}” was said after it`)
    if (author === 'system' && text === sentence) told++
    const bubbles = phones.flatMap((phone) => phone.bubbles).filter(({ opaque }) => deliveryOfAttempt(opaque) === id)
    if (bubbles.length > 1) wrong.push(`“${text}” stands ${bubbles.length} times on the phone`)
    const arrives = author === 'teammate' || text === sentence
    if (arrives && bubbles.length !== 1) wrong.push(`“${text}” is ${state}, and ${bubbles.length} times on the phone`)
  }
  const begun = stage.look('select id from tool_calls').length - calls
  if (begun > 0) wrong.push('the agent began something for good after it')
  if (told !== sentences) wrong.push(`the customer was told ${told} times that people come`)
  const said = deliveries.filter(({ author }) => author === 'teammate').map(({ text }) => text)
  if (said.join() !== replies.join()) wrong.push(`the teammate has said ${said.join(' / ')}`)
  return [...wrong, ...ownershipOf(stage)]
}

export const logOf = (stage: Pick<Stage, 'look'>): Log =>
  stage.look<{ told: string }>('select told from events order by cursor').flatMap(({ told }) => JSON.parse(told))

/** The first claim may be made by the very transaction that makes the message: then nothing else tells of it. */
export function claimsOf(log: Log, id: string, attempts: number): number[] {
  const where = (is: (entry: Log[number]) => boolean) => log.flatMap((entry, index) => (is(entry) ? [index] : []))
  const claimed = where(([kind, named, state]) => kind === 'status' && named === id && state === 'claimed')
  return claimed.length < attempts
    ? [...where(([kind, named]) => kind === 'message' && named === id), ...claimed]
    : claimed
}

function ownershipOf(stage: Stage): string[] {
  const astray = stage.look<{ owner: string; teammate: string }>(
    `select owner, teammate from conversations where owner <> 'teammate' or teammate <> 'dana'`,
  )
  const open = stage.look('select id from handoffs where released_at is null')
  const pending = stage.look(`select id from messages where outcome = 'pending'`)
  const stuck = stage.look(`select key from work where kind in ('answer', 'deliver')`)
  return Object.entries({
    [`it belongs to ${astray.map(({ owner, teammate }) => `${owner} ${teammate}`).join()}`]: astray.length > 0,
    [`${open.length} handoffs are open`]: open.length !== 1,
    [`${pending.length} messages wait for the agent`]: pending.length > 0,
    [`${stuck.length} pieces of work are left`]: stuck.length > 0,
  }).flatMap(([what, broken]) => (broken ? [what] : []))
}

const DELIVERIES = `
  select d.id, d.author, d.state, d.attempts, m.text from deliveries d
  join messages m on m.business = d.business and m.conversation = d.conversation and m.position = d.position
  order by d.created_at, d.position`
