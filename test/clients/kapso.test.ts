import { buildTemplateSendPayload, WhatsAppClient } from '@kapso/whatsapp-cloud-api'
import { normalizeWebhook, verifySignature } from '@kapso/whatsapp-cloud-api/server'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ACCOUNT, APP_SECRET, NUMBER, PHONE, PNG, type PretendMeta, pretendMeta, TOKEN } from './meta.ts'

let meta: PretendMeta
let client: WhatsAppClient
beforeEach(async () => {
  meta = await pretendMeta()
  client = new WhatsAppClient({ accessToken: TOKEN, baseUrl: meta.url, graphVersion: 'v24.0' })
})
afterEach(() => meta.close())

const to = { phoneNumberId: NUMBER, to: `+${PHONE}` }

describe('@kapso/whatsapp-cloud-api', () => {
  it('[D1 D4] sends text, and reads the answer', async () => {
    const sent = await client.messages.sendText({ ...to, body: 'Hello!' })
    expect(sent.contacts).toEqual([{ input: `+${PHONE}`, waId: PHONE }])
    const heard = await meta.maya.hears()
    expect(heard).toMatchObject({ type: 'text', text: 'Hello!', wamid: sent.messages[0]!.id })
  })

  it('[D4] uploads, describes, fetches, sends and deletes a picture', async () => {
    const file = new Blob([PNG], { type: 'image/png' })
    const { id } = await client.media.upload({ phoneNumberId: NUMBER, file, type: 'image/png', fileName: 'cat.png' })
    const described = await client.media.get({ mediaId: id })
    // It says the size is a text; Meta's documents have a number.
    expect(described).toMatchObject({ id, mimeType: 'image/png', fileSize: PNG.length })
    const bytes = (await client.media.download({ mediaId: id, auth: 'always' })) as ArrayBuffer
    expect(Buffer.compare(Buffer.from(bytes), PNG)).toBe(0)
    await client.messages.sendImage({ ...to, image: { id, caption: 'A cat' } })
    expect(await meta.maya.hears()).toMatchObject({ type: 'image', text: 'A cat' })
    expect(await client.media.delete({ mediaId: id })).toMatchObject({ success: true })
    await expect(client.media.get({ mediaId: id })).rejects.toMatchObject({ code: 100 })
  })

  it('[D4 D15] sends a template and lists those of the account', async () => {
    const template = buildTemplateSendPayload({
      name: 'order_update',
      language: 'en_US',
      body: [
        { type: 'text', text: 'Maya' },
        { type: 'text', text: 'ORD-22' },
      ],
    })
    const components = template.components?.map((component) => ({ ...component })) ?? []
    await client.messages.sendTemplate({ ...to, template: { ...template, components } })
    const heard = await meta.maya.hears()
    expect(heard.text).toContain('Hello Maya, order ORD-22 is on its way.')
    const { data } = await client.templates.list({ businessAccountId: ACCOUNT })
    expect(data).toMatchObject([{ name: 'order_update', status: 'APPROVED' }])
  })

  it('[D4 W15] sends buttons, a list and a link; a tap comes back as a webhook it can read', async () => {
    const buttons = [
      { id: 'yes', title: 'Yes' },
      { id: 'no', title: 'No' },
    ]
    await client.messages.sendInteractiveButtons({ ...to, bodyText: 'Trace it?', buttons })
    expect((await meta.maya.hears()).text).toContain('[Yes]')
    meta.maya.taps('Yes')
    const sections = [{ title: 'Plans', rows: [{ id: 'pro', title: 'Pro', description: '$49' }] }]
    await client.messages.sendInteractiveList({ ...to, bodyText: 'Which?', buttonText: 'Choose', sections })
    expect((await meta.maya.hears()).text).toContain('Pro')
    const parameters = { displayText: 'Open', url: 'https://x.example' }
    await client.messages.sendInteractiveCtaUrl({ ...to, bodyText: 'Look', parameters })
    expect((await meta.maya.hears()).text).toContain('[Open] https://x.example')

    const tapped = await meta.webhook((raw) => raw.includes('button_reply'))
    const { messages } = normalizeWebhook(JSON.parse(tapped.raw))
    expect(messages[0]).toMatchObject({ from: PHONE, interactive: { buttonReply: { id: 'yes', title: 'Yes' } } })
  })

  it('[W4] checks our signature over the bytes as they came, and refuses any other', async () => {
    const { raw, signature } = await meta.webhook((text) => text.includes('"messages":['))
    const check = (rawBody: string, signatureHeader = signature, appSecret = APP_SECRET) =>
      verifySignature({ appSecret, rawBody, signatureHeader })
    expect(check(raw)).toBe(true)
    expect(check(raw, signature, 'another')).toBe(false)
    expect(check(JSON.stringify(JSON.parse(raw)))).toBe(false)
    const { messages, contacts } = normalizeWebhook(JSON.parse(raw))
    expect(messages[0]).toMatchObject({ text: { body: 'Hello — is anybody there? 👋' }, from: PHONE })
    expect(contacts[0]).toMatchObject({ profile: { name: 'Maya' } })
  })

  it('[D9] reads what the simulator refuses as Meta would', async () => {
    const wrong = client.messages.sendRaw({
      phoneNumberId: NUMBER,
      payload: { messaging_product: 'whatsapp', to: `+${PHONE}`, type: 'text', text: { body: 'x'.repeat(4097) } },
    })
    await expect(wrong).rejects.toMatchObject({ code: 100, httpStatus: 400 })
    const stranger = new WhatsAppClient({ accessToken: 'wrong', baseUrl: meta.url, graphVersion: 'v24.0' })
    await expect(stranger.messages.sendText({ ...to, body: 'Hi' })).rejects.toMatchObject({
      code: 190,
      httpStatus: 401,
    })
  })
})
