import { type GraphAnswer, jsonAnswer } from './graph-answer.ts'
import type { Refusal } from './graph-errors.ts'
import type { AcceptedMessage, Journeys, LateFailure } from './journey.ts'
import { countryCode, type Line, onlyDigits, pairBucket } from './line.ts'
import { messageKind } from './message-kind.ts'
import { idSource, type Person, stranger, threadOf } from './person.ts'
import { windowOpen } from './thread.ts'
import type { World } from './world.ts'

export type Outcome = { answer: GraphAnswer } | { refusal: Refusal }

const LONGEST_OPAQUE_DATA = 512
const USER_ID = /^[A-Za-z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/

interface Recipient {
  /** As the business wrote it. */
  readonly input: string
  readonly by: 'phone' | 'user-id'
  readonly phone: string | undefined
  readonly person: Person | undefined
  /** A user id in `to`: taken for a phone, accepted, and lost. */
  readonly lost: boolean
}

/** `POST /{phone number id}/messages` with a message in it, checked in the order Meta seems to check. */
export async function sendMessage(
  world: World,
  journeys: Journeys,
  line: Line,
  body: Readonly<Record<string, unknown>>,
  failsLate?: LateFailure,
): Promise<Outcome> {
  const { agenda, chaos, identifiers } = world
  const found = refuseEnvelope(body)
  if (found) return { refusal: found }
  const type = typeof body.type === 'string' ? body.type : 'text'
  const kind = messageKind(type)
  if (!kind) return { refusal: { code: 131051, details: `Message type "${type}" is not currently supported.` } }
  const content = body[type]
  const wrong = kind.refuse(content)
  if (wrong) return { refusal: wrong }
  const recipient = recipientOf(world, line, body)
  if ('code' in recipient) return { refusal: recipient }

  const now = agenda.now()
  const who = recipient.phone ?? recipient.input
  if (!line.throughput.take(now)) return { refusal: { code: 130429 } }
  if (!pairBucket(line, who).take(now)) return { refusal: { code: 131056 } }

  const wamid = identifiers.wamid(recipient.person ? idSource(recipient.person) : who, 'outbound')
  const accepted = { answer: acceptance(recipient, wamid) }
  if (recipient.lost) return accepted
  const person = recipient.person ?? stranger(recipient.phone ?? '')
  const obstacle = findObstacle(person, line, now)
  // A user id that nobody has leaves no one to tell a status about.
  const late =
    obstacle?.code === 131047 ? chaos.windowErrorsLate : chaos.undeliverableLate && recipient.phone !== undefined
  if (obstacle && !late) return { refusal: obstacle }

  const { context, biz_opaque_callback_data: opaque } = body as {
    context?: { message_id?: string }
    biz_opaque_callback_data?: string
  }
  const message: AcceptedMessage = {
    wamid,
    line,
    person,
    type,
    content: content as Record<string, unknown>,
    text: kind.show(content as Record<string, unknown>),
    addressedBy: recipient.by,
    ...(context?.message_id !== undefined && { quoted: context.message_id }),
    ...(opaque !== undefined && { opaque }),
  }
  await journeys.begin(message, obstacle ? { refusal: obstacle } : failsLate)
  return accepted
}

function refuseEnvelope(body: Readonly<Record<string, unknown>>): Refusal | undefined {
  if (body.messaging_product === undefined) return missing('messaging_product')
  if (body.messaging_product !== 'whatsapp') {
    return { code: 100, message: '(#100) Param messaging_product must be one of {WHATSAPP}.' }
  }
  const { recipient_type: recipientType = 'individual', context, biz_opaque_callback_data: opaque } = body
  if (recipientType !== 'individual') {
    return { code: 100, message: '(#100) Param recipient_type must be one of {INDIVIDUAL}.' }
  }
  if (opaque !== undefined && typeof opaque !== 'string') {
    return { code: 100, message: '(#100) Param biz_opaque_callback_data must be a string.' }
  }
  if (typeof opaque === 'string' && opaque.length > LONGEST_OPAQUE_DATA) {
    return {
      code: 100,
      message: `(#100) Param biz_opaque_callback_data must be at most ${LONGEST_OPAQUE_DATA} characters long.`,
    }
  }
  if (context !== undefined && typeof (context as { message_id?: unknown } | null)?.message_id !== 'string') {
    return missing("context['message_id']")
  }
  return undefined
}

const missing = (name: string): Refusal => ({ code: 100, message: `(#100) The parameter ${name} is required.` })

function recipientOf(
  { people, chaos }: World,
  line: Line,
  body: Readonly<Record<string, unknown>>,
): Recipient | Refusal {
  const { to, recipient } = body
  // Both given: `to` wins.
  if (to !== undefined && to !== '') {
    const input = String(to)
    if (USER_ID.test(input)) return { input, by: 'phone', phone: onlyDigits(input), person: undefined, lost: true }
    let phone = onlyDigits(input)
    if (phone === '') return { code: 131009, details: `"${input}" is not a phone number.` }
    if (chaos.strictPhones && !input.trim().startsWith('+')) phone = countryCode(line.digits) + phone
    if (phone === line.digits) return { code: 131021 }
    return { input, by: 'phone', phone, person: people.byPhone(phone), lost: false }
  }
  if (recipient === undefined || recipient === '') return missing('to')
  const input = String(recipient)
  if (!USER_ID.test(input)) return { code: 131009, details: `"${input}" is not a business-scoped user id.` }
  const person = people.byUserId(input)
  return { input, by: 'user-id', phone: person?.phone, person, lost: false }
}

function findObstacle(person: Person, line: Line, now: number): Refusal | undefined {
  if (!person.onWhatsApp || person.blocked.has(line.phoneNumberId)) return { code: 131026 }
  return windowOpen(threadOf(person, line), now) ? undefined : { code: 131047 }
}

function acceptance({ input, by, phone }: Recipient, wamid: string): GraphAnswer {
  const name = by === 'phone' ? { wa_id: phone } : { user_id: input }
  return jsonAnswer({
    messaging_product: 'whatsapp',
    contacts: [{ input, ...name }],
    messages: [{ id: wamid }],
  })
}
