import type { Line } from './line.ts'

/** One message or one status on its way to the business. */
export interface WebhookItem {
  readonly line: Line
  readonly key: 'messages' | 'statuses'
  readonly item: Readonly<Record<string, unknown>>
  readonly contact?: { readonly profile: object; readonly wa_id?: string; readonly user_id: string }
  /** Items of one lane arrive in the order they were sent, unless chaos says otherwise. */
  readonly lane: string
  /** Called at the first 200. */
  readonly acknowledged?: () => void
}

interface Change {
  field: 'messages'
  value: {
    messaging_product: 'whatsapp'
    metadata: { display_phone_number: string; phone_number_id: string }
    contacts?: object[]
    messages?: object[]
    statuses?: object[]
  }
}

export interface WebhookBody {
  object: 'whatsapp_business_account'
  entry: { id: string; changes: Change[] }[]
}

/**
 * The envelope around some items. Meta puts items of one number into one change or into several; `random` decides, so
 * that a receiver that reads only the first of anything is found out.
 */
export function webhookBody(items: readonly WebhookItem[], random: () => number): WebhookBody {
  const body: WebhookBody = { object: 'whatsapp_business_account', entry: [] }
  for (const item of items) {
    const { wabaId } = item.line.details
    let entry = body.entry.find(({ id }) => id === wabaId)
    if (!entry) {
      entry = { id: wabaId, changes: [] }
      body.entry.push(entry)
    }
    const last = entry.changes.at(-1)
    if (last && fits(last, item) && random() < 0.5) add(last, item)
    else entry.changes.push(add(newChange(item.line), item))
  }
  return body
}

const newChange = (line: Line): Change => ({
  field: 'messages',
  value: {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: line.digits, phone_number_id: line.phoneNumberId },
  },
})

const fits = (change: Change, item: WebhookItem) =>
  change.value.metadata.phone_number_id === item.line.phoneNumberId && change.value[item.key] !== undefined

function add(change: Change, { key, item, contact }: WebhookItem): Change {
  const { value } = change
  if (contact) {
    value.contacts ??= []
    const known = value.contacts.some((other) => (other as typeof contact).user_id === contact.user_id)
    if (!known) value.contacts.push(contact)
  }
  value[key] ??= []
  value[key].push(item)
  return change
}

/**
 * What someone without the app secret would send: a message that nobody said, or the news that a message failed. A
 * receiver that believes it answers once too often, or drops a reply that arrived.
 */
export function forge(items: readonly WebhookItem[], wamid: (item: WebhookItem) => string): WebhookItem[] {
  return items.map((item) =>
    item.key === 'messages'
      ? { ...item, item: { ...item.item, id: wamid(item) } }
      : {
          ...item,
          item: { ...item.item, status: 'failed', errors: [{ code: 131026, title: 'Message undeliverable' }] },
        },
  )
}
