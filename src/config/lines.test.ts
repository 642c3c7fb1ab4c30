import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ConfigError } from './faults.ts'
import { USUAL_HANDOFF } from './handoff.ts'
import { loadSettings } from './load-settings.ts'

const FOUR = {
  WHATSAPP_VERIFY_TOKEN: 'verify-me',
  WHATSAPP_ACCESS_TOKEN: 'EAAG0123',
  WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
  WHATSAPP_APP_SECRET: 'a1b2c3d4',
}
const { WHATSAPP_PHONE_NUMBER_ID: _, ...THREE } = FOUR
const answer = () => 'Hello'

const load = (overrides: Record<string, unknown>, env: Record<string, string | undefined> = THREE) =>
  loadSettings({ env, folder: join(tmpdir(), 'no-such-folder'), overrides })
const refused = (overrides: Record<string, unknown>, env: Record<string, string | undefined> = THREE) =>
  load(overrides, env).then(
    () => expect.fail('started'),
    (error: ConfigError) => error,
  )

const SALES = '111111111111111'
const SUPPORT = '222222222222222'
const VIP = '333333333333333'

describe('lines', () => {
  it('[I5 C5] the four variables and an agent are enough for one line', async () => {
    const { settings } = await load({ agent: answer }, FOUR)
    expect(settings.lines).toEqual([
      {
        phoneNumberId: '106540352242922',
        name: 'main',
        displayName: 'WhatsApp',
        agent: settings.defaultAgent,
        accessToken: 'EAAG0123',
        appSecret: 'a1b2c3d4',
        verifyToken: 'verify-me',
        throughput: 80,
        mode: 'chat',
        handoff: USUAL_HANDOFF,
      },
    ])
  })

  it('[I1 I4] three lines: each with its own, the rest shared', async () => {
    const { settings, agents } = await load({
      agents: { sales: answer, support: answer },
      defaultAgent: 'support',
      throughput: 100,
      lines: {
        [SALES]: { name: 'sales', displayName: 'Sales', agent: 'sales', accessToken: 'EAAGsales', appSecret: 'feed' },
        [SUPPORT]: { name: 'support', mode: 'task' },
        [VIP]: { name: 'vip', verify_token: 'vip-only', throughput: 250 },
      },
    })
    const shared = {
      accessToken: 'EAAG0123',
      appSecret: 'a1b2c3d4',
      verifyToken: 'verify-me',
      throughput: 100,
      mode: 'chat',
      handoff: USUAL_HANDOFF,
    }
    expect(settings.lines).toEqual([
      {
        ...shared,
        phoneNumberId: SALES,
        name: 'sales',
        displayName: 'Sales',
        agent: 'sales',
        accessToken: 'EAAGsales',
        appSecret: 'feed',
      },
      { ...shared, phoneNumberId: SUPPORT, name: 'support', displayName: 'support', agent: 'support', mode: 'task' },
      {
        ...shared,
        phoneNumberId: VIP,
        name: 'vip',
        displayName: 'vip',
        agent: 'support',
        verifyToken: 'vip-only',
        throughput: 250,
      },
    ])
    expect(Object.keys(agents)).toEqual(['sales', 'support'])
  })

  it('[I4] a line without a token of its own is told apart from those that have one', async () => {
    const lines = { [SALES]: { name: 'sales', accessToken: 'EAAGsales', appSecret: 'feed' }, [VIP]: { name: 'vip' } }
    const { faults } = await refused({ agent: answer, lines }, {})
    expect(faults.map(({ where, problem }) => `${where} ${problem}`)).toEqual([
      'lines vip has no access token.',
      'lines vip has no app secret.',
    ])
  })

  it('[I4] a token that reads a variable nobody set is refused instead of borrowing the token of another line', async () => {
    const { faults } = await refused({ agent: answer, lines: { [SALES]: { name: 'sales', accessToken: undefined } } })
    expect(faults).toMatchObject([{ where: `options: lines.${SALES}.accessToken` }])
  })

  it('[I11] line names are stable slugs, there, and each once', async () => {
    const { faults } = await refused({
      agent: answer,
      lines: {
        [SALES]: { name: 'Sales Team' },
        [SUPPORT]: { displayName: 'x' },
        [VIP]: { name: 'a' },
        '444444444': { name: 'a' },
      },
    })
    expect(faults.map(({ where }) => where)).toEqual([
      `options: lines.${SALES}.name`,
      `options: lines.${SUPPORT}`,
      `options: lines.444444444 and options: lines.${VIP}`,
    ])
  })

  it('[I1] a line is keyed by its phone_number_id, and is not empty', async () => {
    const { faults } = await refused({ agent: answer, lines: { sales: { name: 'sales' }, [VIP]: {} } }, FOUR)
    expect(faults).toMatchObject([
      { where: 'options: lines.sales' },
      { where: `options: lines.${VIP}`, problem: 'is empty.' },
    ])
  })

  it('[I1] an id written as a number that JavaScript cannot hold exactly is refused', async () => {
    expect((await load({ agent: answer, phoneNumberId: 106540352242922 })).settings.lines[0]?.phoneNumberId).toBe(
      '106540352242922',
    )
    const { faults } = await refused({ agent: answer, phoneNumberId: Number('12345678901234567') })
    expect(faults).toMatchObject([{ where: 'options: phoneNumberId', cure: expect.stringContaining('in quotes') }])
  })

  it('[I5] a single number beside a list of lines must be one of them', async () => {
    const lines = { [SALES]: { name: 'sales' } }
    await load({ agent: answer, lines }, { ...THREE, WHATSAPP_PHONE_NUMBER_ID: SALES })
    const { faults } = await refused({ agent: answer, lines, name: 'Shop' }, FOUR)
    expect(faults.map(({ where }) => where)).toEqual(['WHATSAPP_PHONE_NUMBER_ID', 'options: name'])
  })

  it.each([SALES, '102290129340398'])('[I10] the business %s is refused with the reason', async (business) => {
    const { faults } = await refused({ agent: answer, customerId: business, lines: { [SALES]: { name: 'sales' } } })
    expect(faults).toMatchObject([{ where: 'options: customerId', problem: expect.stringContaining('split') }])
  })

  it('[I10] a short id of a line is refused as well, a short number of a tenant is not', async () => {
    const lines = { '4242': { name: 'sales' } }
    expect((await refused({ agent: answer, business: '4242', lines })).message).toContain('the id of one line')
    expect((await load({ agent: answer, business: '42', lines })).settings.business).toBe('42')
  })

  it('[I10] the business has one name for all lines, under any of its keys', async () => {
    for (const key of ['business', 'customer_id', 'customerId'])
      expect((await load({ agent: answer, [key]: 'acme-42' }, FOUR)).settings.business).toBe('acme-42')
    expect((await load({ agent: answer }, FOUR)).settings.business).toBe('default')
  })
})

describe('agents', () => {
  it('[C10] the only agent answers everywhere', async () => {
    const { settings } = await load({ agents: { shop: answer } }, FOUR)
    expect(settings.defaultAgent).toBe('shop')
  })

  it('[C5] an agent given alone is the default, whatever a name elsewhere says', async () => {
    const { settings, agents } = await load({ agent: answer, agents: { shop: () => 'Shop' } }, FOUR)
    expect(agents[settings.defaultAgent]).toBe(answer)
  })

  it('[A1] the built-in demo agent is always known, and its name is taken', async () => {
    expect((await load({ agent: 'demo' }, FOUR)).settings.lines[0]?.agent).toBe('demo')
    expect((await refused({ agents: { demo: answer } }, FOUR)).message).toContain('the name of the built-in agent')
  })

  it('[A2 Q3] an agent that does not exist is a fault that names the known ones', async () => {
    const { faults } = await refused({
      agents: { shop: answer },
      lines: { [SALES]: { name: 'sales', agent: 'sopp' } },
      webhook: { agents: { vip: { verifyToken: 'x' } } },
    })
    expect(faults.map(({ where }) => where)).toEqual([`options: lines.${SALES}.agent`, 'options: webhook.agents.vip'])
    expect(faults.map(({ problem }) => problem)).toEqual(
      ['sopp', 'vip'].map(
        (name) => `names an agent that does not exist: there is no config/agents/${name}.agent.yaml.`,
      ),
    )
    for (const { cure } of faults) expect(cure).toContain('Known: shop, support, sales and demo.')
  })

  it('[I5] with the four variables and nothing else the demo answers, and says that it does', async () => {
    const { settings } = await load({}, FOUR)
    expect(settings.lines).toMatchObject([{ agent: 'demo' }])
    expect(settings.warnings).toContainEqual(expect.stringContaining('the scripted demo answers customers'))
    expect((await load({ agent: 'demo' }, FOUR)).settings.warnings).toEqual([])
  })

  it('[Q3] several agents without a choice are a fault', async () => {
    const two = { one: answer, two: answer }
    expect((await refused({ agents: two }, FOUR)).faults).toMatchObject([{ where: 'default_agent' }])
    await load({ agents: two, lines: { [SALES]: { name: 'sales', agent: 'two' } } })
  })

  it('[C10] what is neither a function nor a definition is not an agent', async () => {
    const { faults } = await refused({ agents: { shop: 'x', other: { instructions: 'x' } } }, FOUR)
    expect(faults).toMatchObject([
      { where: 'options: agents.shop', problem: 'is not an agent.' },
      { where: 'options: agents.other.instructions', problem: 'is not a setting of an agent.' },
    ])
  })
})

describe('webhook', () => {
  it('[W1] prefix, routes and credentials of a bound agent', async () => {
    const { settings } = await load(
      {
        agents: { shop: answer },
        webhook: {
          prefix: 'hooks/',
          routes: { channels: false },
          agents: { shop: { verifyToken: 'x', app_secret: 'y' } },
        },
      },
      FOUR,
    )
    expect(settings.webhook).toEqual({
      prefix: '/hooks',
      routes: { whatsapp: true, webhook: true, channels: false, agents: true },
      agents: { shop: { verifyToken: 'x', appSecret: 'y' } },
      allowedCidrs: [],
      trustedProxies: [],
      allowUnsigned: false,
    })
    expect((await load({ agent: answer, webhook: { prefix: '/' } }, FOUR)).settings.webhook.prefix).toBe('')
  })

  it('[W20] ranges are a list or a text, in either family; what is none stops the start', async () => {
    const webhook = { allowedCidrs: ['31.13.24.0/21', '2a03:2880::/32'], trusted_proxies: '10.0.0.1, 10.1.0.0/16' }
    const { settings } = await load({ agent: answer, webhook }, FOUR)
    expect(settings.webhook.allowedCidrs).toEqual(webhook.allowedCidrs)
    expect(settings.webhook.trustedProxies).toEqual(['10.0.0.1', '10.1.0.0/16'])
    for (const allowedCidrs of ['31.13.24.0/33', 'everybody', '1.2.3/8', '::1/129', '1.2.3.4/8/8'])
      expect((await refused({ agent: answer, webhook: { allowedCidrs } }, FOUR)).faults).toMatchObject([
        { problem: expect.stringContaining('no address or range') },
      ])
  })

  it('[W1] with every route off Meta reaches nothing', async () => {
    const routes = { whatsapp: false, webhook: false, channels: false, agents: false }
    expect((await refused({ agent: answer, webhook: { routes } }, FOUR)).faults).toMatchObject([
      { where: 'webhook.routes' },
    ])
  })

  it('[W3 C1] a missing verify token warns and does not stop the start', async () => {
    const { settings } = await load({ agent: answer }, { ...FOUR, WHATSAPP_VERIFY_TOKEN: '' })
    expect(settings.warnings).toEqual([expect.stringContaining('WHATSAPP_VERIFY_TOKEN is not set')])
  })

  it('[W5] without an app secret nothing starts', async () => {
    const { faults } = await refused({ agent: answer }, { ...FOUR, WHATSAPP_APP_SECRET: undefined })
    expect(faults).toMatchObject([
      { where: 'WHATSAPP_APP_SECRET', cure: expect.stringContaining('App Settings > Basic') },
    ])
  })

  it('[W5] WABATON_ALLOW_UNSIGNED=1 starts with a warning, and never in production', async () => {
    const env = { ...FOUR, WHATSAPP_APP_SECRET: undefined, WABATON_ALLOW_UNSIGNED: '1' }
    const { webhook, warnings } = (await load({ agent: answer }, env)).settings
    expect(webhook.allowUnsigned).toBe(true)
    expect(warnings).toEqual([expect.stringContaining('WABATON_ALLOW_UNSIGNED is on')])
    const { faults } = await refused({ agent: answer }, { ...env, NODE_ENV: 'production' })
    expect(faults).toMatchObject([
      { where: 'WABATON_ALLOW_UNSIGNED', cure: expect.stringContaining('App Settings > Basic') },
    ])
  })

  it('[W5] where every line has its secret the override opens nothing', async () => {
    const { webhook, warnings } = (await load({ agent: answer }, { ...FOUR, WABATON_ALLOW_UNSIGNED: '1' })).settings
    expect(webhook.allowUnsigned).toBe(false)
    expect(warnings).toEqual([expect.stringContaining('WABATON_ALLOW_UNSIGNED does nothing')])
  })
})
