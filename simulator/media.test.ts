import { createHash } from 'node:crypto'
import { afterEach, expect, it } from 'vitest'
import { type SimulatorServer, serveSimulator } from './server.ts'
import { SALES, SUPPORT, setStage, TOKEN } from './test-stage.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const MB = 1024 * 1024
const UPLOAD = `/v24.0/${SUPPORT.phoneNumberId}/media`
const PHOTO = Buffer.from('\xff\xd8\xff\xe0 not much of a photo \r\n--\r\n\x00', 'latin1')

interface Upload {
  file?: Uint8Array | undefined
  fileType?: string
  type?: string | undefined
  product?: string | undefined
}

/** What `FormData` makes of it, byte for byte. */
async function form(given: Upload = {}) {
  const data = new FormData()
  const { file, fileType, type, product } = {
    file: PHOTO as Uint8Array,
    fileType: 'image/jpeg',
    type: 'image/jpeg',
    product: 'whatsapp',
    ...given,
  }
  if (product) data.set('messaging_product', product)
  if (file) data.set('file', new Blob([new Uint8Array(file)], { type: fileType }), 'a "photo".jpg')
  if (type) data.set('type', type)
  const response = new Response(data)
  return {
    headers: { 'content-type': response.headers.get('content-type')! },
    body: new Uint8Array(await response.arrayBuffer()),
  }
}

function open() {
  const stage = setStage()
  const ask = async (method: string, path: string, more: object = {}, token = TOKEN) => {
    const { headers, ...rest } = { headers: {}, body: '', ...more } as { headers: object; body: string | Uint8Array }
    const answer = await stage.simulator.graph({
      method,
      path,
      headers: { ...headers, ...(token && { authorization: `Bearer ${token}` }) },
      ...rest,
    })
    if (answer.kind !== 'answer') throw new Error(answer.kind)
    return { ...answer, json: answer.body.startsWith('{') ? JSON.parse(answer.body) : undefined }
  }
  const upload = async (more: Upload = {}) => ask('POST', UPLOAD, await form(more))
  const pathOf = (url: string) => new URL(url).pathname + new URL(url).search
  return { ...stage, ask, upload, pathOf }
}

it('[S3] takes a file, describes it, hands it out and deletes it', async () => {
  const { ask, upload, pathOf } = open()
  const { status, json } = await upload()
  expect([status, json]).toEqual([200, { id: expect.stringMatching(/^\d+$/) }])
  const told = (await ask('GET', `/v24.0/${json.id}?phone_number_id=${SUPPORT.phoneNumberId}`)).json
  expect(told).toEqual({
    messaging_product: 'whatsapp',
    url: expect.stringMatching(/^http:\/\/graph\.invalid\//),
    mime_type: 'image/jpeg',
    sha256: createHash('sha256').update(PHOTO).digest('hex'),
    file_size: PHOTO.length,
    id: json.id,
  })
  const file = await ask('GET', pathOf(told.url))
  expect([file.status, file.headers['content-type'], file.body]).toEqual([200, 'image/jpeg', ''])
  expect(Buffer.compare(Buffer.from(file.bytes!), PHOTO)).toBe(0)
  expect((await ask('DELETE', `/v24.0/${json.id}`)).json).toEqual({ success: true })
  expect((await ask('GET', `/v24.0/${json.id}`)).json.error).toMatchObject({ code: 100, error_subcode: 33 })
  expect((await ask('GET', pathOf(told.url))).status).toBe(404)
})

it('[S3] an address works for five minutes, with the bearer token only', async () => {
  const { ask, upload, pathOf, clock } = open()
  const { id } = (await upload()).json
  const { url } = (await ask('GET', `/v24.0/${id}`)).json
  const get = async (path: string, token?: string) => (await ask('GET', path, {}, token)).status
  expect(await get(pathOf(url), '')).toBe(401)
  expect(await get(pathOf(url), 'another')).toBe(401)
  expect(await get(pathOf(url).replace(/mid=\d+/, 'mid=1'))).toBe(404)
  await clock.advance(5 * MINUTE - 1)
  expect(await get(pathOf(url))).toBe(200)
  await clock.advance(1)
  expect(await get(pathOf(url))).toBe(404)
  const longer = pathOf(url).replace(/ext=(\d+)/, (_, until) => `ext=${Number(until) + 600}`)
  expect(await get(longer)).toBe(404)
  expect(await get(pathOf((await ask('GET', `/v24.0/${id}`)).json.url))).toBe(200)
})

it('[S3] an uploaded id lives 30 days, one from a webhook 7', async () => {
  const { ask, upload, simulator, clock } = open()
  const uploaded = (await upload()).json.id
  const inbound = simulator.media.fromPhone({ bytes: PHOTO, mime: 'image/jpeg' }).id
  const there = async (id: string) => (await ask('GET', `/v24.0/${id}`)).status === 200
  await clock.advance(7 * DAY - 1)
  expect(await there(inbound)).toBe(true)
  await clock.advance(1)
  expect([await there(inbound), await there(uploaded)]).toEqual([false, true])
  await clock.advance(23 * DAY - 1)
  expect(await there(uploaded)).toBe(true)
  await clock.advance(1)
  expect(await there(uploaded)).toBe(false)
})

it("[S3] a customer's file: base64 in the webhook, hex in Graph, and fetched with the token of its line", async () => {
  const { ask, simulator, pathOf } = open()
  simulator.lines()[1]!.accessToken = 'sales-token'
  const { url, ...told } = simulator.media.fromPhone({ bytes: PHOTO, mime: 'image/jpeg', line: SALES.phoneNumberId })
  const hash = createHash('sha256').update(PHOTO)
  expect(told).toEqual({ id: told.id, mime_type: 'image/jpeg', sha256: hash.copy().digest('base64') })
  const described = await ask('GET', `/v24.0/${told.id}`, {}, 'sales-token')
  expect(described.json.sha256).toBe(hash.digest('hex'))
  for (const path of [`/v24.0/${told.id}`, pathOf(url)]) {
    expect((await ask('GET', path)).status).toBe(401)
    expect((await ask('GET', path, {}, 'sales-token')).status).toBe(200)
  }
  const other = `/v24.0/${told.id}?phone_number_id=${SUPPORT.phoneNumberId}`
  expect((await ask('GET', other, {}, 'sales-token')).json.error.code).toBe(100)
})

it.each<[what: string, upload: Upload, code: number, words: RegExp]>([
  ['no file', { file: undefined }, 100, /file is required/],
  ['no product', { product: 'x' }, 100, /messaging_product/],
  ['a type Meta does not take', { type: 'image/gif', fileType: 'image/gif' }, 100, /image\/gif/],
  ['two types', { type: 'image/png' }, 131053, /image\/jpeg.*image\/png/],
  ['other bytes than it says', { file: Buffer.from('%PDF-1.7') }, 131053, /application\/pdf.*image\/jpeg/],
  ['nothing in it', { file: new Uint8Array() }, 131053, /empty/],
  ['a photo of more than 5 MB', { file: new Uint8Array(5 * MB + 1) }, 131053, /5242880/],
  [
    'sound of more than 16 MB',
    { file: new Uint8Array(16 * MB + 1), type: 'audio/ogg', fileType: 'audio/ogg' },
    131053,
    /16777216/,
  ],
  [
    'a sticker of more than 500 KB',
    { file: new Uint8Array(500 * 1024 + 1), type: 'image/webp', fileType: 'image/webp' },
    131053,
    /512000/,
  ],
])('[S3] refuses an upload with %s', async (_, upload, code, words) => {
  const { status, json } = await open().upload(upload)
  expect([status, json.error.code]).toEqual([400, code])
  expect(`${json.error.message} ${json.error.error_data?.details}`).toMatch(words)
})

it('[S3] refuses an upload that is no form', async () => {
  const { ask } = open()
  const answer = await ask('POST', UPLOAD, { headers: { 'content-type': 'application/json' }, body: '{}' })
  expect(answer.json.error.code).toBe(100)
  const torn = await form()
  const half = await ask('POST', UPLOAD, { ...torn, body: torn.body.subarray(0, torn.body.length / 2) })
  expect(half.json.error.code).toBe(100)
})

it('[S3] the log tells of files, and holds none', async () => {
  const { ask, upload, pathOf, simulator } = open()
  const { id } = (await upload()).json
  await ask('GET', pathOf((await ask('GET', `/v24.0/${id}`)).json.url))
  const [uploaded, , fetched] = simulator.log.graphCalls()
  expect(uploaded!.body).toMatch(/^\(multipart\/form-data, \d+ bytes\)$/)
  expect(fetched!.answer).toMatchObject({ body: `(${PHOTO.length} bytes)` })
  expect(fetched!.answer).not.toHaveProperty('bytes')
})

let server: SimulatorServer | undefined
afterEach(() => server?.close())

it('[S3] over HTTP: a document of 90 MB up and down, at the address of the server', async () => {
  const { simulator } = setStage()
  server = await serveSimulator(simulator, { port: 0 })
  const file = Buffer.alloc(90 * MB, 7)
  const headers = { authorization: `Bearer ${TOKEN}` }
  const data = new FormData()
  data.set('messaging_product', 'whatsapp')
  data.set('file', new Blob([file], { type: 'application/pdf' }), 'book.pdf')
  const uploaded = await fetch(`${server.url}/sim/graph${UPLOAD}`, { method: 'POST', headers, body: data })
  const { id } = (await uploaded.json()) as { id: string }
  const described = await fetch(`${server.url}/sim/graph/v24.0/${id}`, { headers })
  const { url } = (await described.json()) as { url: string }
  expect(url.startsWith(`${server.url}/sim/graph/`)).toBe(true)
  const fetched = await fetch(url, { headers })
  expect(fetched.headers.get('content-type')).toBe('application/pdf')
  expect(Buffer.compare(Buffer.from(await fetched.arrayBuffer()), file)).toBe(0)
  expect((await fetch(url)).status).toBe(401)
})
