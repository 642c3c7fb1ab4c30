import { expect, it } from 'vitest'
import { SUPPORT, setStage } from './test-stage.ts'

/** A stage on which Maya has just written. */
async function open() {
  const stage = setStage()
  stage.maya.says('Hi')
  await stage.clock.advance(0)
  return stage
}

const LINK = { link: 'https://acme.example/file' }
const x = (length: number) => 'x'.repeat(length)
const times = <Item>(count: number, make: (index: number) => Item) => Array.from({ length: count }, (_, i) => make(i))

const card = (name: object) => ({ name, phones: [{ phone: '+15550001234', type: 'HOME' }] })
const ANN = card({ formatted_name: 'Ann Lee', first_name: 'Ann' })

/** What each kind looks like when it is right, and what the phone then reads. */
const RIGHT: readonly [type: string, content: unknown, text: string][] = [
  ['image', { ...LINK, caption: x(1024) }, x(1024)],
  ['image', LINK, '[image]'],
  ['video', { ...LINK, caption: 'How to' }, 'How to'],
  ['audio', { ...LINK, voice: true }, '[voice message]'],
  ['audio', LINK, '[audio]'],
  ['document', { ...LINK, filename: 'Invoice.pdf' }, '[document Invoice.pdf]'],
  ['sticker', LINK, '[sticker]'],
  ['location', { latitude: 36.72, longitude: -4.42, name: 'Shop' }, 'Shop\n[location 36.72, -4.42]'],
  ['location', { latitude: -90, longitude: 180 }, '[location -90, 180]'],
  ['contacts', [ANN], '[contact Ann Lee]'],
  ['contacts', times(257, () => ANN), times(257, () => '[contact Ann Lee]').join('\n')],
]

it.each(RIGHT)('[S3] shows %s as Meta would: %#', async (type, content, text) => {
  const { send, maya, clock } = await open()
  const quoted = maya.said[0]!.wamid
  const { status, json } = await send({ type, [type]: content, context: { message_id: quoted } })
  expect([status, json.error]).toEqual([200, undefined])
  await clock.runUntilIdle()
  expect(maya.bubbles).toEqual([expect.objectContaining({ type, content, text, quoted })])
})

/** Code, and what the details have to name: the parameter and its limit. */
const WRONG: readonly [what: string, type: string, content: unknown, code: number, details: RegExp][] = [
  ['no content', 'image', undefined, 131008, /image is required/],
  ['content of another shape', 'image', 'x', 100, /image must be a JSON object/],
  ['neither id nor link', 'image', {}, 131008, /image\['id'\] is required/],
  ['id and link', 'image', { ...LINK, id: '1' }, 131009, /image\['link'\].*together/],
  ['an unknown id', 'image', { id: '1234' }, 131009, /image\['id'\].*"1234"/],
  ['a link that is none', 'video', { link: 'ftp://acme.example/a' }, 131009, /video\['link'\].*https/],
  ['a long caption', 'image', { ...LINK, caption: x(1025) }, 131009, /image\['caption'\].*1024/],
  ['a long caption', 'document', { ...LINK, caption: x(1025) }, 131009, /document\['caption'\].*1024/],
  ['a caption', 'audio', { ...LINK, caption: 'Hm' }, 131009, /audio\['caption'\]/],
  ['a voice that is no flag', 'audio', { ...LINK, voice: 'yes' }, 100, /audio\['voice'\].*boolean/],
  ['no longitude', 'location', { latitude: 1 }, 131008, /location\['longitude'\]/],
  ['a latitude beyond the pole', 'location', { latitude: 91, longitude: 0 }, 131009, /latitude.*-90 and 90/],
  ['a latitude in words', 'location', { latitude: 'north', longitude: 0 }, 100, /latitude.*number/],
  ['nobody', 'contacts', [], 131009, /contacts.*at least 1/],
  ['258 people', 'contacts', times(258, () => ANN), 131009, /contacts.*at most 257/],
  ['no name', 'contacts', [{ phones: [] }], 131008, /contacts\[0\]\['name'\] is required/],
  ['a formatted name alone', 'contacts', [card({ formatted_name: 'Ann' })], 131009, /name.*formatted_name.*last_name/],
  ['no formatted name', 'contacts', [card({ first_name: 'Ann' })], 131008, /formatted_name/],
  ['a birthday in words', 'contacts', [{ ...ANN, birthday: 'May' }], 131009, /birthday.*YYYY-MM-DD/],
]

it.each(WRONG)('[S3] refuses %s in %s: %#', async (_, type, content, code, details) => {
  const { send, maya, clock } = await open()
  const { status, json } = await send({ type, [type]: content })
  expect([status, json.error?.code]).toEqual([400, code])
  expect(json.error.error_data.details).toMatch(details)
  await clock.runUntilIdle()
  maya.hearsNothing()
})

it('[S3] sends a file of its own by id, of the right class and size, while the id lives', async () => {
  const { send, simulator, clock, maya } = await open()
  const file = (mime: string, bytes: Uint8Array) =>
    simulator.media.fromBusiness({ mime, bytes, line: SUPPORT.phoneNumberId }).id
  const photo = file('image/jpeg', new Uint8Array(5 * 1024 * 1024))
  const outcome = async (type: string, id: string, more = {}) => {
    const { json } = await send({ type, [type]: { id, ...more } })
    return json.error?.code ?? 200
  }
  expect(await outcome('image', photo)).toBe(200)
  expect(await outcome('document', photo)).toBe(200)
  expect(await outcome('video', photo)).toBe(131053)
  expect(await outcome('sticker', photo)).toBe(131053)
  expect(await outcome('image', file('image/jpeg', new Uint8Array(5 * 1024 * 1024 + 1)))).toBe(131053)
  expect(await outcome('image', file('image/jpeg', Buffer.from('%PDF-1.7')))).toBe(131053)
  expect(await outcome('audio', file('audio/ogg; codecs=opus', Buffer.from('OggS')), { voice: true })).toBe(200)
  expect(await outcome('audio', file('audio/mpeg', Buffer.from('ID3')), { voice: true })).toBe(131053)
  const opus = (channels: number) => Buffer.from(`OggS..OpusHead\x01${String.fromCharCode(channels)}...`, 'latin1')
  expect(await outcome('audio', file('audio/ogg', opus(1)))).toBe(200)
  expect(await outcome('audio', file('audio/ogg', opus(2)))).toBe(131053)
  const elsewhere = simulator.media.fromBusiness({ mime: 'image/png', bytes: new Uint8Array(9), line: '77' })
  expect(await outcome('image', elsewhere.id)).toBe(131009)
  await clock.advance(30 * 24 * 60 * 60 * 1000)
  maya.says('Still there?')
  await clock.advance(0)
  expect(await outcome('image', photo)).toBe(131009)
})

it('[S3] a sticker is 512x512, and small unless it moves', async () => {
  const { send, simulator } = await open()
  const webp = (side: number, size: number, animated = false) => {
    const file = Buffer.alloc(size)
    file.write('RIFF', 0)
    file.write('WEBPVP8X', 8)
    file.writeUInt8(animated ? 2 : 0, 20)
    file.writeUIntLE(side - 1, 24, 3)
    file.writeUIntLE(side - 1, 27, 3)
    return simulator.media.fromBusiness({ mime: 'image/webp', bytes: file }).id
  }
  const outcome = async (id: string) => (await send({ type: 'sticker', sticker: { id } })).json.error?.code ?? 200
  expect(await outcome(webp(512, 100 * 1024))).toBe(200)
  expect(await outcome(webp(511, 1000))).toBe(131053)
  expect(await outcome(webp(512, 100 * 1024 + 1))).toBe(131053)
  expect(await outcome(webp(512, 500 * 1024, true))).toBe(200)
  expect(await outcome(webp(512, 500 * 1024 + 1, true))).toBe(131053)
})

it('[S3] a reaction marks the message, goes with an empty emoji, and is told as sent only', async () => {
  const { send, maya, clock, items } = await open()
  const wamid = maya.said[0]!.wamid
  const react = (emoji: string) => send({ type: 'reaction', reaction: { message_id: wamid, emoji } })
  const { json } = await react('👍🏽')
  await clock.runUntilIdle()
  expect(maya.said[0]!.reaction).toBe('👍🏽')
  expect(maya.bubbles).toEqual([])
  expect(items('statuses').map(({ id, status }) => [id, status])).toEqual([[json.messages[0].id, 'sent']])
  expect((await react('')).status).toBe(200)
  await clock.runUntilIdle()
  expect(maya.said[0]!.reaction).toBeUndefined()
})

it.each([
  ['no emoji', { message_id: 'hers' }, {}, 131008, /emoji/],
  ['words', { message_id: 'hers', emoji: 'nice' }, {}, 131009, /emoji/],
  ['an unknown message', { message_id: 'wamid.X', emoji: '👍' }, {}, 131009, /message_id/],
  ['a context', { message_id: 'hers', emoji: '👍' }, { context: { message_id: 'wamid.X' } }, 131009, /context/],
])('[S3] refuses a reaction with %s', async (_, reaction, more, code, details) => {
  const { send, maya } = await open()
  const target = reaction.message_id === 'hers' ? maya.said[0]!.wamid : reaction.message_id
  const { json } = await send({ type: 'reaction', reaction: { ...reaction, message_id: target }, ...more })
  expect(json.error.code).toBe(code)
  expect(json.error.error_data.details).toMatch(details)
})

it('[S3] refuses to react to a reaction', async () => {
  const { send, maya, clock } = await open()
  await send()
  await clock.runUntilIdle()
  const message_id = maya.reacts('🎉')
  await clock.runUntilIdle()
  const { json } = await send({ type: 'reaction', reaction: { message_id, emoji: '👍' } })
  expect(json.error.error_data.details).toContain('is itself a reaction')
})

it('[S3] reacts to messages of the last 30 days', async () => {
  const { send, maya, clock } = await open()
  const reaction = { message_id: maya.said[0]!.wamid, emoji: '👍' }
  await clock.advance(30 * 24 * 60 * 60 * 1000)
  maya.says('Hi again')
  await clock.advance(0)
  expect((await send({ type: 'reaction', reaction })).status).toBe(200)
  await clock.advance(1)
  expect((await send({ type: 'reaction', reaction })).json.error.error_data.details).toContain('30 days')
})

it('[S3] the envelope: identity hash, activity sharing, groups, phones', async () => {
  const { send, maya, simulator } = await open()
  expect((await send({ message_activity_sharing: true })).status).toBe(200)
  const wrong = await send({ recipient_identity_key_hash: 'another' })
  expect([wrong.status, wrong.json.error.code]).toEqual([400, 137000])
  const group = await send({ recipient_type: 'group', to: '120363012345678901@g.us' })
  expect([group.status, group.json.error.code]).toEqual([400, 131020])
  const wamid = await send({ to: maya.said[0]!.wamid })
  expect([wamid.status, wamid.json.error.code]).toEqual([400, 131009])
  const ana = simulator.customer({ phone: '551187654321', name: 'Ana' }).on('Support')
  ana.says('Oi')
  const typed = await send({ to: '+55 11 98765-4321' })
  expect(typed.json.contacts).toEqual([{ input: '+55 11 98765-4321', wa_id: '551187654321' }])
})
