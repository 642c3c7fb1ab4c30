import Client, { MessageType } from '@great-detail/whatsapp'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { APP_SECRET, NUMBER, PHONE, PNG, type PretendMeta, pretendMeta, TOKEN } from './meta.ts'

let meta: PretendMeta
let client: Client
beforeEach(async () => {
  meta = await pretendMeta()
  client = new Client({
    // It appends the version and then loses the last part of the address, so the version is there once more.
    baseUrl: `${meta.url}/v24.0`,
    request: { headers: { Authorization: `Bearer ${TOKEN}` } },
  })
})
afterEach(() => meta.close())

const to = { phoneNumberID: NUMBER, to: `+${PHONE}` } as const

describe('@great-detail/whatsapp', () => {
  it('[D1 D4] sends text', async () => {
    const sent = await client.message.createMessage({ ...to, type: MessageType.Text, text: { body: 'Hello!' } }).json()
    expect(sent).toMatchObject({ messaging_product: 'whatsapp', contacts: [{ input: `+${PHONE}`, wa_id: PHONE }] })
    expect(await meta.maya.hears()).toMatchObject({ text: 'Hello!', wamid: sent.messages[0]!.id })
  })

  it('[D4] uploads a picture, fetches it and sends it', async () => {
    const { id } = await client.media
      .upload({ phoneNumberID: NUMBER, mimeType: 'image/png', file: new Blob([PNG]) })
      .json()
    const described = await client.media.getURL({ mediaID: id, phoneNumberID: NUMBER }).json()
    expect(described).toMatchObject({ mime_type: 'image/png', file_size: PNG.length })
    // It fetches files without the token, and Meta refuses that.
    const request = { headers: { Authorization: `Bearer ${TOKEN}` } }
    const bytes = await client.media.download({ mediaURL: described.url, request }).arrayBuffer()
    expect(Buffer.compare(Buffer.from(bytes), PNG)).toBe(0)
    await client.message.createMessage({ ...to, type: MessageType.Image, image: { id, caption: 'A cat' } })
    expect(await meta.maya.hears()).toMatchObject({ type: 'image', text: 'A cat' })
  })

  it('[D4 D15] sends a template', async () => {
    const parameters = [
      { type: 'text' as const, text: 'Maya' },
      { type: 'text' as const, text: 'ORD-22' },
    ]
    await client.message.createMessage({
      ...to,
      type: MessageType.Template,
      template: { name: 'order_update', language: { code: 'en_US' }, components: [{ type: 'body', parameters }] },
    })
    expect((await meta.maya.hears()).text).toContain('Hello Maya, order ORD-22 is on its way.')
  })

  it('[D4] sends buttons, and marks a message read', async () => {
    const reply = { id: 'yes', title: 'Yes' }
    await client.message.createMessage({
      ...to,
      type: MessageType.Interactive,
      interactive: { type: 'button', body: { text: 'Trace it?' }, action: { buttons: [{ type: 'reply', reply }] } },
    } as Parameters<typeof client.message.createMessage>[0])
    expect((await meta.maya.hears()).text).toContain('[Yes]')
    const { wamid } = meta.maya.said[0]!
    const marked = await client.message
      .createStatus({ phoneNumberID: NUMBER, message_id: wamid, status: 'read' })
      .json()
    expect(marked).toMatchObject({ success: true })
  })

  it('[W4] takes our webhooks in: the signature over the bytes as they came, and the event', async () => {
    const { raw, signature } = await meta.webhook((text) => text.includes('"messages":['))
    const request = { method: 'POST', query: {}, body: raw, headers: { 'x-hub-signature-256': signature } }
    const event = await client.webhook.eventNotification(request)
    expect(await event.checkSignature(APP_SECRET)).toBe(true)
    expect(await event.checkSignature('another')).toBe(false)
    const { value } = event.eventNotification.entry[0]!.changes[0]! as { value: Record<string, unknown> }
    expect(value).toMatchObject({ messages: [{ from: PHONE, text: { body: 'Hello — is anybody there? 👋' } }] })
  })
})
