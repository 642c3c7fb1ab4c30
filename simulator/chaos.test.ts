import { createHmac } from 'node:crypto'
import { expect, it } from 'vitest'
import { NAMED_FAULTS } from './faults.ts'
import { APP_SECRET, setStage } from './test-stage.ts'

const verified = (body: string, signature: string) =>
  signature === `sha256=${createHmac('sha256', APP_SECRET).update(body).digest('hex')}`

it.each(Array.from({ length: 25 }, (_, seed) => seed))(
  '[S5] everything at once, seed %i: what was said arrives, and every accepted message is one bubble',
  async (seed) => {
    const handled = new Set<string>()
    let down = false
    const stage = setStage({
      seed,
      async answer({ body, signature, cut }) {
        if (cut) throw new Error('ECONNRESET')
        if (!verified(body, signature)) return 401
        if (down) throw new Error('ECONNREFUSED')
        for (const { changes } of JSON.parse(body).entry) {
          for (const { value } of changes) for (const message of value.messages ?? []) await reply(message)
        }
        return 200
      },
    })
    const { simulator, clock } = stage
    async function reply(message: { id: string; from: string }) {
      if (handled.has(message.id)) return
      handled.add(message.id)
      await stage.send({ to: `+${message.from}`, biz_opaque_callback_data: `reply to ${message.id}` })
    }
    Object.assign(simulator.chaos, {
      webhookDuplicate: 0.3,
      webhookTwin: 0.2,
      webhookDelay: 0.3,
      webhookReorder: 0.3,
      webhookDrop: 0.2,
      acknowledgementLost: 0.2,
      webhookBadGateway: 0.1,
      webhookCut: 0.1,
      badSignature: 0.3,
      batchMost: seed % 2 ? 20 : 1,
      statusDuplicate: 0.3,
      statusReorder: 0.3,
      statusSkipDelivered: 0.3,
      statusBeforeAnswer: 0.3,
      bubbleReorder: 0.3,
    })
    for (const fault of [131000, 131016, ...NAMED_FAULTS]) simulator.faults.rate(fault, 0.03)
    const customers = ['15550001111', '15550002222', '15550003333'].map((phone) => simulator.customer({ phone }))
    for (let index = 0; index < 20; index++) {
      for (const customer of customers) customer.on('Support').says(`message ${index}`)
      down = index === 8
      await clock.advance(7_000)
    }
    await clock.runUntilIdle()

    const accepted = simulator.log
      .graphCalls()
      .filter(
        ({ answer, fault = '' }) =>
          fault.startsWith('accepted-') ||
          (answer.kind === 'answer' && answer.status === 200 && fault !== 'error-in-200'),
      )
      .map(({ body }) => JSON.parse(body).biz_opaque_callback_data)
    const handsets = customers.map((customer) => customer.on('Support'))
    expect(simulator.idle()).toBe(true)
    expect([...handled].toSorted()).toEqual(handsets.flatMap(({ said }) => said.map(({ wamid }) => wamid)).toSorted())
    expect(handsets.flatMap(({ bubbles }) => bubbles.map(({ opaque }) => opaque)).toSorted()).toEqual(
      accepted.toSorted(),
    )
    const told = new Set(stage.items('statuses').map((status) => status.biz_opaque_callback_data))
    for (const opaque of accepted) expect(told).toContain(opaque)
  },
)
