import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Agent } from '../../../src/domain/turn.ts'
import { type Listening, listen } from '../../../src/http/server.ts'
import { SUPPORT } from '../../settings.ts'
import type { Stage } from '../../stage.ts'
import { callsPeople, DANA, type deskOf, MAYA, read, setDesk, TOKEN } from './desk-scene.ts'

const PNG = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(300, 7)])
const OGG = Buffer.concat([Buffer.from('OggS'), Buffer.alloc(24), Buffer.from('OpusHead'), Buffer.alloc(400, 1)])
const SCRIPT = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
const HOSTILE = '../"><script>alert(1)</script>\r\nx: y\u202egnp.html'

let stage: Stage
let server: Listening
let desk: ReturnType<typeof deskOf>
let phone: ReturnType<Stage['phone']>
/** Calls people where it is asked to. */
const hears: Agent = (turn) => (turn.text.includes('person') ? callsPeople(turn) : 'Hello')
const headers = { authorization: `Bearer ${TOKEN}` }

beforeAll(async () => {
  ;({ stage, ...desk } = await setDesk({ agent: hears, coexistence: true }))
  server = await listen({ host: '127.0.0.1', port: 0, listener: stage.platform.listener })
  phone = stage.phone(MAYA, SUPPORT.name)
})
afterAll(async () => {
  await server.close()
  await stage.stop()
})

const at = async (path: string) => `${server.url}/api/conversations/${await stage.conversationOf(MAYA)}/${path}`
/** The message that was sent or written last. */
const last = async (author: string) =>
  (await desk.thread()).messages.findLast((one: { author: string }) => one.author === author)
async function fileOf({ id }: { id: string }, { query = '', range }: { query?: string; range?: string } = {}) {
  const response = await fetch(await at(`messages/${id}/file${query}`), {
    headers: { ...headers, ...(range && { range }) },
  })
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) }
}
async function sends(message: Parameters<typeof phone.sends>[0]) {
  phone.sends(message)
  await stage.pass(5000)
  return last('customer')
}
async function upload(name: string, bytes: Uint8Array, mime = '') {
  const form = new FormData()
  form.set('file', new File([bytes as Uint8Array<ArrayBuffer>], name, { type: mime }))
  const response = await fetch(await at('files'), { method: 'POST', headers, body: form })
  // biome-ignore lint/suspicious/noExplicitAny: what a program reads of an answer.
  return { status: response.status, body: (await response.json()) as any }
}

describe('the files of a thread', () => {
  it('[H22] pictures and voice notes stand in the page, inert, and may be saved', async () => {
    const picture = await fileOf(await sends({ type: 'image', bytes: PNG, mime: 'image/png' }))
    expect(picture.bytes).toEqual(PNG)
    expect(Object.fromEntries(picture.headers)).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': expect.stringMatching(/^inline; filename="image\.png"/),
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, max-age=3600',
    })
    const voice = await sends({ type: 'audio', bytes: OGG, mime: 'audio/ogg; codecs=opus' })
    expect((await fileOf(voice)).headers.get('content-type')).toBe('audio/ogg; codecs=opus')
    expect((await fileOf(voice, { query: '?download' })).headers.get('content-disposition')).toMatch(/^attachment; /)
    const part = await fileOf(voice, { range: 'bytes=10-19' })
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 10-19/${OGG.length}`])
    expect(part.bytes).toEqual(OGG.subarray(10, 20))
    expect((await fileOf(voice, { range: 'bytes=-5' })).bytes).toEqual(OGG.subarray(-5))
    expect((await fileOf(voice, { range: 'bytes=430-' })).bytes).toEqual(OGG.subarray(430))
    expect((await fileOf(voice, { range: `bytes=${OGG.length}-` })).status).toBe(416)
    for (const range of ['bytes=0-1,3-4', 'bytes=5-2', 'lines=1-2', 'bytes=-'])
      expect([range, (await fileOf(voice, { range })).status]).toEqual([range, 200])
  })

  it('[H22] what might run in a browser is bytes that are saved, whatever it is called', async () => {
    const PDF = Buffer.from('%PDF-1.7 <script>')
    const files = [
      [HOSTILE, 'text/html', SCRIPT],
      ['drawing.svg', 'image/svg+xml', SCRIPT],
      ['picture.png', 'image/png', SCRIPT],
      ['order.pdf', 'application/pdf', PDF],
    ] as const
    for (const [filename, mime, bytes] of files) phone.sends({ type: 'document', bytes, mime, filename })
    await stage.pass(5000)
    const { messages } = await desk.thread()
    const sent = messages.filter(({ content }: { content?: { kind: string } }) => content?.kind === 'document')
    expect(sent).toHaveLength(files.length)
    for (const [index, message] of sent.entries()) {
      const found = await fileOf(message)
      expect([found.status, found.headers.get('content-type')]).toEqual([200, 'application/octet-stream'])
      const disposition = found.headers.get('content-disposition')!
      expect(disposition).toMatch(/^attachment; filename="[\w. -]+"; filename\*=UTF-8''[\w.%~-]+$/)
      expect(decodeURIComponent(disposition)).not.toMatch(/[\r\n\u202e/\\]/)
      expect(found.bytes).toEqual(files[index]![2])
    }
  })

  it('[H22] are nobody else’s, and say so where they are gone', async () => {
    const picture = await sends({ type: 'image', bytes: PNG, mime: 'image/png' })
    const words = await last('agent')
    expect((await fileOf(words)).status).toBe(404)
    const narrow = await desk.token('viewer', ['sales'])
    const asked = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })
    expect((await fetch(await at(`messages/${picture.id}/file`), asked(narrow))).status).toBe(404)
    expect((await fetch(await at(`messages/${picture.id}/file`))).status).toBe(401)
    phone.deletes(picture.wamid)
    await stage.pass(5000)
    expect((await fileOf(picture)).status).toBe(410)
    const old = await sends({ type: 'image', bytes: PNG, mime: 'image/png' })
    const { media, lines } = stage.platform
    expect(await media.delete(lines.byName('support'), old.content.medium.id)).toEqual({ kind: 'deleted' })
    const gone = await fileOf(old)
    expect([gone.status, JSON.parse(gone.bytes.toString()).error]).toEqual([410, expect.stringContaining('any more')])
  })

  it('[H22] a teammate sends a file, which stands in the thread as it was', async () => {
    phone.says('Can you send me a picture?')
    await stage.pass(5000)
    const sent = await upload('../../map of the way.png', PNG, 'text/html')
    expect(sent).toEqual({
      status: 201,
      body: {
        ok: true,
        file: {
          id: expect.any(String),
          kind: 'image',
          mime: 'image/png',
          name: 'map of the way.png',
          size: PNG.length,
        },
      },
    })
    const { id, kind } = sent.body.file
    const content = { kind, media: { id }, caption: 'Here you are' }
    expect(await desk.about('replies', { as: DANA, content })).toMatchObject({ status: 201 })
    await stage.pass(5000)
    const ours = await last('teammate')
    expect((await fileOf(ours)).bytes).toEqual(PNG)
    expect(stage.simulator.log.graphCalls().filter(({ path }) => path.includes('/attachments/')).length).toBeLessThan(
      12,
    )
  })

  it('[H22] says in plain words what WhatsApp does not take', async () => {
    const large = Buffer.concat([PNG, Buffer.alloc(5 * 1024 * 1024)])
    expect(await upload('large.png', large)).toMatchObject({
      status: 413,
      body: { error: 'The file has 5.1 MB, WhatsApp takes image/png up to 5 MB.' },
    })
    expect(await upload('moving.gif', Buffer.from('GIF89a'))).toMatchObject({
      status: 422,
      body: { error: expect.stringMatching(/^WhatsApp takes no file of type image\/gif: pictures are JPEG or PNG/) },
    })
    expect((await upload('empty.txt', Buffer.alloc(0), 'text/plain')).status).toBe(422)
    expect((await desk.about('files', {})).status).toBe(400)
    expect((await fetch(await at('files'), { method: 'POST', headers, body: new FormData() })).status).toBe(400)
  })
})

describe('a customer who is blocked', () => {
  it('[I20] is shown and answered by nobody, opens nothing, and is not answered afterwards either', async () => {
    const { customer } = await desk.shown()
    await desk.about('release', { as: DANA })
    const sales = await desk.token('admin', ['sales'])
    expect((await desk.ask('POST', `/customers/${customer.id}/block`, {}, sales)).status).toBe(404)
    phone.says('I want to talk to a person')
    await stage.pass(5000)
    expect(await desk.shown()).toMatchObject({ owner: 'waiting' })
    const before = read(phone).length
    const blocked = await desk.ask('POST', `/customers/${customer.id}/block`)
    expect(blocked).toMatchObject({
      status: 200,
      body: { customer: { id: customer.id, blocked: { at: expect.any(Number) } } },
    })
    // What waited for somebody waits no more.
    expect(await desk.shown()).toMatchObject({ owner: 'agent', blocked: true })
    expect((await desk.ask('GET', '/blocks')).body.blocks).toMatchObject([
      { customer: customer.id, name: customer.name },
    ])
    for (const words of ['Hello?', 'A person!', '/reset']) phone.says(words)
    stage.phone(MAYA, 'sales').says('And here?')
    await stage.pass(10 * 60_000)
    expect(read(phone)).toHaveLength(before)
    expect(read(stage.phone(MAYA, 'sales'))).toEqual([])
    expect((await desk.thread()).messages.slice(-3)).toMatchObject(
      ['Hello?', 'A person!', '/reset'].map((text) => ({ text, outcome: 'ignored', because: 'blocked' })),
    )
    expect((await desk.ask('GET', '/handoffs')).body.handoffs).toEqual([])
    const card = (await desk.ask('GET', `/customers/${customer.id}`)).body.customer
    expect(card.conversations.map(({ line }: { line: string }) => line).sort()).toEqual(['sales', 'support'])
    expect(card.handoffs[0]).toMatchObject({ reason: 'customer_asked', outcome: 'Blocked.' })
    expect((await desk.ask('POST', `/customers/${customer.id}/unblock`)).body.customer.blocked).toBeUndefined()
    await stage.pass(10 * 60_000)
    expect(read(phone)).toHaveLength(before)
    phone.says('Thank you')
    await stage.pass(5000)
    expect(read(phone)).toHaveLength(before + 1)
  })

  it('[I20 H24] is a matter of those who work on a line of theirs, and may more than look', async () => {
    const { customer } = await desk.shown()
    const ask = async (role: string, lines: 'all' | string[]) =>
      (await desk.ask('POST', `/customers/${customer.id}/block`, {}, await desk.token(role, lines))).status
    expect(await ask('viewer', 'all')).toBe(403)
    expect(await ask('member', ['sales'])).toBe(200)
    expect((await desk.ask('POST', '/customers/nobody/block')).status).toBe(404)
  })
})

describe('canned replies', () => {
  it('[H22 H24] are written by who works on their line, and seen by who does', async () => {
    const on = (lines: 'all' | string[], role = 'member') => desk.token(role, lines)
    const support = await on(['support'])
    const write = (body: object, token?: string) => desk.ask('POST', '/canned', body, token)
    const first = await write({ name: ' Greeting ', text: 'Hi {{name|there}}!' })
    expect(first).toMatchObject({ status: 201, body: { reply: { name: 'Greeting', text: 'Hi {{name|there}}!' } } })
    expect((await write({ name: 'greeting', text: 'x' })).status).toBe(409)
    expect((await write({ name: 'For all', text: 'x' }, support)).status).toBe(403)
    expect((await write({ name: 'x', text: 'x', line: 'sales' }, support)).status).toBe(422)
    expect((await write({ name: 'x', text: 'x', line: 'moon' })).status).toBe(422)
    expect((await write({ name: '', text: 'x' })).status).toBe(400)
    expect((await write({ name: 'x', text: 'x'.repeat(4097) })).status).toBe(400)
    const own = (await write({ name: 'Address', text: 'Main St', line: 'support' }, support)).body.reply
    const names = async (token: string) =>
      (await desk.ask('GET', '/canned', undefined, token)).body.replies.map(({ name }: { name: string }) => name)
    expect(await names(support)).toEqual(['Address', 'Greeting'])
    expect(await names(await on(['sales'], 'viewer'))).toEqual(['Greeting'])
    const change = (id: string, token: string) =>
      desk.ask('PUT', `/canned/${id}`, { name: 'Address', text: 'Oak St', line: 'support' }, token)
    expect((await change(own.id, await on(['sales']))).status).toBe(404)
    expect((await change(first.body.reply.id, support)).status).toBe(403)
    expect((await change(own.id, support)).body.reply).toMatchObject({ id: own.id, text: 'Oak St' })
    expect((await desk.ask('DELETE', `/canned/${first.body.reply.id}`, undefined, support)).status).toBe(403)
    expect((await desk.ask('DELETE', `/canned/${own.id}`, undefined, support)).status).toBe(200)
    expect(await names(support)).toEqual(['Greeting'])
  })
})
