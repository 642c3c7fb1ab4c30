import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import type { PhoneMessage } from './speech.ts'
import { setStage } from './test-stage.ts'

/** What the business is told of one message from Maya, without what all messages have. */
async function told(message: PhoneMessage) {
  const stage = setStage()
  const wamid = stage.maya.sends(message)
  await stage.clock.runUntilIdle()
  const item = stage.items('messages').find(({ id }) => id === wamid)!
  const { id, from, from_user_id, timestamp, ...rest } = item
  expect([id, from, from_user_id, timestamp]).toEqual([
    wamid,
    '15550001111',
    stage.maya.customer.bsuid,
    String(stage.maya.said.at(-1)!.at / 1000),
  ])
  return rest
}

const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64')
const PHOTO = Buffer.from('a photo')
const medium = (mime: string, bytes: Uint8Array = PHOTO) => ({
  id: expect.stringMatching(/^\d+$/),
  mime_type: mime,
  sha256: hash(bytes),
  url: expect.stringMatching(/^http/),
})

it.each<[PhoneMessage, object]>([
  [
    { type: 'text', text: 'Hi' },
    { type: 'text', text: { body: 'Hi' } },
  ],
  [
    { type: 'image', bytes: PHOTO, caption: 'Look' },
    { type: 'image', image: { ...medium('image/jpeg'), caption: 'Look' } },
  ],
  [
    { type: 'image', bytes: PHOTO.toString('base64'), mime: 'image/png' },
    { type: 'image', image: medium('image/png') },
  ],
  [
    { type: 'video', bytes: PHOTO, filename: 'a.mp4' },
    { type: 'video', video: { ...medium('video/mp4'), filename: 'a.mp4' } },
  ],
  [
    { type: 'audio', bytes: PHOTO },
    { type: 'audio', audio: { ...medium('audio/ogg; codecs=opus'), voice: true } },
  ],
  [
    { type: 'audio', bytes: PHOTO, mime: 'audio/mpeg', voice: false },
    { type: 'audio', audio: { ...medium('audio/mpeg'), voice: false } },
  ],
  [
    { type: 'document', bytes: PHOTO, filename: '../a b.pdf', caption: 'Invoice' },
    { type: 'document', document: { ...medium('application/pdf'), filename: '../a b.pdf', caption: 'Invoice' } },
  ],
  [
    { type: 'sticker', bytes: PHOTO, animated: true },
    { type: 'sticker', sticker: { ...medium('image/webp'), animated: true } },
  ],
  [
    {
      type: 'location',
      latitude: 37.44,
      longitude: -122.16,
      name: 'Philz',
      address: '101 Forest Ave',
      url: 'https://p.example/',
    },
    {
      type: 'location',
      location: {
        latitude: 37.44,
        longitude: -122.16,
        name: 'Philz',
        address: '101 Forest Ave',
        url: 'https://p.example/',
      },
    },
  ],
  [
    { type: 'contacts' },
    {
      type: 'contacts',
      contacts: [
        {
          name: { formatted_name: 'Maya', first_name: 'Maya' },
          phones: [{ phone: '+15550001111', wa_id: '15550001111', type: 'MOBILE' }],
        },
      ],
      origin: 'contact_request',
    },
  ],
  [
    { type: 'contacts', contacts: [{ phones: [{ phone: '+1 983', wa_id: '1983' }] }] },
    { type: 'contacts', contacts: [{ phones: [{ phone: '+1 983', wa_id: '1983' }] }], origin: 'other' },
  ],
  [
    { type: 'order', items: [{ productId: 'p1', quantity: 2, price: 30, currency: 'USD' }] },
    {
      type: 'order',
      order: {
        catalog_id: '194836987003835',
        text: '',
        product_items: [{ product_retailer_id: 'p1', quantity: 2, item_price: 30, currency: 'USD' }],
      },
    },
  ],
  [
    { type: 'call_permission', response: 'accept' },
    {
      type: 'interactive',
      interactive: {
        type: 'call_permission_reply',
        call_permission_reply: {
          response: 'accept',
          is_permanent: false,
          expiration_timestamp: expect.stringMatching(/^\d{10}$/),
          response_source: 'user_action',
        },
      },
    },
  ],
  [
    { type: 'call_permission', response: 'reject', automatic: true },
    {
      type: 'interactive',
      interactive: {
        type: 'call_permission_reply',
        call_permission_reply: { response: 'reject', is_permanent: false, response_source: 'automatic' },
      },
    },
  ],
  [
    { type: 'flow', response: { day: 'Monday' }, token: 't1' },
    {
      type: 'interactive',
      interactive: {
        type: 'nfm_reply',
        nfm_reply: { name: 'flow', body: 'Sent', response_json: '{"flow_token":"t1","day":"Monday"}' },
      },
    },
  ],
  [
    { type: 'flow', name: 'address_message', response: { values: { city: 'Pune' } } },
    {
      type: 'interactive',
      interactive: {
        type: 'nfm_reply',
        nfm_reply: { name: 'address_message', body: 'Sent', response_json: '{"values":{"city":"Pune"}}' },
      },
    },
  ],
  [{ type: 'request_welcome' }, { type: 'request_welcome' }],
])('[S3] %j', async (message, expected) => {
  expect(await told(message)).toEqual(expected)
})

it.each([
  ['poll', 131051, { type: 'poll' }],
  ['view_once', 131051, { type: 'view_once' }],
  ['live_location', 131051, { type: 'live_location' }],
  ['unavailable', 131060, undefined],
  ['large_media', 131052, undefined],
] as const)('[S3] what the API cannot carry: %s', async (kind, code, unsupported) => {
  expect(await told({ type: 'unsupported', kind })).toEqual({
    type: 'unsupported',
    errors: [
      {
        code,
        title: expect.any(String),
        message: expect.any(String),
        error_data: { details: expect.any(String) },
        href: expect.any(String),
      },
    ],
    ...(unsupported && { unsupported }),
  })
})

it('[S3] a message of errors only, and one that opens the chat, open no window', async () => {
  const stage = setStage()
  stage.maya.sends({ type: 'request_welcome' })
  stage.maya.sends({ type: 'errors' })
  await stage.clock.runUntilIdle()
  expect(stage.items('messages')[1]).toMatchObject({ type: 'errors', errors: [{ code: 131000 }] })
  expect(stage.maya.windowClosesAt).toBe(undefined)
})

it('[S3] forwarded, often forwarded, about a product, from an advertisement, in a group', async () => {
  const text = { type: 'text' as const, text: 'Hi' }
  expect((await told({ ...text, forwarded: true })).context).toEqual({ forwarded: true })
  expect((await told({ ...text, forwarded: 'frequently' })).context).toEqual({ frequently_forwarded: true })
  expect((await told({ ...text, product: { catalogId: 'c', productId: 'p' } })).context).toEqual({
    from: '15550783881',
    id: expect.stringMatching(/^wamid\./),
    referred_product: { catalog_id: 'c', product_retailer_id: 'p' },
  })
  expect((await told({ ...text, groupId: 'g1' })).group_id).toBe('g1')
  const common = ['source_url', 'source_id', 'source_type', 'body', 'headline', 'media_type']
  const ad = (await told({ ...text, referral: { welcome: 'How can we help?' } })).referral as object
  expect(Object.keys(ad)).toEqual([...common, 'image_url', 'ctwa_clid', 'welcome_message'])
  const inStatus = (await told({ ...text, referral: { source: 'post', media: 'video', inStatus: true } })).referral
  expect(Object.keys(inStatus as object)).toEqual([...common, 'video_url', 'thumbnail_url'])
  await expect(told({ ...text, forwarded: true, quoting: 'wamid.1' })).rejects.toThrow(/one of them/)
})

it('[S3] a voice message carries the bytes of the phone, fetched when it leaves', async () => {
  const stage = setStage()
  stage.maya.goesOffline()
  stage.maya.sends({ type: 'audio' })
  await stage.clock.advance(60 * 60 * 1000)
  stage.maya.comesOnline()
  await stage.clock.runUntilIdle()
  const { audio } = stage.items('messages')[0] as unknown as { audio: { id: string; url: string; sha256: string } }
  const { bytes } = stage.simulator.media.behind(new URL(audio.url).searchParams)!
  expect(Buffer.from(bytes).toString('latin1', 0, 4)).toBe('OggS')
  expect(hash(bytes)).toBe(audio.sha256)
})

it('[S3] the old forms of webhooks know no user ids, no addresses of files and other names', async () => {
  const stage = setStage()
  const lena = stage.simulator.customer({ phone: '4915112345678', name: 'Lena', username: 'lena.k' }).on('Support')
  stage.simulator.chaos.oldForms = true
  lena.says('Hi')
  lena.sends({ type: 'image' })
  lena.sends({ type: 'contacts' })
  lena.sends({ type: 'unsupported', kind: 'poll' })
  lena.sends({ type: 'order', items: [{ productId: 'p', quantity: 2, price: 30, currency: 'USD' }] })
  await stage.clock.runUntilIdle()
  const [text, image, card, poll, order] = stage.items('messages')
  expect(Object.keys(text!)).toEqual(['from', 'id', 'timestamp', 'type', 'text'])
  expect(Object.keys(image!.image as object).toSorted()).toEqual(['id', 'mime_type', 'sha256'])
  expect(card).not.toHaveProperty('origin')
  expect(poll).toMatchObject({
    type: 'unknown',
    errors: [{ code: 130501, details: 'Message type is not currently supported', title: 'Unsupported message type' }],
  })
  expect(order!.order).toMatchObject({ product_items: [{ quantity: '2', item_price: '30' }] })
  expect(JSON.parse(stage.received[0]!.body).entry[0].changes[0].value.contacts).toEqual([
    { profile: { name: 'Lena' }, wa_id: '4915112345678' },
  ])
})

it.each<[object, RegExp]>([
  [{ type: 'text', text: '' }, /empty text/],
  [{ type: 'fax' }, /cannot send "fax". It sends: text, image/],
  [{ type: 'location', latitude: 91, longitude: 0 }, /latitude/],
  [{ type: 'image', bytes: 'not base64!' }, /base64/],
  [{ type: 'order', items: [] }, /at least one/],
  [{ type: 'unsupported', kind: 'hologram' }, /no unsupported kind/],
  [{ type: 'call_permission', response: 'maybe' }, /accept or reject/],
  [{ type: 'contacts', contacts: [] }, /at least one/],
])('[S3] a phone says why it cannot send %j', async (message, reason) => {
  await expect(told(message as PhoneMessage)).rejects.toThrow(reason)
})
