import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  createSettableClock,
  createSimulator,
  type Handset,
  httpDelivery,
  type Simulator,
  seededRandom,
  serveSimulator,
} from '../../simulator/index.ts'

export const TOKEN = 'test-access-token'
export const APP_SECRET = 'test-app-secret'
export const NUMBER = '106540352242922'
export const ACCOUNT = '102290129340398'
export const PHONE = '15550001111'

/** The start of a picture is enough: nobody draws it. */
export const PNG = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(200, 7)])

/** A webhook as it came in. */
export interface Received {
  readonly raw: string
  readonly signature: string
}

/** The simulator on a port of 127.0.0.1, a customer who has just written, and a server that takes the webhooks in. */
export interface PretendMeta {
  readonly url: string
  readonly simulator: Simulator
  readonly maya: Handset
  readonly webhooks: readonly Received[]
  /** The first webhook, past or to come, that fits. */
  webhook(fits: (raw: string) => boolean): Promise<Received>
  close(): Promise<void>
}

export async function pretendMeta(): Promise<PretendMeta> {
  const webhooks: Received[] = []
  const waiting = new Set<() => void>()
  const server = createServer(async (request, response) => {
    const raw = Buffer.concat(await request.toArray()).toString('latin1')
    webhooks.push({ raw, signature: String(request.headers['x-hub-signature-256']) })
    response.end()
    for (const look of waiting) look()
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const deliver = httpDelivery({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` })
  const clock = createSettableClock()
  const simulator = createSimulator({
    clock,
    random: seededRandom(1),
    appSecret: APP_SECRET,
    accessToken: TOKEN,
    lines: [
      {
        phoneNumberId: NUMBER,
        wabaId: ACCOUNT,
        displayPhoneNumber: '+1 555 078 3881',
        name: 'support',
        throughput: 80,
      },
    ],
    deliver,
  })
  const meta = await serveSimulator(simulator, { port: 0, clock })
  simulator.graphUrl = meta.url
  simulator.templates.add({
    name: 'order_update',
    language: 'en_US',
    category: 'UTILITY',
    components: [
      { type: 'BODY', text: 'Hello {{1}}, order {{2}} is on its way.', example: { body_text: [['Maya', 'ORD-1']] } },
      { type: 'BUTTONS', buttons: [{ type: 'QUICK_REPLY', text: 'Thanks' }] },
    ],
  })
  const maya = simulator.customer({ phone: PHONE, name: 'Maya' }).on('support')
  maya.says('Hello — is anybody there? 👋')

  return {
    url: meta.url,
    simulator,
    maya,
    webhooks,
    webhook: (fits) =>
      new Promise((resolve) => {
        const look = () => {
          const found = webhooks.find(({ raw }) => fits(raw))
          if (!found) return
          waiting.delete(look)
          resolve(found)
        }
        waiting.add(look)
        look()
      }),
    async close() {
      simulator.stop()
      await meta.close()
      deliver.close()
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
