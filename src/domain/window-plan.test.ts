import { describe, expect, it } from 'vitest'
import type { KnownTemplate } from './template.ts'
import { type Offer, planWindow, type Standing } from './window-plan.ts'

const HOUR = 3_600_000
const utility = (name: string, text: string, given: Partial<KnownTemplate> = {}): KnownTemplate => ({
  id: `id_${name}`,
  name,
  language: 'en',
  status: 'APPROVED',
  category: 'UTILITY',
  quality: undefined,
  parameters: 'positional',
  components: [{ type: 'BODY', text }],
  ...given,
})
const marketing = (name: string, text: string, given: Partial<KnownTemplate> = {}) =>
  utility(name, text, { category: 'MARKETING', ...given })
const withExample = (text: string, ...example: string[]): KnownTemplate['components'] => [
  { type: 'BODY', text, example: { body_text: [example] } },
]

const NEWS = utility('news', 'Hi {{1}}, there is news on your question. Write back and you get it at once.')
const ANSWER = utility('answer', 'Hi {{1}},\nabout your question: {{2}}\nReply to go on.', {
  components: withExample(
    'Hi {{1}},\nabout your question: {{2}}\nReply to go on.',
    'Maya',
    'Your parcel leaves today.',
  ),
})
const OFFER = marketing('autumn', 'Hi {{1}}, our autumn sale has begun. Have a look!')

interface Told extends Omit<Partial<Standing>, 'customer' | 'owed'> {
  readonly owed?: string | null
  readonly customer?: Partial<Standing['customer']>
}
const standing = ({ owed = 'Your refund is on its way.', customer, ...given }: Told = {}): Standing => ({
  lastInboundAt: 0,
  now: 25 * HOUR,
  owed: owed === null ? undefined : { text: owed },
  templates: [NEWS],
  consent: 'unknown',
  customer: { name: 'Maya', language: 'en', phone: '15550001', facts: new Map(), blocked: false, ...customer },
  ...given,
})
const kinds = (given: Told) => planWindow(standing(given)).offers.map(({ kind }) => kind)
const best = (given: Told) =>
  planWindow(standing(given)).offers.find((one): one is Extract<Offer, { kind: 'template' }> => one.kind === 'template')
const refused = (given: Told) =>
  planWindow(standing(given)).notOffered.map(({ name, because }) => `${name}: ${because}`)

describe('the plan for a window', () => {
  it.each<[string, Told, string[]]>([
    ['open a second before its end', { now: 24 * HOUR - 1000 }, ['write']],
    ['closed at its end', { now: 24 * HOUR }, ['template', 'wait', 'other-channel']],
    ['an answer is owed', {}, ['template', 'wait', 'other-channel']],
    ['nothing is owed', { owed: null }, ['wait', 'template', 'other-channel']],
    ['no template', { templates: [] }, ['wait', 'other-channel']],
    ['nothing at all', { templates: [], customer: { phone: undefined } }, ['wait']],
    [
      'only half filled in',
      { templates: [utility('a', 'Your order {{1}} is late.')] },
      ['wait', 'template', 'other-channel'],
    ],
    ['blocked', { customer: { blocked: true } }, ['nothing']],
    ['blocked, though open', { now: HOUR, customer: { blocked: true } }, ['nothing']],
  ])('[D24] %s', (_, given, offers) => {
    expect(kinds(given)).toEqual(offers)
  })

  it.each<[string, Told, string | undefined]>([
    ['utility before marketing', { templates: [OFFER, NEWS], consent: 'in' }, 'news'],
    ['marketing where they said yes', { templates: [OFFER], consent: 'in' }, 'autumn'],
    ['none where they were not asked', { templates: [OFFER] }, undefined],
    ['none where they said no', { templates: [OFFER], consent: 'out' }, undefined],
    ['none that is not approved', { templates: [{ ...NEWS, status: 'PENDING' }] }, undefined],
    ['none that is paused', { templates: [{ ...NEWS, status: 'PAUSED' }] }, undefined],
    ['none for codes', { templates: [utility('code', 'Your code.', { category: 'AUTHENTICATION' })] }, undefined],
    [
      'a category of tomorrow may be marketing',
      { templates: [utility('x', 'Hello.', { category: 'NEW' })] },
      undefined,
    ],
    ['the one with room for the answer', { templates: [NEWS, ANSWER] }, 'answer'],
    ['complete before half empty', { templates: [utility('a', 'Order {{1}} is late.'), NEWS] }, 'news'],
    [
      'their language',
      { templates: [NEWS, utility('noticias', 'Hay noticias.', { language: 'es' })], customer: { language: 'es' } },
      'noticias',
    ],
    [
      'their very language',
      {
        templates: [utility('pt', 'Olá.', { language: 'pt_PT' }), utility('br', 'Oi.', { language: 'pt_BR' })],
        customer: { language: 'pt-BR' },
      },
      'br',
    ],
    [
      'the same in another country',
      { templates: [utility('a', 'Hi.'), utility('mx', 'Hola.', { language: 'es_MX' })], customer: { language: 'es' } },
      'mx',
    ],
    ['another language before none', { templates: [NEWS], customer: { language: 'hi' } }, 'news'],
    [
      'of good repute',
      {
        templates: [
          { ...NEWS, id: '1', name: 'a', quality: 'RED' },
          { ...NEWS, id: '2', name: 'b', quality: 'GREEN' },
        ],
      },
      'b',
    ],
    [
      'what nobody was sent before what is complained of',
      { templates: [{ ...NEWS, id: '1', name: 'a', quality: 'YELLOW' }, NEWS] },
      'news',
    ],
    [
      'by its name where all is alike',
      {
        templates: [
          { ...NEWS, id: '2', name: 'b' },
          { ...NEWS, id: '1', name: 'a' },
        ],
      },
      'a',
    ],
  ])('[D24] offers %s', (_, given, name) => {
    expect(best(given)?.name).toBe(name)
  })

  it('[D24] says of each other one why not', () => {
    const templates = [
      ...[NEWS, OFFER, { ...NEWS, name: 'second' }],
      ...[utility('rejected', 'Hello.', { status: 'REJECTED' }), utility('de', 'Hallo.', { language: 'de' })],
      utility('code', 'A code.', { category: 'AUTHENTICATION' }),
      utility('cards', 'Look.', {
        components: [
          { type: 'BODY', text: 'Look.' },
          { type: 'CAROUSEL', cards: [] },
        ],
      }),
    ]
    expect(refused({ templates })).toEqual([
      'second: another-fits',
      'de: other-language',
      'autumn: marketing-unasked',
      'rejected: not-approved',
      'code: codes-only',
      'cards: for-programs',
    ])
    expect(refused({ templates: [OFFER], consent: 'out' })).toEqual(['autumn: marketing-stopped'])
  })

  it('[D24] prices it, and knows when Meta asks nothing', () => {
    const price = (category: string) => (category === 'UTILITY' ? { amount: 0.02, currency: 'EUR' } : undefined)
    expect(best({ price })?.price).toEqual({ amount: 0.02, currency: 'EUR' })
    expect(best({ price, freeUntil: 72 * HOUR })?.price).toEqual({ amount: 0, currency: 'EUR', free: true })
    expect(best({ price, freeUntil: 25 * HOUR })?.price).toEqual({ amount: 0.02, currency: 'EUR' })
    expect(best({ price, templates: [OFFER], consent: 'in' })?.price).toBeUndefined()
    // A message from an ad is answered for nothing; it opens no window.
    expect(planWindow(standing({ freeUntil: 72 * HOUR })).open).toBe(false)
  })
})

describe('a template filled in', () => {
  const named = (text: string, given: Partial<KnownTemplate> = {}) =>
    utility('t', text, { parameters: 'named', ...given })

  it.each<[string, KnownTemplate, Told, string, readonly string[]]>([
    ['a name after a greeting', NEWS, {}, 'Hi Maya, there is news', []],
    ['a greeting in Portuguese', utility('t', 'Olá, {{1}}! Temos notícias.'), {}, 'Olá, Maya! Temos', []],
    ['no name known', NEWS, { customer: { name: undefined } }, 'Hi {{1}}, there', ['body 1']],
    ['a name by its name', named('News for {{first_name}} today.'), {}, 'News for Maya today.', []],
    ['an answer by its name', named('We say {{answer}} to you.'), {}, 'We say Your refund is on its way. to you.', []],
    [
      'a fact by its name',
      named('Order {{order_id}} is late.'),
      { customer: { facts: new Map([['order_id', 'ORD-22']]) } },
      'Order ORD-22 is late.',
      [],
    ],
    ['a fact nobody knows', named('Order {{order_id}} is late.'), {}, 'Order {{order_id}} is late.', ['body order_id']],
    ['room for a sentence', ANSWER, {}, 'question: Your refund is on its way.\nReply', []],
    [
      'no room where the example is a word',
      utility('t', 'x', { components: withExample('Order: {{1}}\nThank you.', 'ORD-22') }),
      {},
      'Order: {{1}}',
      ['body 1'],
    ],
    [
      'no room in two places',
      utility('t', 'News: {{1}}\nAlso: {{2}}\nBye.'),
      {},
      'News: {{1}}\nAlso: {{2}}',
      ['body 1', 'body 2'],
    ],
    ['nothing written yet', ANSWER, { owed: '' }, 'question: {{2}}', ['body 2']],
    [
      'a picture above it',
      utility('t', 'x', {
        components: [
          { type: 'HEADER', format: 'IMAGE' },
          { type: 'BODY', text: 'Look at this.' },
        ],
      }),
      {},
      'Look at this.',
      ['header image'],
    ],
    [
      'the end of an address',
      utility('t', 'x', {
        components: [
          { type: 'BODY', text: 'Track it.' },
          { type: 'BUTTONS', buttons: [{ type: 'URL', text: 'Track', url: 'https://a.example/{{1}}' }] },
        ],
      }),
      {},
      'Track it.',
      ['button Track'],
    ],
  ])('[D24] %s', (_, template, given, words, missing) => {
    const offer = best({ templates: [template], ...given })
    expect(offer?.words).toContain(words)
    expect(offer?.missing).toEqual(missing)
  })

  it.each([
    ['lines', 'Hi Maya,\n\nyour refund\tis   on its way.'],
    ['many spaces', 'Hi Maya,     your refund is on its way.'],
  ])('[D15 D24] takes neither lines nor gaps into a variable: %s', (_, text) => {
    const offer = best({ templates: [ANSWER], owed: text })
    const { body } = offer!.content as { body: readonly string[] }
    expect(body[1]).toBe('Hi Maya, your refund is on its way.')
    expect(body.join(' ')).not.toMatch(/[\n\r\t]| {5,}/)
  })

  it('[D15 D24] leaves out an answer that is too long for it', () => {
    const fits = 1024 - 'Hi Maya,\nabout your question: \nReply to go on.'.length
    expect(best({ templates: [ANSWER], owed: 'é'.repeat(fits) })).toMatchObject({ carries: true, missing: [] })
    expect(best({ templates: [ANSWER], owed: 'é'.repeat(fits + 1) })).toMatchObject({
      carries: false,
      missing: ['body 2'],
    })
  })

  it('[D24] is what is sent: by place, or by name', () => {
    expect(best({ templates: [ANSWER] })?.content).toEqual({
      ...{ kind: 'template', name: 'answer', language: 'en' },
      body: ['Maya', 'Your refund is on its way.'],
    })
    expect(best({ templates: [named('News for {{first_name}}: {{update}} as asked.')] })?.content).toEqual({
      ...{ kind: 'template', name: 't', language: 'en' },
      body: { first_name: 'Maya', update: 'Your refund is on its way.' },
    })
  })

  it('[D24] hostile words stay words', () => {
    const offer = best({ templates: [NEWS], customer: { name: '{{2}} $& $1\u202e' } })
    expect(offer?.words).toContain('Hi {{2}} $& $1')
    expect(offer?.missing).toEqual([])
  })
})
