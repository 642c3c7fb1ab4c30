import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { httpDelivery } from './delivery.ts'
import { setStage } from './test-stage.ts'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

const WEBHOOK = { body: Buffer.from('{"object":"whatsapp_business_account"}'), signature: 'sha256=0' }

async function business() {
  const seen: { bytes: number; whole: boolean }[] = []
  const server = createServer(async (request: IncomingMessage, response) => {
    let bytes = 0
    try {
      for await (const chunk of request) bytes += (chunk as Buffer).byteLength
    } catch {
      // Cut short.
    }
    seen.push({ bytes, whole: request.complete })
    response.end('ok')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const deliver = httpDelivery({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` })
  closers.push(
    () => new Promise((resolve) => server.close(resolve)),
    () => deliver.close(),
  )
  return { deliver, seen }
}

it('[S5] cuts the connection in the middle of the body, and a whole one follows', async () => {
  const { deliver, seen } = await business()
  await expect(deliver({ ...WEBHOOK, cut: true })).rejects.toThrow(/cut on purpose/)
  await expect.poll(() => seen).toEqual([{ bytes: WEBHOOK.body.byteLength / 2, whole: false }])
  expect(await deliver(WEBHOOK)).toBe(200)
  expect(seen[1]).toEqual({ bytes: WEBHOOK.body.byteLength, whole: true })
})

it('[S5] cuts the body of an app in process as well', async () => {
  const outcomes: string[] = []
  const deliver = httpDelivery({
    url: 'http://app.test/',
    async fetch(request) {
      const text = await request.text()
      outcomes.push(text)
      return new Response('ok')
    },
  })
  await expect(deliver({ ...WEBHOOK, cut: true })).rejects.toThrow(/reset/)
  expect(await deliver(WEBHOOK)).toBe(200)
  expect(outcomes).toEqual([WEBHOOK.body.toString()])
})

it('[S5] a gateway’s 502 and a cut connection are failures: the webhook comes again at once', async () => {
  const { clock, maya, received, simulator } = setStage({
    answer: ({ cut }) => (cut ? Promise.reject(new Error('ECONNRESET')) : 200),
  })
  simulator.chaos.webhookBadGateway = 1
  maya.says('through a bad gateway')
  await clock.runUntilIdle()
  expect(simulator.log.webhooks()[0]).toMatchObject({
    state: 'acknowledged',
    attempts: [{ outcome: 502 }, { outcome: 200 }],
  })
  expect(received).toHaveLength(1)
  Object.assign(simulator.chaos, { webhookBadGateway: 0, webhookCut: 1 })
  maya.says('cut')
  await clock.runUntilIdle()
  expect(received.map(({ cut }) => cut)).toEqual([undefined, true, undefined])
})
