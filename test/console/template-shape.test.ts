import { expect, it } from 'vitest'
import { contentOf, faultsIn, filled, shapeOf } from '../../console/src/composer/template-shape.ts'
import type { KnownTemplate } from '../../src/http/wire.ts'

const known = (components: KnownTemplate['components'], more: Partial<KnownTemplate> = {}): KnownTemplate => ({
  id: '1',
  name: 'order_late',
  language: 'en',
  status: 'APPROVED',
  category: 'UTILITY',
  quality: undefined,
  parameters: 'positional',
  components,
  ...more,
})

const LATE = known([
  { type: 'HEADER', format: 'TEXT', text: 'Order {{1}}', example: { header_text: ['ORD-22'] } },
  { type: 'BODY', text: 'Hi {{1}}, it comes on {{2}}.', example: { body_text: [['Maya', 'Friday']] } },
  { type: 'FOOTER', text: 'Acme' },
  {
    type: 'BUTTONS',
    buttons: [
      { type: 'QUICK_REPLY', text: 'Talk to us' },
      { type: 'URL', text: 'Track', url: 'https://acme.example/{{1}}', example: ['abc'] },
      { type: 'URL', text: 'Home', url: 'https://acme.example/' },
    ],
  },
])

it('[H23] what a template leaves open is asked for, with what Meta was shown', () => {
  const { blanks, footer, buttons, media } = shapeOf(LATE)
  expect(blanks.map(({ key, example, most }) => [key, example, most])).toEqual([
    ['header 1', 'ORD-22', 60],
    ['body 1', 'Maya', 1024],
    ['body 2', 'Friday', 1024],
    ['button 1', 'abc', 2000],
  ])
  expect([footer, media, buttons.length]).toEqual(['Acme', undefined, 3])
})

it('what is filled in is read as the customer will, and sent as Meta wants it', () => {
  const shape = shapeOf(LATE)
  const values = { 'header 1': ' ORD-7 ', 'body 1': 'Maya', 'button 1': 'xyz' }
  expect(filled(shape, 'body', values)).toBe('Hi Maya, it comes on {{2}}.')
  const content = contentOf(LATE, shape, { values: { ...values, 'body 2': 'Friday' }, media: undefined })
  expect(content).toEqual({
    kind: 'template',
    name: 'order_late',
    language: 'en',
    header: ['ORD-7'],
    body: ['Maya', 'Friday'],
    buttons: [{ index: 1, kind: 'url', value: 'xyz' }],
  })
})

it('parameters with names keep them, and a file stands above the words', () => {
  const template = known(
    [
      { type: 'HEADER', format: 'DOCUMENT' },
      {
        type: 'BODY',
        text: 'Hi {{first_name}}',
        example: { body_text_named_params: [{ param_name: 'first_name', example: 'Maya' }] },
      },
    ],
    { parameters: 'named' },
  )
  const shape = shapeOf(template)
  expect(shape.blanks).toMatchObject([{ key: 'body first_name', example: 'Maya' }])
  const given = { values: { 'body first_name': 'Omar' }, media: { id: '77', name: 'bill.pdf' } }
  expect(contentOf(template, shape, given)).toMatchObject({
    header: { kind: 'document', media: { id: '77' }, filename: 'bill.pdf' },
    body: { first_name: 'Omar' },
  })
})

it('what WhatsApp would refuse is said at its blank, what is missing only once it was tried', () => {
  const shape = shapeOf(LATE)
  expect(faultsIn(shape, {}, false)).toEqual({})
  expect(Object.values(faultsIn(shape, {}, true))).toEqual(Array(4).fill('template.missing'))
  expect(faultsIn(shape, { 'body 1': 'two\nlines', 'header 1': 'x'.repeat(58) }, false)).toEqual({
    'body 1': 'template.breaks',
    'header 1': 'template.tooLongTogether',
  })
})

it('parts that only programs fill in are named as such', () => {
  const card = { type: 'CAROUSEL', cards: [] }
  expect(shapeOf(known([{ type: 'BODY', text: 'Look' }, card])).isForPrograms).toBe(true)
  const place = shapeOf(known([{ type: 'HEADER', format: 'LOCATION' }]))
  expect(place.blanks.map(({ name }) => name)).toEqual(['latitude', 'longitude', 'name', 'address'])
  expect(faultsIn(place, { 'place latitude': 'north' }, false)).toEqual({ 'place latitude': 'template.noNumber' })
})
