import type { Line } from './line.ts'
import { contactOf, idSource, type Person, phoneShown, threadOf } from './person.ts'
import type { SaidMessage } from './thread.ts'
import { seconds } from './wire.ts'
import type { World } from './world.ts'

type Needs = Pick<World, 'agenda' | 'events' | 'identifiers' | 'said' | 'webhooks'>

export interface Speech {
  readonly type: string
  readonly content: Readonly<Record<string, unknown>>
  readonly text: string
  readonly quoting?: string
}

/** A customer says something on a line: it is on the phone at once, and on its way to the business. */
export function speak(world: Needs, person: Person, line: Line, speech: Speech): SaidMessage {
  const { agenda, events, identifiers } = world
  const thread = threadOf(person, line)
  const message: SaidMessage = {
    kind: 'said',
    wamid: identifiers.wamid(idSource(person), 'inbound'),
    line: line.phoneNumberId,
    type: speech.type,
    content: speech.content,
    text: speech.text,
    at: agenda.now(),
    ...(speech.quoting !== undefined && { quoted: speech.quoting }),
    state: 'waiting',
  }
  thread.entries.push(message)
  world.said.set(message.wamid, { person, line, message })
  events.emit({ type: 'message-said', phone: person.phone, line: line.phoneNumberId, message })
  if (person.online) send(world, person, line, message)
  return message
}

/** What was said without network leaves when it is back. */
export function sendWaiting(world: Needs, person: Person) {
  for (const thread of person.threads.values()) {
    for (const entry of thread.entries) {
      if (entry.kind === 'said' && entry.state === 'waiting') send(world, person, thread.line, entry)
    }
  }
}

function send({ agenda, events, webhooks }: Needs, person: Person, line: Line, message: SaidMessage) {
  const thread = threadOf(person, line)
  const now = agenda.now()
  const shown = phoneShown(person, line, now)
  const setState = (state: SaidMessage['state']) => {
    message.state = state
    events.emit({ type: 'ticks-changed', phone: person.phone, line: line.phoneNumberId, message })
  }
  setState('sent')
  thread.lastInboundAt = now
  if (shown) thread.lastPhoneExchangeAt = now
  // An app that does not listen to the account is told nothing: "verified but silent".
  if (!line.subscribed) return
  webhooks.send({
    line,
    key: 'messages',
    item: {
      ...(message.quoted !== undefined && { context: contextOf(message.quoted) }),
      ...(shown && { from: person.phone }),
      from_user_id: person.userId,
      id: message.wamid,
      timestamp: seconds(now),
      type: message.type,
      [message.type]: message.content,
    },
    contact: contactOf(person, line, now),
    lane: `messages ${line.phoneNumberId} ${person.phone}`,
    acknowledged() {
      if (message.state === 'sent') setState('delivered')
    },
  })

  function contextOf(quoted: string) {
    const entry = thread.entries.find(({ wamid }) => wamid === quoted)
    return { from: entry?.kind === 'said' ? person.phone : line.digits, id: quoted }
  }
}
