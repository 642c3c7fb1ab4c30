import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createSettableClock,
  createSimulator,
  httpDelivery,
  seededRandom,
  serveSimulator,
} from '../../simulator/index.ts'
import type { StoreSettings } from '../../src/config/settings.ts'
import { ACCESS_TOKEN, APP_SECRET, SUPPORT, testSettings, WABA } from '../settings.ts'
import { freePort, prepareServer, ServerEnded } from './child-server.ts'
import { freshStore } from './fresh-store.ts'
import { healthOf } from './health.ts'
import type { LastWords } from './steps.ts'
import { until } from './until.ts'

export const ORDERS = ['ORD-1', 'ORD-2']
/** The simulator, as Meta, tries a webhook again so long after two failures. */
const REDELIVERED_AFTER_MS = 10_000
/** What is written down of each payment, but for those that were called off before they began, and who owns it now. */
const CALLS = `
  select t.state, t.input, c.owner from tool_calls t join conversations c on c.id = t.conversation
  where t.state <> 'refused'`

export interface RefundOutcome {
  /** Undefined when the run was over before the step at which it was to end. */
  readonly killed: LastWords | undefined
  /** Orders of which nobody knows whether they were paid: people were told. */
  readonly unknown: readonly string[]
  /** How many steps a run has that is not killed. */
  readonly steps: number | undefined
}

/**
 * Two customers want their money back, one of them writes on meanwhile; `kill -9` at one step, a restart at once on the
 * same store, and both ask again. Throws where an order was paid twice, or not paid and nobody was told.
 */
export async function killRefund(
  kind: StoreSettings['kind'],
  postgres: string,
  killAt: number | string | undefined,
): Promise<RefundOutcome> {
  const store = await freshStore(kind, postgres)
  const folder = mkdtempSync(join(tmpdir(), 'wabaton-refunds-'))
  const file = join(folder, 'paid')
  const port = await freePort()
  const clock = createSettableClock()
  const post = httpDelivery({ url: `http://127.0.0.1:${port}/whatsapp/webhook` })
  const simulator = createSimulator({
    clock,
    random: seededRandom(1),
    appSecret: APP_SECRET,
    accessToken: ACCESS_TOKEN,
    lines: [{ ...SUPPORT, wabaId: WABA, displayPhoneNumber: '+1 555 078 3881' }],
    deliver: post,
  })
  Object.assign(simulator.chaos, { sentAfterMs: 5, deliveredAfterMs: 20, readAfterMs: 40 })
  const meta = await serveSimulator(simulator, { port: 0, clock })
  const settings = testSettings({
    lines: [SUPPORT],
    store: store.settings,
    graph: { url: meta.url, version: 'v24.0' },
    delivery: { unconfirmedAfterMs: 1_200 },
    logLevel: 'debug',
  })
  const options = { settings, port, thinkMs: [0, 0] as const, refundsTo: file }
  const first = prepareServer()
  const second = prepareServer()
  const phones = ORDERS.map((_, index) =>
    simulator.customer({ phone: `1555000111${index}`, name: `Customer ${index}` }).on('support'),
  )
  const paid = () => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [])
  let health = ''
  const explain = () =>
    [
      ...phones.map((phone) => phone.transcript()),
      'paid:',
      ...paid(),
      ...simulator.log
        .webhooks()
        .flatMap(({ state }, index) => (state === 'acknowledged' ? [] : `webhook ${index}: ${state}`)),
      `health: ${health}`,
      first.output,
      second.output,
    ].join('\n')

  let patience = 0
  /** Meta's pause between two tries passes as often as it takes. */
  async function settled() {
    if (!simulator.log.webhooks().every(({ state }) => state === 'acknowledged')) {
      if (Date.now() > patience) {
        patience = Date.now() + 500
        clock.shift(REDELIVERED_AFTER_MS)
      }
      return false
    }
    const { queue, unanswered } = await healthOf(port)
    health = JSON.stringify({ queue, unanswered })
    return queue.depth === 0 && unanswered.since === null
  }
  const ask = () => {
    for (const [index, phone] of phones.entries()) phone.says(`Please refund ${ORDERS[index]}`)
  }
  const callsOf = async (order: string) => (await store.ask(CALLS)).filter(({ input }) => String(input).includes(order))

  try {
    await unlessEnded(first.start({ ...options, ...(killAt !== undefined && { killAt }) }))
    ask()
    await until(() => first.ended || paid().length > 0 || phones[0]!.bubbles.length > 0, explain)
    phones[0]!.says('Hello?')
    await until(async () => first.ended || (await settled().catch(() => false)), explain)
    const steps = first.ended ? undefined : await first.steps().catch(() => undefined)
    await unlessEnded(first.spare())
    if (first.ended) {
      if (!first.lastWords) throw new Error(`the server ended by itself.\n${explain()}`)
      await second.start(options)
      await until(settled, explain)
    }

    const unknown: string[] = []
    for (const [index, order] of ORDERS.entries()) {
      // A reply that was sent is on its way to the phone; one that was on its way out has people told of it.
      const isOwned = async () => (await callsOf(order)).some(({ owner }) => owner === 'waiting')
      await until(async () => phones[index]!.bubbles.length > 0 || (await isOwned()), explain)
      const calls = await callsOf(order)
      const [call] = calls
      const payments = paid().filter((line) => line.startsWith(`${order} `)).length
      const wrong = (what: string) => new Error(`${order} ${what}: ${JSON.stringify(calls)}.\n${explain()}`)
      if (calls.length > 1) throw wrong('was begun twice')
      if (payments > 1) throw wrong(`was paid ${payments} times`)
      if (call?.state === 'done' && payments === 1) continue
      if (call?.state !== 'unknown') throw wrong(`was paid ${payments} times, and that is not what is written down`)
      if (call.owner !== 'waiting') throw wrong('may not have been paid, and nobody was told')
      unknown.push(order)
    }
    const before = paid()
    ask()
    await until(settled, explain)
    if (paid().length > before.length) throw new Error(`asked for again, it was paid again.\n${explain()}`)
    return { killed: first.lastWords, unknown, steps }
  } finally {
    await Promise.all([first.kill(), second.kill()])
    simulator.stop()
    post.close()
    await meta.close()
    await store.remove()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function unlessEnded(asked: Promise<void>) {
  await asked.catch((error) => {
    if (!(error instanceof ServerEnded)) throw error
  })
}
