import { afterEach, describe, expect, it } from 'vitest'
import { createSimulator, createVirtualClock, type Simulator, seededRandom } from '../../simulator/index.ts'
import { downloadFrom, transportTo } from '../../test/graph-transport.ts'
import type { Line } from '../domain/line.ts'
import type { Outbound, Template } from '../domain/outbound.ts'
import type { KnownTemplate, TemplateForm } from '../domain/template.ts'
import { createClient } from './client.ts'

const WABA = '102290129340398'
const TOKEN = 'test-access-token'
const line = { phoneNumberId: '106540352242922', name: 'support', account: WABA } as Line

const ORDER: TemplateForm = {
  name: 'order_update',
  language: 'en_US',
  category: 'UTILITY',
  components: [
    { type: 'HEADER', format: 'TEXT', text: 'Order {{1}}', example: { header_text: ['ORD-1'] } },
    { type: 'BODY', text: 'Hello {{1}}, it comes on {{2}}.', example: { body_text: [['Maya', 'Friday']] } },
    { type: 'FOOTER', text: 'Acme' },
    {
      type: 'BUTTONS',
      buttons: [
        { type: 'URL', text: 'Track', url: 'https://x.example/{{1}}', example: ['https://x.example/1'] },
        { type: 'QUICK_REPLY', text: 'Stop' },
        { type: 'URL', text: 'Shop', url: 'https://x.example' },
      ],
    },
  ],
}
const NAMED: TemplateForm = {
  name: 'welcome',
  language: 'en_US',
  category: 'MARKETING',
  parameters: 'named',
  components: [
    { type: 'HEADER', format: 'IMAGE', example: { header_handle: ['h'] } },
    {
      type: 'BODY',
      text: 'Hello {{first_name}}, welcome to {{shop}}!',
      example: {
        body_text_named_params: [
          { param_name: 'first_name', example: 'Maya' },
          { param_name: 'shop', example: 'Acme' },
        ],
      },
    },
  ],
}

let simulator: Simulator
afterEach(() => simulator.stop())

function begin() {
  const clock = createVirtualClock(Date.UTC(2026, 10, 21))
  simulator = createSimulator({
    clock,
    random: seededRandom(1),
    appSecret: 'secret',
    accessToken: TOKEN,
    lines: [
      {
        phoneNumberId: line.phoneNumberId,
        wabaId: WABA,
        displayPhoneNumber: '+1 555 078 3881',
        name: 'support',
        throughput: 80,
      },
    ],
    deliver: async () => 200,
  })
  const client = createClient({
    transport: transportTo(simulator, clock),
    download: downloadFrom(simulator, clock),
    graph: { url: 'http://graph.invalid', version: 'v24.0' },
    tokenOf: () => TOKEN,
  })
  return { client, clock, templates: client.templates }
}

describe('the templates of an account', () => {
  it('[D15 D23] are created, listed over many pages, read, edited and deleted', async () => {
    const { templates, clock } = begin()
    const created = await templates.create(line, ORDER)
    expect(created).toMatchObject({ kind: 'created' })
    for (let index = 0; index < 99; index++) {
      await templates.create(line, { ...NAMED, name: `welcome_${index}` })
    }
    await clock.advance(2 * 60 * 60_000)
    for (let index = 0; index < 20; index++) await templates.create(line, { ...NAMED, name: `again_${index}` })
    const listed = await templates.list(line)
    if (listed.kind === 'failed' || created.kind === 'failed') throw new Error('it failed')
    expect(listed.templates).toHaveLength(120)
    expect(new Set(listed.templates.map(({ name }) => name)).size).toBe(120)
    expect(listed.templates.find(({ name }) => name === 'again_1')).toMatchObject({ parameters: 'named' })
    const got = await templates.get(line, created.id)
    expect(got).toMatchObject({ kind: 'template', template: { name: 'order_update', parameters: 'positional' } })
    const body = { type: 'BODY', text: 'It has come.' }
    expect(await templates.edit(line, created.id, { components: [body] })).toEqual({ kind: 'edited' })
    expect(await templates.delete(line, { name: 'order_update' })).toEqual({ kind: 'deleted' })
    expect(await templates.get(line, created.id)).toMatchObject({ kind: 'failed', because: 'refused' })
  })

  it('[D15] what Meta says against a template is told in its words', async () => {
    const { templates } = begin()
    const refused = await templates.create(line, { ...ORDER, name: 'Not A Name' })
    expect(refused).toMatchObject({ kind: 'failed', because: 'refused', reason: expect.stringMatching(/^100: .*name/) })
    simulator.setAvailable(false)
    expect(await templates.list(line)).toMatchObject({ kind: 'failed', because: 'unreachable' })
  })
})

const known = (form: TemplateForm, status = 'APPROVED'): KnownTemplate => ({
  id: '1',
  status,
  quality: undefined,
  parameters: 'positional',
  ...form,
})
const KNOWN = [
  known(ORDER),
  known(NAMED),
  known({ ...ORDER, name: 'paused' }, 'PAUSED'),
  known({ ...ORDER, name: 'odd' }, 'NEW_STATUS'),
]

const order = (change: Partial<Template> = {}): Template => ({
  kind: 'template',
  name: 'order_update',
  language: 'en_US',
  header: ['ORD-22'],
  body: ['Maya', 'Friday'],
  buttons: [{ index: 0, kind: 'url', value: 'ORD-22' }],
  ...change,
})
const welcome = (change: Partial<Template> = {}): Template => ({
  kind: 'template',
  name: 'welcome',
  language: 'en_US',
  header: { kind: 'image', media: { id: '1' } },
  body: { shop: 'Acme', first_name: 'Maya' },
  ...change,
})

describe('a template before it is sent', () => {
  const check = (message: Outbound) => begin().templates.check(message, KNOWN)

  it('[D15] that fits is fine, and its words are known', () => {
    expect(check(order())).toEqual({ faults: [], words: 'Order ORD-22\nHello Maya, it comes on Friday.\nAcme' })
    expect(check(welcome())).toEqual({ faults: [], words: '[image]\nHello Maya, welcome to Acme!' })
    expect(check({ kind: 'text', text: 'Hi' })).toBeUndefined()
  })

  it.each<[string, Template]>([
    ['template nothing: the account has none of this name', order({ name: 'nothing' })],
    ['template order_update: it is there in en_US, not in fr', order({ language: 'fr' })],
    [
      'template paused (en_US): it is paused by Meta because of its quality, so it cannot be sent',
      order({ name: 'paused' }),
    ],
    ['template odd (en_US): it has the status NEW_STATUS, so it cannot be sent', order({ name: 'odd' })],
    ['template order_update (en_US), body: it takes 2 parameters ({{1}}, {{2}}), 1 given', order({ body: ['Maya'] })],
    [
      'template order_update (en_US), body: its parameters have no names: give a list, in the order of {{1}}, {{2}}',
      order({ body: { one: 'Maya', two: 'Friday' } }),
    ],
    [
      'template order_update (en_US), header: it has 61 characters with its parameters, WhatsApp allows 60',
      order({ header: ['x'.repeat(55)] }),
    ],
    [
      'template order_update (en_US), button 0 (Track): it takes the end of its address, none given',
      order({ buttons: [] }),
    ],
    [
      'template order_update (en_US), button 2 (Shop): its address is fixed, so it takes nothing',
      order({
        buttons: [
          { index: 0, kind: 'url', value: '1' },
          { index: 2, kind: 'url', value: '2' },
        ],
      }),
    ],
    [
      'template order_update (en_US), button 1 (Stop): it takes quick_reply, url is given',
      order({
        buttons: [
          { index: 0, kind: 'url', value: '1' },
          { index: 1, kind: 'url', value: '2' },
        ],
      }),
    ],
    [
      'template order_update (en_US), button 7: the template has 3 buttons, counted from 0',
      order({
        buttons: [
          { index: 0, kind: 'url', value: '1' },
          { index: 7, kind: 'quick-reply', value: '2' },
        ],
      }),
    ],
    [
      'template welcome (en_US), header: it takes one image, none given',
      { kind: 'template', name: 'welcome', language: 'en_US', body: { shop: 'Acme', first_name: 'Maya' } },
    ],
    ['template welcome (en_US), header: it takes image, text is given', welcome({ header: ['x'] })],
    ['template welcome (en_US), body: the parameter first_name is missing', welcome({ body: { shop: 'Acme' } })],
    [
      'template welcome (en_US), body: it has no parameter shoop, only: first_name, shop',
      welcome({ body: { shop: 'Acme', first_name: 'Maya', shoop: 'A' } }),
    ],
  ])('[D15] %s', (fault, message) => {
    expect(check(message)?.faults).toEqual([fault])
  })

  it("[D15] in Meta's own words is checked like any other", () => {
    const content = { name: 'order_update', language: { code: 'en_US' }, components: 'nothing' }
    expect(check({ kind: 'custom', type: 'template', content })?.faults).toHaveLength(3)
  })
})
