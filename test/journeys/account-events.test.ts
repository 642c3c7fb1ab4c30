import { afterEach, describe, expect, it } from 'vitest'
import { announcements } from '../../simulator/announce.ts'
import type { LogFields } from '../../src/flows/world.ts'
import { isKnownField } from '../../src/whatsapp/parse/fields.ts'
import { SALES, SUPPORT, WABA } from '../settings.ts'
import { type Stage, setStage } from '../stage.ts'

let stage: Stage
/** One test needs none. */
afterEach(() => (stage as Stage | undefined)?.stop())

const MAYA = '15550001111'
const LINES = [
  { ...SUPPORT, accountId: WABA },
  { ...SALES, accountId: WABA },
]

/** A platform whose log is read, and a customer whom it has answered. */
async function setUp() {
  const said: [event: string, fields: LogFields][] = []
  const note = (event: string, fields: LogFields = {}) => void said.push([event, fields])
  const log = { debug: note, info: note, warn: note, error: note }
  stage = await setStage({ settings: { lines: LINES }, ports: { log } })
  const maya = stage.phone(MAYA)
  maya.says('Hello')
  await stage.pass(20_000)
  const synced = () => stage.rows('select max(synced_at) as at from template_syncs').then(([row]) => Number(row!.at))
  const paused = async () => (await stage.platform.store.pausedLines()).map(({ line }) => line).toSorted()
  const alerts = () =>
    said.flatMap(([event, { what, event: told }]) => (event === 'attention-needed' ? [`${what}: ${told}`] : []))
  return { maya, said, synced, paused, alerts }
}
type Scene = Awaited<ReturnType<typeof setUp>>

interface Row {
  readonly field: string
  readonly event?: string
  readonly value?: Readonly<Record<string, unknown>>
  readonly alert?: string
  readonly effect?: (scene: Scene, before: number) => Promise<void>
}

const isSynced = async ({ synced }: Scene, before: number) => expect(await synced()).toBeGreaterThan(before)
const arePaused =
  (...lines: string[]) =>
  async ({ paused }: Scene) =>
    expect(await paused()).toEqual(lines)
const consent = (state: string) => async () => {
  const customer = (await stage.platform.store.findCustomer('acme', MAYA))!
  expect(await stage.platform.store.consentOf({ business: 'acme', customer })).toMatchObject([
    { state, source: 'preference' },
  ])
}
const nothingElse = arePaused()

/** What each field of the reference does, that is told in no chat. */
const FIELDS: readonly Row[] = [
  { field: 'message_template_status_update', event: 'PAUSED', alert: 'template: PAUSED', effect: isSynced },
  { field: 'message_template_status_update', event: 'REJECTED', alert: 'template: REJECTED', effect: isSynced },
  { field: 'message_template_status_update', event: 'APPROVED', effect: isSynced },
  { field: 'message_template_quality_update', event: 'RED', alert: 'template: quality RED', effect: isSynced },
  { field: 'message_template_quality_update', event: 'GREEN', effect: isSynced },
  { field: 'template_category_update', event: 'CHANGED', alert: 'template: category MARKETING', effect: isSynced },
  { field: 'message_template_components_update', effect: isSynced },
  { field: 'phone_number_quality_update', event: 'FLAGGED', alert: 'number: FLAGGED', effect: nothingElse },
  { field: 'phone_number_quality_update', event: 'DOWNGRADE', alert: 'number: DOWNGRADE', effect: nothingElse },
  { field: 'phone_number_name_update', event: 'REJECTED', alert: 'number: name REJECTED', effect: nothingElse },
  { field: 'phone_number_name_update', event: 'APPROVED' },
  { field: 'business_capability_update', event: 'RAISED', alert: 'limit: TIER_2K' },
  {
    field: 'account_update',
    event: 'DISABLED_UPDATE',
    alert: 'account: DISABLED_UPDATE',
    effect: arePaused('sales', 'support'),
  },
  {
    field: 'account_update',
    event: 'ACCOUNT_DELETED',
    alert: 'account: ACCOUNT_DELETED',
    effect: arePaused('sales', 'support'),
  },
  // Answers are still let through.
  { field: 'account_update', event: 'ACCOUNT_RESTRICTION', alert: 'account: ACCOUNT_RESTRICTION', effect: nothingElse },
  {
    field: 'account_update',
    event: 'ACCOUNT_RESTRICTION',
    value: { restriction_info: [{ restriction_type: 'RESTRICTED_CUSTOMER_INITIATED_MESSAGING' }] },
    alert: 'account: ACCOUNT_RESTRICTION',
    effect: arePaused('sales', 'support'),
  },
  { field: 'account_update', event: 'ACCOUNT_VIOLATION', alert: 'account: ACCOUNT_VIOLATION', effect: nothingElse },
  { field: 'account_update', event: 'ACCOUNT_OFFBOARDED', alert: 'account: ACCOUNT_OFFBOARDED', effect: nothingElse },
  { field: 'account_review_update', event: 'REJECTED', alert: 'account-review: REJECTED' },
  { field: 'account_review_update', event: 'APPROVED' },
  {
    field: 'account_alerts',
    event: 'INCREASED_CAPABILITIES_ELIGIBILITY_FAILED',
    alert: 'account: INCREASED_CAPABILITIES_ELIGIBILITY_FAILED',
  },
  { field: 'security', event: 'PIN_CHANGED', alert: 'security: PIN_CHANGED' },
  { field: 'user_preferences', event: 'stop', effect: consent('out') },
  { field: 'user_preferences', event: 'resume', effect: consent('in') },
  {
    field: 'user_id_update',
    value: { user_id: { previous: 'US.1', current: 'US.2' }, wa_id: MAYA, previous_wa_id: MAYA },
    effect: async () => {
      const { store } = stage.platform
      expect(await store.findCustomer('acme', 'US.2')).toBe(await store.findCustomer('acme', MAYA))
    },
  },
  { field: 'messages', alert: 'error: *' },
  // Kept as they came, and handed to whoever has a handler for them.
  { field: 'account_settings_update' },
  { field: 'partner_solutions' },
  { field: 'payment_configuration_update' },
  { field: 'automatic_events' },
  { field: 'flows' },
  { field: 'calls' },
  { field: 'group_lifecycle_update' },
  { field: 'group_participants_update' },
  { field: 'group_settings_update' },
  { field: 'group_status_update' },
]

/** They have stages of their own: people take over by them, names and older chats come, control moves. */
const IN_CHATS = ['smb_message_echoes', 'smb_app_state_sync', 'history', 'standby', 'messaging_handovers']

describe('[W21] what Meta tells of account, numbers, templates and people', () => {
  it('is all in the table', () => {
    const listed = new Set([...FIELDS.map(({ field }) => field), ...IN_CHATS])
    expect(Object.keys(announcements()).filter((field) => !listed.has(field))).toEqual([])
    expect([...listed].filter((field) => field !== 'messages' && !isKnownField(field))).toEqual([])
  })

  it.each(FIELDS)('$field $event: $alert', async ({ field, event, value, alert, effect }) => {
    const scene = await setUp()
    const before = await scene.synced()
    stage.simulator.announce(field, { ...(event && { event }), ...(value && { value }) })
    await stage.pass(20_000)
    const alerts = scene.alerts().map((one) => (alert === 'error: *' ? one.replace(/\d+$/, '*') : one))
    expect(alerts).toEqual(alert ? [alert] : [])
    await effect?.(scene, before)
    const [{ kept } = { kept: 0 }] = (await stage.rows(
      `select count(*) as kept from notices where field = '${field}'`,
    )) as { kept: number }[]
    expect(kept).toBeGreaterThan(0)
    expect(await stage.platform.store.deadLetters()).toEqual([])
  })

  it('a line that is paused for its account keeps what it has to say, and sends it once Meta takes it again', async () => {
    const { maya, paused } = await setUp()
    stage.simulator.announce('account_update', { event: 'DISABLED_UPDATE' })
    await stage.pass(1000)
    maya.says('Are you there?')
    await stage.pass(20_000)
    expect(await paused()).toEqual(['sales', 'support'])
    expect(maya.bubbles.map(({ text }) => text)).toEqual(['You said: Hello'])
    stage.simulator.announce('account_update', {
      event: 'DISABLED_UPDATE',
      value: { ban_info: { waba_ban_state: 'REINSTATE' } },
    })
    await stage.pass(20_000)
    expect(await paused()).toEqual([])
    expect(maya.bubbles.map(({ text }) => text)).toEqual(['You said: Hello', 'You said: Are you there?'])
  })

  it('nor does a pause that is told twice or late hold for ever: the next try finds out', async () => {
    const { maya, paused } = await setUp()
    for (const _ of [1, 2]) stage.simulator.announce('account_update', { event: 'DISABLED_UPDATE' })
    await stage.pass(1000)
    maya.says('Are you there?')
    await stage.pass(5 * 60_000)
    expect(await paused()).toEqual(['sales'])
    expect(maya.bubbles.at(-1)!.text).toBe('You said: Are you there?')
  })
})
