import {
  createSettableClock,
  createSimulator,
  httpDelivery,
  type Simulator,
  seededRandom,
  serveSimulator,
} from '../../simulator/index.ts'
import type { StoreSettings } from '../../src/config/settings.ts'
import { ACCESS_TOKEN, APP_SECRET, SALES, SUPPORT, testSettings, WABA } from '../settings.ts'
import { type ChildServer, freePort, prepareServer, ServerEnded } from './child-server.ts'
import { letThemTalk } from './crowd.ts'
import { freshStore } from './fresh-store.ts'
import { healthOf } from './health.ts'
import { until } from './until.ts'

const CUSTOMERS = 6
const MESSAGES_EACH = 12
const KILLS = 5
/** A start takes some six steps, a turn some thirty. */
const LATEST_STEP = 250
const REDELIVERED_AFTER_MS = 10_000
const META_LOOKS_EVERY_MS = 300

/** The worst days of the network, each drawn anew. */
function misfortune(random: () => number): Partial<Simulator['chaos']> {
  const some = (most: number) => (random() < 0.5 ? 0 : random() * most)
  return {
    webhookDuplicate: some(0.3),
    webhookTwin: some(0.3),
    webhookDelay: some(0.3),
    webhookReorder: some(0.2),
    webhookDrop: some(0.1),
    acknowledgementLost: some(0.2),
    badSignature: some(0.1),
    statusDuplicate: some(0.3),
    statusDelay: some(0.3),
    statusReorder: some(0.3),
    statusSkipDelivered: some(0.3),
    statusBeforeAnswer: some(0.3),
    graphLatencyMs: some(60),
    batchMost: random() < 0.5 ? 1 : 10,
    batchWithinMs: 30,
    withinMs: 400,
    readAfterMs: 100,
  }
}

export interface StormOutcome {
  readonly wrong: readonly string[]
  readonly kills: number
  readonly unconfirmed: number
}

/**
 * Several customers write at once to two lines while the server is killed again and again at steps drawn by lot, on a
 * network that has a bad day. The seed repeats what is drawn; how the processes interleave is up to the machine.
 */
export async function weather(kind: StoreSettings['kind'], postgres: string, seed: number): Promise<StormOutcome> {
  const random = seededRandom(seed)
  const store = await freshStore(kind, postgres)
  const port = await freePort()
  const clock = createSettableClock()
  const post = httpDelivery({ url: `http://127.0.0.1:${port}/whatsapp/webhook` })
  const lines = [SUPPORT, SALES]
  const simulator = createSimulator({
    clock,
    random: seededRandom(seed + 1),
    appSecret: APP_SECRET,
    accessToken: ACCESS_TOKEN,
    lines: lines.map((line, index) => ({ ...line, wabaId: WABA, displayPhoneNumber: `+1 555 078 388${index + 1}` })),
    deliver: post,
  })
  Object.assign(simulator.chaos, misfortune(random))
  const meta = await serveSimulator(simulator, { port: 0, clock })
  const settings = testSettings({
    store: store.settings,
    graph: { url: meta.url, version: 'v24.0' },
    // A turn that meets every kill of the story is not the turn's fault.
    turn: { settle: Math.floor(random() * 300), attempts: KILLS + 3 },
    delivery: { unconfirmedAfterMs: 1500 },
    rateLimit: { windowSeconds: 60, maxMessages: 1000, scope: 'customer' },
    logLevel: 'warn',
  })
  const servers: ChildServer[] = []
  let talking = true
  let kills = 0

  /** One life after the other; the last one is spared. */
  async function live(): Promise<void> {
    const server = servers[kills] ?? prepareServer()
    servers[kills] = server
    servers[kills + 1] ??= prepareServer()
    const killAt = kills < KILLS ? 1 + Math.floor(random() * LATEST_STEP) : undefined
    try {
      await server.start({ settings, port, thinkMs: [5, 200], ...(killAt && { killAt }) })
      await until(
        () => server.ended || !talking,
        () => '',
        { within: 120_000 },
      )
      if (!talking) await server.spare()
    } catch (error) {
      if (!(error instanceof ServerEnded && server.lastWords)) throw error
    }
    if (!server.ended) return
    kills++
    await live()
  }

  const pending = () => simulator.log.webhooks().filter(({ state, forged }) => state === 'pending' && !forged)
  // Meta's pause between two tries passes in a moment, as often as somebody waits for it.
  const meantime = setInterval(() => {
    if (pending().some(({ attempts }) => attempts.length > 1)) clock.shift(REDELIVERED_AFTER_MS)
  }, META_LOOKS_EVERY_MS)
  const done = async () => {
    if (pending().length > 0 || !simulator.idle()) return false
    const { queue, unanswered } = await healthOf(port)
    return queue.depth === 0 && unanswered.since === null
  }
  const explain = async () =>
    `${JSON.stringify(await healthOf(port))}\n${servers.map(({ output }) => output).join('\n')}`

  try {
    const lives = live()
    const talk = letThemTalk({
      simulator,
      customers: CUSTOMERS,
      messagesEach: MESSAGES_EACH,
      lines: lines.map(({ name }) => name),
      gapMs: [0, 300],
      random,
      said: () => {},
    })
    await Promise.race([talk, lives.then(() => talk)])
    talking = false
    await lives
    await until(done, explain, { within: 60_000 })
    const rows = await store.ask(SAID)
    const judged = judge(rows, simulator)
    return { kills, ...judged, wrong: [...judged.wrong, ...(await leftBehind(store.ask))] }
  } finally {
    clearInterval(meantime)
    await Promise.all(servers.map((server) => server.kill()))
    simulator.stop()
    post.close()
    await meta.close()
    await store.remove()
  }
}

/** All that the watchdog would have to see to: nothing, once all is quiet. */
const LEFT_BEHIND = `
  select (select count(*) from messages where outcome = 'pending') as pending,
    (select count(*) from alarms) as alarms,
    (select count(*) from work where died_at is not null) as dead,
    (select count(*) from deliveries where state in ('queued', 'claimed', 'unknown')) as unsent,
    (select count(*) from handoffs where released_at is null and alerted_at is null) as uncalled,
    (select count(*) from conversations c where c.owner <> 'agent' and not exists (
      select 1 from handoffs h where h.conversation = c.id and h.released_at is null)) as forgotten`

async function leftBehind(ask: (text: string) => Promise<Record<string, unknown>[]>): Promise<string[]> {
  const [left = {}] = await ask(LEFT_BEHIND)
  return Object.entries(left).flatMap(([what, count]) =>
    Number(count) === 0 ? [] : [`the watchdog is left with ${String(count)} ${what}`],
  )
}

const SAID = `
  select p.phone, c.line, c.owner, m.author, m.text, m.outcome, d.state, d.unknown_at
  from messages m
  join conversations c on c.business = m.business and c.id = m.conversation
  join contacts p on p.business = c.business and p.customer = c.customer
  left join deliveries d on d.business = m.business and d.id = m.id
  order by c.id, m.position`

const ON_THE_PHONE = new Set(['accepted', 'sent', 'delivered', 'read'])
/** Every status has come in the end: what is unconfirmed never left. What stood behind it is dropped. */
const LEFT_TO_PEOPLE = new Set(['unconfirmed', 'dropped'])

/** What the store says was said, held against the law and against what the phones show. */
function judge(rows: readonly Record<string, unknown>[], simulator: Simulator) {
  const wrong: string[] = []
  let unconfirmed = 0
  for (const [place, own] of Map.groupBy(rows, ({ phone, line }) => `${phone} ${line}`)) {
    const [phone, line] = place.split(' ') as [string, string]
    const called = own[0]!.owner === 'waiting'
    const replies = own.filter(({ author }) => author === 'agent')
    let waiting: unknown[] = []
    for (const { author, text, outcome } of own) {
      if (author === 'agent') {
        if (text !== waiting.join('\n'))
          wrong.push(`${place}: ${JSON.stringify(text)} answers ${JSON.stringify(waiting)}`)
        waiting = []
      } else if (outcome === 'answered') waiting.push(text)
      else if (!(called && outcome === 'owned')) wrong.push(`${place}: ${String(text)} is ${String(outcome)}`)
    }
    if (waiting.length > 0) wrong.push(`${place}: no reply to ${waiting.join(', ')}`)

    const doubtful = replies.filter(({ state }) => state === 'unconfirmed').length
    unconfirmed += doubtful
    // A status that came after people had been called settles the reply all the same.
    const everUnknown = replies.some(({ unknown_at }) => unknown_at !== null)
    if (called ? !everUnknown : doubtful > 0)
      wrong.push(`${place}: ${doubtful} replies unconfirmed, people ${called ? '' : 'not '}called`)
    const shown = simulator
      .customer({ phone })
      .on(line)
      .bubbles.map(({ text }) => text)
    for (const { text, state } of replies) {
      const times = shown.filter((one) => one === text).length
      if (ON_THE_PHONE.has(String(state)) ? times !== 1 : times > 0 || !LEFT_TO_PEOPLE.has(String(state)))
        wrong.push(`${place}: ${JSON.stringify(text)} is ${String(state)}, shown ${times} times`)
    }
    const known = new Set(replies.map(({ text }) => text))
    for (const text of shown) if (!known.has(text)) wrong.push(`${place}: nobody wrote ${JSON.stringify(text)}`)
  }
  const stored = rows.filter(({ author }) => author === 'customer').map(({ text }) => text)
  if (stored.length !== CUSTOMERS * MESSAGES_EACH || new Set(stored).size !== stored.length)
    wrong.push(`${stored.length} messages are stored, ${new Set(stored).size} of them different`)
  return { wrong, unconfirmed }
}
