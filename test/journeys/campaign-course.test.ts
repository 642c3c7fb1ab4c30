import { afterEach, describe, expect, it } from 'vitest'
import type { Template } from '../../src/domain/outbound.ts'
import type { Agent } from '../../src/domain/turn.ts'
import type { NewRecipient } from '../../src/flows/store.ts'
import type { LogFields } from '../../src/flows/world.ts'
import { createIds } from '../../src/ports/ids.ts'
import { createLog } from '../../src/ports/log.ts'
import { SALES, type SettingsChange, SUPPORT, WABA } from '../settings.ts'
import { type Stage, setStage } from '../stage.ts'

let stage: Stage
afterEach(() => stage.stop())

const HOUR = 3_600_000
const DAY = 24 * HOUR
const BY = { kind: 'teammate', id: 'ada', name: 'Ada', source: 'api', ip: undefined } as const
const OFFER: Template = { kind: 'template', name: 'spring_sale', language: 'en', body: ['{{name}}'] }
const phoneOf = (index: number) => `49151${String(index).padStart(8, '0')}`
const people = (count: number): NewRecipient[] =>
  Array.from({ length: count }, (_, index) => ({ row: index + 2, to: phoneOf(index), values: { name: `N${index}` } }))

async function begin(change: SettingsChange = {}, agent: Agent = ({ text }) => `You said: ${text}`) {
  const said: [event: string, fields: LogFields][] = []
  const note = (event: string, fields: LogFields = {}) => void said.push([event, fields])
  stage = await setStage({
    agent,
    settings: {
      lines: [
        { ...SUPPORT, accountId: WABA },
        { ...SALES, accountId: WABA },
      ],
      ...change,
    },
    ports: { log: { ...createLog('silent'), warn: note, error: note } },
  })
  stage.simulator.templates.add({
    ...{ name: 'spring_sale', language: 'en', category: 'MARKETING' },
    components: [{ type: 'BODY', text: 'Hello {{1}}, all is cheaper.', example: { body_text: [['Maya']] } }],
  })
  await stage.platform.templates.sync(WABA)
  return {
    alerts: () =>
      said.flatMap(([event, { what, event: told }]) => (event === 'attention-needed' ? [`${what}: ${told}`] : [])),
  }
}

async function starts(recipients: readonly NewRecipient[], change: object = {}): Promise<string> {
  const { store } = stage.platform
  const id = createIds(stage.clock).next()
  const now = stage.clock.now()
  const made = { id, name: 'Spring', line: 'support', content: OFFER, ...change }
  await stage.passUntil(store.createCampaign({ business: 'acme', campaign: made, by: BY, now }))
  const audience = { business: 'acme', campaign: id, recipients, dry: false, now }
  await stage.passUntil(store.addRecipients(audience))
  await stage.passUntil(store.startCampaign({ business: 'acme', campaign: id, by: BY, at: now, now }))
  stage.platform.wake()
  return id
}
const state = async (campaign: string) => (await stage.platform.store.campaign({ business: 'acme', campaign }))!
async function report(campaign: string) {
  const found = (await stage.platform.store.campaignReport({ business: 'acme', campaign }))!
  return { ...found, arrived: found.delivered + found.read }
}
const move = (campaign: string, to: 'pause' | 'resume' | 'cancel') =>
  stage.platform.store.moveCampaign({ business: 'acme', campaign, to, by: BY, now: stage.clock.now() })

/** They have WhatsApp. */
const meet = (count: number) => {
  for (let index = 0; index < count; index++) stage.phone(phoneOf(index))
  return people(count)
}
const bubbles = (count: number) =>
  Array.from({ length: count }, (_, index) => stage.phone(phoneOf(index)).bubbles.length)

describe('a campaign', () => {
  it('[D17 D12] reaches every phone once, with its own words, and pauses below the limit of the portfolio', async () => {
    await begin()
    const id = await starts(meet(300))
    await stage.pass(20_000)
    expect(await report(id)).toMatchObject({ arrived: 237, waiting: 63, failed: [] })
    expect(await state(id)).toMatchObject({ state: 'paused', pause: { because: 'messaging-limit' } })
    expect(stage.phone(phoneOf(7)).bubbles.map(({ text }) => text)).toEqual(['Hello N7, all is cheaper.'])
    await stage.pass(DAY - HOUR)
    expect(await report(id)).toMatchObject({ waiting: 63 })
    await stage.pass(HOUR + 20 * 60_000)
    expect(await report(id)).toMatchObject({ arrived: 300, waiting: 0, failed: [] })
    expect(await state(id)).toMatchObject({ state: 'done' })
    expect(new Set(bubbles(300))).toEqual(new Set([1]))
  })

  it('[D17 D11] each gets it once however often the process dies, and the line is never asked for too much', async () => {
    await begin()
    stage.simulator.reach.limit = Number.POSITIVE_INFINITY
    const id = await starts(meet(300))
    for (let count = 0; count < 12; count++) {
      await stage.pass(150 + count * 37)
      await stage.crash()
    }
    await stage.pass(200_000)
    const { arrived, unconfirmed, failed } = await report(id)
    expect(failed).toEqual([])
    expect(arrived + unconfirmed).toBe(300)
    const counts = bubbles(300)
    expect(Math.max(...counts)).toBe(1)
    expect(counts.filter((count) => count === 1).length).toBeGreaterThanOrEqual(arrived)
    const refusals = stage.simulator.log.entries().filter((one) => JSON.stringify(one).includes('130429'))
    expect(refusals).toEqual([])
  })

  it('[D17] tells who has answered and who wants no more', async () => {
    await begin()
    const id = await starts(meet(3))
    await stage.pass(10_000)
    stage.phone(phoneOf(0)).says('Which ones?')
    stage.phone(phoneOf(1)).says('STOP')
    await stage.pass(20_000)
    expect(await report(id)).toMatchObject({ recipients: 3, replied: 2, optedOut: 1 })
  })

  it('[D17] its agent knows what they answer, for a week, and the conversation appears only then', async () => {
    const asked: (string | undefined)[] = []
    await begin({}, ({ campaign, text }) => {
      asked.push(campaign && `${campaign.name}: ${campaign.note}`)
      return `You said: ${text}`
    })
    await starts(meet(1), { note: 'Ten percent until Sunday.' })
    await stage.pass(10_000)
    expect(await stage.rows('select 1 from conversations where active_at > 0')).toEqual([])
    stage.phone(phoneOf(0)).says('Which ones?')
    await stage.pass(20_000)
    expect(await stage.rows('select 1 from conversations where active_at > 0')).toHaveLength(1)
    await stage.pass(8 * DAY)
    stage.phone(phoneOf(0)).says('Hello again')
    await stage.pass(20_000)
    expect(asked).toEqual(['Spring: Ten percent until Sunday.', undefined])
  })

  it('[D26] waits for the morning of each', async () => {
    await begin()
    // It is noon in Greenwich, 13:00 in Berlin and 21:00 in Tokyo.
    const own = (zone: string) => ({ zone })
    const [berlin, tokyo, unknown] = meet(3)
    const quiet = { from: '20:00', to: '08:00', zone: 'UTC' }
    const id = await starts([{ ...berlin!, ...own('Europe/Berlin') }, { ...tokyo!, ...own('Asia/Tokyo') }, unknown!], {
      quiet,
    })
    await stage.pass(30_000)
    expect(bubbles(3)).toEqual([1, 0, 1])
    await stage.pass(10 * HOUR)
    expect(bubbles(3)).toEqual([1, 0, 1])
    await stage.pass(HOUR + 60_000)
    expect(bubbles(3)).toEqual([1, 1, 1])
    expect(await state(id)).toMatchObject({ state: 'done' })
  })
})

const EVENTS = [
  ['message_template_status_update', { event: 'PAUSED' }, 'template-paused'],
  ['message_template_quality_update', { event: 'RED' }, 'quality'],
  ['phone_number_quality_update', { event: 'FLAGGED' }, 'quality'],
  ['account_update', { event: 'ACCOUNT_RESTRICTION' }, 'account-restricted'],
] as const

describe('[W21 D17] what pauses a campaign', () => {
  it.each(EVENTS)('%s %o', async (field, announcement, because) => {
    const { alerts } = await begin()
    stage.simulator.reach.limit = Number.POSITIVE_INFINITY
    const id = await starts(meet(200))
    await stage.pass(1000)
    const value = { message_template_name: 'spring_sale', message_template_language: 'en' }
    stage.simulator.announce(field, { ...announcement, ...(field.startsWith('message_template') && { value }) })
    await stage.pass(60_000)
    expect(await state(id)).toMatchObject({
      state: 'paused',
      pause: { because, reason: expect.stringMatching(/resume the campaign/i) },
    })
    expect(alerts()).toContain(`campaign: ${because}`)
    const { waiting } = await report(id)
    expect(waiting).toBeGreaterThan(0)
    expect(await move(id, 'resume')).toMatchObject({ kind: 'moved' })
    stage.platform.wake()
    await stage.pass(20_000)
    expect(await report(id)).toMatchObject({ arrived: 200, waiting: 0 })
    expect(new Set(bubbles(200))).toEqual(new Set([1]))
  })

  it('a template that Meta takes no more, told with a message or later', async () => {
    const { alerts } = await begin()
    const id = await starts(meet(200))
    stage.simulator.faults.next(132015, { to: phoneOf(3) })
    await stage.pass(3000)
    expect(await state(id)).toMatchObject({ state: 'paused', pause: { because: 'template-paused' } })
    await move(id, 'resume')
    stage.simulator.faults.next({ failed: 132016 }, { to: phoneOf(70) })
    stage.platform.wake()
    await stage.pass(3000)
    expect(await state(id)).toMatchObject({ state: 'paused', pause: { because: 'template-paused' } })
    expect(alerts().filter((one) => one === 'campaign: template-paused')).toHaveLength(2)
  })

  it('a line that sends nothing: it goes on by itself and nobody is missed', async () => {
    await begin()
    const id = await starts(meet(100))
    await stage.pass(700)
    stage.simulator.faults.rate(131042, 1)
    await stage.pass(10_000)
    expect(await state(id)).toMatchObject({ state: 'paused', pause: { because: 'line-paused' } })
    stage.simulator.faults.clear()
    await stage.pass(3 * 60_000)
    expect(await report(id)).toMatchObject({ arrived: 100, failed: [] })
    expect(new Set(bubbles(100))).toEqual(new Set([1]))
  })

  it('[D11] too much for the line slows all that follows; too much for one customer waits for them alone', async () => {
    await begin()
    const id = await starts(meet(100))
    stage.simulator.faults.rate(130429, 0.3)
    stage.simulator.faults.next(131056, { to: phoneOf(5), times: 4 })
    await stage.pass(20_000)
    stage.simulator.faults.clear()
    await stage.pass(10 * 60_000)
    expect(await report(id)).toMatchObject({ arrived: 100, failed: [] })
    expect(new Set(bubbles(100))).toEqual(new Set([1]))
  })
})

it('[D17 D26] whoever follows hears of its progress, once a second at most', async () => {
  await begin({ apiToken: 'the-token-of-the-configuration-123' })
  const headers = { authorization: 'Bearer the-token-of-the-configuration-123' }
  const following = new Request('http://x/channels/events', { headers })
  const { body } = await stage.passUntil(stage.platform.fetch(following))
  const heard: string[] = []
  const reader = body!.pipeThrough(new TextDecoderStream()).getReader()
  const listening = (async () => {
    for (let read = await reader.read(); !read.done; read = await reader.read()) heard.push(read.value)
  })()
  const id = await starts(meet(200))
  await stage.pass(20_000)
  await reader.cancel()
  await listening
  const progress = heard.join('').match(/event: campaign\ndata: .*/g) ?? []
  expect(new Set(progress)).toEqual(new Set([`event: campaign\ndata: {"campaign":"${id}"}`]))
  expect(progress.length).toBeGreaterThan(3)
  expect(progress.length).toBeLessThan(15)
})
