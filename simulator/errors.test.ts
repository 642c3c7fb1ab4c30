import { expect, it } from 'vitest'
import { knownErrorCodes } from './graph-errors.ts'
import { SALES, SUPPORT, setStage } from './test-stage.ts'

async function open() {
  const stage = setStage()
  stage.maya.says('Hi')
  await stage.clock.advance(0)
  return stage
}

const CALLING = Array.from({ length: 19 }, (_, index) => 138000 + index)
/** The table of the reference: where it names two statuses, the first is what a bare code brings. */
const TABLE: readonly [status: number, ...codes: number[]][] = [
  [401, 0, 190],
  [500, 3, 131000, 131045, 131057],
  [403, 10, 200, 201, 250, 299, 368, 130497, 131005, 131031],
  [400, 1, 33, 100, 130472, 131008, 131009, 131014, 131020, 131021, 131026, 131030, 131037, 131041, 131042, 131044],
  [400, 131047, 131048, 131049, 131050, 131051, 131052, 131053, 131062, 131063, 131064],
  [503, 2, 131016, 133004],
  [429, 4, 80007, 80008, 130429, 131056],
  [404, 132001],
  [400, 132000, 132005, 132007, 132008, 132012, 132015, 132016, 132068, 132069],
  [400, 133000, 133005, 133006, 133008, 133009, 133010, 133015, 133016, 134011, 135000, 137000],
  [400, ...CALLING, 139000, 139001, 139002, 139003, 139004, 139100, 139101, 139102],
  [400, 147001, 147002, 147003, 147004, 147005, 2388024, 2494055, 2593107, 2593108, 2593109],
]

it('[S5] every code of the table comes with its status, by itself and in a failed status', async () => {
  for (const [status, ...codes] of TABLE) {
    for (const code of codes) {
      const { send, simulator, clock, maya, items } = await open()
      simulator.faults.next(code)
      const answer = await send()
      expect([answer.status, answer.json.error.code], String(code)).toEqual([status, code])
      if (code < 200 || code > 299) expect(knownErrorCodes()).toContain(code)
      simulator.faults.next({ failed: code })
      expect((await send()).status).toBe(200)
      await clock.runUntilIdle()
      expect(maya.bubbles).toEqual([])
      const [{ errors }] = items('statuses') as unknown as [{ errors: { code: number; title: string }[] }]
      expect(errors).toEqual([expect.objectContaining({ code, title: expect.any(String) })])
    }
  }
})

it('[S5] a code with another status, with its own words and headers, or in spite of which the message arrives', async () => {
  const { send, simulator, maya, clock } = await open()
  simulator.faults.next({ code: 130429, status: 400 })
  expect(await send()).toMatchObject({ status: 400, json: { error: { code: 130429 } } })
  simulator.faults.next({ code: 131026, status: 200 })
  expect(await send()).toMatchObject({ status: 200, json: { error: { code: 131026 } } })
  const usage = { 'x-business-use-case-usage': '{"1":[{"estimated_time_to_regain_access":7}]}' }
  simulator.faults.next({ code: 80007, details: 'Slower.', subcode: 2494055, headers: usage })
  expect(await send()).toMatchObject({
    headers: usage,
    json: { error: { error_subcode: 2494055, error_data: { details: 'Slower.' } } },
  })
  await clock.runUntilIdle()
  expect(maya.bubbles).toEqual([])
  simulator.faults.next({ code: 2, accepted: true })
  expect((await send()).status).toBe(503)
  await clock.runUntilIdle()
  expect(maya.bubbles).toHaveLength(1)
})

it('[S5] limits tell their usage', async () => {
  const { send, simulator } = await open()
  for (const [code, header] of [
    [4, 'x-app-usage'],
    [80007, 'x-business-use-case-usage'],
    [80008, 'x-business-use-case-usage'],
  ] as const) {
    simulator.faults.next(code)
    expect(JSON.parse((await send()).headers[header]!)).toBeTypeOf('object')
  }
})

it('[S5] a rate may be of one line or one kind of call', async () => {
  const { send, simulator, call, maya } = await open()
  maya.customer.on('Sales').says('Hi')
  simulator.faults.rate(131016, 1, { line: SALES.phoneNumberId })
  expect([(await send()).status, (await send({}, SALES)).status]).toEqual([200, 503])
  simulator.faults.rate(131016, 0, { line: SALES.phoneNumberId })
  expect((await send({}, SALES)).status).toBe(200)

  simulator.faults.rate(2, 1, { call: 'media' })
  const { id } = simulator.media.fromPhone({ bytes: new Uint8Array(3), mime: 'image/png' })
  expect((await call('GET', `/v24.0/${id}`)).status).toBe(503)
  expect((await call('POST', `/v24.0/${SUPPORT.phoneNumberId}/media`)).status).toBe(503)
  const templates = `/v24.0/${SUPPORT.wabaId}/message_templates`
  expect((await call('GET', templates)).status).toBe(200)
  simulator.faults.rate(80008, 1, { call: 'template' })
  expect((await call('GET', templates)).status).toBe(429)
  expect((await send()).status).toBe(200)
})
