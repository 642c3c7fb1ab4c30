import { afterEach, describe, expect, it } from 'vitest'
import { type Listening, listen } from '../../../src/http/server.ts'
import { HANDOFF, SUPPORT } from '../../settings.ts'
import type { Stage } from '../../stage.ts'
import { DANA, MAYA, OMAR, setDesk, TOKEN } from './desk-scene.ts'

let stage: Stage
let server: Listening | undefined
/** Behind a real server: forms and files as browsers send them. */
const setUp = async (options: Parameters<typeof setDesk>[0] = {}) => {
  const desk = await setDesk(options)
  stage = desk.stage
  server = await listen({ host: '127.0.0.1', port: 0, listener: stage.platform.listener })
  return { ...desk, upload: (form: FormData) => send(form) }
}
afterEach(async () => {
  await server?.close()
  await stage.stop()
})

const PNG = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgYPhfDwAChAGApEBTlAAAAABJRU5ErkJggg==',
    'base64',
  ),
)
const headers = { authorization: `Bearer ${TOKEN}` }
const at = async (path: string) => `${server!.url}/api/conversations/${await stage.conversationOf(MAYA)}/${path}`

async function send(form: FormData) {
  const response = await fetch(await at('notes'), { method: 'POST', headers, body: form })
  // biome-ignore lint/suspicious/noExplicitAny: what a program reads of an answer.
  return { status: response.status, body: (await response.json()) as any }
}

function form({ text, files = [], as = DANA }: { text?: string; files?: [string, string, Uint8Array][]; as?: object }) {
  const written = new FormData()
  if (text !== undefined) written.set('text', text)
  written.set('as', JSON.stringify(as))
  for (const [name, type, bytes] of files)
    written.append('files', new File([bytes as Uint8Array<ArrayBuffer>], name, { type }))
  return written
}

describe('the desk: private notes', () => {
  it('[H22] stand in the thread with their files, and nothing of them is sent', async () => {
    const { about, written, thread, upload, shown } = await setUp()
    await written()
    expect(await about('notes', { as: OMAR, text: 'She called before.' })).toMatchObject({
      status: 201,
      body: { files: [] },
    })
    const kept = await upload(form({ text: 'The receipt:', files: [['../receipt.png', 'text/html', PNG]] }))
    expect(kept).toMatchObject({ status: 201, body: { files: [{ name: 'receipt.png', mime: 'image/png' }] } })
    await stage.pass(60_000)
    const { notes, messages } = await thread()
    expect(notes).toMatchObject([
      { text: 'She called before.', by: OMAR, files: [] },
      { id: kept.body.note, text: 'The receipt:', by: DANA, files: kept.body.files },
    ])
    expect(messages).toHaveLength(2)
    expect(await shown()).toMatchObject({ owner: 'agent', epoch: 0, position: 2 })
    const calls = stage.simulator.log.graphCalls().map(({ body }) => body)
    expect(calls.filter((body) => body.includes('receipt') || body.includes('called before'))).toEqual([])
  })

  it('[H22] files are saved, never opened: what could run in a browser is bytes to it', async () => {
    const { written, upload } = await setUp()
    await written()
    const page = new TextEncoder().encode('<script>alert(1)</script>')
    const { body } = await upload(
      form({
        files: [
          ['rächnung "1";\r\n.png', 'image/png', PNG],
          ['page.html', 'text/html', page],
          ['drawing.svg', 'image/svg+xml', page],
        ],
      }),
    )
    const found = await Promise.all(
      (body.files as { id: string }[]).map(async ({ id }) =>
        fetch(await at(`notes/${body.note}/files/${id}`), { headers }),
      ),
    )
    expect(found.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(found.map((one) => one.headers.get('content-type'))).toEqual([
      'image/png',
      'application/octet-stream',
      'application/octet-stream',
    ])
    for (const one of found) {
      expect(one.headers.get('content-disposition')).toMatch(
        /^attachment; filename="[\w. -]+"; filename\*=UTF-8''[\w.%-]+$/,
      )
      expect(one.headers.get('x-content-type-options')).toBe('nosniff')
      expect(one.headers.get('content-security-policy')).toContain('sandbox')
      expect(one.headers.get('cache-control')).toBe('no-store')
    }
    expect(new Uint8Array(await found[0]!.arrayBuffer())).toEqual(PNG)
    expect(Buffer.from(await found[1]!.arrayBuffer()).toString()).toBe('<script>alert(1)</script>')
  })

  it('[H22] belong to one conversation: from another one, or without a token, there is no way to their files', async () => {
    const { written, upload, ask, token } = await setUp()
    await written()
    const { body } = await upload(form({ files: [['list.csv', 'text/csv', PNG]] }))
    stage.phone('15550002222').says('Hello')
    await stage.pass(5000)
    const other = await stage.conversationOf('15550002222')
    const path = `notes/${body.note}/files/${body.files[0].id}`
    expect((await ask('GET', `/conversations/${other}/${path}`)).status).toBe(404)
    expect((await ask('GET', `/conversations/${other}/notes/${body.note}/files/nothing`)).status).toBe(404)
    expect((await fetch(await at(path))).status).toBe(401)
    const seller = await token('member', ['sales'])
    expect((await fetch(await at(path), { headers: { authorization: `Bearer ${seller}` } })).status).toBe(404)
  })

  it('[H22] have limits: words, ten files, 25 MB', async () => {
    const { about, written, upload, token } = await setUp()
    await written()
    expect((await about('notes', { text: ' ' })).status).toBe(400)
    expect((await about('notes', { words: 'x' })).status).toBe(400)
    expect((await about('notes', { text: 'x'.repeat(20_001) })).status).toBe(413)
    const eleven = Array.from({ length: 11 }, (_, index): [string, string, Uint8Array] => [
      `${index}.png`,
      'image/png',
      PNG,
    ])
    expect((await upload(form({ files: eleven }))).status).toBe(413)
    expect((await upload(form({ files: eleven.slice(1) }))).status).toBe(201)
    const large: [string, string, Uint8Array] = ['large.bin', 'application/zip', new Uint8Array(13 * 1024 * 1024)]
    expect((await upload(form({ files: [large] }))).status).toBe(201)
    expect((await upload(form({ files: [large, large] }))).status).toBe(413)
    const viewer = await token('viewer')
    expect((await about('notes', { text: 'Hm' }, { token: viewer })).status).toBe(403)
    const post = async (type: string, body: string) =>
      (await fetch(await at('notes'), { method: 'POST', headers: { ...headers, 'content-type': type }, body })).status
    expect(await post('text/plain', 'Hm')).toBe(400)
    expect(await post('multipart/form-data; boundary=x', 'Hm')).toBe(400)
  })

  it('[H14] are a sign of life: whoever writes one keeps the conversation', async () => {
    const handoff = { ...HANDOFF, autoReleaseMs: 10 * 60_000 }
    const { about, written, shown, ask } = await setUp({ settings: { lines: [{ ...SUPPORT, handoff }] } })
    await written()
    await about('claim', { as: DANA })
    await stage.pass(9 * 60_000)
    await about('notes', { as: DANA, text: 'Asking the courier.' })
    await stage.pass(9 * 60_000)
    expect(await shown()).toMatchObject({ owner: 'teammate' })
    const { handoff: id } = await shown()
    expect((await ask('GET', `/handoffs/${id}`)).body.handoff.steps).toMatchObject([
      { kind: 'claim', by: DANA, source: 'api' },
      { kind: 'noted', by: DANA, source: 'api' },
    ])
    await stage.pass(2 * 60_000)
    expect(await shown()).toMatchObject({ owner: 'agent' })
  })

  it('[H22] kept again under the same id a note is kept once', async () => {
    const { about, written, thread } = await setUp()
    await written()
    const note = { as: DANA, text: 'Once', id: '0197a000-0000-7000-8000-000000000009' }
    const both = await Promise.all([about('notes', note), about('notes', note)])
    expect(both).toMatchObject([{ status: 201 }, { status: 201 }])
    expect((await thread()).notes).toHaveLength(1)
  })
})
