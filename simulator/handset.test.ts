import { expect, it } from 'vitest'
import { setStage } from './test-stage.ts'

async function open() {
  const stage = setStage()
  stage.maya.says('Hi')
  await stage.clock.advance(0)
  return stage
}

it('[S3] hears a bubble that is there, or one to come, once', async () => {
  const { send, maya, clock } = await open()
  const early = maya.hears(/order/i)
  await send({ text: { body: 'Good morning' } })
  await send({ text: { body: 'Your Order is on its way' } })
  await clock.advance(1_000)
  expect((await early).text).toBe('Your Order is on its way')
  expect(() => maya.hearsNothing()).toThrow(/Good morning/)
  expect((await maya.hears('morning')).text).toBe('Good morning')
  maya.hearsNothing()
})

it('[S3] rejects with a transcript when nothing comes in the simulator’s time', async () => {
  const { send, maya, clock } = await open()
  await send({ text: { body: 'Something else' } })
  const hearing = expect(maya.hears(/order/, { within: 3_000 })).rejects.toThrow(
    /Maya did not hear \/order\/ within 3000 ms[\s\S]+Maya: Hi ✓✓[\s\S]+Support: Something else/,
  )
  await clock.advance(2_999)
  await clock.advance(1)
  await hearing
  expect(clock.waiting).toBe(0)
})

it('[S3] two who listen hear one bubble each', async () => {
  const { send, maya, clock } = await open()
  const both = Promise.all([maya.hears(), maya.hears()])
  await send({ text: { body: 'one' } })
  await send({ text: { body: 'two' } })
  await clock.advance(1_000)
  expect((await both).map(({ text }) => text)).toEqual(['one', 'two'])
})

it('[S3] hears nothing for a while, or says what it heard', async () => {
  const { send, maya, clock } = await open()
  const quiet = maya.hearsNothingFor(5_000)
  await clock.advance(5_000)
  await quiet
  const loud = expect(maya.hearsNothingFor(5_000)).rejects.toThrow(/Hello/)
  await send()
  await clock.advance(200)
  await loud
})

it('[S3] keeps lines apart', async () => {
  const { send, maya, clock, simulator } = await open()
  await send()
  await clock.advance(1_000)
  maya.customer.on('Sales').hearsNothing()
  expect(maya.customer.on('+1 555 078 3882').line).toBe(simulator.lines()[1]!.phoneNumberId)
  expect(() => maya.customer.on('Nobody')).toThrow(
    'No line is called "Nobody". The lines are: Support (106540352242922)',
  )
})

it('[S3] ticks: one when sent, two when the business has it, blue when it was read', async () => {
  let up = false
  const { maya, clock, simulator } = setStage({ answer: () => (up ? 200 : 500) })
  const seen: string[] = []
  simulator.events.subscribe((event) => {
    if (event.type === 'ticks-changed') seen.push(event.message.state)
  })
  maya.says('Hi')
  await clock.advance(0)
  expect(seen).toEqual(['sent'])
  up = true
  await clock.runUntilIdle()
  expect(seen).toEqual(['sent', 'delivered'])
})

it('[S3] reset forgets everything and calls off what was under way', async () => {
  const { maya, simulator, send, clock, received } = await open()
  await send()
  simulator.chaos.strictPhones = true
  simulator.faults.next('hang')
  simulator.reset()
  const before = received.length
  await clock.runUntilIdle()
  expect(received).toHaveLength(before)
  expect(simulator.customers()).toEqual([])
  expect([simulator.chaos.strictPhones, simulator.faults.planned, simulator.idle()]).toEqual([false, [], true])
  const again = simulator.customer({ phone: maya.customer.phone }).on('Support')
  again.says('Hello again')
  await clock.runUntilIdle()
  expect(received).toHaveLength(before + 1)
})

it('[S3] what was under way at a reset leaves the count right when it ends', async () => {
  let answer: (status: number) => void = () => {}
  const pending = new Promise<number>((resolve) => {
    answer = resolve
  })
  const { maya, simulator, clock } = setStage({ answer: () => pending })
  maya.says('Hi')
  await clock.advance(0)
  expect(simulator.idle()).toBe(false)
  simulator.reset()
  expect(simulator.idle()).toBe(true)
  const again = simulator.customer({ phone: '15550001111' }).on('Support')
  again.says('Hello again')
  await clock.advance(0)
  expect(simulator.idle()).toBe(false)
  answer(200)
  await clock.runUntilIdle()
  expect(simulator.idle()).toBe(true)
})

it('[S3] a message read before its webhook was answered stays blue', async () => {
  const stage = setStage({
    async answer({ body }) {
      const [message] = JSON.parse(body).entry[0].changes[0].value.messages
      await stage.call('POST', `/v24.0/${stage.maya.line}/messages`, {
        messaging_product: 'whatsapp',
        status: 'read',
        message_id: message.id,
      })
      return 200
    },
  })
  stage.maya.says('Hi')
  await stage.clock.runUntilIdle()
  expect(stage.maya.said[0]!.state).toBe('read')
})
