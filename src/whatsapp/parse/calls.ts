import type { Sender } from '../../domain/customer.ts'
import type { Notice } from '../../domain/notice.ts'
import type { About } from './fields.ts'
import { named, person } from './sender.ts'
import { id, isObject, items, type Json, label, moment } from './values.ts'

/** Calls begin and end under `calls`, ring and are taken under `statuses`, of one field. */
export function readCalls(value: Json, { contacts, refuse }: About): Notice[] {
  const notices: Notice[] = []
  const note = (item: unknown, read: (item: Json, contacts: readonly Sender[]) => Notice | string) => {
    const call = isObject(item) ? read(item, contacts) : 'a call that is no object'
    if (typeof call === 'string') refuse(call, item)
    else notices.push(call)
  }
  for (const item of items(value.calls)) note(item, readCall)
  for (const item of items(value.statuses)) note(item, readCallStatus)
  return notices
}

function readCall(item: Json, contacts: readonly Sender[]): Notice | string {
  const outgoing = item.direction === 'BUSINESS_INITIATED'
  const who = outgoing ? person(item.to, item.to_user_id) : person(item.from, item.from_user_id)
  return call(item, item.event ?? item.status, named(who, contacts, true))
}

export function readCallStatus(item: Json, contacts: readonly Sender[]): Notice | string {
  return call(item, item.status, named(person(item.recipient_id, item.recipient_user_id), contacts, true))
}

function call(item: Json, happened: unknown, who: Sender): Notice | string {
  const name = id(item.id)
  const event = label(happened)
  if (!name || !event) return 'a call without id or event'
  return { kind: 'call', id: name, event, who, at: moment(item.timestamp) }
}
