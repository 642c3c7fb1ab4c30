import { expect, it } from 'vitest'
import { SUPPORT, setStage } from '../test-stage.ts'

const HOUR = 60 * 60 * 1000
const PATH = `/v24.0/${SUPPORT.wabaId}/message_templates`
const x = (length: number) => 'x'.repeat(length)

const body = (text = 'Your order is on its way.', more: object = {}) => ({ type: 'BODY', text, ...more })
const form = (change: object = {}, ...more: object[]) => ({
  name: 'order_shipped',
  language: 'en_US',
  category: 'UTILITY',
  components: [body(), ...more],
  ...change,
})
const buttons = (...list: object[]) => ({ type: 'BUTTONS', buttons: list })
const reply = (text: string) => ({ type: 'QUICK_REPLY', text })

function open() {
  const stage = setStage()
  const create = (change: object = {}, ...more: object[]) => stage.call('POST', PATH, form(change, ...more))
  const list = async (query = '') => (await stage.call('GET', `${PATH}${query}`)).json
  /** The news of one field, as the business was told. */
  const news = (field: string) =>
    stage.received
      .flatMap(({ body: text }) => JSON.parse(text).entry)
      .flatMap(({ changes }: { changes: { field: string; value: Record<string, unknown> }[] }) => changes)
      .filter((change) => change.field === field)
      .map(({ value }) => value)
  return { ...stage, create, list, news }
}

it('[S3] a new template is pending, then approved, and the business is told', async () => {
  const { create, call, clock, news } = open()
  const { status, json } = await create()
  expect([status, json]).toEqual([200, { id: expect.stringMatching(/^\d+$/), status: 'PENDING', category: 'UTILITY' }])
  await clock.runUntilIdle()
  expect((await call('GET', `/v24.0/${json.id}?fields=status,name`)).json).toEqual({
    name: 'order_shipped',
    status: 'APPROVED',
    id: json.id,
  })
  expect(news('message_template_status_update')).toEqual([
    {
      event: 'APPROVED',
      message_template_id: Number(json.id),
      message_template_name: 'order_shipped',
      message_template_language: 'en_US',
      message_template_category: 'UTILITY',
      reason: 'NONE',
    },
  ])
})

it('[S3] approval takes as long as it is told, or waits to be given', async () => {
  const { create, simulator, clock, list } = open()
  simulator.templates.approvalAfterMs = 24 * HOUR
  await create()
  await clock.advance(24 * HOUR - 1)
  expect((await list()).data[0].status).toBe('PENDING')
  await clock.advance(1)
  expect((await list()).data[0].status).toBe('APPROVED')
  simulator.templates.approvalAfterMs = undefined
  await create({ name: 'other' })
  await clock.runUntilIdle()
  expect((await list('?name=other')).data[0].status).toBe('PENDING')
  simulator.templates.approve('other')
  expect((await list('?name=other')).data[0].status).toBe('APPROVED')
})

it('[S3] every change of mind is told by webhook', async () => {
  const { create, simulator, clock, news, list } = open()
  await create()
  await clock.runUntilIdle()
  const { templates } = simulator
  templates.reject('order_shipped', { reason: 'PROMOTIONAL', recommendation: 'Leave out the offer.' })
  templates.pause('order_shipped')
  templates.approve('order_shipped')
  templates.pause('order_shipped')
  templates.pause('order_shipped')
  templates.flag('order_shipped')
  templates.changeQuality('order_shipped', 'YELLOW')
  templates.changeCategory('order_shipped', 'MARKETING')
  await clock.runUntilIdle()
  expect(news('message_template_status_update').slice(1)).toEqual([
    expect.objectContaining({
      event: 'REJECTED',
      reason: 'PROMOTIONAL',
      rejection_info: { reason: 'PROMOTIONAL', recommendation: 'Leave out the offer.' },
    }),
    expect.objectContaining({ event: 'PAUSED', other_info: expect.objectContaining({ title: 'FIRST_PAUSE' }) }),
    expect.objectContaining({ event: 'REINSTATED', other_info: expect.objectContaining({ title: 'UNPAUSE' }) }),
    expect.objectContaining({ event: 'PAUSED', other_info: expect.objectContaining({ title: 'SECOND_PAUSE' }) }),
    expect.objectContaining({ event: 'DISABLED', disable_info: { disable_date: expect.any(Number) } }),
    expect.objectContaining({ event: 'FLAGGED' }),
  ])
  expect(news('message_template_quality_update')).toEqual([
    expect.objectContaining({ previous_quality_score: 'UNKNOWN', new_quality_score: 'YELLOW' }),
  ])
  expect(news('template_category_update')).toEqual([
    expect.objectContaining({ previous_category: 'UTILITY', new_category: 'MARKETING' }),
  ])
  const { data } = await list('?fields=status,category,previous_category,quality_score')
  expect(data).toEqual([
    {
      status: 'DISABLED',
      category: 'MARKETING',
      previous_category: 'UTILITY',
      quality_score: { score: 'YELLOW' },
      id: expect.any(String),
    },
  ])
  expect(() => templates.pause('nobody')).toThrow(/No template is called "nobody".*order_shipped/)
})

it('[S3] lists by name and page by page', async () => {
  const { create, list } = open()
  for (let index = 0; index < 5; index++) await create({ name: `t_${index}` })
  await create({ name: 't_0', language: 'es' })
  expect((await list('?name=t_0')).data.map(({ language }: { language: string }) => language)).toEqual(['en_US', 'es'])
  const seen: string[] = []
  let query = '?limit=2&fields=name'
  for (;;) {
    const { data, paging } = await list(query)
    seen.push(...data.map(({ name }: { name: string }) => name))
    if (!paging.next) break
    expect(new URL(paging.next).searchParams.get('after')).toBe(paging.cursors.after)
    query = `?limit=2&fields=name&after=${paging.cursors.after}`
  }
  expect(seen).toEqual(['t_0', 't_1', 't_2', 't_3', 't_4', 't_0'])
})

it('[S3] deletes one language by id, and all of them by name', async () => {
  const { create, call, list } = open()
  await create()
  const spanish = await create({ language: 'es' })
  await create({ name: 'other' })
  expect((await call('DELETE', `${PATH}?name=order_shipped&hsm_id=${spanish.json.id}`)).json).toEqual({ success: true })
  expect((await list()).data).toHaveLength(2)
  await create({ language: 'es' })
  await call('DELETE', `${PATH}?name=order_shipped`)
  expect((await list()).data.map(({ name }: { name: string }) => name)).toEqual(['other'])
  const { status, json } = await call('DELETE', `${PATH}?name=order_shipped`)
  expect([status, json.error.code, json.error.error_subcode]).toEqual([400, 100, 2593002])
})

it('[S3] an edit is judged anew, and an approved template takes one a day', async () => {
  const { create, call, clock, list } = open()
  const { json } = await create()
  const edit = (text: string) => call('POST', `/v24.0/${json.id}`, { components: [body(text)] })
  expect((await edit('Too early.')).json.error.code).toBe(100)
  await clock.advance(0)
  expect((await edit('It is here.')).json).toEqual({ success: true })
  await clock.advance(0)
  expect((await list()).data[0]).toMatchObject({ status: 'APPROVED', components: [{ text: 'It is here.' }] })
  expect((await edit('Again.')).json.error.error_data.details).toContain('once a day')
  const recategorised = await call('POST', `/v24.0/${json.id}`, { category: 'MARKETING' })
  expect(recategorised.json.error.error_data.details).toContain('category')
  await clock.advance(24 * HOUR)
  expect((await edit('Again.')).status).toBe(200)
})

it('[S3] a hundred creations an hour', async () => {
  const { create, clock } = open()
  for (let index = 0; index < 100; index++) expect((await create({ name: `t_${index}` })).status).toBe(200)
  const { status, json, headers } = await create({ name: 'one_more' })
  expect([status, json.error.code]).toEqual([429, 80008])
  expect(headers['x-business-use-case-usage']).toContain('estimated_time_to_regain_access')
  await clock.advance(HOUR)
  expect((await create({ name: 'one_more' })).status).toBe(200)
})

const header = (change: object) => ({ type: 'HEADER', ...change })
const named = { parameter_format: 'named' }
const RIGHT: readonly [what: string, change: object, ...more: object[]][] = [
  ['a name of 512', { name: x(512) }],
  ['a body of 1024', { components: [body(x(1024))] }],
  [
    'variables with examples',
    { components: [body('Hi {{1}}, {{2}} is here.', { example: { body_text: [['a', 'b']] } })] },
  ],
  [
    'named variables with examples',
    {
      ...named,
      components: [
        body('Hi {{name}}.', { example: { body_text_named_params: [{ param_name: 'name', example: 'Ann' }] } }),
      ],
    },
  ],
  ['a header of text', {}, header({ format: 'TEXT', text: x(60) })],
  ['a header with a variable', {}, header({ format: 'TEXT', text: '{{1}}!', example: { header_text: ['Hi'] } })],
  ['a header with an image', {}, header({ format: 'IMAGE', example: { header_handle: ['4::a'] } })],
  ['a header with a place', {}, header({ format: 'LOCATION' })],
  ['a footer of 60', {}, { type: 'FOOTER', text: x(60) }],
  ['ten buttons', {}, buttons(...Array.from({ length: 10 }, (_, index) => reply(x(24) + index)))],
  [
    'buttons of every kind',
    {},
    buttons(
      reply('Yes'),
      { type: 'URL', text: 'Track', url: 'https://acme.example/{{1}}', example: ['https://acme.example/1'] },
      { type: 'PHONE_NUMBER', text: 'Call', phone_number: '+15550783881' },
      { type: 'COPY_CODE', example: 'SAVE20' },
      { type: 'FLOW', text: 'Book', flow_id: '1' },
      { type: 'VOICE_CALL', text: 'Call us' },
      { type: 'REQUEST_CONTACT_INFO' },
    ),
  ],
  [
    'a code',
    {
      category: 'AUTHENTICATION',
      components: [
        { type: 'BODY', add_security_recommendation: true },
        { type: 'FOOTER', code_expiration_minutes: 5 },
        buttons({ type: 'OTP', otp_type: 'COPY_CODE', text: 'Copy' }),
      ],
    },
  ],
  ['an offer', { category: 'MARKETING' }, { type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: 'Ends soon' } }],
  [
    'cards',
    { category: 'MARKETING' },
    { type: 'CAROUSEL', cards: [{ components: [body()] }, { components: [body()] }] },
  ],
]

it.each(RIGHT)('[S3] takes a template with %s', async (_, change, ...more) => {
  const { json } = await open().create(change, ...more)
  expect(json.error).toBeUndefined()
})

const WRONG: readonly [what: string, details: RegExp, change: object, ...more: object[]][] = [
  ['a name with capitals', /name.*lower-case/, { name: 'Order' }],
  ['a name of 513', /name.*512/, { name: x(513) }],
  ['no language', /language.*required/, { language: undefined }],
  ['another category', /category.*MARKETING, UTILITY, AUTHENTICATION/, { category: 'SERVICE' }],
  ['another parameter format', /parameter_format/, { parameter_format: 'mixed' }],
  ['no body', /BODY/, { components: [{ type: 'FOOTER', text: 'x' }] }],
  ['two bodies', /second component/, {}, body()],
  ['an unknown component', /SIDEBAR/, {}, { type: 'SIDEBAR' }],
  ['a body of 1025', /text.*1024/, { components: [body(x(1025))] }],
  ['a variable without an example', /example.*required/, { components: [body('Hi {{1}}!')] }],
  [
    'too few examples',
    /2 examples/,
    { components: [body('Hi {{1}} and {{2}}!', { example: { body_text: [['a']] } })] },
  ],
  ['variables out of order', /\{\{1\}\}/, { components: [body('Hi {{2}}!', { example: { body_text: [['a']] } })] }],
  ['an unnamed variable', /no name/, { ...named, components: [body('Hi {{1}}!', { example: {} })] }],
  ['a header of 61', /text.*60/, {}, header({ format: 'TEXT', text: x(61) })],
  [
    'a header of two variables',
    /1 variable/,
    {},
    header({ format: 'TEXT', text: '{{1}} {{2}}!', example: { header_text: ['a', 'b'] } }),
  ],
  [
    'three links',
    /2 of type URL/,
    {},
    buttons(...[1, 2, 3].map((at) => ({ type: 'URL', text: `Go ${at}`, url: 'https://a.example' }))),
  ],
  ['a header with an image and no example', /header_handle/, {}, header({ format: 'IMAGE' })],
  ['a header of sound', /format/, {}, header({ format: 'AUDIO' })],
  ['a footer of 61', /text.*60/, {}, { type: 'FOOTER', text: x(61) }],
  ['a footer with a variable', /variables/, {}, { type: 'FOOTER', text: 'Hi {{1}}' }],
  ['eleven buttons', /buttons.*10/, {}, buttons(...Array.from({ length: 11 }, (_, index) => reply(`b${index}`)))],
  ['a button of 26', /text.*25/, {}, buttons(reply(x(26)))],
  ['an unknown button', /type.*QUICK_REPLY/, {}, buttons({ type: 'SHARE', text: 'x' })],
  ['a link that is none', /url/, {}, buttons({ type: 'URL', text: 'Go', url: 'acme' })],
  [
    'a variable link without an example',
    /example/,
    {},
    buttons({ type: 'URL', text: 'Go', url: 'https://a.example/{{1}}' }),
  ],
  ['a code button elsewhere', /AUTHENTICATION/, {}, buttons({ type: 'OTP', otp_type: 'COPY_CODE', text: 'Copy' })],
  ['one card', /cards.*2/, {}, { type: 'CAROUSEL', cards: [{ components: [body()] }] }],
  ['an offer of 17', /16/, {}, { type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: x(17) } }],
]

it.each(WRONG)('[S3] refuses a template with %s', async (_, details, change, ...more) => {
  const { status, json } = await open().create(change, ...more)
  expect([status, json.error?.code]).toEqual([400, 100])
  expect(json.error.error_user_msg).toMatch(details)
})

it('[S3] refuses a second one of the same name and language, and a variable at either end', async () => {
  const { create } = open()
  await create()
  expect((await create()).json.error).toMatchObject({ code: 100, error_subcode: 2388024 })
  const components = [body('Hi {{1}}', { example: { body_text: [['a']] } })]
  expect((await create({ name: 'other', components })).json.error).toMatchObject({ code: 100, error_subcode: 2388299 })
})
