import { afterEach, describe, expect, it } from 'vitest'
import { seededRandom } from '../../simulator/index.ts'
import type { Person } from '../../src/domain/ownership.ts'
import { SET_ASIDE } from '../../src/domain/parked.ts'
import type { Turn } from '../../src/domain/turn.ts'
import type { Reply } from '../../src/flows/reply.ts'
import type { Store } from '../../src/flows/store.ts'
import { SUPPORT, WABA } from '../settings.ts'
import { DANA, type Stage, type StageOptions, setStage } from '../stage.ts'

const SECOND = 1000
const HOUR = 3_600_000
const DAY = 24 * HOUR
const MAYA = '15550001111'
const OMAR: Person = { id: 'omar', name: 'Omar' }
const CARD = {
  name: 'ours',
  example: false,
  rates: [{ countries: ['*'], currency: 'USD', prices: { utility: 0.02 }, from: 0 }],
}
const WORDS = 'Your refund is on its way.'

let stage: Stage
afterEach(() => stage.stop())

type Phone = ReturnType<Stage['phone']>
const texts = ({ bubbles }: Phone) => bubbles.map(({ text }) => text)
const key = async (line = 'support') => ({ business: 'acme', id: await stage.conversationOf(MAYA, line) })
const act = async (by: Person, line = 'support') => ({
  ...{ conversation: await key(line), by, source: 'api' as const, epoch: undefined, now: stage.clock.now() },
})
const reply = async (text: string, given: Partial<Reply> = {}, line = 'support') =>
  stage.platform.reply({ ...(await act(given.by ?? DANA, line)), content: { kind: 'text', text }, ...given })
const park = (text = WORDS, given: Partial<Reply> = {}) => reply(text, { whenClosed: 'park', ...given })
const thread = async () => (await stage.platform.desk.thread((await key()).id))!.messages
const parked = async () => (await thread()).filter(({ delivery }) => delivery?.state === 'parked')
const released = async () =>
  stage.platform.passBaton({ ...(await act(DANA)), step: { kind: 'release' }, outcome: 'done' })

/** As if the customer had written so long ago. */
const wroteAgo = (ms: number) => stage.alter(`update conversations set last_inbound_at = ${stage.clock.now() - ms}`)

/** Maya has written, Dana has it, and a day has gone by. */
async function closed(options: StageOptions = {}): Promise<Phone> {
  stage = await setStage(options)
  const maya = stage.phone(MAYA)
  maya.says('Where is my refund?')
  await stage.pass(10 * SECOND)
  await stage.platform.passBaton({ ...(await act(DANA)), step: { kind: 'claim', by: DANA, over: false } })
  await wroteAgo(DAY)
  return maya
}

describe('the window of a customer on a line', () => {
  it('[D13 D14] is open at 23:59:59 and closed at 24:00:00, on each line by itself, whatever statuses say', async () => {
    const random = seededRandom(7)
    stage = await setStage()
    // Statuses of the answers come late, twice and out of turn: none of them is a word of the customer.
    Object.assign(stage.simulator.chaos, {
      statusDelay: 0.5,
      statusReorder: 0.5,
      statusDuplicate: 0.5,
      withinMs: 20 * HOUR,
    })
    const [support, sales] = [stage.phone(MAYA, 'support'), stage.phone(MAYA, 'sales')]
    support.says('Hello')
    const began = stage.clock.now()
    await stage.pass(6 * HOUR)
    sales.says('Hello')
    const later = stage.clock.now()
    const upTo = (at: number) => stage.pass(at - stage.clock.now())
    const offset = Math.floor(random() * SECOND)
    await upTo(began + DAY - SECOND - offset)
    expect(await reply('still here')).toMatchObject({ kind: 'queued' })
    await upTo(began + DAY)
    expect(await reply('too late')).toMatchObject({ kind: 'not-sendable', because: 'window-closed' })
    expect(await reply('sales is open', {}, 'sales')).toMatchObject({ kind: 'queued' })
    await upTo(later + DAY - 1)
    expect(await reply('the last moment', {}, 'sales')).toMatchObject({ kind: 'queued' })
    await upTo(later + DAY)
    expect(await reply('too late', {}, 'sales')).toMatchObject({ kind: 'not-sendable' })
  })

  it('[D13] is not moved back by a message that comes late, nor opened by one that was written a day ago', async () => {
    stage = await setStage()
    const maya = stage.phone(MAYA)
    maya.says('first')
    await stage.pass(10 * SECOND)
    // The next one is lost on its way, and comes again hours after the one behind it.
    stage.simulator.chaos.webhookDrop = 1
    maya.says('second')
    await stage.pass(SECOND)
    stage.simulator.chaos.webhookDrop = 0
    await stage.pass(2 * HOUR)
    maya.says('third')
    const wrote = stage.clock.now()
    const anchor = async () => (await stage.platform.store.conversation(await key()))!.lastInboundAt
    await stage.pass(10 * SECOND)
    const at = await anchor()
    expect(Math.abs(at - wrote)).toBeLessThan(SECOND)
    await stage.pass(20 * HOUR)
    expect(await anchor()).toBe(at)
    expect((await stage.rows(`select text from messages where author = 'customer'`)).map(({ text }) => text)).toContain(
      'second',
    )
  })

  it('[D13 D14] words that were written in time and come to leave too late are parked, or fail', async () => {
    stage = await setStage()
    stage.phone(MAYA).says('Hello')
    await stage.pass(10 * SECOND)
    await wroteAgo(DAY - 5 * SECOND)
    const held = { holdMs: 10 * SECOND }
    await reply('fails', held)
    await park('is parked', held)
    await stage.pass(MINUTE)
    expect((await thread()).slice(-2).map(({ text, delivery }) => [text, delivery?.state])).toEqual([
      ['fails', 'failed'],
      ['is parked', 'parked'],
    ])
  })
})

describe('words that wait for the customer', () => {
  it('[D24] leave when the customer writes, in their order, behind what was written, once', async () => {
    const maya = await closed()
    const before = texts(maya).length
    expect(await park()).toMatchObject({ kind: 'queued', waits: true })
    await park('It takes three days.')
    await stage.pass(HOUR)
    expect(texts(maya)).toHaveLength(before)
    expect((await parked()).map(({ text }) => text)).toEqual([WORDS, 'It takes three days.'])
    // Meta tells it many times.
    Object.assign(stage.simulator.chaos, { webhookDuplicate: 1, webhookTwin: 1, withinMs: HOUR })
    maya.says('Any news?')
    await stage.pass(3 * HOUR)
    expect(texts(maya).slice(before)).toEqual([WORDS, 'It takes three days.'])
    expect(await parked()).toEqual([])
    const told = (await thread()).filter(({ outcome }) => outcome !== 'unsent')
    expect(told.slice(-3).map(({ text, writer }) => [text, writer?.name])).toEqual([
      ['Any news?', undefined],
      [WORDS, 'Dana'],
      ['It takes three days.', 'Dana'],
    ])
    // Neither the next message brings them again.
    maya.says('Thank you!')
    await stage.pass(3 * HOUR)
    expect(texts(maya).slice(before)).toHaveLength(2)
  })

  it('[D24] asked twice under one id they wait once; without the wish they are refused', async () => {
    const maya = await closed()
    const id = '01890000-0000-7000-8000-000000000001'
    await park(WORDS, { id })
    await stage.pass(10 * SECOND)
    await park(WORDS, { id })
    expect(await reply('refused')).toMatchObject({ kind: 'not-sendable', because: 'window-closed' })
    await stage.pass(10 * SECOND)
    expect(await parked()).toHaveLength(1)
    maya.says('Hi')
    await stage.pass(MINUTE)
    expect(texts(maya).filter((text) => text === WORDS)).toHaveLength(1)
  })

  it('[D24] can be called back by anybody who may write, and the words come back', async () => {
    const maya = await closed()
    const before = texts(maya).length
    await park()
    await stage.pass(10 * SECOND)
    const [waiting] = await parked()
    const taken = await stage.platform.desk.takeBack((await key()).id, waiting!.id, { by: OMAR })
    expect(taken).toMatchObject({ kind: 'taken-back', text: WORDS })
    maya.says('Hello?')
    await stage.pass(MINUTE)
    expect(texts(maya)).toHaveLength(before)
    expect(await stage.platform.desk.takeBack((await key()).id, waiting!.id, { by: OMAR })).toMatchObject({
      kind: 'not-held',
    })
  })

  it('[D24 H8] an agent that has the conversation by then is told of them, and answers alone', async () => {
    const turns: Turn[] = []
    const maya = await closed({
      agent: (turn) => {
        turns.push(turn)
        return 'The agent answers.'
      },
    })
    const before = texts(maya).length
    await park()
    await stage.pass(10 * SECOND)
    await released()
    maya.says('Any news?')
    await stage.pass(MINUTE)
    expect(texts(maya).slice(before)).toEqual(['The agent answers.'])
    const told = turns.at(-1)!.history.filter(({ text }) => text.includes(WORDS))
    expect(told).toMatchObject([
      { author: 'system', text: expect.stringMatching(/^\[Dana wrote this answer .* never sent/) },
    ])
    expect((await parked()).map(({ delivery }) => delivery?.error?.reason)).toEqual([SET_ASIDE.agent])
    expect(turns.at(-1)!.history.filter(({ author, text }) => author === 'teammate' && text === WORDS)).toEqual([])
  })

  it('[D24 H8] another teammate who has it by then decides; where it waits for people they leave', async () => {
    const maya = await closed()
    const before = texts(maya).length
    await park()
    await stage.pass(10 * SECOND)
    await stage.platform.passBaton({ ...(await act(OMAR)), step: { kind: 'claim', by: OMAR, over: true } })
    maya.says('Any news?')
    await stage.pass(MINUTE)
    expect(texts(maya)).toHaveLength(before)
    expect((await parked()).map(({ delivery }) => delivery?.error?.reason)).toEqual([SET_ASIDE.teammate])
    await wroteAgo(DAY)
    await park('By Omar.', { by: OMAR })
    await stage.platform.passBaton({ ...(await act(OMAR)), step: { kind: 'put-back' } })
    maya.says('And now?')
    await stage.pass(MINUTE)
    expect(texts(maya).slice(before)).toEqual(['By Omar.'])
  })

  it('[D24] what is older than seven days is not said by itself any more', async () => {
    const maya = await closed()
    const before = texts(maya).length
    await park()
    await stage.pass(10 * SECOND)
    await stage.alter(`update deliveries set created_at = created_at - ${7 * DAY}`)
    maya.says('Any news?')
    await stage.pass(MINUTE)
    expect(texts(maya)).toHaveLength(before)
    expect((await parked()).map(({ delivery }) => delivery?.error?.reason)).toEqual([SET_ASIDE.stale])
  })

  it('[D24] what a program says waits as well, and leaves whoever has the conversation', async () => {
    stage = await setStage()
    const maya = stage.phone(MAYA)
    maya.says('Hello')
    await stage.pass(10 * SECOND)
    await wroteAgo(DAY)
    const say = (text: string, whenClosed?: 'park') =>
      stage.platform.say({ to: MAYA, content: { kind: 'text', text }, line: 'support', whenClosed })
    await say('Lost.')
    await say('Your parcel is here.', 'park')
    await stage.pass(MINUTE)
    maya.says('Hi')
    await stage.pass(MINUTE)
    expect(texts(maya)).toEqual(['You said: Hello', 'Your parcel is here.', 'You said: Hi'])
  })

  it('[D24 H2] an answer of the agent that came too late goes to people, who let it wait', async () => {
    stage = await setStage({
      agent: async ({ text }) => {
        await wroteAgo(DAY)
        return `You said: ${text}`
      },
    })
    const maya = stage.phone(MAYA)
    maya.says('Where is it?')
    await stage.pass(MINUTE)
    const { store } = stage.platform
    expect(await store.handoffs()).toMatchObject([
      { reason: 'agent_failed', summary: expect.stringMatching(/window_closed\. Let it wait until they write/) },
    ])
    const failed = (await thread()).find(({ delivery }) => delivery?.state === 'failed')!
    const again = { by: DANA, whenClosed: 'park' as const }
    expect(await stage.platform.desk.retry((await key()).id, failed.id, again)).toMatchObject({
      kind: 'queued',
      waits: true,
    })
    await stage.pass(MINUTE)
    maya.says('Hello?')
    await stage.pass(MINUTE)
    expect(texts(maya)).toContain(failed.text)
    expect(texts(maya).filter((text) => text === failed.text)).toHaveLength(1)
  })

  it('[D24 O7] over HTTP: the plan, the wish to wait, and what waits in the list', async () => {
    const token = 'the-token-of-the-configuration-123'
    const maya = await closed({
      settings: { apiToken: token, lines: [{ ...SUPPORT, accountId: WABA }], rateCard: CARD },
    })
    const body = (text: string) => [{ type: 'BODY', text, example: { body_text: [['Your parcel leaves today.']] } }]
    stage.simulator.templates.add({
      name: 'update',
      language: 'en',
      category: 'UTILITY',
      components: body('News for you: {{1}}\nWrite back any time.'),
    })
    await stage.platform.templates.sync(WABA)
    const ask = async (method: string, path: string, given?: object) => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
      const { id } = await key()
      const url = `http://x/api/conversations/${path.replace(':id', id)}`
      const asked = new Request(url, { method, headers, ...(given && { body: JSON.stringify(given) }) })
      const answered = await stage.passUntil(stage.platform.fetch(asked))
      return { status: answered.status, body: await answered.json() }
    }
    const { window } = (await ask('GET', `:id/window?answer=${encodeURIComponent(WORDS)}`)).body
    expect(window).toMatchObject({ open: false, owed: true, notOffered: [] })
    expect(window.offers.map(({ kind }: { kind: string }) => kind)).toEqual(['template', 'wait', 'other-channel'])
    expect(window.offers[0]).toMatchObject({ carries: true, missing: [], content: { name: 'update', body: [WORDS] } })
    expect(window.offers[0].price).toEqual({ amount: 0.02, currency: 'USD' })
    const as = { id: 'dana', name: 'Dana' }
    expect(await ask('POST', ':id/replies', { as, text: WORDS })).toMatchObject({
      status: 422,
      body: { because: 'window-closed' },
    })
    expect(await ask('POST', ':id/replies', { as, text: WORDS, whenClosed: 'wait' })).toMatchObject({ status: 400 })
    const waiting = await ask('POST', ':id/replies', { as, text: WORDS, whenClosed: 'park' })
    expect(waiting).toMatchObject({ status: 201, body: { waits: true } })
    await stage.pass(MINUTE)
    expect((await ask('GET', ':id')).body.conversation).toMatchObject({ parked: 1, lastMessage: { author: 'agent' } })
    expect(await stage.platform.desk.conversations()).toMatchObject([{ parked: 1 }])
    // The template goes, opens nothing, and what waits goes on waiting.
    expect(await ask('POST', ':id/replies', { as, content: window.offers[0].content })).toMatchObject({ status: 201 })
    await stage.pass(MINUTE)
    expect(texts(maya).at(-1)).toBe(`News for you: ${WORDS}\nWrite back any time.`)
    expect((await ask('GET', ':id')).body.conversation).toMatchObject({ parked: 1, window: { open: false } })
    const undo = `:id/messages/${waiting.body.messages[0]}/undo`
    expect(await ask('POST', undo, { as: OMAR })).toMatchObject({ status: 200, body: { text: WORDS } })
    expect((await ask('GET', ':id')).body.conversation).toMatchObject({ parked: 0 })
    maya.says('Thanks')
    await stage.pass(MINUTE)
    expect((await ask('GET', ':id/window')).body.window).toMatchObject({ open: true, offers: [{ kind: 'write' }] })
  })

  it('[D24] a crash before or after any step of it loses nothing and says nothing twice', async () => {
    let left = Number.POSITIVE_INFINITY
    let crashing: Promise<void> | undefined
    let mode: 'before' | 'after' = 'before'
    const fall = () => {
      crashing = stage.crash()
      return new Promise<never>(() => {})
    }
    const wrapStore = (store: Store): Store =>
      new Proxy(store, {
        get(target, name) {
          const value = Reflect.get(target, name)
          if (typeof value !== 'function' || !STEPS.has(String(name))) return value
          return (...given: unknown[]) => {
            const falls = --left === 0
            if (falls && mode === 'before') return fall()
            const answer = value.apply(target, given)
            return falls && answer instanceof Promise ? answer.then(fall) : answer
          }
        },
      })
    const maya = await closed({ ports: { wrapStore } })
    for (mode of ['before', 'after'] as const)
      for (let at = 1; ; at++) {
        const words = `${mode} step ${at}`
        crashing = undefined
        await wroteAgo(DAY)
        left = at
        await park(words)
        await stage.pass(10 * SECOND)
        maya.says('Any news?')
        await stage.pass(MINUTE)
        await crashing
        await stage.pass(5 * MINUTE)
        const said = texts(maya).filter((text) => text === words).length
        const { delivery } = (await thread()).findLast(({ text }) => text === words)!
        // What was claimed and perhaps sent is never sent again: people decide.
        expect([words, said, delivery!.state]).toEqual([words, ...(said ? [1, 'read'] : [0, 'unconfirmed'])])
        if (!crashing) break
        expect(at).toBeLessThan(60)
      }
    left = Number.POSITIVE_INFINITY
  })
})

const MINUTE = 60 * SECOND
/** All that changes anything on the way of parked words. */
const STEPS = new Set([
  'receive',
  'claimWork',
  'loadTurn',
  'leaveParked',
  'commitTurn',
  'claimNextSend',
  'recordSend',
  'putOff',
])
