import { afterEach, describe, expect, it } from 'vitest'
import type { CampaignPage, CampaignView, RecipientPage } from '../../src/http/wire-campaigns.ts'
import { type SettingsChange, SUPPORT, WABA } from '../settings.ts'
import { type Stage, setStage } from '../stage.ts'

let stage: Stage
afterEach(() => stage.stop())

const TOKEN = 'the-token-of-the-configuration-123'

async function begin(change: SettingsChange = {}) {
  stage = await setStage({ settings: { apiToken: TOKEN, lines: [{ ...SUPPORT, accountId: WABA }], ...change } })
  const { templates } = stage.simulator
  const params = ['name', 'order'].map((name) => ({ param_name: name, example: 'Maya' }))
  const body = {
    type: 'BODY',
    text: 'Hello {{name}}, {{order}} is on its way to you.',
    example: { body_text_named_params: params },
  }
  for (const [name, category] of Object.entries({ on_its_way: 'UTILITY', spring_sale: 'MARKETING', tired: 'UTILITY' }))
    templates.add({ name, category, language: 'en', parameter_format: 'NAMED', components: [body] })
  templates.pause('tired')
  const header = { type: 'HEADER', format: 'IMAGE', example: { header_handle: ['4::aW1hZ2U='] } }
  const look = { type: 'BODY', text: 'Look at this.' }
  templates.add({ name: 'with_picture', language: 'en', category: 'UTILITY', components: [header, look] })
  await stage.platform.templates.sync(WABA)
}

const ask = async (method: string, path: string, body?: object) => {
  const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' }
  const asked = new Request(`http://x/api${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) })
  const response = await stage.passUntil(stage.platform.fetch(asked))
  const text = await response.text()
  return { status: response.status, text, body: text.startsWith('{') ? JSON.parse(text) : undefined }
}
const plan = (csv: string, change: object = {}) => ({
  name: 'Parcels of Monday',
  line: 'support',
  template: { name: 'on_its_way', language: 'en' },
  audience: { csv },
  ...change,
})
const LIST = 'Phone,Name,Order\n+15550001111,Maya,order 7\n+4915112345678,Noah,order 8\n+15550003333,,order 9\n'
const tables = async () => {
  const counts = ['campaigns', 'campaign_recipients', 'contacts', 'deliveries', 'messages']
  const rows = await Promise.all(counts.map((table) => stage.rows(`select count(*) as n from ${table}`)))
  return Object.fromEntries(counts.map((table, index) => [table, rows[index]![0]!.n]))
}

describe('a campaign over HTTP', () => {
  it('[D17 D26] is looked at first: every fault by its row, what it costs, how long it takes, what is read', async () => {
    await begin({
      campaigns: { quiet: { from: '21:00', to: '08:00', zone: 'Europe/Berlin' }, messagingLimit: undefined },
    })
    const before = await tables()
    const { status, body } = await ask('POST', '/campaigns', { ...plan(LIST), dry: true })
    expect({ status, look: body.look }).toMatchObject({
      status: 200,
      look: {
        rows: 3,
        good: 2,
        category: 'UTILITY',
        faults: [{ row: 4, kind: 'value', fault: 'name is empty: fill it in, or write {{name|something}}' }],
        samples: [
          { row: 2, to: '+15550001111', name: 'Maya', words: 'Hello Maya, order 7 is on its way to you.' },
          { row: 3, to: '+4915112345678', name: 'Noah', words: 'Hello Noah, order 8 is on its way to you.' },
        ],
        cost: {
          card: { example: true },
          markets: [
            { country: 'DE', messages: 1, each: 0.055, amount: 0.055, currency: 'USD' },
            { country: 'US', messages: 1, each: 0.004, amount: 0.004, currency: 'USD' },
          ],
          totals: [{ currency: 'USD', amount: 0.059 }],
          unpriced: 0,
        },
        // Noon in Greenwich: in Germany it is day, and in Honolulu not yet.
        pace: { perSecond: 60, quiet: 1 },
        room: { limit: 250, used: 0, left: 237 },
        notes: [],
      },
    })
    expect(await tables()).toEqual(before)
  })

  it('[D17] is made of what is good, listed, shown and deleted again; nothing was sent', async () => {
    await begin()
    const refused = await ask('POST', '/campaigns', plan(LIST))
    expect([refused.status, refused.body.error]).toEqual([
      422,
      'Nothing was made: 1 row is at fault. Mend it, or have it left out.',
    ])
    const made = await ask('POST', '/campaigns', plan(LIST, { faulty: 'skip', note: 'They get their parcels.' }))
    expect([made.status, made.body.campaign]).toMatchObject([
      201,
      { name: 'Parcels of Monday', state: 'draft', recipients: 2, released: 0, note: 'They get their parcels.' },
    ])
    const { id } = made.body.campaign
    const page: CampaignPage = (await ask('GET', '/campaigns')).body
    expect(page.campaigns.map((one) => one.id)).toEqual([id])
    const view: CampaignView = (await ask('GET', `/campaigns/${id}`)).body
    expect(view).toMatchObject({ campaign: { id }, report: { recipients: 2, waiting: 2 }, cost: { totals: [] } })
    const people: RecipientPage = (await ask('GET', `/campaigns/${id}/recipients?standing=waiting`)).body
    expect(people.recipients).toMatchObject([
      { row: 2, name: 'Maya', phone: '15550001111', standing: 'waiting' },
      { row: 3, name: 'Noah', phone: '4915112345678', standing: 'waiting' },
    ])
    expect((await ask('GET', `/campaigns/${id}/recipients?standing=gone`)).status).toBe(400)
    expect((await ask('GET', `/campaigns/${id}/report.csv`)).text.split('\n').slice(0, 2)).toEqual([
      'row,phone,name,standing,reason,code,due_at,released_at,conversation',
      expect.stringMatching(/^2,\+15550001111,Maya,waiting,,,2026-/),
    ])
    expect(await tables()).toMatchObject({ deliveries: 0, messages: 0 })
  })

  it('[D17] is refused as a whole where nothing could be sent', async () => {
    await begin()
    const because = async (change: object, csv = LIST) =>
      (await ask('POST', '/campaigns', plan(csv, change))).body.error
    const template = (name: string, more = {}) => ({ template: { name, language: 'en', ...more }, faulty: 'skip' })
    expect(await because({ line: 'nowhere' })).toMatch(/there is no line named nowhere: support/)
    expect(await because(template('nothing'))).toMatch(/the account has none of this name/)
    expect(await because(template('tired'))).toMatch(/is paused by Meta/)
    expect(await because({ template: { name: 'on_its_way', language: 'de' } })).toMatch(/it is there in en, not in de/)
    expect(await because(template('with_picture'))).toMatch(/header: it takes one image, none given/)
    expect(await because(template('on_its_way', { body: ['{{name}}'] }))).toMatch(/its parameters have names/)
    expect(await because({}, 'phone,name\n+15550001111,Maya\n')).toMatch(/no column is named order/)
    expect(await because({ faulty: 'skip' }, 'phone,name,order\n12,Maya,7\n')).toMatch(/nobody is left/)
    expect((await ask('POST', '/campaigns', plan(LIST, { quiet: { from: '25:00', to: '8:00' } }))).status).toBe(400)
  })
})

describe('a campaign that goes', () => {
  const made = async (csv: string, change: object = {}) =>
    (await ask('POST', '/campaigns', plan(csv, { faulty: 'skip', ...change }))).body.campaign.id as string
  const move = async (id: string, act: string, body: object = {}) => {
    const { status, body: said } = await ask('POST', `/campaigns/${id}/${act}`, body)
    return [status, said.campaign?.state ?? said.error]
  }
  const report = async (id: string) => ((await ask('GET', `/campaigns/${id}`)).body as CampaignView).report

  it('[D26] waits for whoever has a quiet hour, and says until when', async () => {
    await begin()
    const maya = stage.phone('15550001111')
    // Noon in Greenwich is the night of Honolulu, and a number of the United States may live there.
    const id = await made(LIST, { quiet: { from: '21:00', to: '8:00' } })
    await move(id, 'start')
    await stage.pass(60_000)
    const { campaign, report, nextAt }: CampaignView = (await ask('GET', `/campaigns/${id}`)).body
    expect([campaign.state, report.waiting, nextAt]).toEqual(['running', 1, Date.UTC(2026, 10, 21, 18)])
    await stage.pass(6 * 3_600_000)
    expect(maya.bubbles).toHaveLength(1)
  })

  it('[I20] names whoever is blocked, who gets none', async () => {
    await begin()
    stage.phone('15550001111').says('Hello')
    await stage.pass(10_000)
    const customer = (await stage.platform.store.findCustomer('acme', '15550001111'))!
    const by = { kind: 'teammate', id: 'ada', name: 'Ada', source: 'desk', ip: undefined } as const
    await stage.platform.store.block({ business: 'acme', customer, by, now: stage.clock.now() })
    const { body } = await ask('POST', '/campaigns', { ...plan(LIST), dry: true })
    expect(body.look.faults).toMatchObject([
      { row: 2, kind: 'blocked' },
      { row: 4, kind: 'value' },
    ])
    expect(body.look.good).toBe(1)
  })

  it('[D17] asked for twice by one id is one, also where the first was cut off', async () => {
    await begin()
    const id = '01a1fc5c-800a-7001-b719-c855ed9d5bbd'
    const campaign = {
      id,
      name: 'Parcels',
      line: 'support',
      content: { kind: 'template', name: 'on_its_way', language: 'en' },
    }
    const by = { kind: 'system', id: 'x', name: 'x', source: 'api', ip: undefined } as const
    await stage.platform.store.createCampaign({
      business: 'acme',
      campaign: campaign as never,
      by,
      now: stage.clock.now(),
    })
    for (const _ of ['cut off', 'again']) {
      const { body } = await ask('POST', '/campaigns', plan(LIST, { id, faulty: 'skip' }))
      expect(body.campaign).toMatchObject({ id, recipients: 2 })
    }
    expect((await ask('GET', '/campaigns')).body.campaigns).toHaveLength(1)
  })

  it('[D17 D26] is started, read and answered, and the report says so; what it cost is by what was delivered', async () => {
    await begin()
    const maya = stage.phone('15550001111')
    stage.phone('4915112345678')
    const id = await made(LIST)
    expect(await move(id, 'start')).toEqual([200, 'running'])
    await stage.pass(60_000)
    expect(maya.bubbles.map(({ text }) => text)).toEqual(['Hello Maya, order 7 is on its way to you.'])
    maya.says('Thank you')
    await stage.pass(60_000)
    const view: CampaignView = (await ask('GET', `/campaigns/${id}`)).body
    expect(view).toMatchObject({
      campaign: { state: 'done', released: 2 },
      report: { recipients: 2, waiting: 0, underWay: 0, replied: 1, optedOut: 0, failed: [], leftOut: [] },
      cost: { totals: [{ currency: 'USD', amount: 0.059 }], unpriced: 0 },
    })
    expect(await move(id, 'start')).toEqual([409, 'Only a draft can be started. This one is done.'])
    expect((await ask('DELETE', `/campaigns/${id}`)).body.error).toMatch(/^Only a draft can be deleted/)
  })

  it('[D26] begins at its time, waits while it is paused, and is cancelled for whoever has not got it', async () => {
    await begin()
    const maya = stage.phone('15550001111')
    const id = await made(LIST)
    const at = stage.clock.now() + 3_600_000
    expect(await move(id, 'start', { at })).toEqual([200, 'scheduled'])
    await stage.pass(3_500_000)
    expect(maya.bubbles).toEqual([])
    expect(await move(id, 'pause')).toEqual([200, 'paused'])
    await stage.pass(3_600_000)
    expect(maya.bubbles).toEqual([])
    expect(await move(id, 'resume')).toEqual([200, 'running'])
    await stage.pass(60_000)
    expect(maya.bubbles).toHaveLength(1)
    const other = await made(LIST)
    await move(other, 'start', { at: stage.clock.now() + 60_000 })
    expect(await move(other, 'cancel')).toEqual([200, 'cancelled'])
    await stage.pass(120_000)
    expect(maya.bubbles).toHaveLength(1)
    expect(await report(other)).toMatchObject({ leftOut: [{ reason: 'cancelled', count: 2 }] })
    const draft = await made(LIST)
    expect((await ask('DELETE', `/campaigns/${draft}`)).status).toBe(200)
    expect((await ask('GET', `/campaigns/${draft}`)).status).toBe(404)
  })

  it('[D26 W23] goes to whoever has written on the line, by what is known of them', async () => {
    await begin()
    const [maya, noah] = [stage.phone('15550001111'), stage.phone('4915112345678')]
    maya.says('Hello')
    await stage.pass(3_600_000)
    const later = stage.clock.now()
    noah.says('Hello', { referral: { headline: 'Spring sale' } })
    await stage.pass(60_000)
    const template = { name: 'on_its_way', language: 'en', body: { name: '{{name}}', order: 'your order' } }
    const goods = async (query: object) => {
      const { body } = await ask('POST', '/campaigns', { ...plan(''), template, audience: { query }, dry: true })
      return body.look?.good ?? body.error
    }
    expect(await goods({})).toBe(2)
    expect([await goods({ wroteSince: later }), await goods({ wroteBefore: later })]).toEqual([1, 1])
    expect([await goods({ fromAd: true }), await goods({ language: 'zz' })]).toEqual([1, 0])
    expect(await goods({ line: 'nowhere' })).toBe(0)
    const made = await ask('POST', '/campaigns', { ...plan(''), template, audience: { query: { fromAd: true } } })
    await move(made.body.campaign.id, 'start')
    await stage.pass(60_000)
    expect(noah.bubbles.at(-1)!.text).toMatch(/^Hello .*, your order is on its way to you\.$/)
  })
})
