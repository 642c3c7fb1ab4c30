import { setTimeout as pause } from 'node:timers/promises'
import {
  createSettableClock,
  createSimulator,
  httpDelivery,
  type Simulator,
  seededRandom,
  serveSimulator,
} from '../../simulator/index.ts'
import type { NewRecipient, Store } from '../../src/flows/store.ts'
import { createIds } from '../../src/ports/ids.ts'
import { createPhoneHash } from '../../src/ports/phone-hash.ts'
import { openStore } from '../../src/store/open.ts'
import { postgresAt } from '../contracts/places.ts'
import { breathe } from '../contracts/scene.ts'
import { ACCESS_TOKEN, APP_SECRET, SUPPORT, testSettings, WABA } from '../settings.ts'
import { type ChildServer, freePort, prepareServer } from './child-server.ts'
import { freshStore } from './fresh-store.ts'
import { healthOf } from './health.ts'
import { until } from './until.ts'

export interface CampaignUnderFire {
  readonly recipients: number
  readonly kills: number
  /** Between two kills. */
  readonly everyMs: readonly [least: number, most: number]
  /** Messages a second that the line may send. */
  readonly throughput: number
  /** Of the portfolio, until the campaign has paused for it. */
  readonly limit: number
  /** So many recipients write STOP each second. */
  readonly stops: number
  readonly within: number
  readonly seed: number
}

/** What was seen at Meta, and what the platform says of each recipient. */
export interface Fallout {
  readonly wrong: readonly string[]
  readonly standings: Readonly<Record<string, number>>
  readonly killed: number
  readonly seconds: number
  /** Template messages that reached Graph in the busiest second. */
  readonly busiest: number
  /** Refused by the simulator itself: too many a second, or customers above the limit. */
  readonly tooMany: number
  readonly aboveLimit: number
  /** When it paused for the limit, so many customers had been begun with. */
  readonly pausedAt: number | undefined
}

const BY = { kind: 'teammate', id: 'ada', name: 'Ada', source: 'api', ip: undefined } as const
const OFFER = { kind: 'template', name: 'spring_sale', language: 'en', body: ['{{name}}'] } as const
const phoneOf = (index: number) => `49151${String(10_000_000 + index)}`
const UNCONFIRMED_AFTER_MS = 3000

const STANDINGS = `
  select r.place, r.state, r.reason, d.state as delivery, d.error_code, d.error_reason from campaign_recipients r
  left join deliveries d on d.business = r.business and d.id = r.id order by r.place`

/** A campaign on two processes and one PostgreSQL, of which one or the other is killed again and again. */
export async function campaignUnderFire(fire: CampaignUnderFire, postgres: string): Promise<Fallout> {
  const random = seededRandom(fire.seed)
  const between = ([least, most]: readonly [number, number]) => least + random() * (most - least)
  const fresh = await freshStore('postgres', postgres)
  if (fresh.settings.kind !== 'postgres') throw new Error('it is no PostgreSQL')
  const clock = createSettableClock()
  const posts: (ReturnType<typeof httpDelivery> | undefined)[] = []
  const simulator = createSimulator({
    clock,
    random: seededRandom(fire.seed + 1),
    appSecret: APP_SECRET,
    accessToken: ACCESS_TOKEN,
    lines: [{ ...SUPPORT, throughput: fire.throughput, wabaId: WABA, displayPhoneNumber: '+1 555 078 3881' }],
    /** A load balancer: whoever is there. */
    async deliver(webhook) {
      const [one, other] = random() < 0.5 ? [posts[0], posts[1]] : [posts[1], posts[0]]
      const first = one ?? other
      if (!first) throw new Error('nobody is there')
      return first(webhook).catch((error) => (other && other !== first ? other(webhook) : Promise.reject(error)))
    },
  })
  Object.assign(simulator.chaos, { batchMost: 50, batchWithinMs: 50, graphLatencyMs: 30 })
  simulator.reach.limit = fire.limit
  simulator.templates.add({
    ...{ name: 'spring_sale', language: 'en', category: 'MARKETING' },
    components: [{ type: 'BODY', text: 'Hello {{1}}, all is cheaper.', example: { body_text: [['Maya']] } }],
  })
  const wire = watchWire(simulator)
  const meta = await serveSimulator(simulator, { port: 0, clock })
  const settings = testSettings({
    lines: [{ ...SUPPORT, throughput: fire.throughput, accountId: WABA }],
    store: fresh.settings,
    graph: { url: meta.url, version: 'v24.0' },
    turn: { readReceipts: false, typing: false },
    delivery: { unconfirmedAfterMs: UNCONFIRMED_AFTER_MS },
    logLevel: 'error',
  })
  const servers: (ChildServer & { port: number })[] = []
  const start = async (place: number) => {
    const port = await freePort()
    const server = prepareServer()
    await server.start({ settings, port, thinkMs: [1, 5] })
    servers[place] = Object.assign(server, { port })
    posts[place] = httpDelivery({ url: `http://127.0.0.1:${port}/whatsapp/webhook` })
  }
  const kill = async (place: number) => {
    const post = posts[place]
    posts[place] = undefined
    await servers[place]!.kill()
    post?.close()
  }
  const database = await postgresAt(fresh.settings.url)
  const ids = createIds({ now: clock.now })
  const hash = createPhoneHash({ hash: 'off' })
  let over = false
  try {
    await Promise.all([start(0), start(1)])
    const store: Store = openStore(database, { ids, clock: { now: clock.now, breathe }, hash })
    const key = await begin(store, fire.recipients, ids, simulator)
    const began = Date.now()
    const state = async () => (await store.campaign(key))!
    const explain = async () =>
      `${JSON.stringify(await state())}\n${JSON.stringify(await store.campaignReport(key))}\n${servers.map(({ output }) => output.slice(-2000))}`
    setFaults(simulator, true)

    const stopping = (async () => {
      while (!over) {
        await pause(1000)
        for (let count = 0; count < fire.stops; count++)
          simulator
            .customer({ phone: phoneOf(Math.floor(random() * fire.recipients)) })
            .on('support')
            .says('STOP')
      }
    })()

    let killed = 0
    let pausedAt: number | undefined
    const raised = async () => {
      const { state: now, pause: paused } = await state()
      if (now === 'paused' && paused?.because === 'messaging-limit' && pausedAt === undefined) {
        pausedAt = wire.begunWith.size
        simulator.reach.limit = Number.POSITIVE_INFINITY
        simulator.announce('business_capability_update', { event: 'UNLIMITED' })
      }
      return now === 'done'
    }
    const killing = (async () => {
      while (killed < fire.kills && !over) {
        await pause(between(fire.everyMs))
        if (over) return
        await kill(killed % 2)
        await start(killed % 2)
        killed++
      }
    })()
    await until(async () => (await raised()) && killed >= fire.kills, explain, { within: fire.within })
    const seconds = (Date.now() - began) / 1000
    over = true
    await Promise.all([stopping, killing])
    setFaults(simulator, false)
    await until(
      async () => (await healthOf(servers[0]!.port)).queue.depth === 0 && simulator.idle(),
      async () => JSON.stringify(await healthOf(servers[0]!.port)),
      { within: 60_000 },
    )
    const { wrong, standings } = judge(await fresh.ask(STANDINGS), simulator, fire.recipients)
    const { busiest, tooMany, aboveLimit } = wire
    return {
      wrong,
      standings,
      killed,
      seconds,
      busiest: busiest(),
      tooMany: tooMany(),
      aboveLimit: aboveLimit(),
      pausedAt,
    }
  } finally {
    over = true
    await Promise.all(servers.map((server) => server.kill()))
    simulator.stop()
    for (const post of posts) post?.close()
    await meta.close()
    await database.close()
    await fresh.remove()
  }
}

async function begin(store: Store, count: number, ids: { next(): string }, simulator: Simulator) {
  const now = Date.now()
  const campaign = { id: ids.next(), name: 'Spring', line: 'support', content: OFFER }
  const key = { business: 'acme', campaign: campaign.id }
  await store.createCampaign({ business: 'acme', campaign, by: BY, now })
  for (let from = 0; from < count; from += 1000) {
    const recipients: NewRecipient[] = []
    for (let index = from; index < Math.min(count, from + 1000); index++) {
      simulator.customer({ phone: phoneOf(index), name: `Customer ${index}` }).reads = 'manual'
      recipients.push({ row: index, to: phoneOf(index), values: { name: `N${index}` } })
    }
    await store.addRecipients({ ...key, recipients, dry: false, now })
  }
  await store.startCampaign({ ...key, by: BY, at: now, now })
  return key
}

/** Whatever Meta may say to a message, by chance. */
function setFaults({ faults }: Simulator, on: boolean) {
  faults.clear()
  if (!on) return
  faults.rate(130429, 0.01)
  faults.rate(131056, 0.01)
  faults.rate(131049, 0.01)
  faults.rate('accepted-reset', 0.005)
  faults.rate('accepted-131000', 0.005)
}

/** All that reaches Graph, as it comes: the log of the simulator forgets. */
function watchWire(simulator: Simulator) {
  const sends: number[] = []
  const begunWith = new Set<string>()
  let tooMany = 0
  let aboveLimit = 0
  simulator.events.subscribe((event) => {
    if (event.type !== 'logged' || event.entry.kind !== 'graph' || event.entry.method !== 'POST') return
    const { body, at, fault, answer } = event.entry
    if (!body.includes('"template"')) return
    sends.push(at)
    const told = JSON.stringify(answer)
    if (fault === undefined && told.includes('130429')) tooMany++
    if (told.includes('131048')) aboveLimit++
    if (told.includes('wamid')) begunWith.add(String(JSON.parse(body).to))
  })
  const busiest = () => {
    let most = 0
    for (let from = 0, to = 0; to < sends.length; to++) {
      while (sends[to]! - sends[from]! >= 1000) from++
      most = Math.max(most, to - from + 1)
    }
    return most
  }
  return { begunWith, busiest, tooMany: () => tooMany, aboveLimit: () => aboveLimit }
}

/** Each recipient has exactly one message, or one may have, or there is a reason why not. */
function judge(rows: readonly Record<string, unknown>[], simulator: Simulator, recipients: number) {
  const wrong: string[] = []
  const standings: Record<string, number> = {}
  if (rows.length !== recipients) wrong.push(`${rows.length} of ${recipients} are on record`)
  for (const { place, state, reason, delivery, error_code, error_reason } of rows) {
    const index = Number(place)
    const { bubbles } = simulator.customer({ phone: phoneOf(index) }).on('support')
    const got = bubbles.filter(({ text }) => text === `Hello N${index}, all is cheaper.`).length
    const others = bubbles.filter(({ text }) => text.startsWith('Hello N')).length - got
    const standing = state === 'released' ? `${delivery}${error_code ? ` ${error_code}` : ''}` : `${state}: ${reason}`
    standings[standing] = (standings[standing] ?? 0) + 1
    const who = `${phoneOf(index)}, ${standing} (${error_reason ?? ''})`
    if (others > 0) wrong.push(`${who}: got the words of somebody else`)
    if (got > 1) wrong.push(`${who}: got it ${got} times`)
    const reached = ['accepted', 'sent', 'delivered', 'read'].includes(String(delivery))
    if (reached && got !== 1) wrong.push(`${who}: got nothing`)
    if ((state === 'left-out' || delivery === 'failed') && got > 0) wrong.push(`${who}: got it all the same`)
    if (delivery === 'failed' && !error_code && !error_reason) wrong.push(`${who}: has no reason`)
    if (state === 'waiting' || ['queued', 'claimed', 'unknown'].includes(String(delivery)))
      wrong.push(`${who}: is not settled`)
  }
  return { wrong, standings }
}
