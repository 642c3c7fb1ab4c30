import { expect, it } from 'vitest'
import { knownErrorCodes } from './graph-errors.ts'
import { SALES, SUPPORT, setStage } from './test-stage.ts'

async function open() {
  const stage = setStage()
  stage.maya.says('Hi')
  await stage.clock.advance(0)
  return stage
}

it.each([
  [0, 401],
  [1, 400],
  [2, 503],
  [4, 429],
  [10, 403],
  [100, 400],
  [190, 401],
  [368, 403],
  [80007, 429],
  [130429, 429],
  [130472, 400],
  [130497, 403],
  [131000, 500],
  [131005, 403],
  [131008, 400],
  [131009, 400],
  [131016, 503],
  [131021, 400],
  [131026, 400],
  [131030, 400],
  [131031, 403],
  [131042, 400],
  [131045, 500],
  [131047, 400],
  [131048, 400],
  [131049, 400],
  [131050, 400],
  [131051, 400],
  [131053, 400],
  [131056, 429],
  [131057, 500],
  [133010, 400],
])('[S5] error %i comes with status %i, and nothing reaches the phone', async (code, status) => {
  const { send, simulator, maya, clock } = await open()
  expect(knownErrorCodes()).toContain(code)
  simulator.faults.next(code)
  const answer = await send()
  expect([answer.status, answer.json.error.code]).toEqual([status, code])
  expect(answer.json.error.message).toContain(`(#${code})`)
  expect((await send({ text: { body: 'The next one' } })).status).toBe(200)
  await clock.runUntilIdle()
  expect(maya.bubbles.map(({ text }) => text)).toEqual(['The next one'])
})

it('[S5] 131000 for a message that arrives all the same', async () => {
  const { send, simulator, maya, clock, items } = await open()
  simulator.faults.next('accepted-131000')
  const answer = await send({ biz_opaque_callback_data: 'attempt-1' })
  expect([answer.status, answer.json.error.code]).toEqual([500, 131000])
  await clock.runUntilIdle()
  expect(maya.bubbles).toHaveLength(1)
  expect(items('statuses')[0]).toMatchObject({ status: 'sent', biz_opaque_callback_data: 'attempt-1' })
})

it.each([
  ['html-502', { status: 502 }, 0],
  ['accepted-html-502', { status: 502 }, 1],
  ['bare-500', { status: 500, body: '' }, 0],
  ['accepted-bare-500', { status: 500, body: '' }, 1],
  ['plain-429', { status: 429, headers: expect.objectContaining({ 'retry-after': '2' }) }, 0],
  ['error-in-200', { status: 200, body: expect.stringContaining('"code":131016') }, 0],
  ['refused', { kind: 'refused' }, 0],
  ['reset-before-bytes', { kind: 'reset', accepted: false, bytesWritten: false }, 0],
  ['reset', { kind: 'reset', accepted: false, bytesWritten: true }, 0],
  ['accepted-reset', { kind: 'reset', accepted: true, bytesWritten: true }, 1],
  ['hang', { kind: 'hang', accepted: false }, 0],
  ['accepted-hang', { kind: 'hang', accepted: true }, 1],
] as const)('[S5] %s', async (fault, answer, bubbles) => {
  const { send, simulator, maya, clock } = await open()
  simulator.faults.next(fault)
  expect(await send()).toMatchObject(answer)
  await clock.runUntilIdle()
  expect(maya.bubbles).toHaveLength(bubbles)
  expect(simulator.idle()).toBe(true)
})

it('[S5] what Meta refuses anyway is not in doubt', async () => {
  const { send, simulator } = await open()
  simulator.faults.next('accepted-reset')
  expect((await send({ text: { body: '' } })).json.error.code).toBe(131009)
})

it('[S5] latency: accepted at once, answered late', async () => {
  const { send, simulator, maya, clock } = await open()
  simulator.faults.next({ latency: 5_000 })
  let answered = false
  void send().then(() => {
    answered = true
  })
  await clock.advance(4_999)
  expect([answered, maya.bubbles.length]).toEqual([false, 1])
  await clock.advance(1)
  expect(answered).toBe(true)
})

it('[S5] meets so many calls of one line, one customer, one kind', async () => {
  const { send, simulator, call, maya } = await open()
  maya.customer.on('Sales').says('Hi')
  simulator.faults.next(131016, { times: 2, line: SALES.phoneNumberId })
  simulator.faults.next(131000, { to: '+15550002222' })
  simulator.faults.next(4, { call: 'read' })
  expect((await send()).status).toBe(200)
  for (const status of [503, 503, 200]) expect((await send({}, SALES)).status).toBe(status)
  expect((await send({ to: '+1 555 000 2222' })).json.error.code).toBe(131000)
  const read = { messaging_product: 'whatsapp', status: 'read', message_id: maya.said[0]!.wamid }
  expect((await call('POST', `/v24.0/${SUPPORT.phoneNumberId}/messages`, read)).json.error.code).toBe(4)
  expect(simulator.faults.planned).toEqual([])
})

it('[S5] meets messages at a rate', async () => {
  const { send, simulator, clock } = await open()
  simulator.faults.rate(131016, 0.5)
  let failures = 0
  for (let index = 0; index < 40; index++) {
    if ((await send()).status === 503) failures++
    await clock.advance(6_000)
  }
  expect(failures).toBeGreaterThan(8)
  expect(failures).toBeLessThan(32)
  simulator.faults.rate(131016, 0)
  expect((await send()).status).toBe(200)
})

it('[S5] refuses a fault nobody knows, and names those there are', () => {
  const { simulator } = setStage()
  expect(() => simulator.faults.next('meteor' as 'hang')).toThrow(/accepted-hang/)
})

it('[S5] cannot be reached at all while unavailable', async () => {
  const { send, simulator } = await open()
  simulator.setAvailable(false)
  expect(await send()).toMatchObject({ kind: 'refused' })
  simulator.setAvailable(true)
  expect((await send()).status).toBe(200)
})
