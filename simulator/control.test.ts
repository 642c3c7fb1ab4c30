import { afterEach, expect, it } from 'vitest'
import { type ListenerOptions, serveSimulator } from './server.ts'
import { SUPPORT, setStage } from './test-stage.ts'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function serve(options: Pick<ListenerOptions, 'desk'> = {}) {
  const stage = setStage()
  const server = await serveSimulator(stage.simulator, { port: 0, ...options })
  closers.push(() => server.close())
  const ask = async (name: string, body: object) => {
    const response = await fetch(`${server.url}/sim/api/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return { status: response.status, json: (await response.json()) as Record<string, unknown> }
  }
  /** For what Maya does on her phone. */
  const maya = async (name: string, body: object = {}) => {
    const { status, json } = await ask(name, { customer: '15550001111', line: 'Support', ...body })
    expect(json).not.toHaveProperty('error')
    expect(status).toBe(200)
    return String(json.wamid)
  }
  const changes = () =>
    stage.received.flatMap(({ body }) =>
      JSON.parse(body).entry.flatMap(({ changes }: { changes: object[] }) => changes),
    ) as { field: string; value: Record<string, object[]> }[]
  return { ...stage, server, ask, say: maya, phone: stage.maya, changes }
}

it('[S3] sends every kind, taps, reacts, edits and deletes', async () => {
  const { say, phone, clock, items, send } = await serve()
  const hi = await say('say', { text: 'Hi', forwarded: true })
  await say('send', { type: 'image', bytes: Buffer.from('a photo').toString('base64'), caption: 'Look' })
  await say('send', { type: 'location', latitude: 36.7, longitude: -4.4 })
  await clock.advance(0)
  const buttons = [{ type: 'reply', reply: { id: 'y', title: 'Yes' } }]
  await send({ type: 'interactive', interactive: { type: 'button', body: { text: 'Sure?' }, action: { buttons } } })
  await clock.advance(1_000)
  await say('tap', { button: 'Yes' })
  await say('react', { emoji: '👍' })
  await say('react')
  await say('edit', { message: hi, text: 'Hello' })
  await say('delete', { message: hi })
  await clock.runUntilIdle()
  expect(items('messages').map(({ type, context }) => [type, context !== undefined])).toEqual([
    ['text', true],
    ['image', false],
    ['location', false],
    ['interactive', true],
    ['reaction', false],
    ['reaction', false],
    ['unsupported', false],
    ['unsupported', false],
  ])
  expect(phone.said[0]).toMatchObject({ text: 'Hello', edited: true, deleted: true })
})

it('[S3] shows the files of a conversation, and never as a page', async () => {
  const { say, phone, server, clock } = await serve()
  await say('send', { type: 'image', bytes: Buffer.from('a photo').toString('base64') })
  await say('send', { type: 'document', bytes: Buffer.from('<script>').toString('base64'), mime: 'text/html' })
  await clock.advance(0)
  const file = (index: number) =>
    fetch(`${server.url}/sim/file?id=${(phone.said[index]!.content as { id: string }).id}`)
  const photo = await file(0)
  expect([await photo.text(), photo.headers.get('content-type')]).toEqual(['a photo', 'image/jpeg'])
  const page = await file(1)
  expect(page.headers.get('content-type')).toBe('application/octet-stream')
  expect(page.headers.get('content-disposition')).toBe('attachment')
  expect((await fetch(`${server.url}/sim/file?id=1`)).status).toBe(404)
})

it('[S3] tells what can be tapped on a bubble', async () => {
  const { say, send, clock, server } = await serve()
  await say('say', { text: 'Hi' })
  await clock.advance(0)
  const sections = [{ rows: [{ id: 'r1', title: 'Single' }] }]
  await send({
    type: 'interactive',
    interactive: { type: 'list', body: { text: 'Which?' }, action: { button: 'Rooms', sections } },
  })
  await clock.advance(1_000)
  const { entries } = (await (
    await fetch(`${server.url}/sim/api/thread?customer=15550001111&line=Support`)
  ).json()) as {
    entries: { buttons?: object[] }[]
  }
  expect(entries[1]!.buttons).toEqual([{ kind: 'list_reply', id: 'r1', title: 'Single' }])
})

it('[S3] changes who a customer is: names, contact book, number, user id, identity, a new owner', async () => {
  const { say, ask, simulator, clock, items } = await serve()
  await say('say', { text: 'Hi' })
  await ask('customer', { customer: '15550001111', name: 'Maya K', username: 'maya.k', inContactBook: true })
  expect((await ask('identity', { customer: '15550001111', phone: '+1 555 000 3333' })).json.phone).toBe('15550003333')
  await ask('identity', { customer: '15550003333', bsuid: 'US.99' })
  await ask('identity', { customer: 'US.99' })
  await clock.runUntilIdle()
  const systems = items('messages').filter(({ type }) => type === 'system')
  expect(systems.map(({ system }) => (system as { type: string }).type)).toEqual([
    'user_changed_number',
    'user_changed_user_id',
    'user_changed_user_id',
    'customer_identity_changed',
  ])
  const { json } = await ask('customers', { phone: '15550003333', name: 'Omar', newOwner: true })
  expect(json).toMatchObject({ name: 'Omar', phone: '15550003333' })
  expect(simulator.customers()).toHaveLength(1)
  expect((await ask('customer', { customer: '15550003333', username: '' })).json).not.toHaveProperty('username')
})

it('[S3] staff, contacts, history, Meta’s agent, news, statuses and the dashboard', async () => {
  const { say, ask, clock, changes, phone } = await serve()
  const who = { customer: '15550001111', line: 'Support' }
  await say('say', { text: 'Hi' })
  expect((await ask('line', { line: 'Support', coexistence: true })).json).toMatchObject({ coexistence: true })
  const wamid = await say('staff', { text: 'Good morning' })
  await say('staff', { type: 'edit', message: wamid, text: 'Good evening' })
  await ask('contact', { ...who, action: 'add', name: 'Maya the first' })
  await ask('history', { line: 'Support', messages: 2, chunk: 3 })
  await ask('history', { line: 'Support', refused: true })
  await ask('marketing', { ...who, wanted: false })
  await ask('meta-agent', { ...who, holds: true })
  await ask('meta-agent', { ...who, says: 'Hello from Meta' })
  await ask('meta-agent', { ...who, holds: false })
  await ask('announce', { field: 'account_update', event: 'DISABLED_UPDATE' })
  await ask('announce', { field: 'brand_new', value: { a: 1 } })
  await ask('dashboard-test', {})
  await clock.runUntilIdle()
  const count = (field: string) => changes().filter((change) => change.field === field).length
  expect(
    ['smb_message_echoes', 'smb_app_state_sync', 'user_preferences', 'messaging_handovers', 'standby'].map(count),
  ).toEqual([2, 1, 1, 2, 1])
  expect([count('account_update'), count('brand_new'), count('messages')]).toEqual([1, 1, 2])
  expect(count('history')).toBeGreaterThan(3)
  expect(phone.bubbles.map(({ text, by }) => [text, by])).toEqual([
    ['Good evening', 'staff'],
    ['Hello from Meta', 'meta-agent'],
  ])
})

it('[S3] tells any status of an accepted message, and plays voice messages', async () => {
  const { say, ask, send, clock, items, simulator } = await serve()
  await say('say', { text: 'Hi' })
  await clock.advance(0)
  const { id } = simulator.media.fromBusiness({ bytes: Buffer.from('OggS'), mime: 'audio/ogg' })
  const { json } = await send({ type: 'audio', audio: { id, voice: true } })
  await clock.advance(2_000)
  await say('play')
  await ask('status', { wamid: json.messages[0].id, status: 'failed', more: { errors: [{ code: 131026 }] } })
  await clock.runUntilIdle()
  expect(items('statuses').map(({ status }) => status)).toEqual(['sent', 'delivered', 'read', 'played', 'failed'])
})

it('[S3] players get the part of a file that they ask for, and the whole where they ask for nothing it has', async () => {
  const { say, phone, clock, server } = await serve()
  await say('send', { type: 'audio', bytes: Buffer.from('OggS0123456789').toString('base64') })
  await clock.advance(0)
  const { id } = phone.said[0]!.content as { id: string }
  const part = async (range: string) => {
    const response = await fetch(`${server.url}/sim/file?id=${id}`, { headers: { range } })
    return [response.status, response.headers.get('content-range'), await response.text()]
  }
  expect(await part('bytes=4-6')).toEqual([206, 'bytes 4-6/14', '012'])
  expect(await part('bytes=10-')).toEqual([206, 'bytes 10-13/14', '6789'])
  expect(await part('bytes=10-99')).toEqual([206, 'bytes 10-13/14', '6789'])
  for (const odd of ['bytes=14-', 'bytes=6-4', 'bytes=-4', 'bytes=1-2,4-5', 'lines=1-2'])
    expect(await part(odd)).toEqual([200, null, 'OggS0123456789'])
})

it('[Q9] a teammate of the desk answers and releases, where there is a desk', async () => {
  const done: unknown[] = []
  const desk = {
    page: '/desk',
    ownerOf: async () => 'teammate',
    answers: async (...given: unknown[]) => void done.push(given),
    releases: () => Promise.reject(new Error('Nobody would answer.')),
  }
  const { ask, server } = await serve({ desk })
  const at = { customer: '15550001111', line: 'Support' }
  expect(await (await fetch(`${server.url}/sim/api/state`)).json()).toMatchObject({ desk: '/desk' })
  expect(await ask('teammate', at)).toEqual({ status: 200, json: { owner: 'teammate' } })
  await ask('teammate', { ...at, says: 'I am on it' })
  expect(done).toEqual([[{ phone: '15550001111', phoneNumberId: SUPPORT.phoneNumberId }, 'I am on it']])
  const refused = { status: 400, json: { error: 'Nobody would answer.' } }
  expect(await ask('teammate', { ...at, releases: 'Done' })).toEqual(refused)
  const alone = await serve()
  expect(await alone.ask('teammate', at)).toMatchObject({
    status: 400,
    json: { error: expect.stringMatching(/another program/) },
  })
})

it.each([
  ['send', {}, /"type" is missing/],
  ['send', { type: 'fax' }, /cannot send "fax"/],
  ['send', { type: 'image', bytes: '%' }, /base64/],
  ['tap', { button: 'Yes' }, /no "Yes" to tap/],
  ['react', { to: 'wamid.1', emoji: '👍' }, /No message on Maya's phone/],
  ['react', { emoji: '👍' }, /no message yet/],
  ['edit', { text: 'x' }, /no message yet/],
  ['delete', { message: 7 }, /"message" is missing: it is a text/],
  ['play', {}, /no such voice message/],
  ['staff', { text: 'Hi' }, /shares its number with no phone/],
  ['contact', { action: 'shred' }, /"action" is add or remove/],
  ['history', { messages: 0 }, /at least 1|shares its number/],
  ['meta-agent', { holds: 'yes' }, /true or false/],
  ['announce', { field: 'gossip' }, /needs a "value". Samples are known of: message_template_status_update/],
  ['announce', { field: 'calls', value: [] }, /object of Meta's keys/],
  ['status', { wamid: 'wamid.1', status: 'lost' }, /"status" is sent, delivered/],
  ['status', { wamid: 'wamid.1', status: 'sent' }, /No message that was accepted/],
  ['identity', { phone: 'none' }, /not a phone number/],
  ['identity', { phone: '+1555', form: 'odd' }, /"form" is new, without-previous or old/],
  ['marketing', {}, /"wanted" is true or false/],
  ['line', { line: 'Nobody' }, /No line is called/],
  ['customer', { reads: 'never ever' }, /"reads" is auto, manual or never/],
])('[S3] says what is wrong with %s %j', async (name, body, reason) => {
  const { ask } = await serve()
  const { status, json } = await ask(name, { customer: '15550001111', line: 'Support', ...body })
  expect(status).toBe(400)
  expect(json.error).toMatch(reason)
})
