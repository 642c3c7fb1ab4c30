import { createHmac, createSecretKey } from 'node:crypto'

export const APP_SECRET = 'bench-app-secret'
export const LINES = ['106540352242920', '106540352242921', '106540352242922', '106540352242923'] as const
const WABA = '102290129340398'

/** A body as Meta sends it, and what proves that Meta sent it. */
export interface SignedWebhook {
  readonly body: string
  readonly signature: string
}

export interface Customer {
  readonly phone: string
  readonly line: string
}

/** Customers are spread over the lines: Meta's pace is one of a number, and a reply from the wrong one is found. */
export const customerOf = (conversation: number): Customer => ({
  phone: String(15_550_000_000 + conversation),
  line: LINES[conversation % LINES.length]!,
})
export const conversationOf = (phone: string): number => Number(phone.replace('+', '')) - 15_550_000_000

/** Meta escapes slashes and everything beyond ASCII, and signs the escaped form. */
const escaped = (value: unknown) =>
  JSON.stringify(value)
    .replaceAll('/', '\\/')
    .replaceAll(/[\u0080-\uffff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)

const key = createSecretKey(APP_SECRET, 'utf8')

// The load must cost less than the servers it measures: what stays the same is written only once.
const frames = new Map<string, { readonly head: string; readonly phone: string; readonly userId: string }>()

function frameOf({ phone, line }: Customer) {
  const known = frames.get(phone)
  if (known) return known
  const userId = `US.${phone}${phone}`
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: `1555078${line.slice(-4)}`, phone_number_id: line },
    contacts: [{ profile: { name: `Lucía ${phone.slice(-4)}` }, wa_id: phone, user_id: userId }],
  }
  const whole = escaped({ object: 'whatsapp_business_account', entry: [{ id: WABA, changes: [{ value }] }] })
  const frame = { head: whole.slice(0, -'}}]}]}'.length), phone, userId }
  frames.set(phone, frame)
  return frame
}

function sign(head: string, parts: string): SignedWebhook {
  const body = `${head},${parts}},"field":"messages"}]}]}`
  return { body, signature: `sha256=${createHmac('sha256', key).update(body).digest('hex')}` }
}

const now = () => Math.floor(Date.now() / 1000)

/** Ids of Meta are base64 of some length; what is inside is nobody's business. */
export const wamidOf = (unique: string) => `wamid.${Buffer.from(`HBgL1555${unique}FQIAEhggRkYx`).toString('base64')}`

export function messageWebhook(customer: Customer, unique: string, text: string): SignedWebhook {
  const { head, phone, userId } = frameOf(customer)
  const ids = `"from":"${phone}","from_user_id":"${userId}","id":${escaped(wamidOf(unique))}`
  return sign(head, `"messages":[{${ids},"timestamp":"${now()}","text":{"body":${escaped(text)}},"type":"text"}]`)
}

export interface Sent {
  readonly wamid: string
  readonly to: string
  readonly line: string
  readonly callback: string | undefined
}

const PRICING = escaped({ billable: false, pricing_model: 'PMP', category: 'service', type: 'free_customer_service' })

export function statusWebhook({ wamid, to, line, callback }: Sent, status: 'sent' | 'delivered'): SignedWebhook {
  const { head, phone, userId } = frameOf({ phone: to.replace('+', ''), line })
  const echo = callback === undefined ? '' : `"biz_opaque_callback_data":${escaped(callback)},`
  const recipient = `"timestamp":"${now()}","recipient_id":"${phone}","recipient_user_id":"${userId}"`
  return sign(
    head,
    `"statuses":[{"id":${escaped(wamid)},"status":"${status}",${recipient},${echo}"pricing":${PRICING}}]`,
  )
}
