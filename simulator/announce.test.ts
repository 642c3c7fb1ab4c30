import { expect, it } from 'vitest'
import { SALES, SUPPORT, setStage } from './test-stage.ts'

function listen() {
  const stage = setStage()
  const entries = () =>
    stage.received.flatMap(({ body }) => JSON.parse(body).entry) as {
      id: string
      time?: number
      changes: { field: string; value: Record<string, unknown> }[]
    }[]
  return { ...stage, entries, changes: () => entries().flatMap(({ changes }) => changes) }
}

/** Every field of section 2.6 of the reference, with keys that it names. */
const FIELDS: Record<string, string[]> = {
  message_template_status_update: [
    'event',
    'message_template_id',
    'message_template_name',
    'message_template_language',
    'message_template_category',
    'reason',
  ],
  message_template_quality_update: ['previous_quality_score', 'new_quality_score', 'message_template_name'],
  template_category_update: ['previous_category'],
  message_template_components_update: ['message_template_element', 'message_template_buttons'],
  phone_number_quality_update: ['display_phone_number', 'event'],
  phone_number_name_update: ['decision', 'requested_verified_name', 'rejection_reason'],
  business_capability_update: ['max_daily_conversations_per_business'],
  account_update: ['event'],
  account_alerts: ['entity_type', 'entity_id', 'alert_info'],
  account_review_update: ['decision'],
  account_settings_update: [],
  security: ['event'],
  partner_solutions: [],
  payment_configuration_update: [],
  flows: ['event'],
  automatic_events: ['metadata'],
  user_preferences: ['metadata', 'user_preferences', 'contacts'],
  calls: ['metadata'],
  group_lifecycle_update: ['metadata', 'groups'],
  group_participants_update: ['metadata', 'groups'],
  group_settings_update: ['metadata', 'groups'],
  group_status_update: ['metadata', 'groups'],
  messaging_handovers: ['metadata'],
  messages: ['metadata', 'errors'],
}

it('[S3] announces every field and every event that the reference names', async () => {
  const { simulator, changes, clock } = listen()
  expect(Object.keys(simulator.announcements)).toEqual(Object.keys(FIELDS))
  for (const [field, events] of Object.entries(simulator.announcements)) {
    for (const event of events) simulator.announce(field, { event })
  }
  await clock.runUntilIdle()
  const told = changes()
  expect(told).toHaveLength(Object.values(simulator.announcements).flat().length)
  for (const { field, value } of told) {
    expect(Object.keys(value), field).toEqual(expect.arrayContaining(FIELDS[field]!))
    if ('event' in value) expect(simulator.announcements[field as 'security']).toContain(value.event)
  }
})

it.each([
  ['DISABLED_UPDATE', { ban_info: { waba_ban_state: 'DISABLE' } }],
  [
    'ACCOUNT_RESTRICTION',
    { restriction_info: [{ restriction_type: expect.any(String), expiration: expect.any(Number) }] },
  ],
  ['ACCOUNT_VIOLATION', { violation_info: { violation_type: expect.any(String) } }],
  ['ACCOUNT_OFFBOARDED', { disconnection_info: { reason: 'PRIMARY_INACTIVITY', initiated_by: expect.any(String) } }],
  ['VOLUME_BASED_PRICING_TIER_UPDATE', { volume_tier_info: expect.any(Object) }],
])('[S3] account_update %s: no number, a time, and the account’s id', async (event, keys) => {
  const { simulator, entries, clock } = listen()
  simulator.announce('account_update', { event })
  await clock.runUntilIdle()
  expect(entries()).toMatchObject([
    { id: SUPPORT.wabaId, time: clock.now() / 1000, changes: [{ field: 'account_update', value: { event, ...keys } }] },
  ])
  expect(entries()[0]!.changes[0]!.value).not.toHaveProperty('metadata')
})

it('[S3] news of a partner comes with the id of the portfolio, and names the account inside', async () => {
  const { simulator, entries, clock } = listen()
  simulator.announce('account_update', { event: 'PARTNER_REMOVED' })
  await clock.runUntilIdle()
  expect(entries()[0]!.id).not.toBe(SUPPORT.wabaId)
  expect(entries()[0]!.changes[0]!.value.waba_info).toMatchObject({ waba_id: SUPPORT.wabaId })
})

it('[S3] a sample can be changed, a line and a customer named, and what nobody knows is sent as it is', async () => {
  const { simulator, changes, clock } = listen()
  const noah = simulator.customer({ phone: '15550002222', name: 'Noah', username: 'noah', bsuid: 'US.7' })
  simulator.announce('calls', { event: 'RINGING', line: 'Sales', customer: noah, value: { id: 'wacid.1' } })
  simulator.announce('brand_new_field', { value: { surprise: [1] } })
  simulator.announce('account_update', { event: 'BRAND_NEW_EVENT' })
  await clock.runUntilIdle()
  expect(changes()).toMatchObject([
    {
      field: 'calls',
      value: {
        metadata: { phone_number_id: SALES.phoneNumberId },
        statuses: [{ id: 'wacid.1', type: 'call', status: 'RINGING', recipient_user_id: 'US.7' }],
      },
    },
    { field: 'brand_new_field', value: { surprise: [1] } },
    { field: 'account_update', value: { event: 'BRAND_NEW_EVENT' } },
  ])
  expect(JSON.stringify(changes()[0])).not.toContain('15550002222')
  expect(() => simulator.announce('calls', { line: 'Nobody' })).toThrow(/No line is called/)
})

it('[S3] a customer stops marketing messages, and wants them again', async () => {
  const { maya, changes, clock } = listen()
  maya.stopsMarketing()
  maya.resumesMarketing()
  await clock.runUntilIdle()
  expect(changes().map(({ value }) => value.user_preferences)).toMatchObject([
    [{ wa_id: '15550001111', category: 'marketing_messages', value: 'stop', timestamp: expect.any(Number) }],
    [{ value: 'resume' }],
  ])
})

it('[S3] while Meta’s agent holds a chat its messages come on standby, until the server writes', async () => {
  const { maya, simulator, changes, clock, send } = listen()
  const agent = simulator.metaAgent('Support')
  agent.takes(maya.customer)
  maya.says('Hi')
  await clock.advance(0)
  agent.says(maya.customer, 'Hello from Meta')
  await clock.advance(0)
  expect(changes().map(({ field, value }) => [field, Object.keys(value).at(-1)])).toEqual([
    ['messaging_handovers', 'messaging_handovers'],
    ['standby', 'messages'],
    ['standby', 'message_echoes'],
  ])
  await send()
  await clock.runUntilIdle()
  expect(agent.holds(maya.customer)).toBe(false)
  expect(changes().filter(({ field }) => field === 'messaging_handovers')).toHaveLength(2)
  maya.says('Thanks')
  await clock.runUntilIdle()
  expect(changes().at(-1)!.field).toBe('messages')
  expect(() => agent.says(maya.customer, 'Again')).toThrow(/does not hold/)
})

it('[S3] the test of the dashboard comes from ids of nobody', async () => {
  const { simulator, entries, clock } = listen()
  simulator.dashboardTest()
  await clock.runUntilIdle()
  expect(entries()).toMatchObject([
    {
      id: '0',
      changes: [{ value: { metadata: { phone_number_id: '123456123' }, messages: [{ from: '16315551181' }] } }],
    },
  ])
})

it('[S5] batches mix entries, fields and numbers', async () => {
  const { simulator, maya, received, clock } = listen()
  simulator.chaos.batchMost = 1_000
  for (let index = 0; index < 100; index++) {
    maya.customer.on(index % 2 ? 'Sales' : 'Support').says(`message ${index}`)
    simulator.announce(index % 3 ? 'account_update' : 'user_preferences')
  }
  await clock.runUntilIdle()
  const bodies = received.map(({ body }) => JSON.parse(body) as { entry: { changes: { field: string }[] }[] })
  expect(Math.max(...bodies.map(({ entry }) => entry.length))).toBeGreaterThan(5)
  const mixed = bodies.filter(
    ({ entry }) => new Set(entry.flatMap(({ changes }) => changes.map(({ field }) => field))).size === 3,
  )
  expect(mixed.length).toBeGreaterThan(0)
})
