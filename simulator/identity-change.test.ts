import { expect, it } from 'vitest'
import { SALES, setStage } from './test-stage.ts'

function meet(details: object = {}) {
  const stage = setStage()
  const lena = stage.simulator.customer({ phone: '4915112345678', name: 'Lena', bsuid: 'DE.42', ...details })
  const systems = () => stage.items('messages').filter(({ type }) => type === 'system')
  const values = () =>
    stage.received.flatMap(({ body }) =>
      JSON.parse(body).entry.flatMap(({ changes }: { changes: { value: object }[] }) =>
        changes.map(({ value }) => value),
      ),
    )
  return { ...stage, lena, systems, values }
}

it('[S3] a new number: both system messages, old and new names, no contacts; what follows comes from the new one', async () => {
  const { lena, systems, values, items, clock, simulator } = meet()
  lena.on('Support').says('Hi')
  lena.changesNumber('+49 151 00000000')
  lena.on('Support').says('My new number')
  await clock.runUntilIdle()
  const [number, userId] = systems()
  expect(number).toEqual({
    from: '4915112345678',
    id: expect.stringMatching(/^wamid\./),
    timestamp: String(clock.now() / 1000),
    type: 'system',
    system: {
      body: 'User Lena changed from 4915112345678 to 4915100000000',
      type: 'user_changed_number',
      wa_id: '4915100000000',
      user_id: lena.bsuid,
      previous_user_id: 'DE.42',
    },
  })
  expect(userId!.system).toEqual({
    body: `User Lena changed from DE.42 to ${lena.bsuid}`,
    type: 'user_changed_user_id',
    user_id: lena.bsuid,
    previous_user_id: 'DE.42',
  })
  expect(userId).not.toHaveProperty('from')
  expect(values()[1]).not.toHaveProperty('contacts')
  expect(lena.bsuid).not.toBe('DE.42')
  expect(items('messages').at(-1)).toMatchObject({ from: '4915100000000', from_user_id: lena.bsuid })
  expect(lena.on('Support').said).toHaveLength(2)
  simulator.customer({ phone: '15550002222' })
  lena.changesUserId()
  expect(simulator.customers().map(({ phone }) => phone)).toEqual(['15550001111', '4915100000000', '15550002222'])
})

it('[S3] a new number as webhooks told it in former times', async () => {
  const { lena, systems, clock, simulator } = meet()
  lena.on('Support').says('Hi')
  lena.changesNumber('4915100000000', { form: 'without-previous' })
  simulator.chaos.oldForms = true
  lena.changesNumber('4915100000001')
  await clock.runUntilIdle()
  expect(systems().map(({ system }) => system)).toEqual([
    {
      body: expect.any(String),
      type: 'user_changed_number',
      wa_id: '4915100000000',
      user_id: expect.any(String),
    },
    { body: expect.stringMatching(/from DE\.42 to DE\./), type: 'user_changed_user_id', user_id: expect.any(String) },
    {
      body: 'User Lena changed from 4915100000000 to 4915100000001',
      type: 'customer_changed_number',
      new_wa_id: '4915100000001',
    },
  ])
})

it('[S3] a hidden number stays hidden when it changes; lines that never met the customer are told nothing', async () => {
  const { lena, systems, received, clock } = meet({ username: 'lena.k', parentBsuid: 'DE.ENT.7' })
  lena.on('Support').says('Hi')
  lena.on(SALES.name)
  lena.changesNumber('4915100000000')
  await clock.runUntilIdle()
  expect(systems()).toHaveLength(1)
  expect(systems()[0]!.system).toMatchObject({
    type: 'user_changed_user_id',
    user_id: lena.bsuid,
    previous_user_id: 'DE.42',
    parent_user_id: lena.parentBsuid,
    previous_parent_user_id: 'DE.ENT.7',
  })
  for (const { body } of received) expect(body).not.toContain('49151')
})

it('[S3] a new user id, and a new identity under the same number', async () => {
  const { lena, systems, values, items, clock, simulator } = meet()
  simulator.lines()[0]!.identityCheck = true
  lena.on('Support').says('Hi')
  lena.changesUserId('DE.43')
  lena.changesIdentity()
  lena.on('Support').says('Still me')
  await clock.runUntilIdle()
  const [userId, identity] = systems()
  expect(userId!.system).toMatchObject({ type: 'user_changed_user_id', user_id: 'DE.43', previous_user_id: 'DE.42' })
  expect(identity).toMatchObject({
    from: '4915112345678',
    system: { type: 'customer_identity_changed', customer: '4915112345678', identity: expect.stringMatching(/=$/) },
  })
  const hashes = [values()[0], values().at(-1)].map(({ contacts }) => contacts[0].identity_key_hash)
  expect(hashes[1]).toBe((identity!.system as { identity: string }).identity)
  expect(hashes[0]).not.toBe(hashes[1])
  simulator.chaos.oldForms = true
  lena.on('Support').says('In the old form')
  await clock.runUntilIdle()
  expect(items('messages').at(-1)!.identity).toMatchObject({ acknowledged: true, hash: hashes[1] })
})

it('[S3] a recycled number: someone else writes from it, and nobody is told', async () => {
  const { lena, systems, items, clock, simulator, call } = meet()
  lena.on('Support').says('Hi')
  const omar = simulator.customer({ phone: '4915112345678', name: 'Omar', newOwner: true })
  omar.on('Support').says('New here')
  await clock.runUntilIdle()
  expect(systems()).toEqual([])
  expect(omar.on('Support').said).toHaveLength(1)
  expect(items('messages')[1]).toMatchObject({ from: '4915112345678', from_user_id: omar.bsuid })
  expect(omar.bsuid).not.toBe('DE.42')
  const path = `/v24.0/${simulator.lines()[0]!.phoneNumberId}/messages`
  const body = { messaging_product: 'whatsapp', type: 'text', text: { body: 'Hello' } }
  expect((await call('POST', path, { ...body, recipient: 'DE.42' })).json.error.code).toBe(131026)
})

it.each([
  ['551187654321', '+5511987654321'],
  ['5511987654321', '+551187654321'],
  ['5215512345678', '+525512345678'],
  ['525512345678', '+5215512345678'],
  ['5491112345678', '+541112345678'],
])('[S3] %s is reached as %s too, and webhooks keep its own form', async (phone, dialled) => {
  const { simulator, clock, send, items } = meet()
  const customer = simulator.customer({ phone }).on('Support')
  customer.says('Oi')
  await clock.advance(0)
  expect(items('messages')[0]!.from).toBe(phone)
  expect((await send({ to: dialled })).json.contacts).toEqual([{ input: dialled, wa_id: phone }])
  await clock.runUntilIdle()
  expect(customer.bubbles).toHaveLength(1)
  expect(items('statuses')[0]!.recipient_id).toBe(phone)
})

it('[S3] a number belongs to one customer', () => {
  const { lena } = meet()
  expect(() => lena.changesNumber('15550001111')).toThrow(/Maya already has the number/)
  expect(() => lena.changesNumber('4915112345678')).toThrow(/already/)
  expect(() => lena.changesNumber('none')).toThrow(/not a phone number/)
})
