import { isDeepStrictEqual } from 'node:util'
import {
  createSettableClock,
  createSimulator,
  httpDelivery,
  type Simulator,
  seededRandom,
  serveSimulator,
} from '../../simulator/index.ts'
import type { StoreSettings } from '../../src/config/settings.ts'
import { ACCESS_TOKEN, APP_SECRET, SUPPORT, testSettings, WABA } from '../settings.ts'
import { freePort, prepareServer, ServerEnded } from './child-server.ts'
import { freshStore } from './fresh-store.ts'
import { healthOf } from './health.ts'
import type { LastWords, SendPhase } from './steps.ts'
import { until } from './until.ts'

const BURST = ['Hi', 'my order ORD-22', 'where is it?']
const BACK_AGAIN = 'Thanks. Until when are you open?'
/** In the order in which the store took it. */
const TRANSCRIPT = 'select author, text from messages order by position'
const UNCONFIRMED_AFTER_MS = 1200
/** The simulator, as Meta, tries a webhook again so long after two failures. */
const REDELIVERED_AFTER_MS = 10_000

export interface BurstOutcome {
  /** Undefined when the run was over before the step at which it was to end. */
  readonly killed: LastWords | undefined
  readonly unconfirmed: boolean
  /** In which the burst was answered. */
  readonly bubbles: number
  /** From the restarted server being ready to the answer on the phone. */
  readonly answeredAfterMs: number | undefined
  /** What each step is called of a run that is not killed. */
  readonly made: readonly string[]
}

/**
 * When the process ends: at a step of its own, or while the reply is shown on the phone already and the answer to the
 * request is still on its way back. Then only statuses can tell that it left, if they come (`told`).
 */
export type Ending = { readonly step: number | string } | { readonly onTheWire: 'told' | 'untold' }

/**
 * One telling of the story: a burst, the second message delivered twice, `kill -9`, a restart at once on the same store
 * and port. Throws when the customer does not see what they should.
 */
export async function tellBurst(kind: StoreSettings['kind'], postgres: string, ending: Ending): Promise<BurstOutcome> {
  const store = await freshStore(kind, postgres)
  const port = await freePort()
  const clock = createSettableClock()
  const post = httpDelivery({ url: `http://127.0.0.1:${port}/whatsapp/webhook` })
  let reachable = true
  const twice: Parameters<typeof post>[0][] = []
  const simulator = createSimulator({
    clock,
    random: seededRandom('step' in ending && typeof ending.step === 'number' ? ending.step : 0),
    appSecret: APP_SECRET,
    accessToken: ACCESS_TOKEN,
    lines: [{ ...SUPPORT, wabaId: WABA, displayPhoneNumber: '+1 555 078 3881' }],
    async deliver(webhook) {
      if (!reachable) throw new Error('the server is being restarted')
      if (!Buffer.from(webhook.body).includes('ORD-22') || twice.length > 0) return post(webhook)
      twice.push(webhook)
      const [status] = await Promise.all([post(webhook), post(webhook).catch(() => 0)])
      return status
    },
  })
  Object.assign(simulator.chaos, { sentAfterMs: 5, deliveredAfterMs: 20, readAfterMs: 40 })
  if ('onTheWire' in ending) {
    simulator.faults.next({ latency: 60_000 })
    simulator.chaos.statusNever = ending.onTheWire === 'told' ? 0 : 1
  }
  const meta = await serveSimulator(simulator, { port: 0, clock })
  const first = prepareServer()
  const second = prepareServer()
  const maya = simulator.customer({ phone: '15550001111', name: 'Maya' }).on('support')
  const explain = () =>
    `${maya.transcript()}\nthe first server wrote:\n${first.output}\nthe second:\n${second.output}\n${webhooksOf(simulator)}`

  const settings = testSettings({
    lines: [SUPPORT],
    store: store.settings,
    graph: { url: meta.url, version: 'v24.0' },
    turn: { settle: 300 },
    delivery: { unconfirmedAfterMs: UNCONFIRMED_AFTER_MS },
    logLevel: 'debug',
  })
  const options = { settings, port, thinkMs: [150, 150] as const }
  const answers = () => maya.bubbles.map(({ text }) => text)

  async function nothingIsLeftToDo() {
    if (!simulator.log.webhooks().every(isAcknowledged)) return false
    const { queue, unanswered } = await healthOf(port)
    return queue.depth === 0 && unanswered.since === null
  }

  /** Meta's pause between two tries passes as often as it takes. */
  async function everythingIsDelivered() {
    clock.shift(REDELIVERED_AFTER_MS)
    let patience = Date.now() + 500
    await until(() => {
      if (simulator.log.webhooks().every(isAcknowledged)) return true
      if (Date.now() > patience) {
        patience = Date.now() + 500
        clock.shift(REDELIVERED_AFTER_MS)
      }
      return false
    }, explain)
  }

  /** A server that is killed while it is asked is no error here: it is what the story is about. */
  const finished = async () => answers().length > 0 && (await nothingIsLeftToDo().catch(() => false))

  try {
    await unlessEnded(first.start({ ...options, ...('step' in ending && { killAt: ending.step }) }))
    for (const text of BURST) maya.says(text)
    if ('onTheWire' in ending) {
      await until(() => answers().length > 0, explain)
      await first.kill()
    } else {
      await until(async () => first.ended || (await finished()), explain)
      await unlessEnded(first.spare())
    }

    const made = first.ended ? [] : await first.made()
    let running = first
    let answeredAfterMs: number | undefined
    if (first.ended) {
      if ('step' in ending && !first.lastWords) throw new Error(`the server ended by itself.\n${explain()}`)
      running = second
      reachable = false
      await second.start(options)
      const readyAt = Date.now()
      // One that slipped through between its two tries would overtake those that wait.
      await until(
        () => simulator.log.webhooks().every((one) => isAcknowledged(one) || one.attempts.length > 1),
        explain,
      )
      reachable = true
      await everythingIsDelivered()
      await until(() => {
        if (answers().length > 0) answeredAfterMs ??= Date.now() - readyAt
        return nothingIsLeftToDo()
      }, explain)
    }
    const health = await healthOf(port)
    const unconfirmed = health.sends.unconfirmed > 0
    if ('step' in ending) judge(first.lastWords?.phase ?? 'none', unconfirmed, explain)
    else same(unconfirmed, ending.onTheWire === 'untold', explain)
    same([health.handoffs.open, health.deadLetters], [unconfirmed ? 1 : 0, 0], explain)

    // The second message once more, late; then the customer writes again: neither forgotten nor blocked.
    for (const webhook of twice) same(await post(webhook), 200, explain)
    if (unconfirmed)
      same(
        (await running.releaseAll()).map(({ reason }) => reason),
        ['agent_failed'],
        explain,
      )
    const heard = answers().length
    if ('step' in ending) same(heard === 0, unconfirmed, explain)
    maya.says(BACK_AGAIN)
    await until(() => answers().length > heard, explain)
    await until(nothingIsLeftToDo, explain)
    await running.kill()
    const replies = repliesIn(await store.ask(TRANSCRIPT), explain)
    // What stood behind a reply that nobody knows of was dropped when people were called.
    same(answers(), heard === 0 ? replies.slice(-1) : replies, explain)
    return { killed: first.lastWords, unconfirmed, bubbles: heard, answeredAfterMs, made }
  } finally {
    await Promise.all([first.kill(), second.kill()])
    simulator.stop()
    post.close()
    await meta.close()
    await store.remove()
  }
}

/**
 * Every reply answers all that the store had taken by then and nothing else, each text once and in order. More than one
 * reply to the burst is right only where the rest of it truly came (again) after the first was committed.
 */
function repliesIn(rows: readonly Record<string, unknown>[], explain: () => string): string[] {
  const transcript = rows.map(({ author, text }) => ({ author, text: String(text) }))
  const replies: string[] = []
  let waiting: string[] = []
  for (const { author, text } of transcript) {
    if (author === 'customer') waiting.push(text)
    else {
      same(text, waiting.join('\n'), explain)
      replies.push(text)
      waiting = []
    }
  }
  same(waiting, [], explain)
  same(
    transcript.filter(({ author }) => author === 'customer').map(({ text }) => text),
    [...BURST, BACK_AGAIN],
    explain,
  )
  return replies
}

async function unlessEnded(asked: Promise<void>) {
  await asked.catch((error) => {
    if (!(error instanceof ServerEnded)) throw error
  })
}

/** Only where the crash fell between the claim and the record may the business not know whether the reply left. */
function judge(phase: SendPhase, unconfirmed: boolean, explain: () => string) {
  const expected: Record<SendPhase, readonly boolean[]> = {
    none: [false],
    claiming: [false, true],
    claimed: [true],
    'on-the-wire': [false, true],
    answered: [false],
  }
  if (!expected[phase].includes(unconfirmed))
    throw new Error(`killed in phase ${phase}, the reply is ${unconfirmed ? '' : 'not '}unconfirmed.\n${explain()}`)
}

function same(actual: unknown, expected: unknown, explain: () => string) {
  if (!isDeepStrictEqual(actual, expected))
    throw new Error(`expected ${JSON.stringify(expected)}, found ${JSON.stringify(actual)}.\n${explain()}`)
}

const isAcknowledged = ({ state }: { state: string }) => state === 'acknowledged'

const webhooksOf = (simulator: Simulator) =>
  simulator.log
    .webhooks()
    .map(({ state, attempts, body }) => `${state} ${attempts.map(({ outcome }) => outcome).join(',')} ${body}`)
    .join('\n')
