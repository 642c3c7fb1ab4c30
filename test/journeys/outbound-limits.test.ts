import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSimulator, createVirtualClock, type Simulator, seededRandom } from '../../simulator/index.ts'
import type { Line } from '../../src/domain/line.ts'
import { createClient } from '../../src/whatsapp/client.ts'
import { renderContent } from '../../src/whatsapp/render.ts'
import { downloadFrom, transportTo } from '../graph-transport.ts'

const TOKEN = 'test-access-token'
const PHONE = '15550001111'
const line = { phoneNumberId: '106540352242922', name: 'support' } as Line
const clock = createVirtualClock(Date.UTC(2026, 10, 21))

let simulator: Simulator
let client: ReturnType<typeof createClient>
let wamid: string
beforeAll(async () => {
  simulator = createSimulator({
    clock,
    random: seededRandom(1),
    appSecret: 'secret',
    accessToken: TOKEN,
    lines: [
      {
        phoneNumberId: line.phoneNumberId,
        wabaId: '1',
        displayPhoneNumber: '+1 555 078 3881',
        name: 'support',
        throughput: 80,
      },
    ],
    deliver: async () => 200,
  })
  client = createClient({
    transport: transportTo(simulator, clock),
    download: downloadFrom(simulator, clock),
    graph: { url: 'http://graph.invalid', version: 'v24.0' },
    tokenOf: () => TOKEN,
  })
  wamid = simulator.customer({ phone: PHONE, name: 'Maya' }).on('support').says('Hello')
})
afterAll(() => simulator.stop())

type Json = string | number | boolean | null | Json[] | { [key: string]: Json }
const link = 'https://x.example/a'
const row = (id: string): Json => ({ id, title: `Row ${id}`, description: 'more' })
const reply = (id: string): Json => ({ type: 'reply', reply: { id, title: `Title ${id}` } })
const interactive = (type: string, action: Json, more: { [key: string]: Json } = {}): [string, Json] => [
  'interactive',
  { type, body: { text: 'Which?' }, action, ...more },
]
const card = (index: number): Json => ({
  card_index: index,
  type: 'cta_url',
  header: { type: 'image', image: { link } },
  body: { text: 'A card' },
  action: { name: 'cta_url', parameters: { display_text: 'Open', url: link } },
})

/** Messages that are right, in Meta's own words. */
const RIGHT = (): readonly [type: string, content: Json][] => [
  ['text', { body: 'Hello' }],
  ['image', { link, caption: 'A cat' }],
  ['video', { link, caption: 'A film' }],
  ['audio', { link, voice: true }],
  ['document', { link, caption: 'A file', filename: 'a.pdf' }],
  ['sticker', { link }],
  ['location', { latitude: 41, longitude: 29, name: 'Shop', address: 'Street 1' }],
  [
    'contacts',
    [
      {
        name: { formatted_name: 'Ada L', first_name: 'Ada' },
        phones: [{ phone: '+1555', type: 'WORK' }],
        emails: [{ email: 'a@x.example' }],
        org: { company: 'Acme' },
        birthday: '2000-01-31',
      },
    ],
  ],
  ['reaction', { message_id: wamid, emoji: '👍' }],
  interactive(
    'button',
    { buttons: [reply('a'), reply('b')] },
    { header: { type: 'text', text: 'Now' }, footer: { text: 'Acme' } },
  ),
  interactive('button', { buttons: [reply('a')] }, { header: { type: 'image', image: { link } } }),
  interactive(
    'list',
    {
      button: 'Choose',
      sections: [
        { title: 'A', rows: [row('1'), row('2')] },
        { title: 'B', rows: [row('3')] },
      ],
    },
    { header: { type: 'text', text: 'Now' }, footer: { text: 'Acme' } },
  ),
  interactive('cta_url', { name: 'cta_url', parameters: { display_text: 'Open', url: link } }),
  interactive('location_request_message', { name: 'send_location' }),
  interactive('request_contact_info', { name: 'request_contact_info' }),
  interactive('flow', {
    name: 'flow',
    parameters: {
      flow_message_version: '3',
      flow_id: '1',
      flow_cta: 'Open',
      flow_token: 't',
      flow_action: 'navigate',
      flow_action_payload: { screen: 'A', data: { a: 1 } },
    },
  }),
  interactive('product', { catalog_id: '1', product_retailer_id: '2' }),
  interactive(
    'product_list',
    { catalog_id: '1', sections: [{ title: 'A', product_items: [{ product_retailer_id: '2' }] }] },
    { header: { type: 'text', text: 'Now' } },
  ),
  interactive('catalog_message', { name: 'catalog_message', parameters: { thumbnail_product_retailer_id: '2' } }),
  interactive('carousel', { cards: [card(0), card(1)] }),
  interactive('address_message', { name: 'address_message', parameters: { country: 'IN' } }),
  interactive('call_permission_request', { name: 'call_permission_request' }),
  interactive('voice_call', { name: 'voice_call', parameters: { display_text: 'Call' } }),
]

const LENGTHS = [1, 15, 20, 21, 24, 25, 30, 31, 60, 61, 72, 73, 160, 161, 200, 201, 256, 257, 1024, 1025, 4096, 4097]

/** One change somewhere: gone, empty, of another type, at a limit or above it, once more. */
function changed(content: Json, random: () => number): Json {
  const below = (most: number) => Math.floor(random() * most)
  const copy = structuredClone(content)
  const places: { in: Json[] | { [key: string]: Json }; at: string | number }[] = []
  const walk = (node: Json) => {
    if (typeof node !== 'object' || node === null) return
    for (const at of Array.isArray(node) ? node.keys() : Object.keys(node)) {
      // What Meta has added since is let through, so the names of forms stay; which messages there are only it knows.
      if (at === 'message_id' || (node === copy && at === 'type')) continue
      places.push({ in: node, at })
    }
    for (const child of Object.values(node)) walk(child)
  }
  walk(copy)
  const place = places[below(places.length)]!
  const parent = place.in as { [key: string | number]: Json }
  const old = parent[place.at]!
  const letters = ['x', 'é', '👍'][below(3)]!
  const put = (value: Json) => {
    parent[place.at] = value
  }
  const more = (make: (index: number) => Json) => {
    if (Array.isArray(old)) old.push(...Array.from({ length: below(12) }, (_, index) => make(index)))
  }
  const changes: (() => void)[] = [
    () => (Array.isArray(parent) ? parent.splice(Number(place.at), 1) : delete parent[place.at]),
    () => put(['', ' \n', null, 7, true, [], {}, 'text'][below(8)]!),
    () => put(letters.repeat(LENGTHS[below(LENGTHS.length)]!)),
    () => more(() => structuredClone((old as Json[])[0] ?? null)),
    () => more((index) => renamed((old as Json[])[0] ?? null, index)),
    () => put(typeof old === 'object' && !Array.isArray(old) ? { ...old, caption: 'more', id: '404' } : old),
  ]
  changes[below(changes.length)]!()
  return copy
}

/** The same with other ids and titles. */
function renamed(node: Json, index: number): Json {
  return JSON.parse(JSON.stringify(node).replaceAll(/"(id|title)":"[^"]*"/g, `"$1":"n${index}"`))
}

async function accepts(type: string, content: Json): Promise<boolean> {
  const answer = await simulator.graph({
    method: 'POST',
    path: `/v24.0/${line.phoneNumberId}/messages`,
    headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
    body: JSON.stringify({ messaging_product: 'whatsapp', to: `+${PHONE}`, type, [type]: content }),
  })
  // The pair of numbers may talk again after six seconds.
  await clock.advance(10_000)
  return answer.kind === 'answer' && answer.status === 200
}

describe('what is refused here and what the simulator refuses', () => {
  it('[D4] what is right is right for both', async () => {
    for (const [type, content] of RIGHT()) {
      expect(client.faults({ kind: 'custom', type, content }), type).toEqual([])
      expect(await accepts(type, content), JSON.stringify(content)).toBe(true)
    }
  })

  it('[D4] agrees on whatever is changed in it', async () => {
    const refused = { here: 0, accepted: 0 }
    for (let seed = 1; seed <= 3000; seed++) {
      const random = seededRandom(seed)
      const all = RIGHT()
      const [type, right] = all[Math.floor(random() * all.length)]!
      const content = changed(right, random)
      const faults = client.faults({ kind: 'custom', type, content })
      const accepted = await accepts(type, content)
      expect(faults.length === 0, `seed ${seed}: ${type} ${JSON.stringify(content).slice(0, 400)}: ${faults}`).toBe(
        accepted,
      )
      refused[accepted ? 'accepted' : 'here']++
    }
    expect(refused.here).toBeGreaterThan(500)
    expect(refused.accepted).toBeGreaterThan(500)
  })

  it('[D4] the sentences name what stands in the request', () => {
    const { content } = renderContent({ kind: 'buttons', body: '', buttons: [] })
    expect(client.faults({ kind: 'custom', type: 'interactive', content })).toEqual([
      'interactive.body.text is empty',
      'interactive.action.buttons has 0 items, WhatsApp allows 1 to 3',
    ])
  })
})
