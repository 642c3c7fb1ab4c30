import { describe, expect, it } from 'vitest'
import type { Outbound } from '../domain/outbound.ts'
import { createClient } from './client.ts'

let requests = 0
const client = createClient({
  transport: async () => {
    requests++
    return { kind: 'lost', reason: 'nobody is there' }
  },
  download: async () => ({ kind: 'lost', reason: 'nobody is there' }),
  graph: { url: 'http://graph.invalid', version: 'v24.0' },
  tokenOf: () => 'token',
})
const { faults } = client
const file = { id: '1234' }
const x = (count: number) => 'x'.repeat(count)
const of = (count: number) => Array.from({ length: count }, (_, index) => index)
const button = (index: number, title = `Title ${index}`) => ({ id: `id-${index}`, title })
const row = (index: number) => ({ id: `row-${index}`, title: `Row ${index}` })
const custom = (type: string, content: unknown): Outbound => ({ kind: 'custom', type, content })

/** What stands at the limit, what stands one above, and the sentence about it. */
const EDGES: readonly [allowed: Outbound, refused: Outbound, fault: string][] = [
  [
    { kind: 'text', text: x(4096) },
    { kind: 'text', text: x(4097) },
    'text.body has 4097 characters, WhatsApp allows 4096',
  ],
  [{ kind: 'text', text: 'a' }, { kind: 'text', text: '' }, 'text.body is empty'],
  [{ kind: 'text', text: ' a' }, { kind: 'text', text: ' \n' }, 'text.body holds nothing but white space'],
  ...(['image', 'video', 'document'] as const).map((kind): [Outbound, Outbound, string] => [
    { kind, media: file, caption: x(1024) },
    { kind, media: file, caption: x(1025) },
    `${kind}.caption has 1025 characters, WhatsApp allows 1024`,
  ]),
  [
    { kind: 'image', media: { link: 'https://example.com/a.png' } },
    { kind: 'image', media: { link: 'file:///a.png' } },
    'image.link is "file:///a.png", WhatsApp wants an address that begins with http:// or https://',
  ],
  [{ kind: 'sticker', media: file }, { kind: 'sticker', media: { id: '' } }, 'sticker.id is empty'],
  [
    custom('audio', file),
    custom('audio', { ...file, caption: 'a' }),
    'audio.caption is there, and audio has none on WhatsApp',
  ],
  [
    { kind: 'location', latitude: 90, longitude: -180 },
    { kind: 'location', latitude: 90.1, longitude: -180 },
    'location.latitude is 90.1, WhatsApp allows -90 to 90',
  ],
  [
    { kind: 'contacts', contacts: of(257).map(() => ({ name: { formatted_name: 'A B', first_name: 'A' } })) },
    { kind: 'contacts', contacts: of(258).map(() => ({ name: { formatted_name: 'A B', first_name: 'A' } })) },
    'contacts has 258 items, WhatsApp allows 1 to 257',
  ],
  [
    { kind: 'reaction', to: 'wamid.1', emoji: '👨‍👩‍👧‍👦' },
    { kind: 'reaction', to: 'wamid.1', emoji: '👍👍' },
    'reaction.emoji is "👍👍", WhatsApp wants one emoji',
  ],
  [
    { kind: 'buttons', body: x(1024), header: x(60), footer: x(60), buttons: of(3).map((index) => button(index)) },
    { kind: 'buttons', body: 'Which?', buttons: of(4).map((index) => button(index)) },
    'interactive.action.buttons has 4 items, WhatsApp allows 1 to 3',
  ],
  [
    { kind: 'buttons', body: 'Which?', buttons: [button(1, x(20))] },
    { kind: 'buttons', body: 'Which?', buttons: [button(1, 'Cancel my order again')] },
    'interactive.action.buttons[0].reply.title has 21 characters, WhatsApp allows 20',
  ],
  [
    { kind: 'buttons', body: 'Which?', buttons: [button(1, 'Yes'), button(2, 'No')] },
    { kind: 'buttons', body: 'Which?', buttons: [button(1, 'Yes'), button(2, 'Yes')] },
    'interactive.action.buttons[1].reply.title is "Yes" a second time, each must differ from the others',
  ],
  [
    { kind: 'list', body: x(4096), button: x(20), sections: [{ rows: of(10).map(row) }] },
    {
      kind: 'list',
      body: 'Which?',
      button: 'Choose',
      sections: [
        { title: 'A', rows: of(6).map(row) },
        { title: 'B', rows: of(11).slice(6).map(row) },
      ],
    },
    'interactive.action.sections has 11 rows in total, WhatsApp allows 10',
  ],
  [
    { kind: 'list', body: 'Which?', button: 'Choose', sections: [{ rows: [row(1)] }] },
    { kind: 'list', body: 'Which?', button: 'Choose', sections: [{ title: 'A', rows: [row(1)] }, { rows: [row(2)] }] },
    'interactive.action.sections[1].title is missing, WhatsApp wants one where there are several sections',
  ],
  [
    { kind: 'link', body: 'Look', label: x(20), url: 'https://example.com' },
    { kind: 'link', body: 'Look', label: x(21), url: 'https://example.com' },
    'interactive.action.parameters.display_text has 21 characters, WhatsApp allows 20',
  ],
  [
    custom('interactive', {
      type: 'location_request_message',
      body: { text: x(1024) },
      action: { name: 'send_location' },
    }),
    custom('interactive', {
      type: 'location_request_message',
      body: { text: x(1025) },
      action: { name: 'send_location' },
    }),
    'interactive.body.text has 1025 characters, WhatsApp allows 1024',
  ],
  [
    { kind: 'template', name: 'order_update', language: 'en_US', body: ['a    b'] },
    { kind: 'template', name: 'order_update', language: 'en_US', body: ['a     b'] },
    'template.components[0].parameters[0].text has a line break, a tab or more than 4 spaces in a row, WhatsApp allows none of them',
  ],
]

describe('what WhatsApp would refuse', () => {
  it.each(EDGES.map(([allowed, refused, fault]) => ({ allowed, refused, fault })))(
    '[D4] $fault',
    ({ allowed, refused, fault }) => {
      expect(faults(allowed)).toEqual([])
      expect(faults(refused)).toEqual([fault])
    },
  )

  it('[D4] characters are counted as people type them: an emoji is one, whatever it takes in memory', () => {
    expect(faults({ kind: 'text', text: '😀'.repeat(4096) })).toEqual([])
    expect(faults({ kind: 'text', text: '😀'.repeat(4097) })).toHaveLength(1)
  })

  it('[D4] names all that is wrong at once', () => {
    const wrong = faults({
      kind: 'buttons',
      body: '',
      header: x(61),
      buttons: [button(1, x(21)), { id: '', title: '' }],
    })
    expect(wrong.map((fault) => fault.split(' ')[0])).toEqual([
      'interactive.header.text',
      'interactive.body.text',
      'interactive.action.buttons[0].reply.title',
      'interactive.action.buttons[1].reply.id',
      'interactive.action.buttons[1].reply.title',
    ])
  })

  it('[D4] lets through what it does not know: Meta invents new messages', () => {
    expect(faults(custom('hologram', { depth: 3 }))).toEqual([])
    expect(faults(custom('interactive', { type: 'hologram', body: { text: x(5000) } }))).toEqual([])
  })

  it('[D4] says so where something is no message at all', () => {
    for (const nothing of [
      { kind: 'poem' },
      { kind: 'buttons' },
      { kind: 'image' },
      { kind: 'list', sections: [null] },
    ])
      expect(faults(nothing as unknown as Outbound)).not.toEqual([])
    const round: { self?: unknown } = {}
    round.self = round
    expect(faults(custom('hologram', round))[0]).toMatch(/cannot be read/)
  })

  it('[D4 D9] what is at fault is refused without a request', async () => {
    requests = 0
    const line = { phoneNumberId: '1' } as Parameters<typeof client.send>[0]
    const outcome = await client.send(line, {
      to: { phone: '15550001111' },
      content: { kind: 'text', text: '' },
      attemptId: 'attempt',
    })
    expect(outcome).toEqual({
      kind: 'refused',
      code: 100,
      reason: '100: not sent, because WhatsApp would refuse it: text.body is empty',
    })
    expect(requests).toBe(0)
  })
})
