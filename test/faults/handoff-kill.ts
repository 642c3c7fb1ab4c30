import { setTimeout as pause } from 'node:timers/promises'
import {
  createSettableClock,
  createSimulator,
  httpDelivery,
  seededRandom,
  serveSimulator,
} from '../../simulator/index.ts'
import type { StoreSettings } from '../../src/config/settings.ts'
import { startRecorder } from '../doubles/recorder.ts'
import { ACCESS_TOKEN, APP_SECRET, HANDOFF, SALES, SUPPORT, testSettings, WABA } from '../settings.ts'
import { DANA } from '../stage.ts'
import { type ChildServer, freePort, prepareServer, ServerEnded } from './child-server.ts'
import { freshStore } from './fresh-store.ts'
import { afterAll, FORGOTTEN, judgeCases, TORN } from './handoff-kill-judge.ts'
import { healthOf } from './health.ts'
import type { LastWords } from './steps.ts'
import { until } from './until.ts'

/** How each of them comes to people, and on which line: on `sales` the clock gives back, on `support` a teammate. */
export const CASES = [
  { says: '/human', line: 'support' },
  { says: 'About my contract', line: 'support' },
  { says: 'This will fail', line: 'sales' },
  { says: 'Never arrives', line: 'sales', fault: 131026 },
  { says: 'Hello', line: 'support', taken: true },
] as const

const AUTO_RELEASE_MS = 2_000
const REDELIVERED_AFTER_MS = 10_000
const LINES = [SUPPORT, SALES]
export const SOLVED = 'It is solved.'
export const AGAIN = 'Something else'

export interface Killed {
  /** Undefined when the run was over before the step at which it was to end. */
  readonly killed: LastWords | undefined
  /** How many steps a run has that is not killed. */
  readonly steps: number | undefined
}

/**
 * Five customers come to people, each in a way of their own, a teammate answers them and they go back to the agent;
 * `kill -9` at one step, a restart at once on the same store. Throws where somebody is silenced without people knowing,
 * where people are called or a customer is told twice, or where the agent does not answer in the end.
 */
export async function killHandoff(
  kind: StoreSettings['kind'],
  postgres: string,
  killAt: number | string | undefined,
): Promise<Killed> {
  const store = await freshStore(kind, postgres)
  const alerts = await startRecorder('{}')
  const port = await freePort()
  const clock = createSettableClock()
  const post = httpDelivery({ url: `http://127.0.0.1:${port}/whatsapp/webhook` })
  const simulator = createSimulator({
    clock,
    random: seededRandom(1),
    appSecret: APP_SECRET,
    accessToken: ACCESS_TOKEN,
    lines: LINES.map((line, index) => ({ ...line, wabaId: WABA, displayPhoneNumber: `+1 555 078 388${index + 1}` })),
    deliver: post,
  })
  Object.assign(simulator.chaos, { sentAfterMs: 5, deliveredAfterMs: 20, readAfterMs: 40 })
  const meta = await serveSimulator(simulator, { port: 0, clock })
  const desk = { ...HANDOFF, alert: { channel: 'webhook', target: 'desk' } as const }
  const settings = testSettings({
    lines: [
      { ...SUPPORT, handoff: desk },
      { ...SALES, handoff: { ...desk, autoReleaseMs: AUTO_RELEASE_MS } },
    ],
    targets: { desk: { webhook: `${alerts.url}/alerts` } },
    tools: { privateHosts: ['127.0.0.1'] },
    store: store.settings,
    graph: { url: meta.url, version: 'v24.0' },
    turn: { readReceipts: false, typing: false },
    delivery: { unconfirmedAfterMs: 1_200 },
    logLevel: 'debug',
  })
  const options = { settings, port, thinkMs: [0, 0] as const, handsOver: true }
  const first = prepareServer()
  const second = prepareServer()
  let running: ChildServer = first
  let restarted: Promise<void> | undefined
  const phones = CASES.map(({ line }, index) =>
    simulator.customer({ phone: `1555000111${index}`, name: `Customer ${index}` }).on(line),
  )
  const explain = () =>
    [
      ...phones.map((phone) => phone.transcript()),
      `${alerts.requests.length} alerts`,
      first.output,
      second.output,
    ].join('\n')
  const wrong = (what: string) => new Error(`${what}.\n${explain()}`)

  /** What the dead have left behind has to hold by itself; then somebody goes on with it. */
  async function restart() {
    if (!first.lastWords) throw wrong('the server ended by itself')
    for (const [what, query] of [TORN, FORGOTTEN])
      if ((await store.ask(query)).length > 0) throw wrong(`killed at ${JSON.stringify(first.lastWords)}, ${what}`)
    running = second
    await second.start(options)
  }
  const alive = async () => {
    if (!first.ended) return
    restarted ??= restart()
    await restarted
  }
  /** As people do: whoever gets no answer tries again. */
  async function persist<Answer extends { kind: string }>(done: readonly string[], ask: () => Promise<Answer>) {
    await until(async () => {
      await alive()
      const answer = await ask().catch((error) => {
        if (error instanceof ServerEnded) return { kind: 'ended' }
        throw error
      })
      return done.includes(answer.kind)
    }, explain)
  }
  let patience = 0
  async function come(condition: () => boolean | Promise<boolean>) {
    await until(async () => {
      await alive()
      const webhooks = simulator.log.webhooks()
      // Meta's pause between two tries passes as often as it takes.
      if (webhooks.some(({ state }) => state !== 'acknowledged') && Date.now() > patience) {
        patience = Date.now() + 500
        clock.shift(REDELIVERED_AFTER_MS)
      }
      return webhooks.every(({ state }) => state === 'acknowledged') && (await condition())
    }, explain)
  }
  const conversations = async () => {
    const rows = await store.ask(
      `select c.id, c.owner, p.phone from conversations c join contacts p on p.business = c.business and p.customer = c.customer`,
    )
    return CASES.map((_, index) => rows.find(({ phone }) => phone === `1555000111${index}`))
  }
  const act = (conversation: string) =>
    ({ conversation: { business: 'acme', id: conversation }, by: DANA, source: 'api', epoch: undefined }) as const
  const ids = CASES.map((_, index) => `0195f0e0-0000-7000-8000-00000000000${index}`)

  try {
    await first.start({ ...options, ...(killAt !== undefined && { killAt }) }).catch(unlessEnded)
    for (const [index, { says, ...more }] of CASES.entries()) {
      if ('fault' in more) simulator.faults.next(more.fault, { to: phones[index]!.customer.phone })
      phones[index]!.says(says)
    }
    const taken = CASES.findIndex((one) => 'taken' in one)
    await come(async () => (await conversations())[taken] !== undefined)
    const id = async (index: number) => String((await conversations())[index]!.id)
    const theirs = await id(taken)
    await persist(['passed'], () =>
      running.passBaton({ ...act(theirs), step: { kind: 'claim', by: DANA, over: false } }),
    )
    await come(async () => (await conversations()).every((row) => row !== undefined && row.owner !== 'agent'))
    // Whoever waits is called for, before anybody of the team acts.
    await come(async () => (await store.ask(NOT_ALERTED)).length === 0)
    for (const [index] of CASES.entries()) {
      const conversation = await id(index)
      const content = { kind: 'text', text: SOLVED } as const
      await persist(['queued'], () => running.reply({ ...act(conversation), id: ids[index], content }))
      if (CASES[index]!.line === 'support')
        await persist(['passed', 'refused'], () =>
          running.passBaton({ ...act(conversation), step: { kind: 'release' }, resolution: 'resolved' }),
        )
    }
    await come(async () => (await conversations()).every((row) => row?.owner === 'agent'))
    await come(isQuiet)
    const steps = first.ended ? undefined : await first.steps().catch(() => undefined)
    await first.spare().catch(unlessEnded)
    await alive()
    for (const [index, phone] of phones.entries()) phone.says(`${AGAIN} ${index}`)
    await come(() => phones.every(({ bubbles }, index) => bubbles.some(({ text }) => text === `${AGAIN} ${index}`)))
    await come(isQuiet)
    await pause(50)
    const rows = await store.ask(afterAll)
    const faults = judgeCases(rows, phones, alerts.requests, first.lastWords !== undefined)
    if (faults.length > 0) throw wrong(faults.join('; '))
    return { killed: first.lastWords, steps }
  } finally {
    await Promise.all([first.kill(), second.kill()])
    simulator.stop()
    post.close()
    await meta.close()
    await alerts.close()
    await store.remove()
  }

  async function isQuiet() {
    const health = await healthOf(port).catch(() => undefined)
    return health?.queue.depth === 0 && health.unanswered.since === null && simulator.idle()
  }
}

const NOT_ALERTED = `
  select h.id from handoffs h join conversations c on c.id = h.conversation
  where h.released_at is null and c.owner = 'waiting' and not exists (
    select 1 from posts p where p.conversation = c.id and p.sent_at is not null)`

function unlessEnded(error: unknown) {
  if (!(error instanceof ServerEnded)) throw error
}
