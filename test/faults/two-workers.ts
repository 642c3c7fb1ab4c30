import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import {
  createSettableClock,
  createSimulator,
  httpDelivery,
  type Simulator,
  type SimulatorServer,
  seededRandom,
  serveSimulator,
} from '../../simulator/index.ts'
import { ACCESS_TOKEN, APP_SECRET, SALES, SUPPORT, testSettings, WABA } from '../settings.ts'
import { type ChildServer, freePort, prepareServer } from './child-server.ts'
import { type Hearing, letThemTalk, listenTo, type Utterance } from './crowd.ts'
import { type FreshStore, freshStore } from './fresh-store.ts'
import { healthOf } from './health.ts'
import { until } from './until.ts'

const SEED = Number(process.env.WABATON_SEED ?? 7)
const CUSTOMERS = 50
const UNCONFIRMED_AFTER_MS = 3000
/** Far above what the crowd needs: this is about order, not about pace. */
const PLENTY = 10_000

/**
 * Replies that had been claimed in the very moment of the kill: nobody can know whether they left, so that people have
 * been called and the agent is silent in these conversations.
 */
const CALLED = `
  select m.text from messages m join handoffs h on h.business = m.business and h.conversation = m.conversation
  where h.reason = 'agent_failed' and m.author = 'customer' and exists (
    select from deliveries d where d.business = h.business and d.conversation = h.conversation and d.state = 'unconfirmed')`
const UNCONFIRMED = `select id from deliveries where state = 'unconfirmed'`

/** Customers who write so many messages each to two workers on one PostgreSQL, of which one is killed in the middle. */
export function twoWorkers(messagesEach: number) {
  const killAfter = (CUSTOMERS * messagesEach) / 2
  let store: FreshStore
  let simulator: Simulator
  let meta: SimulatorServer
  let doomed: ChildServer
  let survivor: ChildServer
  let survivorPort: number
  const posts: ReturnType<typeof httpDelivery>[] = []
  let utterances: Utterance[]
  let hearing: Hearing
  let excused: Set<string>
  let takenOverAfterMs: number

  beforeAll(async () => {
    const random = seededRandom(SEED)
    store = await freshStore('postgres', inject('postgres'))
    const lines = [SUPPORT, SALES].map((line) => ({ ...line, throughput: PLENTY }))
    const clock = createSettableClock()
    simulator = createSimulator({
      clock,
      random: seededRandom(SEED + 1),
      appSecret: APP_SECRET,
      accessToken: ACCESS_TOKEN,
      lines: lines.map((line, index) => ({ ...line, wabaId: WABA, displayPhoneNumber: `+1 555 078 388${index + 1}` })),
      /** A load balancer: any of the workers, another one where that cannot be reached. */
      async deliver(webhook) {
        const [one, other] = random() < 0.5 ? posts : posts.toReversed()
        return one!(webhook).catch(() => other!(webhook))
      },
    })
    Object.assign(simulator.chaos, { webhookTwin: 0.1, webhookDuplicate: 0.05, withinMs: 500, readAfterMs: 200 })
    meta = await serveSimulator(simulator, { port: 0, clock })
    const settings = testSettings({
      lines,
      store: store.settings,
      graph: { url: meta.url, version: 'v24.0' },
      turn: { settle: 40, typing: false, resetCommand: null },
      delivery: { unconfirmedAfterMs: UNCONFIRMED_AFTER_MS },
      rateLimit: { windowSeconds: 60, maxMessages: PLENTY, scope: 'customer' },
      logLevel: 'warn',
    })
    const start = async () => {
      const server = prepareServer()
      const port = await freePort()
      await server.start({ settings, port, thinkMs: [5, 400] })
      posts.push(httpDelivery({ url: `http://127.0.0.1:${port}/whatsapp/webhook` }))
      return { server, port }
    }
    const [first, second] = await Promise.all([start(), start()])
    doomed = first.server
    survivor = second.server
    survivorPort = second.port

    let killedAt = 0
    utterances = await letThemTalk({
      simulator,
      customers: CUSTOMERS,
      messagesEach,
      lines: lines.map(({ name }) => name),
      gapMs: [80, 350],
      random: seededRandom(SEED + 2),
      said(count) {
        if (count !== killAfter) return
        killedAt = Date.now()
        void doomed.kill()
      },
    })
    await until(
      async () => {
        const { queue, unanswered } = await healthOf(survivorPort)
        return queue.depth === 0 && unanswered.since === null && simulator.idle()
      },
      async () => `${JSON.stringify(await healthOf(survivorPort))}\n${survivor.output.slice(-2000)}`,
      { within: 40_000 },
    )
    hearing = listenTo(utterances)
    takenOverAfterMs = waitAround(utterances, killedAt)
    excused = new Set((await store.ask(CALLED)).map(({ text }) => String(text)))
    const unconfirmed = (await store.ask(UNCONFIRMED)).length
    console.log(
      `seed ${SEED}: ${utterances.length} messages of ${CUSTOMERS} customers, worker killed after ${killAfter}; ` +
        `longest wait for an answer ${hearing.longestWaitMs} ms, of those who wrote right before the kill ${takenOverAfterMs} ms; ` +
        `${unconfirmed} replies unconfirmed, ${hearing.unanswered.length} messages left to people`,
    )
  }, 120_000)

  afterAll(async () => {
    await Promise.all([doomed?.kill(), survivor?.kill()])
    simulator?.stop()
    for (const post of posts) post.close()
    await meta?.close()
    await store?.remove()
  })

  it(`[W8 W11] nothing is lost: every message is answered or has people called (seed ${SEED})`, () => {
    expect(utterances).toHaveLength(CUSTOMERS * messagesEach)
    expect(hearing.unanswered.map(({ token }) => token).filter((token) => !excused.has(token))).toEqual([])
  })

  it(`[D21] only what had been claimed when its worker was killed may be unconfirmed (seed ${SEED})`, async () => {
    const unconfirmed = (await store.ask(UNCONFIRMED)).length
    expect((await healthOf(survivorPort)).handoffs.open).toBe(unconfirmed)
    expect(unconfirmed).toBeLessThan(CUSTOMERS / 5)
  })

  it(`[W11 D21] nothing is answered twice (seed ${SEED})`, () => {
    expect(hearing.doubled).toEqual([])
  })

  it(`[A20] nothing is answered out of order (seed ${SEED})`, () => {
    expect(hearing.outOfOrder).toEqual([])
  })

  it(`[I3] nothing reaches another customer or leaves from another line (seed ${SEED})`, () => {
    expect(hearing.misdirected).toEqual([])
  })

  it(`[O6] the survivor takes over within seconds (seed ${SEED})`, () => {
    expect(takenOverAfterMs).toBeLessThan(15_000)
  })
}

/** The longest wait of those who had written within the second before the kill. */
function waitAround(utterances: readonly Utterance[], killedAt: number): number {
  const waits = utterances
    .filter(({ saidAt }) => saidAt > killedAt - 1000 && saidAt <= killedAt)
    .flatMap(({ token, phone, saidAt }) => {
      const bubble = phone.bubbles.find(({ text }) => text.split('\n').includes(token))
      return bubble ? [bubble.at - saidAt] : []
    })
  return Math.max(0, ...waits)
}
