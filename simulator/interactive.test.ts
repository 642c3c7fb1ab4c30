import { expect, it } from 'vitest'
import { setStage } from './test-stage.ts'

async function open() {
  const stage = setStage()
  stage.maya.says('Hi')
  await stage.clock.advance(0)
  return stage
}

const x = (length: number) => 'x'.repeat(length)
const times = <Item>(count: number, make: (index: number) => Item) => Array.from({ length: count }, (_, i) => make(i))
const body = (length = 5) => ({ text: x(length) })
const LINK = { link: 'https://acme.example/file' }

const replies = (count: number, reply: object = {}) =>
  times(count, (i) => ({ type: 'reply', reply: { id: `id-${i}`, title: `Title ${i}`, ...reply } }))
const button = (change: object = {}, buttons: unknown = replies(3)) => ({
  type: 'button',
  body: body(),
  action: { buttons },
  ...change,
})

const rows = (count: number, row: object = {}) => times(count, (i) => ({ id: `id-${i}`, title: `Row ${i}`, ...row }))
const list = (change: object = {}, sections: unknown = [{ rows: rows(3) }], open = 'Choose') => ({
  type: 'list',
  body: body(),
  action: { button: open, sections },
  ...change,
})
const section = (title: string | undefined, ids: readonly string[]) => ({
  ...(title !== undefined && { title }),
  rows: ids.map((id) => ({ id, title: id })),
})

const ctaUrl = (change: object = {}, parameters: object = {}) => ({
  type: 'cta_url',
  body: body(),
  action: { name: 'cta_url', parameters: { display_text: 'Track it', url: 'https://acme.example/t', ...parameters } },
  ...change,
})
const flow = (parameters: object = {}) => ({
  type: 'flow',
  body: body(),
  action: { name: 'flow', parameters: { flow_message_version: '3', flow_id: '1', flow_cta: 'Book', ...parameters } },
})
const named = (type: string, name: string, parameters?: object, change: object = {}) => ({
  type,
  body: body(),
  action: { name, ...(parameters && { parameters }) },
  ...change,
})
const product = (action: object) => ({ type: 'product', action })
const productList = (counts: readonly number[], change: object = {}) => ({
  type: 'product_list',
  header: { type: 'text', text: 'Ours' },
  body: body(),
  action: {
    catalog_id: '7',
    sections: counts.map((count, at) => ({
      title: `Section ${at}`,
      product_items: times(count, (i) => ({ product_retailer_id: `sku-${at}-${i}` })),
    })),
  },
  ...change,
})
const urlCard = (index: number, change: object = {}) => ({
  card_index: index,
  type: 'cta_url',
  header: { type: 'image', image: LINK },
  body: body(160),
  action: { name: 'cta_url', parameters: { display_text: 'Look', url: 'https://acme.example' } },
  ...change,
})
const productCard = (index: number) => ({
  card_index: index,
  type: 'product',
  action: { catalog_id: '7', product_retailer_id: `sku-${index}` },
})
const carousel = (cards: unknown, change: object = {}) => ({
  type: 'carousel',
  body: body(),
  action: { cards },
  ...change,
})

const RIGHT: readonly [what: string, interactive: object, shown: RegExp][] = [
  ['one button', button({}, replies(1)), /\[Title 0\]$/],
  [
    'three buttons at every limit',
    button(
      { body: body(1024), footer: body(60) },
      times(3, (i) => ({ type: 'reply', reply: { id: x(255) + i, title: x(19) + i } })),
    ),
    /x{1024}\nx{60}\n\[x{19}0\]/,
  ],
  ['buttons under a text', button({ header: { type: 'text', text: x(60) } }), /^x{60}\n/],
  ['buttons under an image', button({ header: { type: 'image', image: LINK } }), /^\[image\]/],
  ['buttons under a video', button({ header: { type: 'video', video: LINK } }), /^\[video\]/],
  ['buttons under a document', button({ header: { type: 'document', document: LINK } }), /^\[document\]/],
  [
    'a list',
    list({ header: { type: 'text', text: 'Menu' }, footer: body(60) }),
    /^Menu\n[\s\S]*\[Choose\]\n- Row 0\n- Row 1/,
  ],
  [
    'ten rows at every limit',
    list(
      { body: body(4096) },
      [{ title: x(24), rows: times(10, (i) => ({ id: x(199) + i, title: x(24), description: x(72) })) }],
      x(20),
    ),
    /x{24}: x{72}$/,
  ],
  [
    'ten sections',
    list(
      {},
      times(10, (i) => section(`S ${i}`, [`r${i}`])),
    ),
    /- r9$/,
  ],
  ['a link', ctaUrl({}, { display_text: x(20) }), /\[x{20}\] https:\/\/acme\.example\/t$/],
  [
    'a request for the location',
    named('location_request_message', 'send_location', undefined, { body: body(1024) }),
    /\[Send location\]$/,
  ],
  [
    'a flow',
    flow({
      flow_cta: x(30),
      flow_token: 't',
      mode: 'draft',
      flow_action: 'navigate',
      flow_action_payload: { screen: 'A', data: { a: 1 } },
    }),
    /\[x{30}\]$/,
  ],
  ['a flow by name', flow({ flow_id: undefined, flow_name: 'booking', flow_action: 'data_exchange' }), /\[Book\]$/],
  ['a product', product({ catalog_id: '7', product_retailer_id: 'sku' }), /\[product sku\]$/],
  ['thirty products', productList(times(10, () => 3)), /sku-9-2$/],
  [
    'a catalogue',
    named('catalog_message', 'catalog_message', { thumbnail_product_retailer_id: 'sku' }),
    /\[View catalog\]$/,
  ],
  ['two cards', carousel(times(2, (i) => urlCard(i))), /1\. \[image\] x{160} \[Look\] https/],
  ['ten cards of products', carousel(times(10, productCard)), /10\. \[product sku-9\]$/],
  ['a request to call', named('call_permission_request', 'call_permission_request'), /\[Choose preference\]$/],
  ['a request for the number', named('request_contact_info', 'request_contact_info'), /\[Share contact info\]$/],
  [
    'a request for the address',
    named('address_message', 'address_message', { country: 'IN', values: { city: 'Pune' } }),
    /\[Provide address\]$/,
  ],
  ['a button that calls', named('voice_call', 'voice_call', { display_text: x(20), ttl_minutes: 15 }), /\[x{20}\]$/],
]

it.each(RIGHT)('[S3] shows %s', async (_, interactive, shown) => {
  const { send, maya, clock } = await open()
  const { status, json } = await send({ type: 'interactive', interactive })
  expect([status, json.error]).toEqual([200, undefined])
  await clock.runUntilIdle()
  expect(maya.bubbles).toEqual([
    expect.objectContaining({ type: 'interactive', content: JSON.parse(JSON.stringify(interactive)) }),
  ])
  expect(maya.bubbles[0]!.text).toMatch(shown)
})

const WRONG: readonly [what: string, interactive: unknown, code: number, details: RegExp][] = [
  ['nothing', undefined, 131008, /interactive is required/],
  ['no type', { body: body() }, 131008, /interactive\['type'\]/],
  ['an unknown type', { type: 'wheel' }, 131009, /type'\] must be one of \{button, list/],
  ['no body', button({ body: undefined }), 131008, /interactive\['body'\]/],
  ['a blank body', button({ body: { text: ' \n' } }), 131009, /body.*empty/],
  ['1025 characters of body', button({ body: body(1025) }), 131009, /body'\]\['text'\].*1024/],
  ['61 characters of footer', button({ footer: body(61) }), 131009, /footer.*60/],
  ['61 characters of header', button({ header: { type: 'text', text: x(61) } }), 131009, /header.*60/],
  ['a header of sound', button({ header: { type: 'audio', audio: LINK } }), 131009, /header'\]\['type'\]/],
  ['a header without its image', button({ header: { type: 'image' } }), 131008, /header'\]\['image'\]/],
  ['no action', button({ action: undefined }), 131008, /action/],
  ['no buttons', button({}, []), 131009, /buttons.*at least 1/],
  ['four buttons', button({}, replies(4)), 131009, /buttons.*at most 3/],
  ['buttons of another type', button({}, [{ type: 'url', reply: { id: '1', title: 'a' } }]), 131009, /type.*reply/],
  [
    'a button title of 21',
    button({}, replies(1, { title: x(21) })),
    131009,
    /buttons'\]\[0\]\['reply'\]\['title'\].*20/,
  ],
  ['a button without a title', button({}, replies(1, { title: '' })), 131009, /title.*empty/],
  ['a button id of 257', button({}, replies(1, { id: x(257) })), 131009, /id'\].*256/],
  ['a button without an id', button({}, replies(1, { id: undefined })), 131008, /id'\] is required/],
  ['equal button titles', button({}, replies(2, { title: 'Yes' })), 131009, /title.*unique/],
  ['equal button ids', button({}, replies(2, { id: 'a' })), 131009, /id.*unique/],
  ['4097 characters in a list', list({ body: body(4097) }), 131009, /body.*4096/],
  ['an image over a list', list({ header: { type: 'image', image: LINK } }), 131009, /header.*text/],
  ['a list button of 21', list({}, undefined, x(21)), 131009, /action'\]\['button'\].*20/],
  ['no sections', list({}, []), 131009, /sections.*at least 1/],
  [
    'eleven sections',
    list(
      {},
      times(11, (i) => section(`S${i}`, [`${i}`])),
    ),
    131009,
    /sections.*at most 10/,
  ],
  ['eleven rows', list({}, [{ rows: rows(11) }]), 131009, /10 rows/],
  [
    'eleven rows in two sections',
    list({}, [section('A', ['1', '2', '3', '4', '5', '6']), section('B', ['7', '8', '9', '10', '11'])]),
    131009,
    /10 rows/,
  ],
  ['a section without rows', list({}, [{ rows: [] }]), 131009, /rows.*at least 1/],
  [
    'two sections without titles',
    list({}, [section('A', ['1']), section(undefined, ['2'])]),
    131008,
    /sections'\]\[1\]\['title'\]/,
  ],
  ['a section title of 25', list({}, [section(x(25), ['1'])]), 131009, /title.*24/],
  ['a row title of 25', list({}, [{ rows: rows(1, { title: x(25) }) }]), 131009, /rows'\]\[0\]\['title'\].*24/],
  ['a row id of 201', list({}, [{ rows: rows(1, { id: x(201) }) }]), 131009, /id.*200/],
  ['a row description of 73', list({}, [{ rows: rows(1, { description: x(73) }) }]), 131009, /description.*72/],
  ['equal row ids', list({}, [section('A', ['1']), section('B', ['1'])]), 131009, /id.*unique/],
  ['a link text of 21', ctaUrl({}, { display_text: x(21) }), 131009, /display_text.*20/],
  ['a link that is none', ctaUrl({}, { url: 'acme.example' }), 131009, /url.*http/],
  ['another action for a link', named('cta_url', 'open_url'), 131009, /name.*cta_url/],
  ['another action for the location', named('location_request_message', 'location'), 131009, /send_location/],
  ['an old flow version', flow({ flow_message_version: '2' }), 131009, /flow_message_version/],
  ['a flow by id and name', flow({ flow_name: 'a' }), 131009, /flow_name.*flow_id/],
  ['no flow', flow({ flow_id: undefined }), 131008, /flow_id/],
  ['a flow button of 31', flow({ flow_cta: x(31) }), 131009, /flow_cta.*30/],
  ['an unknown flow action', flow({ flow_action: 'jump' }), 131009, /flow_action/],
  ['no product', product({ catalog_id: '7' }), 131008, /product_retailer_id/],
  ['31 products', productList([16, 15]), 131009, /30 products/],
  ['eleven sections of products', productList(times(11, () => 1)), 131009, /sections.*at most 10/],
  ['products without a header', productList([1], { header: undefined }), 131008, /header/],
  ['one card', carousel([urlCard(0)]), 131009, /cards.*at least 2/],
  ['eleven cards', carousel(times(11, productCard)), 131009, /cards.*at most 10/],
  ['cards with one index', carousel([urlCard(1), urlCard(1)]), 131009, /card_index.*unique/],
  ['a card index of 10', carousel([urlCard(0), urlCard(10)]), 131009, /card_index.*0 and 9/],
  ['a card without a header', carousel([urlCard(0), urlCard(1, { header: undefined })]), 131008, /header/],
  ['cards of two types', carousel([urlCard(0), productCard(1)]), 131009, /one type/],
  [
    'a footer under cards',
    carousel(
      times(2, (i) => urlCard(i)),
      { footer: body() },
    ),
    131009,
    /footer/,
  ],
  [
    '1025 characters over cards',
    carousel(
      times(2, (i) => urlCard(i)),
      { body: body(1025) },
    ),
    131009,
    /body.*1024/,
  ],
  ['an address without a country', named('address_message', 'address_message', {}), 131008, /country/],
]

it.each(WRONG)('[S3] refuses %s', async (_, interactive, code, details) => {
  const { send, maya, clock } = await open()
  const { status, json } = await send({ type: 'interactive', interactive })
  expect([status, json.error?.code]).toEqual([400, code])
  expect(json.error.error_data.details).toMatch(details)
  await clock.runUntilIdle()
  maya.hearsNothing()
})
