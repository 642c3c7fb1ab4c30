import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WhatsAppAPI } from 'whatsapp-api-js'
import {
  ActionButtons,
  ActionCTA,
  ActionList,
  Body,
  BodyComponent,
  BodyParameter,
  Button,
  Image,
  Interactive,
  ListSection,
  Row,
  Template,
  Text,
} from 'whatsapp-api-js/messages'
import { APP_SECRET, NUMBER, PHONE, PNG, type PretendMeta, pretendMeta, TOKEN } from './meta.ts'

let meta: PretendMeta
let client: WhatsAppAPI<string>
beforeEach(async () => {
  meta = await pretendMeta()
  // It knows one address of Graph and lets its fetch be replaced.
  const toSimulator = (url: string | URL | Request, options?: RequestInit) =>
    fetch(String(url).replace('https://graph.facebook.com', meta.url), options)
  client = new WhatsAppAPI<string>({
    token: TOKEN,
    appSecret: APP_SECRET,
    v: 'v24.0',
    ponyfill: { fetch: toSimulator },
  })
})
afterEach(() => meta.close())

const send = (message: Parameters<WhatsAppAPI['sendMessage']>[2]) => client.sendMessage(NUMBER, `+${PHONE}`, message)

describe('whatsapp-api-js', () => {
  it('[D1 D4] sends text', async () => {
    const sent = await send(new Text('Hello!'))
    const heard = await meta.maya.hears()
    expect(heard.text).toBe('Hello!')
    expect(sent).toMatchObject({ messages: [{ id: heard.wamid }] })
  })

  it('[D4] uploads a picture, fetches it, sends it and deletes it', async () => {
    const form = new FormData()
    form.set('file', new Blob([PNG], { type: 'image/png' }), 'cat.png')
    // It writes messaging_product into the address, where Meta's documents have it in the form: both are there now.
    form.set('messaging_product', 'whatsapp')
    form.set('type', 'image/png')
    const { id } = (await client.uploadMedia(NUMBER, form)) as { id: string }
    const described = (await client.retrieveMedia(id, NUMBER)) as { url: string; mime_type: string }
    expect(described.mime_type).toBe('image/png')
    const bytes = await (await client.fetchMedia(described.url)).arrayBuffer()
    expect(Buffer.compare(Buffer.from(bytes), PNG)).toBe(0)
    await send(new Image(id, true, 'A cat'))
    expect(await meta.maya.hears()).toMatchObject({ type: 'image', text: 'A cat' })
    expect(await client.deleteMedia(id, NUMBER)).toMatchObject({ success: true })
  })

  it('[D4 D15] sends a template', async () => {
    const body = new BodyComponent(new BodyParameter('Maya'), new BodyParameter('ORD-22'))
    await send(new Template('order_update', 'en_US', body))
    expect((await meta.maya.hears()).text).toContain('Hello Maya, order ORD-22 is on its way.')
  })

  it('[D4] sends buttons, a list and a link', async () => {
    const buttons = new ActionButtons(new Button('yes', 'Yes'), new Button('no', 'No'))
    await send(new Interactive(buttons, new Body('Trace it?')))
    expect((await meta.maya.hears()).text).toContain('[Yes]')
    const list = new ActionList('Choose', new ListSection('Plans', new Row('pro', 'Pro', '$49')))
    await send(new Interactive(list, new Body('Which?')))
    expect((await meta.maya.hears()).text).toContain('Pro')
    await send(new Interactive(new ActionCTA('Open', 'https://x.example'), new Body('Look')))
    expect((await meta.maya.hears()).text).toContain('[Open] https://x.example')
  })

  it('[W4] takes our webhooks in: messages, their signature, statuses', async () => {
    const { raw, signature } = await meta.webhook((text) => text.includes('"messages":['))
    const heard: unknown[] = []
    client.on.message = ({ phoneID, contact, message }) => {
      heard.push(phoneID, contact, message)
      return 'done'
    }
    expect(await client.post(JSON.parse(raw), raw, signature)).toBe('done')
    expect(heard).toMatchObject([
      NUMBER,
      { wa_id: PHONE, profile: { name: 'Maya' } },
      { type: 'text', text: { body: 'Hello — is anybody there? 👋' } },
    ])
    await expect(client.post(JSON.parse(raw), raw, `${signature.slice(0, -1)}x`)).rejects.toThrow()

    await send(new Text('Hello!'))
    const status = await meta.webhook((text) => text.includes('"delivered"'))
    client.on.status = ({ status: state }) => String(state)
    expect(await client.post(JSON.parse(status.raw), status.raw, status.signature)).toBe('delivered')
  })

  it('[D9] hands on what the simulator refuses', async () => {
    const refused = await send(new Text('Hi')).then(() => client.sendMessage(NUMBER, 'nobody', new Text('Hi')))
    expect(refused).toMatchObject({ error: { code: 131009, type: 'OAuthException' } })
  })
})
