import type { Line } from './line.ts'
import type { PhoneFile } from './media.ts'
import { contactOf, idSource, type Person, phoneShown, threadOf } from './person.ts'
import type { Speech } from './speech/speech.ts'
import type { Content, SaidMessage, Thread } from './thread.ts'
import { seconds } from './wire.ts'
import type { World } from './world.ts'

type Needs = Pick<World, 'agenda' | 'chaos' | 'events' | 'identifiers' | 'media' | 'said' | 'webhooks'>

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
    ...(speech.about !== undefined && { about: speech.about }),
    ...(speech.more && { more: speech.more }),
    ...(speech.opensWindow === false && { opensWindow: false }),
    state: 'waiting',
  }
  if (speech.file) thread.files.set(message.wamid, speech.file)
  thread.entries.push(message)
  speech.change?.()
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

function send(world: Needs, person: Person, line: Line, message: SaidMessage) {
  const { agenda, chaos, events, media, webhooks } = world
  const { oldForms: old } = chaos
  const thread = threadOf(person, line)
  const now = agenda.now()
  const shown = phoneShown(person, line, now)
  const setState = (state: SaidMessage['state']) => {
    message.state = state
    events.emit({ type: 'ticks-changed', phone: person.phone, line: line.phoneNumberId, message })
  }
  setState('sent')
  if (message.opensWindow !== false) thread.lastInboundAt = now
  if (shown) thread.lastPhoneExchangeAt = now
  const file = thread.files.get(message.wamid)
  if (file) message.content = { ...message.content, ...uploaded(media, file, line, old) }
  thread.files.delete(message.wamid)
  // An app that does not listen to the account is told nothing: "verified but silent"; nor is it of whom it has blocked.
  if (!line.subscribed || line.silenced.has(person)) return
  const { type, content, quoted } = message
  webhooks.send({
    line,
    field: thread.heldByMeta ? 'standby' : 'messages',
    key: 'messages',
    item: {
      ...(quoted !== undefined && { context: contextOf(thread, quoted, { person, shown, old }) }),
      ...((shown || old) && { from: person.phone }),
      ...(!old && {
        from_user_id: person.userId,
        ...(person.parentUserId && { from_parent_user_id: person.parentUserId }),
      }),
      id: message.wamid,
      timestamp: seconds(now),
      type,
      ...(content !== undefined && { [type]: content }),
      ...message.more,
    },
    contact: contactOf(person, line, now, { old }),
    lane: `messages ${line.phoneNumberId} ${person.lane}`,
    acknowledged() {
      if (message.state === 'sent') setState('delivered')
    },
  })
}

/** Before November 2025 a webhook told no address of the file. */
export function uploaded(media: Needs['media'], file: PhoneFile, line: Line, old: boolean): Content {
  const { url, ...told } = media.fromPhone({ ...file, line: line.phoneNumberId })
  return old ? told : { ...told, url }
}

function contextOf(
  { line, entries }: Thread,
  quoted: string,
  { person, shown, old }: { person: Person; shown: boolean; old: boolean },
) {
  const own = entries.find(({ wamid }) => wamid === quoted)?.kind === 'said'
  if (!own) return { from: line.digits, id: quoted }
  return { ...((shown || old) && { from: person.phone }), id: quoted }
}
