import { invalid, requireWhatsApp } from './envelope.ts'
import { type GraphAnswer, jsonAnswer } from './graph-answer.ts'
import type { Line } from './line.ts'
import { Refused } from './parameter.ts'
import { threadOf } from './person.ts'
import { startTyping } from './typing.ts'
import type { World } from './world.ts'

const MARKED_WITHIN_MS = 30 * 24 * 60 * 60 * 1000

type Needs = Pick<World, 'agenda' | 'events' | 'said'>

/** `status: read` of a message and all before it, with a typing bubble when asked for one. */
export function markRead(world: Needs, line: Line, body: Readonly<Record<string, unknown>>): GraphAnswer {
  const { message_id: wamid, typing_indicator: typing } = body
  requireWhatsApp(body)
  if (typeof wamid !== 'string' || wamid === '') throw invalid('The parameter message_id is required.')
  if (typing !== undefined && (typing as { type?: unknown } | null)?.type !== 'text') {
    throw invalid("Param typing_indicator['type'] must be one of {TEXT}.")
  }
  const found = world.said.get(wamid)
  if (found?.line !== line || world.agenda.now() - found.message.at > MARKED_WITHIN_MS) {
    throw new Refused({ code: 131009, details: 'Message ID is invalid.' })
  }
  const { person, message } = found
  const thread = threadOf(person, line)
  for (let index = thread.entries.lastIndexOf(message); index >= 0; index--) {
    const entry = thread.entries[index]!
    if (entry.kind === 'bubble' || entry.state === 'waiting') continue
    // Whoever read this one has read all before it.
    if (entry.state === 'read') break
    entry.state = 'read'
    world.events.emit({ type: 'ticks-changed', phone: person.phone, line: line.phoneNumberId, message: entry })
  }
  if (typing !== undefined) startTyping(world, person, thread)
  return jsonAnswer({ success: true })
}
