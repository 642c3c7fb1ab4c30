import { afterEach, describe, expect, it } from 'vitest'
import type { WebhookEvent } from '../../src/domain/notice.ts'
import { SUPPORT, WABA } from '../settings.ts'
import { type Stage, type StageOptions, setStage } from '../stage.ts'

let stage: Stage
afterEach(() => stage.stop())

/** A platform whose handlers note what they were told. */
async function setUp(fields: readonly string[], options: StageOptions = {}) {
  const told: WebhookEvent[] = []
  const note = (event: WebhookEvent) => void told.push(event)
  stage = await setStage({ ...options, settings: { eventHandlers: Object.fromEntries(fields.map((f) => [f, note])) } })
  return told
}

describe('what a webhook tells besides messages', () => {
  it('[W19 W21] reaches the handlers of its field, understood and raw, after it was acknowledged', async () => {
    const told = await setUp(['account_update', 'message_template_status_update'])
    stage.simulator.announce('account_update', { event: 'DISABLED_UPDATE' })
    stage.simulator.announce('message_template_status_update', { event: 'PAUSED' })
    stage.simulator.announce('security', { event: 'PIN_CHANGED' })
    await stage.pass(5000)
    expect(told.map(({ field }) => field).sort()).toEqual(['account_update', 'message_template_status_update'])
    const account = told.find(({ field }) => field === 'account_update')
    expect(account).toMatchObject({ notices: [{ kind: 'account', event: 'DISABLED_UPDATE' }] })
    expect(JSON.stringify(account?.raw)).toContain('DISABLED_UPDATE')
  })

  it('[W19] a handler for every field hears of unknown ones too; one for messages hears of statuses', async () => {
    const told = await setUp(['*', 'messages'])
    stage.simulator.announce('a_field_of_tomorrow', { value: { anything: true } })
    const maya = stage.phone('15550001111')
    maya.says('Hello')
    await stage.pass(5000)
    expect(maya.bubbles).toHaveLength(1)
    const fields = new Set(told.map(({ field }) => field))
    expect(fields).toEqual(new Set(['a_field_of_tomorrow', 'messages']))
    expect(told.filter(({ raw }) => JSON.stringify(raw).includes('"delivered"')).length).toBeGreaterThan(0)
    expect(told.find(({ field }) => field === 'messages')).toMatchObject({
      line: 'support',
      phoneNumberId: SUPPORT.phoneNumberId,
    })
  })

  it('[D23 W21] news of a template has the templates synced', async () => {
    stage = await setStage({ settings: { lines: [{ ...SUPPORT, accountId: WABA }] } })
    const known = () => stage.platform.store.templatesOf('acme')
    await stage.pass(5000)
    stage.simulator.templates.add({
      name: 'order_shipped',
      language: 'en',
      category: 'UTILITY',
      components: [{ type: 'BODY', text: 'Your order has left.' }],
    })
    await stage.pass(5000)
    stage.simulator.templates.pause('order_shipped')
    await stage.pass(5000)
    expect(await known()).toMatchObject([{ name: 'order_shipped', status: 'PAUSED' }])
    stage.simulator.templates.approve('order_shipped')
    await stage.pass(5000)
    expect(await known()).toMatchObject([{ status: 'APPROVED' }])
  })

  it('[W11 W19] is told once, however often Meta brings it', async () => {
    const told = await setUp(['account_alerts'])
    stage.simulator.chaos.webhookTwin = 1
    stage.simulator.chaos.webhookDuplicate = 1
    stage.simulator.announce('account_alerts', {})
    await stage.pass(60_000)
    expect(told).toHaveLength(1)
  })

  it('[W8 O6] a handler that fails is asked again, and costs no customer their answer', async () => {
    let tries = 0
    const failing = () => {
      tries++
      if (tries < 3) throw new Error('the CRM is down')
    }
    stage = await setStage({ settings: { eventHandlers: { account_update: failing } } })
    stage.simulator.announce('account_update', {})
    const maya = stage.phone('15550001111')
    maya.says('Hello')
    await stage.pass(60_000)
    expect(tries).toBe(3)
    expect(maya.bubbles).toHaveLength(1)
    expect(await stage.platform.store.deadLetters()).toEqual([])
  })

  it('[W8] what was acknowledged before a crash is told after it', async () => {
    const told = await setUp(['account_update'])
    stage.simulator.announce('account_update', {})
    await stage.pass(1)
    await stage.crash()
    await stage.pass(60_000)
    expect(told.length).toBeGreaterThanOrEqual(1)
  })
})
