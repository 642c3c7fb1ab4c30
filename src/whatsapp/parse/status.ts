import type { Sender } from '../../domain/customer.ts'
import { isStatus } from '../../domain/delivery.ts'
import type { Notice } from '../../domain/notice.ts'
import type { StatusItem } from '../../flows/receive.ts'
import { isLineFault } from '../errors.ts'
import { readCallStatus } from './calls.ts'
import { isKnown, person } from './sender.ts'
import { firstError, id, isObject, items, type Json, label, moment, part, text } from './values.ts'

/** Said of messages, but they move no delivery: old versions of the API reported both. */
const KEPT = new Set(['deleted', 'warning'])

/** A status, what is told instead of one, or why it cannot be read. */
export function readStatus(item: unknown, contacts: readonly Sender[]): StatusItem | Notice | string {
  if (!isObject(item)) return 'a status that is no object'
  if (item.type === 'call') return readCallStatus(item, contacts)
  // Its `failed` is that of a payment: the message itself was delivered.
  if (item.type === 'payment') return kept(`payment ${label(item.status) ?? 'unknown'}`)
  const wamid = id(item.id)
  if (!wamid) return item.id ? 'a status whose id is none' : 'a status without id'
  const { status } = item
  if (!isStatus(status)) return KEPT.has(status as string) ? kept(`status ${status}`) : 'a status that is not known'
  const read: Draft = {
    wamid,
    status,
    at: moment(item.timestamp),
    callback: text(item.biz_opaque_callback_data),
    error: item.errors === undefined ? undefined : failureOf(item.errors),
  }
  // In a group the recipient is the group, and the person stands beside it.
  const to = item.recipient_type === 'group' ? item.recipient_participant_id : item.recipient_id
  const recipient = person(to, item.recipient_user_id)
  if (isKnown(recipient)) read.recipient = recipient
  if (isObject(item.conversation)) read.conversation = readConversation(item.conversation)
  if (isObject(item.pricing)) read.pricing = readPricing(item.pricing)
  return read
}

function failureOf(errors: unknown): StatusItem['error'] {
  const error = firstError(errors)
  return error && isLineFault(error.code) ? { ...error, ofTheLine: true } : error
}

type Draft = { -readonly [Key in keyof StatusItem]: StatusItem[Key] }

function kept(what: string): Notice {
  return { kind: 'kept', field: 'messages', what }
}

function readConversation({
  id: name,
  origin,
  type,
  expiration_timestamp,
}: Json): NonNullable<StatusItem['conversation']> {
  return {
    id: id(name),
    origin: label(part(origin).type) ?? label(type),
    expiresAt: moment(expiration_timestamp) || undefined,
  }
}

function readPricing({ billable, pricing_model, type, category }: Json): NonNullable<StatusItem['pricing']> {
  return {
    billable: typeof billable === 'boolean' ? billable : undefined,
    model: label(pricing_model),
    type: label(type),
    category: label(category),
  }
}

/** Errors that belong to no message. */
export function readErrors(errors: unknown, refuse: (reason: string, raw: unknown) => void): Notice[] {
  const notices: Notice[] = []
  for (const item of items(errors)) {
    const error = firstError([item])
    if (error) notices.push({ kind: 'error', error })
    else refuse('an error that is no object', item)
  }
  return notices
}
