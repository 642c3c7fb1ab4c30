import { type Envelope, readEnvelope, requireIdentity } from './envelope.ts'
import { type GraphAnswer, jsonAnswer } from './graph-answer.ts'
import type { Refusal } from './graph-errors.ts'
import type { AcceptedMessage, Journeys, LateFailure } from './journey.ts'
import { type Line, pairBucket } from './line.ts'
import { type MessageKind, messageKind, type Reading } from './message-kind.ts'
import { parameter, Refused } from './parameter.ts'
import { idSource, type Person, stranger, threadOf } from './person.ts'
import { type Recipient, recipientOf } from './recipient.ts'
import { windowOpen } from './thread.ts'
import type { World } from './world.ts'

export type Outcome = { answer: GraphAnswer } | { refusal: Refusal }

/** A request that has been read and found right. */
interface Request {
  readonly envelope: Envelope
  readonly kind: MessageKind
  readonly content: Record<string, unknown>
  readonly recipient: Recipient
  readonly reading: Reading
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
  const { envelope, kind, content, recipient, reading } = readRequest(world, line, body)
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

  const message: AcceptedMessage = {
    wamid,
    line,
    person,
    type: kind.type,
    content,
    text: reading.text,
    addressedBy: recipient.by,
    ...(reading.reaction && { reaction: reading.reaction }),
    ...(envelope.quoted !== undefined && { quoted: envelope.quoted }),
    ...(envelope.opaque !== undefined && { opaque: envelope.opaque }),
  }
  await journeys.begin(message, obstacle ? { refusal: obstacle } : failsLate)
  return accepted
}

function readRequest(world: World, line: Line, body: Readonly<Record<string, unknown>>): Request {
  const envelope = readEnvelope(body)
  const type = typeof body.type === 'string' ? body.type : 'text'
  const kind = messageKind(type)
  if (!kind) throw new Refused({ code: 131051, details: `Message type "${type}" is not currently supported.` })
  const recipient = recipientOf(world, line, body)
  const { person } = recipient
  requireIdentity(body, person)
  const content = body[type]
  const sending = { now: world.agenda.now(), line, person, media: world.media, quotes: envelope.quoted !== undefined }
  const reading = kind.read(parameter(content, type), sending)
  return { envelope, kind, content: content as Record<string, unknown>, recipient, reading }
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
