import { createHmac } from 'node:crypto'
import { expect, it } from 'vitest'
import { APP_SECRET, type Item, SALES, SUPPORT, setStage } from './test-stage.ts'

const texts = (items: Item[]) => items.map((item) => item.text.body)
const hours = (count: number) => count * 3_600_000

it('[S3] sends an inbound text in the shape of Meta', async () => {
  const { clock, maya, received } = setStage()
  const wamid = maya.says('Does it come in another color?')
  await clock.advance(0)
  expect(JSON.parse(received[0]!.body)).toEqual({
    object: 'whatsapp_business_account',
    entry: [
      {
        id: SUPPORT.wabaId,
        changes: [
          {
            value: {
              messaging_product: 'whatsapp',
              metadata: { display_phone_number: '15550783881', phone_number_id: SUPPORT.phoneNumberId },
              contacts: [{ profile: { name: 'Maya' }, wa_id: '15550001111', user_id: maya.customer.bsuid }],
              messages: [
                {
                  from: '15550001111',
                  from_user_id: maya.customer.bsuid,
                  id: wamid,
                  timestamp: String(clock.now() / 1000),
                  type: 'text',
                  text: { body: 'Does it come in another color?' },
                },
              ],
            },
            field: 'messages',
          },
        ],
      },
    ],
  })
  expect(wamid).toMatch(/^wamid\.[A-Za-z0-9+/]+=*$/)
})

it('[S3] signs the very bytes, written with escapes that a second serialisation would not keep', async () => {
  const { clock, maya, received } = setStage()
  maya.says('Où ? 😀 http://x/y')
  await clock.advance(0)
  const { body, signature } = received[0]!
  expect(body).toContain('O\\u00f9 ? \\ud83d\\ude00 http:\\/\\/x\\/y')
  const sign = (bytes: string) => `sha256=${createHmac('sha256', APP_SECRET).update(bytes).digest('hex')}`
  expect(signature).toBe(sign(body))
  expect(signature).not.toBe(sign(JSON.stringify(JSON.parse(body))))
})

it('[S3] tells no number of a customer with a username, until the number itself was used', async () => {
  const { clock, simulator, items, send, received } = setStage()
  const lena = simulator
    .customer({ phone: '4915112345678', name: 'Lena', username: 'lena.k', bsuid: 'DE.42' })
    .on('Support')
  lena.says('Hi')
  await clock.advance(0)
  expect(items('messages')[0]).not.toHaveProperty('from')
  expect(items('messages')[0]).toMatchObject({ from_user_id: 'DE.42' })
  expect(JSON.parse(received[0]!.body).entry[0].changes[0].value.contacts).toEqual([
    { profile: { name: 'Lena', username: 'lena.k' }, user_id: 'DE.42' },
  ])
  expect((await send({ to: '+4915112345678' })).status).toBe(200)
  lena.says('Again')
  await clock.advance(0)
  expect(items('messages')[1]).toMatchObject({ from: '4915112345678' })
  await clock.advance(31 * 24 * hours(1))
  lena.says('A month later')
  await clock.advance(0)
  expect(items('messages')[2]).not.toHaveProperty('from')
})

it('[S3] quotes what a customer answers', async () => {
  const { clock, maya, items, send } = setStage()
  maya.says('Hi')
  await send()
  const bubble = await heard(clock, maya.hears())
  maya.says('That one', { quoting: bubble.wamid })
  await clock.advance(0)
  expect(items('messages')[1]!.context).toEqual({ from: '15550783881', id: bubble.wamid })
})

it('[S3] keeps the order said, one at a time for a customer, also with a slow business', async () => {
  let open = 0
  let most = 0
  const stage = setStage({
    async answer() {
      most = Math.max(most, ++open)
      await new Promise<void>((resolve) => void stage.clock.after(500, resolve))
      open--
      return 200
    },
  })
  const said = Array.from({ length: 10 }, (_, index) => `message ${index}`)
  for (const text of said) stage.maya.says(text)
  await stage.clock.runUntilIdle()
  expect(texts(stage.items('messages'))).toEqual(said)
  expect(most).toBe(1)
})

it('[S3] sends the same bytes again at once, then with growing backoff, and gives up after seven days', async () => {
  const { clock, maya, received, simulator } = setStage({ answer: () => 503 })
  maya.says('Anyone?')
  await clock.runUntilIdle()
  const gaps = received.slice(1).map(({ at }, index) => at - received[index]!.at)
  expect(gaps.slice(0, 6)).toEqual([0, 10_000, 20_000, 40_000, 80_000, 160_000])
  expect(Math.max(...gaps)).toBe(hours(6))
  expect(new Set(received.map(({ body, signature }) => body + signature)).size).toBe(1)
  expect(received.at(-1)!.at).toBe(hours(7 * 24))
  expect(simulator.log.webhooks()[0]!.state).toBe('given-up')
  expect(simulator.idle()).toBe(true)
})

it('[S3] counts anything but 200, silence for 20 seconds and no connection as a failure', async () => {
  const answers = [
    () => 204,
    () => Promise.reject(new Error('ECONNREFUSED')),
    () => new Promise<number>(() => {}),
    () => 200,
  ]
  const { clock, maya, simulator, received } = setStage({ answer: () => answers[received.length - 1]!() })
  maya.says('Hi')
  await clock.runUntilIdle()
  expect(simulator.log.webhooks()[0]).toMatchObject({
    state: 'acknowledged',
    attempts: [{ outcome: 204 }, { outcome: 'unreachable' }, { outcome: 'timeout' }, { outcome: 200 }],
  })
  expect(received.map(({ at }) => at)).toEqual([0, 0, 10_000, 50_000])
})

it('[S3] is not overtaken by what was said later when a business comes back', async () => {
  let up = false
  const { clock, maya, items, received } = setStage({ answer: () => (up ? 200 : 500) })
  maya.says('first')
  await clock.advance(3_000)
  maya.says('second')
  await clock.advance(60_000)
  received.length = 0
  up = true
  await clock.runUntilIdle()
  expect(texts(items('messages'))).toEqual(['first', 'second'])
})

it('[S5] a message that is always refused holds up nobody else', async () => {
  const { clock, maya, simulator } = setStage({ answer: ({ body }) => (body.includes('poison') ? 500 : 200) })
  maya.says('poison')
  maya.says('after it')
  await clock.advance(1_000)
  expect(simulator.log.webhooks().map(({ state }) => state)).toEqual(['pending', 'acknowledged'])
})

it('[S5] duplicates: the same bytes later, and a twin at the same moment', async () => {
  const { clock, maya, received, simulator } = setStage()
  simulator.chaos.webhookDuplicate = 1
  maya.says('Hi')
  await clock.runUntilIdle()
  expect(received).toHaveLength(2)
  expect(received[1]!.body).toBe(received[0]!.body)
  expect(received[1]!.at).toBeGreaterThan(0)

  Object.assign(simulator.chaos, { webhookDuplicate: 0, webhookTwin: 1 })
  received.length = 0
  maya.says('Hi again')
  await clock.runUntilIdle()
  expect(received.map(({ at, body }) => [at, body])).toEqual(
    [received[0], received[0]].map((one) => [one!.at, one!.body]),
  )
})

it('[S5] drop: what is lost on the way comes later, and a lost 200 makes it come twice', async () => {
  const { clock, maya, received, simulator } = setStage()
  simulator.chaos.webhookDrop = 1
  maya.says('lost')
  await clock.advance(1_000)
  expect(received).toHaveLength(0)
  simulator.chaos.webhookDrop = 0
  await clock.runUntilIdle()
  expect(received).toHaveLength(1)

  simulator.chaos.acknowledgementLost = 1
  maya.says('heard, not confirmed')
  await clock.advance(1)
  simulator.chaos.acknowledgementLost = 0
  await clock.runUntilIdle()
  expect(received).toHaveLength(4)
  expect(received[3]!.body).toBe(received[1]!.body)
})

it('[S5] delay keeps the order, reorder breaks it', async () => {
  const said = Array.from({ length: 12 }, (_, index) => `message ${index}`)
  const order = async (knobs: object) => {
    const { clock, maya, items, simulator, received } = setStage({ seed: 7 })
    Object.assign(simulator.chaos, knobs)
    for (const text of said) maya.says(text)
    await clock.runUntilIdle()
    return { order: texts(items('messages')), last: received.at(-1)!.at }
  }
  const delayed = await order({ webhookDelay: 0.5 })
  expect(delayed.order).toEqual(said)
  expect(delayed.last).toBeGreaterThan(0)
  const reordered = await order({ webhookReorder: 0.5 })
  expect(reordered.order).not.toEqual(said)
  expect(reordered.order.toSorted()).toEqual(said.toSorted())
})

it('[S5] batch: messages of several lines and customers share a webhook, none is lost, each keeps its order', async () => {
  const { clock, simulator, items, received } = setStage()
  simulator.chaos.batchMost = 1_000
  const customers = ['15550001111', '15550002222', '15550003333'].map((phone) => simulator.customer({ phone }))
  for (let index = 0; index < 100; index++) {
    for (const customer of customers)
      customer.on(index % 2 ? SALES.name : SUPPORT.name).says(`${customer.phone} ${index}`)
  }
  await clock.runUntilIdle()
  expect(items('messages')).toHaveLength(300)
  expect(received.length).toBeLessThan(30)
  for (const { phone } of customers) {
    expect(texts(items('messages')).filter((text) => text.startsWith(phone))).toEqual(
      Array.from({ length: 100 }, (_, index) => `${phone} ${index}`),
    )
  }
  const values = received.flatMap(({ body }) =>
    JSON.parse(body).entry.flatMap(({ changes }: { changes: object[] }) => changes),
  )
  expect(new Set(values.map(({ value }) => value.metadata.phone_number_id)).size).toBe(2)
  expect(Math.max(...values.map(({ value }) => value.messages.length))).toBeGreaterThan(1)
})

it('[S5] bad signature: a forged copy comes along and never verifies', async () => {
  const { clock, maya, received, simulator } = setStage({
    answer: ({ body, signature }) => (verified(body, signature) ? 200 : 401),
  })
  simulator.chaos.badSignature = 1
  for (let index = 0; index < 20; index++) maya.says(`message ${index}`)
  await clock.runUntilIdle()
  const forged = received.filter(({ body, signature }) => !verified(body, signature))
  expect(forged).toHaveLength(20)
  expect(new Set(forged.map(({ signature }) => signature.length)).size).toBeGreaterThan(2)
  const genuine = new Set(maya.said.map(({ wamid }) => wamid))
  for (const { body } of forged)
    expect(genuine).not.toContain(JSON.parse(body).entry[0].changes[0].value.messages[0].id)
  expect(
    simulator.log
      .webhooks()
      .filter((entry) => entry.forged)
      .map(({ state }) => state),
  ).toEqual(Array(20).fill('refused'))
})

it('[S5] the same seed takes the same course', async () => {
  const run = async (seed: number) => {
    const { clock, maya, received, simulator, send } = setStage({ seed })
    Object.assign(simulator.chaos, { webhookDuplicate: 0.3, webhookReorder: 0.3, statusReorder: 0.5, webhookDrop: 0.2 })
    for (let index = 0; index < 5; index++) {
      maya.says(`message ${index}`)
      await send()
    }
    await clock.runUntilIdle()
    return received
  }
  expect(await run(3)).toEqual(await run(3))
  expect(await run(3)).not.toEqual(await run(4))
})

it('[S3] tells nothing to an app that is not subscribed to the account', async () => {
  const { clock, maya, received, call } = setStage()
  expect((await call('DELETE', `/v24.0/${SUPPORT.wabaId}/subscribed_apps`)).json).toEqual({ success: true })
  maya.says('Hello?')
  await clock.runUntilIdle()
  expect(received).toEqual([])
})

const verified = (body: string, signature: string) =>
  signature === `sha256=${createHmac('sha256', APP_SECRET).update(body).digest('hex')}`

async function heard<Result>(clock: { advance(ms: number): Promise<void> }, hearing: Promise<Result>): Promise<Result> {
  await clock.advance(1_000)
  return hearing
}
