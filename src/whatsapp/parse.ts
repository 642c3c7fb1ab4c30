import type { InboundMessage } from '../domain/message.ts'
import type { Notice } from '../domain/notice.ts'
import type { Change, StatusItem } from '../flows/receive.ts'
import { accountOf } from './parse/account.ts'
import { isKnownField, readField } from './parse/fields.ts'
import { readMessage } from './parse/message.ts'
import { readContacts } from './parse/sender.ts'
import { readErrors, readStatus } from './parse/status.ts'
import { id, isObject, items, type Json, part, phone } from './parse/values.ts'

/**
 * Reads a webhook body, item by item, and never throws on content: what Meta adds or leaves out tomorrow must not cost
 * a message that stands beside it. `undefined` is returned for what is no WhatsApp webhook at all.
 */
export function parseWebhook(body: unknown): Change[] | undefined {
  if (!isObject(body) || body.object !== 'whatsapp_business_account' || !Array.isArray(body.entry)) return undefined
  const changes: Change[] = []
  for (const entry of body.entry) {
    if (!isObject(entry) || entry.changes === undefined)
      changes.push(unreadableChange('unknown', { object: body.object, entry: [entry] }))
    else
      for (const change of items(entry.changes))
        changes.push(
          parseChange(change, entry.id, { object: body.object, entry: [{ id: entry.id, changes: [change] }] }),
        )
  }
  return changes
}

function unreadableChange(field: string, raw: unknown): Change {
  return {
    field,
    phoneNumberId: undefined,
    account: undefined,
    messages: [],
    statuses: [],
    notices: isKnownField(field) ? [{ kind: 'kept', field }] : [],
    unreadable: [],
    raw,
  }
}

function parseChange(change: unknown, entryId: unknown, raw: unknown): Change {
  if (!isObject(change)) return unreadableChange('unknown', raw)
  const { value } = change
  if (!isObject(value)) return unreadableChange(id(change.field) ?? 'unknown', raw)
  const field = fieldOf(change, value)
  const metadata = part(value.metadata)
  const messages: InboundMessage[] = []
  const statuses: StatusItem[] = []
  const notices: Notice[] = []
  const unreadable: { reason: string; raw: unknown }[] = []
  const refuse = (reason: string, item: unknown) => {
    unreadable.push({ reason, raw: item })
  }
  const phoneNumberId = id(metadata.phone_number_id)
  const contacts = readContacts(value.contacts)
  const account = accountOf(value, entryId)

  // While somebody else has the chat, what the customer says and what comes of our own words stands in a field of its own.
  if (field === 'messages' || field === 'standby') {
    const said = items(value.messages)
    const around = { phoneNumberId: phoneNumberId ?? '', contacts, alone: said.length === 1 }
    for (const item of said) {
      const message = readMessage(item, around)
      if (typeof message === 'string') refuse(message, item)
      else messages.push(message)
    }
    for (const item of items(value.statuses)) {
      const status = readStatus(item, contacts)
      if (typeof status === 'string') refuse(status, item)
      else if ('kind' in status) notices.push(status)
      else statuses.push(status)
    }
  }
  if (field !== 'messages') {
    const about = { account, displayPhone: phone(metadata.display_phone_number), contacts, refuse }
    notices.push(...readField(field, value, about))
  }
  if (value.errors !== undefined) notices.push(...readErrors(value.errors, refuse))
  return { field, phoneNumberId, account, messages, statuses, notices, unreadable, raw }
}

/** A change that forgot its field and holds messages or statuses is one of `messages`: nobody shall go unanswered for that. */
function fieldOf(change: Json, value: Json): string {
  const told = id(change.field)
  if (told !== undefined) return told
  return Array.isArray(value.messages) || Array.isArray(value.statuses) ? 'messages' : 'unknown'
}
