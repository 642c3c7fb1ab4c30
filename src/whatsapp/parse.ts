import { asksNothing, type Content } from '../domain/content.ts'
import type { Sender } from '../domain/customer.ts'
import { isStatus } from '../domain/delivery.ts'
import type { InboundMessage } from '../domain/message.ts'
import type { Change, StatusItem } from '../flows/receive.ts'

type Json = Record<string, unknown>

/**
 * Reads a webhook body, item by item, and never throws on content: what Meta adds or leaves out tomorrow must not cost
 * a message that stands beside it. `undefined` is returned for what is no WhatsApp webhook at all.
 */
export function parseWebhook(body: unknown): Change[] | undefined {
  if (!isObject(body) || body.object !== 'whatsapp_business_account' || !Array.isArray(body.entry)) return undefined
  return body.entry.flatMap((entry) => {
    if (!isObject(entry) || !Array.isArray(entry.changes)) return [unreadableChange(entry)]
    return entry.changes.map((change) =>
      parseChange(change, { object: body.object, entry: [{ id: entry.id, changes: [change] }] }),
    )
  })
}

function unreadableChange(raw: unknown): Change {
  return {
    field: 'unknown',
    phoneNumberId: undefined,
    account: undefined,
    messages: [],
    statuses: [],
    notices: [],
    unreadable: [],
    raw,
  }
}

function parseChange(change: unknown, raw: unknown): Change {
  if (!isObject(change) || !isObject(change.value)) return unreadableChange(raw)
  const { value } = change
  const phoneNumberId = isObject(value.metadata) ? text(value.metadata.phone_number_id) : undefined
  const senders = readContacts(value.contacts)
  const messages: InboundMessage[] = []
  const statuses: StatusItem[] = []
  const unreadable: { reason: string; raw: unknown }[] = []

  for (const item of list(value.messages)) {
    const message = readMessage(item, phoneNumberId ?? '', senders)
    if (typeof message === 'string') unreadable.push({ reason: message, raw: item })
    else messages.push(message)
  }
  for (const item of list(value.statuses)) {
    const status = readStatus(item)
    if (typeof status === 'string') unreadable.push({ reason: status, raw: item })
    else statuses.push(status)
  }
  for (const item of list(value.errors)) unreadable.push({ reason: 'an error of the account', raw: item })
  return {
    field: text(change.field) ?? 'unknown',
    phoneNumberId,
    account: undefined,
    messages,
    statuses,
    notices: [],
    unreadable,
    raw,
  }
}

/** A message, or why it cannot be read. */
function readMessage(item: unknown, phoneNumberId: string, contacts: Sender[]): InboundMessage | string {
  if (!isObject(item)) return 'a message that is no object'
  const wamid = text(item.id)
  if (!wamid) return 'a message without id'
  if (text(item.group_id)) return 'a group message'
  const type = text(item.type) ?? 'unknown'
  const sender = readSender(item, contacts)
  if (!sender.phone && !sender.bsuid) return 'a message without sender'
  const content = readContent(type, item)
  const ignoredBecause = asksNothing(content) ? `a message of type ${type} starts no turn` : undefined
  return {
    phoneNumberId,
    wamid,
    sender,
    content,
    sentAt: milliseconds(item.timestamp),
    ...(ignoredBecause ? { ignoredBecause } : {}),
    raw: item,
  }
}

function readContent(type: string, item: Json): Content {
  const body = type === 'text' && isObject(item.text) ? text(item.text.body) : undefined
  return body === undefined ? { kind: 'unsupported', type } : { kind: 'text', text: body }
}

/** The contact is found by either id; with one contact and one sender there is nothing to confuse. */
function readSender(item: Json, contacts: Sender[]): Sender {
  const phone = digits(item.from)
  const bsuid = text(item.from_user_id)
  const own = contacts.find((contact) => (bsuid && contact.bsuid === bsuid) || (phone && contact.phone === phone))
  const named = own ?? (contacts.length === 1 ? contacts[0] : undefined)
  return defined({ phone, bsuid: bsuid ?? own?.bsuid, username: named?.username, name: named?.name })
}

function readContacts(contacts: unknown): Sender[] {
  return list(contacts)
    .filter(isObject)
    .map(({ wa_id, user_id, profile }) => {
      const { name, username } = isObject(profile) ? profile : {}
      return defined({ phone: digits(wa_id), bsuid: text(user_id), username: text(username), name: text(name) })
    })
}

function readStatus(item: unknown): StatusItem | string {
  if (!isObject(item)) return 'a status that is no object'
  const wamid = text(item.id)
  if (!wamid) return 'a status without id'
  if (!isStatus(item.status)) return 'a status that is not known'
  const failure = list(item.errors).find(isObject)
  return {
    wamid,
    status: item.status,
    at: milliseconds(item.timestamp),
    callback: text(item.biz_opaque_callback_data),
    error: failure && {
      code: number(failure.code) || 0,
      reason: text(failure.title) ?? text(failure.message) ?? 'no reason given',
    },
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

/** Stores keep neither half characters nor the zero character; both come only from broken or hostile senders. */
function text(value: unknown): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined
  return value.toWellFormed().replaceAll('\0', '\u{fffd}')
}

function digits(value: unknown): string | undefined {
  const phone = typeof value === 'number' ? String(value) : text(value)
  return phone?.replaceAll(/\D/g, '') || undefined
}

/** Objects are no numbers, and some throw when they are asked for one. */
function number(value: unknown): number {
  return typeof value === 'number' || typeof value === 'string' ? Number(value) : Number.NaN
}

/** Meta writes seconds, as text or as a number. 0 stands for what cannot be read. */
function milliseconds(timestamp: unknown): number {
  const seconds = number(timestamp)
  return Number.isSafeInteger(seconds) && seconds > 0 ? seconds * 1000 : 0
}

function defined(sender: { [Key in keyof Sender]: Sender[Key] | undefined }): Sender {
  return Object.fromEntries(Object.entries(sender).filter(([, value]) => value !== undefined))
}
