import type { SimulatedLine } from './line.ts'
import { seededRandom } from './seeded-random.ts'
import { createSimulator, type Simulator } from './simulator.ts'
import { createVirtualClock } from './virtual-clock.ts'

export const APP_SECRET = 'the-app-secret'
export const TOKEN = 'the-token'
export const SUPPORT: SimulatedLine = {
  phoneNumberId: '106540352242922',
  wabaId: '102290129340398',
  displayPhoneNumber: '+1 555-078-3881',
  name: 'Support',
}
export const SALES: SimulatedLine = {
  ...SUPPORT,
  phoneNumberId: '206540352242922',
  displayPhoneNumber: '+15550783882',
  name: 'Sales',
}

export interface Received {
  at: number
  body: string
  signature: string
  cut?: boolean
}

/** A message or a status, with what the tests look at. */
export interface Item {
  id: string
  timestamp: string
  status: string
  text: { body: string }
  [field: string]: unknown
}

type Answer = (webhook: Received) => number | Promise<number>

/** Noon of a day on which service messages are billed. */
export const START = Date.UTC(2026, 10, 21, 12)

/** A simulator on virtual time, and a business that keeps what it is sent. */
export function setStage({
  seed = 1,
  start = START,
  answer = () => 200,
}: {
  seed?: number
  start?: number
  answer?: Answer
} = {}) {
  const clock = createVirtualClock(start)
  const received: Received[] = []
  const simulator: Simulator = createSimulator({
    clock,
    random: seededRandom(seed),
    appSecret: APP_SECRET,
    accessToken: TOKEN,
    lines: [{ ...SUPPORT }, { ...SALES }],
    async deliver({ body, signature, cut }) {
      const webhook = {
        at: clock.now() - start,
        body: Buffer.from(body).toString('utf8'),
        signature,
        ...(cut && { cut }),
      }
      received.push(webhook)
      return answer(webhook)
    },
  })
  const maya = simulator.customer({ phone: '15550001111', name: 'Maya' }).on('Support')

  async function call(method: string, path: string, body?: object, token: string | undefined = TOKEN) {
    const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {}
    const bytes = Buffer.from(body ? JSON.stringify(body) : '')
    const answer = await simulator.graph({ method, path, headers, body: bytes })
    if (answer.kind !== 'answer')
      return { ...answer, status: 0, headers: {} as Record<string, string>, json: undefined }
    return { ...answer, json: answer.body.startsWith('{') ? JSON.parse(answer.body) : undefined }
  }

  const send = (more: object = {}, line = SUPPORT) =>
    call('POST', `/v24.0/${line.phoneNumberId}/messages`, {
      messaging_product: 'whatsapp',
      to: '+15550001111',
      type: 'text',
      text: { body: 'Hello' },
      ...more,
    })

  /** All items of one kind that the business was sent, in the order they came. */
  const items = (key: 'messages' | 'statuses') =>
    received.flatMap(({ body }) =>
      JSON.parse(body).entry.flatMap((entry: { changes: { value: Record<string, unknown[]> }[] }) =>
        entry.changes.flatMap(({ value }) => value[key] ?? []),
      ),
    ) as Item[]

  return { clock, simulator, maya, received, call, send, items }
}
