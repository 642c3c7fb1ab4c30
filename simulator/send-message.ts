import { type Envelope, readEnvelope, requireIdentity } from './envelope.ts'
import { type GraphAnswer, jsonAnswer } from './graph-answer.ts'
import type { AcceptedMessage, Journeys, LateFailure } from './journey.ts'
import { type Line, pairBucket } from './line.ts'
import { type MessageKind, messageKind, type Reading, type Sending } from './message-kind.ts'
import { findObstacle } from './obstacles.ts'
import { parameter, Refused } from './parameter.ts'
import { idSource, stranger } from './person.ts'
import type { PriceCategory } from './pricing.ts'
import { type Recipient, recipientOf } from './recipient.ts'
import type { World } from './world.ts'

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
): Promise<GraphAnswer> {
  const { agenda, chaos, identifiers } = world
  const { envelope, kind, content, recipient, reading } = readRequest(world, line, body)
  const { template } = reading
  if (line.record.status !== 'CONNECTED') throw new Refused({ code: 133010 })
  const now = agenda.now()
  const who = recipient.phone ?? recipient.input
  if (!line.throughput.take(now)) throw new Refused({ code: 130429 })
  if (!pairBucket(line, who).take(now)) throw new Refused({ code: 131056 })

  const wamid = identifiers.wamid(recipient.person ? idSource(recipient.person) : who, 'outbound')
  const accepted = acceptance(recipient, wamid, reading)
  if (recipient.lost) return accepted
  const person = recipient.person ?? stranger(recipient.phone ?? '')
  const obstacle = findObstacle(world, person, line, template, now)
  // A user id that nobody has leaves no one to tell a status about.
  const late =
    obstacle?.code === 131047 ? chaos.windowErrorsLate : chaos.undeliverableLate && recipient.phone !== undefined
  if (obstacle && !late) throw new Refused(obstacle)

  const message: AcceptedMessage = {
    wamid,
    line,
    person,
    type: kind.type,
    content,
    text: reading.text,
    category: (template?.category.toLowerCase() ?? 'service') as PriceCategory,
    addressedBy: recipient.by,
    ...(reading.reaction && { reaction: reading.reaction }),
    ...(reading.shown && { shown: reading.shown }),
    ...(reading.buttons && { buttons: reading.buttons }),
    ...(envelope.quoted !== undefined && { quoted: envelope.quoted }),
    ...(envelope.opaque !== undefined && { opaque: envelope.opaque }),
  }
  if (!obstacle && template?.paced) {
    template.held.push((released) => {
      void journeys.begin(message, released ? failsLate : { refusal: { code: 132015 }, afterMs: 0 })
    })
    return accepted
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
  requireIdentity(body, recipient.person)
  const content = body[type]
  const sending: Sending = {
    now: world.agenda.now(),
    line,
    person: recipient.person,
    by: recipient.by,
    media: world.media,
    templates: world.templates,
    quotes: envelope.quoted !== undefined,
  }
  const reading = kind.read(parameter(content, type), sending)
  return { envelope, kind, content: content as Record<string, unknown>, recipient, reading }
}

function acceptance({ input, by, phone }: Recipient, wamid: string, { template }: Reading): GraphAnswer {
  const name = by === 'phone' ? { wa_id: phone } : { user_id: input }
  const status = template && { message_status: template.paced ? 'held_for_quality_assessment' : 'accepted' }
  return jsonAnswer({
    messaging_product: 'whatsapp',
    contacts: [{ input, ...name }],
    messages: [{ id: wamid, ...status }],
  })
}
