import { afterEach, describe, expect, it } from 'vitest'
import { seededRandom } from '../../simulator/index.ts'
import type { ShownEvent } from '../../src/flows/store.ts'
import { type Listening, listen } from '../../src/http/server.ts'
import { SALES, SUPPORT } from '../settings.ts'
import { eventParser, openStream, type SentEvent, type StreamReader } from '../sse.ts'
import { type Stage, type StageOptions, setStage } from '../stage.ts'

const TOKEN = 'a-token-of-thirty-two-characters'
const SOON = { timeout: 20_000, interval: 5 }

let stage: Stage
let listening: Listening | undefined
const readers: StreamReader[] = []
afterEach(async () => {
  for (const reader of readers.splice(0)) reader.cut()
  await listening?.close()
  listening = undefined
  await stage.stop()
})

/** Wabaton behind a real server, in real time: only the clock can be moved. */
async function setUp(options: StageOptions = {}) {
  stage = await setStage({ live: true, ...options, settings: { apiToken: TOKEN, ...options.settings } })
  listening = await listen({ host: '127.0.0.1', port: 0, listener: (...asked) => stage.platform.listener(...asked) })
}

async function follow(query = '', headers: Record<string, string> = {}) {
  const url = `${listening!.url}/channels/events${query}`
  const reader = await openStream(url, { authorization: `Bearer ${TOKEN}`, ...headers })
  readers.push(reader)
  return reader
}
const again = (after: StreamReader, query = '') => follow(query, { 'last-event-id': after.lastId })

/** Comes in as from a webhook, and asks for no answer. */
let said = 0
const says = (text: string, change: { line?: string; from?: string } = {}) => {
  const { line = 'support', from = '15550001111' } = change
  const receivedAt = stage.clock.now()
  return stage.platform.store.receive({
    business: 'acme',
    line,
    receivedAt,
    settle: 0,
    agent: undefined,
    message: {
      phoneNumberId: (line === 'sales' ? SALES : SUPPORT).phoneNumberId,
      wamid: `wamid.events.${++said}`,
      sender: { phone: from, name: 'Maya' },
      content: { kind: 'text', text },
      sentAt: receivedAt,
      ignoredBecause: 'nobody is asked',
      raw: {},
    },
  })
}
const texts = (events: readonly SentEvent[]) =>
  events.flatMap(({ kind, data }) => (kind === 'message' ? [data.message.text] : []))
const numbered = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, nth) => String(from + nth))

/** Everything the log holds, as nobody who is cut off reads it. */
async function wholeLog(): Promise<ShownEvent[]> {
  const events: ShownEvent[] = []
  for (let after = '0'.repeat(15); ; ) {
    const page = await stage.platform.store.eventsAfter({ business: 'acme', after, most: 500 })
    if (page.kind === 'gone') throw new Error('the log was purged')
    events.push(...page.events)
    after = page.cursor
    if (!page.more) return events
  }
}

describe('live events', () => {
  it('[O7] tells a conversation step by step: what was written, the turn, each tick of the reply', async () => {
    await setUp()
    const reader = await follow()
    expect(reader.status).toBe(200)
    expect(reader.headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    })
    expect(reader.headers['content-encoding']).toBeUndefined()
    stage.phone('15550001111').says('Hello')
    const steps = () =>
      reader.events.map(({ kind, data }) =>
        kind === 'message' ? `${data.message.author}: ${data.message.text}` : (data.status?.state ?? data.turn.outcome),
      )
    await expect
      .poll(steps, SOON)
      .toEqual(['customer: Hello', 'agent: You said: Hello', 'answered', 'accepted', 'sent', 'delivered'])
    expect(reader.retry).toBe(2000)
    const conversation = await stage.conversationOf('15550001111')
    for (const { data } of reader.events) expect(data).toMatchObject({ conversation, line: 'support', owner: 'agent' })
    const [, reply, , accepted] = reader.events
    expect(accepted!.data.status.message).toBe(reply!.data.message.id)
    expect(JSON.stringify(reader.events)).not.toContain('15550001111')
  })

  it('[O7] replays the last hundred, then goes on', async () => {
    await setUp()
    for (const text of numbered(1, 130)) await says(text)
    const reader = await follow()
    await expect.poll(() => texts(reader.events), SOON).toEqual(numbered(31, 130))
    await says('131')
    await expect.poll(() => texts(reader.events).at(-1), SOON).toBe('131')
    expect(reader.events).toHaveLength(101)
  })

  it('[O7] keeps a quiet connection every 15 seconds, and tells the place along', async () => {
    await setUp()
    await says('before')
    const reader = await follow('?line=sales')
    await says('not for them')
    await stage.pass(14_000)
    await expect.poll(() => reader.lastId, SOON).toBe('')
    expect(reader.comments).toEqual([])
    for (const nth of [1, 2, 3]) {
      await stage.pass(nth === 1 ? 1001 : 15_001)
      await expect.poll(() => reader.comments.length, SOON).toBe(nth)
    }
    expect(reader.events).toEqual([])
    expect(reader.lastId).toBe((await wholeLog()).at(-1)!.cursor)
    await says('for them', { line: 'sales' })
    await expect.poll(() => texts(reader.events), SOON).toEqual(['for them'])
  })

  it('[O7] loses and doubles nothing over cuts of 30 seconds while customers write (seed 5)', async () => {
    await setUp()
    const random = seededRandom(5)
    const phones = ['15550001111', '15550002222', '15550003333'].map((phone) => stage.phone(phone))
    const seen: SentEvent[] = []
    let reader = await follow()
    const comeAgain = async () => {
      reader.cut()
      seen.push(...reader.events)
      const { lastId } = reader
      reader = await follow('', lastId ? { 'last-event-id': lastId } : {})
    }
    for (let round = 0; round < 12; round++) {
      for (const phone of phones) phone.says(`${round}`)
      const few = Math.floor(random() * 8)
      await expect.poll(() => reader.events.length, SOON).toBeGreaterThanOrEqual(few)
      if (random() < 0.5) await comeAgain()
      else {
        reader.cut()
        for (const phone of phones) phone.says(`${round} while away`)
        await stage.pass(30_000)
        await comeAgain()
      }
    }
    await expect
      .poll(async () => (await wholeLog()).filter(({ kind }) => kind === 'turn').length, SOON)
      .toBeGreaterThan(12)
    await expect.poll(async () => (await stage.platform.store.figures(stage.clock.now())).queued, SOON).toBe(0)
    const ids = () => [...seen, ...reader.events].map(({ id }) => id)
    const lost = async () => (await wholeLog()).filter(({ cursor }) => !ids().includes(cursor))
    await expect.poll(lost, SOON).toEqual([])
    expect(ids()).toEqual([...new Set(ids())].toSorted())
  })

  it('[O7] goes on after a restart, and ends at once when the server stops', async () => {
    await setUp()
    await says('one')
    const reader = await follow()
    await expect.poll(() => texts(reader.events), SOON).toEqual(['one'])
    const { platform } = stage
    const began = performance.now()
    platform.endStreams()
    await listening!.close()
    expect(performance.now() - began).toBeLessThan(1500)
    await expect.poll(() => reader.ended, SOON).toBe(true)
    await stage.restart()
    listening = await listen({ host: '127.0.0.1', port: 0, listener: (...asked) => stage.platform.listener(...asked) })
    await says('two')
    const next = await again(reader)
    await expect.poll(() => texts(next.events), SOON).toEqual(['two'])
    // Whoever still asks a platform that is ending is sent away.
    const late = await platform.fetch(
      new Request('http://localhost/channels/events', { headers: { authorization: `Bearer ${TOKEN}` } }),
    )
    expect(await late.text()).toBe('retry: 2000\n\n')
  })

  it('[O7] cuts off whoever reads too slowly, and hands them the rest when they come again', async () => {
    await setUp()
    await says('0')
    const ask = (headers: Record<string, string> = {}) =>
      stage.platform.fetch(
        new Request('http://localhost/channels/events', { headers: { authorization: `Bearer ${TOKEN}`, ...headers } }),
      )
    const stalled = (await ask()).body!.pipeThrough(new TextDecoderStream()).getReader()
    const got: SentEvent[] = []
    let lastId = ''
    const parse = eventParser({
      event: (event) => void got.push(event),
      id: (id) => {
        lastId = id
      },
      comment() {},
      retry() {},
    })
    const read = async (reader: ReadableStreamDefaultReader<string>) => {
      const { value, done } = await reader.read()
      if (value) parse(value)
      return done
    }
    while (got.length === 0) await read(stalled)
    const quick = await follow()
    const all = numbered(0, 1500)
    for (let nth = 1; nth <= 1500; nth += 25) await Promise.all(all.slice(nth, nth + 25).map((text) => says(text)))
    await expect.poll(() => quick.events.length, SOON).toBe(1501)
    while (!(await read(stalled)));
    expect(got.length).toBeLessThan(500)
    const next = (await ask({ 'last-event-id': lastId })).body!.pipeThrough(new TextDecoderStream()).getReader()
    while (got.length < 1501) await read(next)
    await next.cancel()
    expect(got.map(({ id }) => id)).toEqual(quick.events.map(({ id }) => id))
    expect(texts(got)).toEqual(all)
  })

  it('[O7] says so to whoever was away for too long, and goes on from now', async () => {
    await setUp()
    await says('old')
    const reader = await follow()
    await expect.poll(() => reader.events.length, SOON).toBe(1)
    reader.cut()
    await stage.pass(8 * 86_400_000)
    await says('new')
    // The watch looks every half minute.
    await expect
      .poll(async () => {
        await stage.pass(31_000)
        return (await wholeLog().catch(() => [])).length
      }, SOON)
      .toBe(1)
    for (const lastId of [reader.lastId, 'nonsense']) {
      const next = await follow('', { 'last-event-id': lastId })
      await expect.poll(() => next.events.map(({ kind }) => kind), SOON).toEqual(['reset'])
      await says('newer')
      await expect.poll(() => texts(next.events), SOON).toEqual(['newer'])
    }
  })

  it('[O7] follows one agent, or one line', async () => {
    await setUp({
      settings: { lines: [SUPPORT, { ...SALES, agent: 'seller' }] },
      agents: { seller: () => undefined as never },
    })
    await says('for the one')
    await says('for the other', { line: 'sales' })
    for (const [query, text] of [
      ['?agent=test', 'for the one'],
      ['?agent=seller', 'for the other'],
      ['?line=sales', 'for the other'],
      ['?line=sales&agent=seller', 'for the other'],
    ] as const) {
      const reader = await follow(query)
      await expect.poll(() => texts(reader.events), SOON).toEqual([text])
    }
    expect((await follow('?agent=nobody')).status).toBe(404)
    expect((await follow('?line=nowhere')).status).toBe(404)
  })

  it('[O7 O5] shows a token the lines that are its own, and ends within a minute of its end', async () => {
    await setUp()
    expect((await follow('', { authorization: 'Bearer wrong' })).status).toBe(401)
    const ask = async (method: string, path: string, body?: object) => {
      const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' }
      const given = body ? { body: JSON.stringify(body) } : {}
      const response = await stage.platform.fetch(new Request(`http://localhost${path}`, { method, headers, ...given }))
      return (await response.json()) as { id: string; token: string }
    }
    const made = await ask('POST', '/api/tokens', { name: 'Screen', role: 'viewer', lines: ['sales'] })
    const reader = await follow('', { authorization: `Bearer ${made.token}` })
    expect((await follow('?line=support', { authorization: `Bearer ${made.token}` })).status).toBe(404)
    await says('hidden')
    await says('shown', { line: 'sales' })
    await expect.poll(() => texts(reader.events), SOON).toEqual(['shown'])
    await ask('DELETE', `/api/tokens/${made.id}`)
    for (let nth = 0; nth < 4; nth++) {
      const { length } = reader.comments
      await stage.pass(15_001)
      await expect.poll(() => reader.comments.length > length || reader.ended, SOON).toBe(true)
    }
    await expect.poll(() => reader.ended, SOON).toBe(true)
  })
})
