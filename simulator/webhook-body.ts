import type { Line } from './line.ts'
import type { Contact } from './person.ts'

interface Posted {
  readonly line: Line
  /** What the app subscribes to; `messages` unless told. */
  readonly field?: string
  /** Items of one lane arrive in the order they were sent, unless chaos says otherwise. */
  readonly lane: string
  /** Called at the first 200. */
  readonly acknowledged?: () => void
}

/** One message, one status or one of anything else that Meta puts into a list. */
export interface ListedItem extends Posted {
  /** The list in `value`: `messages`, `statuses`, `errors`, `message_echoes` and so on. */
  readonly key: string
  readonly item: Readonly<Record<string, unknown>>
  readonly contact?: Contact
}

/** News about the account, which fills a `value` of its own and names no number. */
export interface AccountNews extends Posted {
  readonly field: string
  readonly value: Readonly<Record<string, unknown>>
  /** Seconds. */
  readonly time: number
  /** Some news of partners come with the id of a portfolio instead of the account's. */
  readonly entryId?: string
}

/** Something on its way to the business. */
export type WebhookItem = ListedItem | AccountNews

interface Change {
  field: string
  value: Record<string, unknown>
}

interface Entry {
  id: string
  time?: number
  changes: Change[]
}

export interface WebhookBody {
  object: 'whatsapp_business_account'
  entry: Entry[]
}

/**
 * The envelope around some items. Meta puts items of one number into one change or into several, and changes of one
 * account into one entry or into several; `random` decides, so that a receiver that reads only the first of anything is
 * found out.
 */
export function webhookBody(items: readonly WebhookItem[], random: () => number): WebhookBody {
  const body: WebhookBody = { object: 'whatsapp_business_account', entry: [] }
  for (const item of items) {
    const { time, entryId: id = item.line.details.wabaId } = 'value' in item ? item : {}
    let entry = body.entry.findLast((other) => other.id === id && other.time === time)
    if (!entry || random() < 0.1) {
      entry = { id, ...(time !== undefined && { time }), changes: [] }
      body.entry.push(entry)
    }
    if ('value' in item) {
      entry.changes.push({ value: { ...item.value }, field: item.field })
      continue
    }
    const last = entry.changes.at(-1)
    if (last && fits(last, item) && random() < 0.5) add(last, item)
    else entry.changes.push(add(newChange(item), item))
  }
  return body
}

const newChange = ({ line, field = 'messages' }: ListedItem): Change => ({
  value: {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: line.digits, phone_number_id: line.phoneNumberId },
  },
  field,
})

const fits = ({ field, value }: Change, item: ListedItem) =>
  field === (item.field ?? 'messages') &&
  (value.metadata as { phone_number_id: string } | undefined)?.phone_number_id === item.line.phoneNumberId &&
  value[item.key] !== undefined

function add(change: Change, { key, item, contact }: ListedItem): Change {
  const { value } = change
  if (contact) {
    value.contacts ??= []
    const contacts = value.contacts as Contact[]
    const known = contacts.some((other) => nameOf(other) === nameOf(contact))
    if (!known) contacts.push(contact)
  }
  value[key] ??= []
  const list = value[key] as object[]
  list.push(item)
  return change
}

const nameOf = ({ user_id, wa_id }: Contact) => user_id ?? wa_id

/**
 * What someone without the app secret would send: a message that nobody said, or the news that a message failed. A
 * receiver that believes it answers once too often, or drops a reply that arrived.
 */
export function forge(items: readonly WebhookItem[], wamid: (item: ListedItem) => string): WebhookItem[] {
  return items.map((item) => {
    if ('value' in item) return item
    const forged =
      item.key === 'statuses'
        ? { status: 'failed', errors: [{ code: 131026, title: 'Message undeliverable' }] }
        : { id: wamid(item) }
    return { ...item, item: { ...item.item, ...forged } }
  })
}
