import { expect, it } from 'vitest'
import { SALES, SUPPORT, setStage } from '../test-stage.ts'

const DAY = 24 * 60 * 60 * 1000
const x = (length: number) => 'x'.repeat(length)
const text = (value: string, name?: string) => ({ type: 'text', text: value, ...(name && { parameter_name: name }) })
const inBody = (...parameters: object[]) => ({ type: 'body', parameters })
const inHeader = (...parameters: object[]) => ({ type: 'header', parameters })
const onButton = (sub_type: string, index: number, ...parameters: object[]) => ({
  type: 'button',
  sub_type,
  index: String(index),
  parameters,
})
const BODY = {
  type: 'BODY',
  text: 'Hi {{1}}, order {{2}} is on its way.',
  example: { body_text: [['Ann', 'ORD-22']] },
}
const PLAIN = { type: 'BODY', text: 'Your order is on its way.' }

/** Templates on a stage where nobody has written yet: every window is closed. */
function open(form: object = {}) {
  const stage = setStage()
  const { simulator } = stage
  simulator.templates.add({ name: 'shipped', language: 'en', category: 'UTILITY', components: [BODY], ...form })
  const send = (components?: object[], more: object = {}, change: object = {}) =>
    stage.send({
      type: 'template',
      template: { name: 'shipped', language: { code: 'en' }, ...(components && { components }), ...change },
      ...more,
    })
  return { ...stage, sendTemplate: send }
}
const withParts = (...components: object[]) => open({ components })
const RIGHT = [inBody(text('Maya'), text('ORD-22'))]

it('[S3] arrives filled in, outside the window, and is accepted as a template', async () => {
  const { sendTemplate, maya, clock, items } = open()
  const { status, json } = await sendTemplate(RIGHT)
  expect([status, json.messages[0].message_status]).toEqual([200, 'accepted'])
  await clock.runUntilIdle()
  expect(maya.bubbles).toEqual([
    expect.objectContaining({
      type: 'template',
      text: 'Hi Maya, order ORD-22 is on its way.',
      content: { name: 'shipped', language: { code: 'en' }, components: RIGHT },
      shown: { body: 'Hi Maya, order ORD-22 is on its way.', buttons: [] },
    }),
  ])
  const pricing = { billable: true, pricing_model: 'PMP', type: 'regular', category: 'utility' }
  expect(items('statuses').map((status) => status.pricing)).toEqual([pricing, pricing, undefined])
})

it('[S3] shows header, footer and buttons, and a quick reply can be tapped', async () => {
  const { sendTemplate, maya, clock } = withParts(
    { type: 'HEADER', format: 'TEXT', text: 'For {{1}}!', example: { header_text: ['Ann'] } },
    BODY,
    { type: 'FOOTER', text: 'Acme' },
    {
      type: 'BUTTONS',
      buttons: [
        { type: 'QUICK_REPLY', text: 'Thanks' },
        { type: 'URL', text: 'Track', url: 'https://acme.example/{{1}}', example: 'https://acme.example/1' },
        { type: 'QUICK_REPLY', text: 'Stop' },
      ],
    },
  )
  await sendTemplate([
    inHeader(text('Maya')),
    ...RIGHT,
    onButton('quick_reply', 0, { type: 'payload', payload: 'thanks-22' }),
    onButton('url', 1, text('ORD-22')),
  ])
  await clock.runUntilIdle()
  const [bubble] = maya.bubbles
  expect(bubble!.text).toBe(
    'For Maya!\nHi Maya, order ORD-22 is on its way.\nAcme\n[Thanks]\n[Track] https://acme.example/ORD-22\n[Stop]',
  )
  expect(bubble!.buttons).toEqual([
    { kind: 'quick_reply', id: 'thanks-22', title: 'Thanks' },
    { kind: 'quick_reply', id: 'Stop', title: 'Stop' },
  ])
})

it('[S3] named parameters come in any order', async () => {
  const { sendTemplate, maya, clock } = open({
    parameter_format: 'named',
    components: [
      {
        type: 'BODY',
        text: 'Hi {{name}}, order {{order_id}} is here.',
        example: {
          body_text_named_params: [
            { param_name: 'name', example: 'Ann' },
            { param_name: 'order_id', example: '1' },
          ],
        },
      },
    ],
  })
  await sendTemplate([inBody(text('ORD-22', 'order_id'), text('Maya', 'name'))])
  await clock.runUntilIdle()
  expect(maya.bubbles[0]!.text).toBe('Hi Maya, order ORD-22 is here.')
  const refused = async (...parameters: object[]) => (await sendTemplate([inBody(...parameters)])).json.error?.code
  const unknown = await sendTemplate([inBody(text('ORD-22', 'order'), text('Maya', 'name'))])
  expect(unknown.json.error).toMatchObject({
    code: 132012,
    error_data: { details: expect.stringMatching(/parameter_name.*name, order_id/) },
  })
  expect(await refused(text('ORD-22'), text('Maya'))).toBe(132012)
  expect(await refused(text('a', 'name'), text('b', 'name'))).toBe(132012)
  expect(await refused(text('a', 'name'))).toBe(132000)
})

const image = { type: 'HEADER', format: 'IMAGE', example: { header_handle: ['4::a'] } }
const LINK = { link: 'https://acme.example/a.jpg' }
const urlButton = { type: 'URL', text: 'Go', url: 'https://acme.example/{{1}}', example: ['https://acme.example/1'] }
const fixedUrl = { type: 'URL', text: 'Go', url: 'https://acme.example' }
const buttons = (...list: object[]) => ({ type: 'BUTTONS', buttons: list })
const code = { type: 'COPY_CODE', example: 'SAVE20' }

it.each<[what: string, parts: object[], sent: object[] | undefined, code: number, details: RegExp]>([
  ['no parameters', [BODY], undefined, 132000, /body: .*\(0\).*\(2\)/],
  ['one too few', [BODY], [inBody(text('a'))], 132000, /body: .*\(1\).*\(2\)/],
  ['one too many', [BODY], [inBody(text('a'), text('b'), text('c'))], 132000, /\(3\).*\(2\)/],
  ['parameters where none are', [PLAIN], [inBody(text('a'))], 132000, /\(1\).*\(0\)/],
  ['a header where none is', [PLAIN], [inHeader(text('a'))], 132000, /header/],
  ['a new line', [BODY], [inBody(text('a\nb'), text('c'))], 132012, /new-line/],
  ['a tab', [BODY], [inBody(text('a\tb'), text('c'))], 132012, /tab/],
  ['five spaces', [BODY], [inBody(text('a     b'), text('c'))], 132012, /4 consecutive spaces/],
  ['an image for a text', [BODY], [inBody({ type: 'image', image: LINK }, text('c'))], 132012, /expected TEXT.*IMAGE/],
  ['a text too long', [BODY], [inBody(text(x(1000)), text('c'.repeat(25)))], 132005, /body.*1024/],
  ['no image', [image, PLAIN], undefined, 132000, /header/],
  ['a video for an image', [image, PLAIN], [inHeader({ type: 'video', video: LINK })], 132012, /expected IMAGE.*VIDEO/],
  ['an unknown image', [image, PLAIN], [inHeader({ type: 'image', image: { id: '1' } })], 131009, /image/],
  ['no end of the link', [PLAIN, buttons(urlButton)], undefined, 132000, /button 0/],
  ['an end for a whole link', [PLAIN, buttons(fixedUrl)], [onButton('url', 0, text('a'))], 132000, /button 0/],
  ['a button that is not there', [PLAIN, buttons(fixedUrl)], [onButton('url', 1, text('a'))], 132012, /no button 1/],
  ['the wrong kind of button', [PLAIN, buttons(urlButton)], [onButton('quick_reply', 0)], 132012, /expected URL/],
  ['no code', [PLAIN, buttons(code)], undefined, 132000, /button 0/],
  ['a text for a code', [PLAIN, buttons(code)], [onButton('copy_code', 0, text('a'))], 132012, /COUPON_CODE/],
  ['an unknown component', [PLAIN], [{ type: 'sidebar' }], 131009, /header, body, button/],
])('[S3] refuses %s', async (_, parts, sent, expected, details) => {
  const { sendTemplate, maya, clock } = withParts(...parts)
  const { status, json } = await sendTemplate(sent)
  expect([status, json.error?.code]).toEqual([400, expected])
  expect(json.error.error_data.details).toMatch(details)
  await clock.runUntilIdle()
  maya.hearsNothing()
})

it('[S3] takes four spaces, money, dates, pictures and coupons', async () => {
  const currency = { fallback_value: '$9.90', code: 'USD', amount_1000: 9900 }
  const { sendTemplate, maya, clock } = withParts(image, BODY, buttons(code))
  await sendTemplate([
    inHeader({ type: 'image', image: LINK }),
    inBody({ type: 'currency', currency }, { type: 'date_time', date_time: { fallback_value: 'May    14' } }),
    onButton('copy_code', 0, { type: 'coupon_code', coupon_code: 'SAVE20' }),
  ])
  await clock.runUntilIdle()
  expect(maya.bubbles[0]!.text).toBe('[image]\nHi $9.90, order May    14 is on its way.\n[Copy offer code]')
  expect(maya.bubbles[0]!.shown!.header).toEqual({ format: 'IMAGE', content: LINK })
})

it('[S3] cards and an offer that ends', async () => {
  const cards = [0, 1].map(() => ({
    components: [{ ...BODY, text: 'Only {{1}} today.', example: { body_text: [['a']] } }],
  }))
  const offer = { type: 'LIMITED_TIME_OFFER', limited_time_offer: { text: 'Ends soon', has_expiration: true } }
  const { sendTemplate, maya, clock } = open({
    category: 'MARKETING',
    components: [PLAIN, offer, { type: 'CAROUSEL', cards }],
  })
  const sentCards = (...prices: string[]) => ({
    type: 'carousel',
    cards: prices.map((price, index) => ({ card_index: index, components: [inBody(text(price))] })),
  })
  const ends = {
    type: 'limited_time_offer',
    parameters: [{ type: 'limited_time_offer', limited_time_offer: { expiration_time_ms: 1795000000000 } }],
  }
  expect((await sendTemplate([sentCards('$5', '$6')])).json.error.code).toBe(132000)
  expect((await sendTemplate([ends, sentCards('$5')])).json.error.code).toBe(132000)
  expect((await sendTemplate([ends, sentCards('$5', '$6')])).status).toBe(200)
  await clock.runUntilIdle()
  expect(maya.bubbles[0]!.text).toBe('Ends soon\nYour order is on its way.\nOnly $5 today.\nOnly $6 today.')
})

it('[S3] wants the right name, language and account, and an approved template', async () => {
  const { sendTemplate, simulator, call } = open()
  const outcome = async (change: object = {}) => {
    const { status, json } = await sendTemplate(RIGHT, {}, change)
    return [status, json.error?.code]
  }
  simulator.templates.add({ name: 'other', language: 'en', category: 'UTILITY', components: [BODY] }, { wabaId: '999' })
  expect(await outcome({ name: 'other' })).toEqual([404, 132001])
  expect(await outcome({ language: { code: 'es' } })).toEqual([404, 132001])
  expect(await outcome({ language: undefined })).toEqual([400, 131008])
  simulator.templates.pause('shipped')
  expect(await outcome()).toEqual([400, 132015])
  simulator.templates.approve('shipped')
  expect(await outcome()).toEqual([200, undefined])
  simulator.templates.reject('shipped')
  expect(await outcome()).toEqual([404, 132001])
  simulator.templates.disable('shipped')
  expect(await outcome()).toEqual([400, 132016])
  simulator.templates.approve('shipped')
  await call('DELETE', `/v24.0/${SUPPORT.wabaId}/message_templates?name=shipped`)
  expect(await outcome()).toEqual([404, 132001])
})

it('[S3] no marketing to whom has stopped it; other templates still arrive', async () => {
  const { sendTemplate, simulator, maya } = open()
  maya.stopsMarketing()
  expect((await sendTemplate(RIGHT)).status).toBe(200)
  simulator.templates.changeCategory('shipped', 'MARKETING')
  const { status, json } = await sendTemplate(RIGHT)
  expect([status, json.error.code]).toEqual([400, 131050])
})

it('[S3] a code needs a phone number, costs something, and is worth nothing after ten minutes', async () => {
  const { sendTemplate, maya, clock, items } = open({
    category: 'AUTHENTICATION',
    components: [
      { type: 'BODY', add_security_recommendation: true },
      { type: 'FOOTER', code_expiration_minutes: 5 },
      buttons({ type: 'OTP', otp_type: 'COPY_CODE', text: 'Copy' }),
    ],
  })
  const sent = [inBody(text('12345')), onButton('url', 0, text('12345'))]
  const byUserId = await sendTemplate(sent, { to: undefined, recipient: maya.customer.bsuid })
  expect([byUserId.status, byUserId.json.error.code]).toEqual([400, 131062])
  await sendTemplate(sent)
  await clock.advance(1000)
  expect(maya.bubbles[0]!.text).toBe(
    '*12345* is your verification code. For your security, do not share this code.\nThis code expires in 5 minutes.\n[Copy]',
  )
  expect(items('statuses')[0]!.pricing).toMatchObject({ billable: true, category: 'authentication' })
  maya.goesOffline()
  await sendTemplate(sent)
  await clock.advance(10 * 60 * 1000)
  maya.comesOnline()
  await clock.runUntilIdle()
  expect(maya.bubbles).toHaveLength(1)
})

it('[S3] 250 unique customers a day outside their windows, over all lines; the limit can be set', async () => {
  const { sendTemplate, simulator, clock, send } = open()
  const to = (index: number) => {
    const phone = String(15551000000 + index)
    simulator.customer({ phone })
    return { to: `+${phone}` }
  }
  for (let index = 0; index < 250; index++) {
    expect((await sendTemplate(RIGHT, to(index))).status).toBe(200)
    await clock.advance(20)
  }
  const { status, json } = await sendTemplate(RIGHT, to(250))
  expect([status, json.error.code]).toEqual([400, 131048])
  expect(json.error.error_data.details).toContain('250 unique customers')
  // Whom was written to already does not count again, and nobody inside a window counts.
  expect((await sendTemplate(RIGHT, to(7))).status).toBe(200)
  simulator.customer({ phone: '15551000250' }).on('Support').says('Hi')
  await clock.advance(1000)
  expect((await sendTemplate(RIGHT, to(250))).status).toBe(200)
  const onSales = { type: 'template', template: { name: 'shipped', language: { code: 'en' }, components: RIGHT } }
  expect((await send({ ...onSales, ...to(251) }, SALES)).json.error.code).toBe(131048)
  simulator.reach.limit = 2000
  expect((await sendTemplate(RIGHT, to(251))).status).toBe(200)
  simulator.reach.limit = 250
  await clock.advance(DAY)
  expect((await sendTemplate(RIGHT, to(252))).status).toBe(200)
})

it('[S3] a paced template is held, then released or dropped', async () => {
  const { sendTemplate, simulator, clock, maya, items } = open({ category: 'MARKETING' })
  simulator.templates.hold('shipped')
  const { json } = await sendTemplate(RIGHT)
  expect(json.messages[0].message_status).toBe('held_for_quality_assessment')
  await clock.runUntilIdle()
  expect([maya.bubbles.length, items('statuses').length]).toEqual([0, 0])
  simulator.templates.release('shipped')
  await clock.runUntilIdle()
  expect(maya.bubbles).toHaveLength(1)
  simulator.templates.hold('shipped')
  await sendTemplate(RIGHT)
  simulator.templates.drop('shipped')
  await clock.runUntilIdle()
  expect(maya.bubbles).toHaveLength(1)
  expect(items('statuses').at(-1)).toMatchObject({ status: 'failed', errors: [{ code: 132015 }] })
})
