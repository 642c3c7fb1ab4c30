import { expect, inject, it, onTestFinished } from 'vitest'
import {
  createSettableClock,
  createSimulator,
  httpDelivery,
  seededRandom,
  serveSimulator,
} from '../../simulator/index.ts'
import { ACCESS_TOKEN, APP_SECRET, SUPPORT, testSettings, WABA } from '../settings.ts'
import { freePort, prepareServer } from './child-server.ts'
import { freshStore } from './fresh-store.ts'
import { until } from './until.ts'

const MAYA = '15550001111'
const LATER_MS = 60_000

/** A server that ends itself at a step, and one that goes on after it. */
async function setStage(kind: 'embedded' | 'postgres', killAt: string) {
  const store = await freshStore(kind, inject('postgres'))
  const port = await freePort()
  const clock = createSettableClock()
  const simulator = createSimulator({
    clock,
    random: seededRandom(1),
    appSecret: APP_SECRET,
    accessToken: ACCESS_TOKEN,
    lines: [{ ...SUPPORT, wabaId: WABA, displayPhoneNumber: '+1 555 078 3881', coexistence: true }],
    deliver: httpDelivery({ url: `http://127.0.0.1:${port}/whatsapp/webhook` }),
  })
  const meta = await serveSimulator(simulator, { port: 0, clock })
  const settings = testSettings({ store: store.settings, graph: { url: meta.url, version: 'v24.0' } })
  const first = prepareServer()
  const second = prepareServer()
  onTestFinished(async () => {
    await Promise.all([first.kill(), second.kill()])
    simulator.stop()
    await meta.close()
    await store.remove()
  })
  await first.start({ settings, port, thinkMs: [0, 0], killAt })
  const maya = simulator.customer({ phone: MAYA, name: 'Maya' }).on('support')
  const told = async () =>
    (await store.ask('select author, text, outcome from messages order by position')).map(
      ({ author, text, outcome }) => `${author}: ${text}${outcome ? ` (${outcome})` : ''}`,
    )
  const soon = (condition: () => Promise<boolean>) =>
    until(
      async () => {
        // Meta brings again what was not acknowledged.
        clock.shift(LATER_MS)
        return condition()
      },
      async () => `${(await told()).join('\n')}\n${first.output}\n${second.output}`,
    )
  return {
    store,
    simulator,
    maya,
    told,
    soon,
    async dies() {
      await until(
        () => first.ended,
        () => `it lives\n${first.output}`,
      )
      expect(first.lastWords?.name).toBe(killAt)
      await second.start({ settings, port, thinkMs: [0, 0] })
    },
  }
}

type Kind = Parameters<typeof setStage>[0]

/** Somebody types on the phone: stored once, and the agent is silent. */
export const heardKilled = (kind: Kind, killAt: 'enter hearEcho' | 'exit hearEcho') =>
  it(`[H19 law1 law4] kill -9 at ${killAt}, ${kind}: what was typed is stored once, and the agent is silent`, {
    timeout: 60_000,
  }, async () => {
    const { store, simulator, maya, told, soon, dies } = await setStage(kind, killAt)
    maya.says('Hello')
    await soon(async () => maya.bubbles.length === 1)
    simulator.businessApp('support').types(maya.customer, 'I have it')
    await dies()
    await soon(async () => (await told()).length === 3)
    maya.says('Thanks')
    await soon(async () => (await told()).at(-1) === 'customer: Thanks (owned)')
    expect(await told()).toEqual([
      'customer: Hello (answered)',
      'agent: Hello',
      'teammate: I have it',
      'customer: Thanks (owned)',
    ])
    expect(maya.bubbles.map(({ text }) => text)).toEqual(['Hello', 'I have it'])
    expect(await store.ask('select owner, teammate from conversations')).toEqual([
      { owner: 'teammate', teammate: 'phone:support' },
    ])
    expect(await store.ask('select source from handoff_steps')).toEqual([{ source: 'phone' }])
  })

/** Older chats are handed over: read to their end, each message once. */
export const readKilled = (kind: Kind, killAt: 'enter keepPast' | 'exit keepPast') =>
  it(`[H19 law1 law2] kill -9 at ${killAt}, ${kind}: older chats are read to their end, and nobody is woken`, {
    timeout: 60_000,
  }, async () => {
    const { store, simulator, maya, soon, dies } = await setStage(kind, killAt)
    simulator.businessApp('support').sharesHistory({ messages: 6, chunk: 4 })
    await dies()
    const count = async () => Number((await store.ask('select count(*) as n from messages'))[0]!.n)
    await soon(async () => (await count()) === 18)
    await soon(async () => (await store.ask('select key from work')).length === 0)
    expect(await count()).toBe(18)
    expect(await store.ask('select id from handoffs')).toEqual([])
    expect(maya.bubbles).toEqual([])
  })

/** Meta's own agent takes the chat, and gives it back. */
export const takenKilled = (kind: Kind, killAt: 'enter moveControl' | 'exit moveControl') =>
  it(`[H19 law1 law4] kill -9 at ${killAt}, ${kind}: whoever took the chat has it, and what comes back is answered`, {
    timeout: 60_000,
  }, async () => {
    const { simulator, maya, told, soon, dies } = await setStage(kind, killAt)
    const other = simulator.metaAgent('support')
    maya.says('Hello')
    await soon(async () => maya.bubbles.length === 1)
    other.takes(maya.customer)
    await dies()
    maya.says('Is it open?')
    await soon(async () => (await told()).at(-1) === 'customer: Is it open? (ignored)')
    other.passes(maya.customer)
    await soon(async () => maya.bubbles.length === 2)
    expect(maya.bubbles.map(({ text }) => text)).toEqual(['Hello', 'Is it open?'])
  })
