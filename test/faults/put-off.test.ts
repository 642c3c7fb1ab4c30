import { afterEach, expect, inject, it } from 'vitest'
import {
  createSettableClock,
  createSimulator,
  httpDelivery,
  type Simulator,
  type SimulatorServer,
  seededRandom,
  serveSimulator,
} from '../../simulator/index.ts'
import { ACCESS_TOKEN, APP_SECRET, SUPPORT, testSettings, WABA } from '../settings.ts'
import { type ChildServer, freePort, prepareServer } from './child-server.ts'
import { type FreshStore, freshStore } from './fresh-store.ts'
import { until } from './until.ts'

/** A passing refusal; after the second one the next try is four seconds away. */
const TRY_AGAIN = 2
const PUT_OFF = `
  select d.id from deliveries d join work w on w.key = d.conversation and w.kind = 'deliver'
  where d.attempts = 2 and d.state = 'queued' and w.token is null`
/** Far less than the half minute after which a worker looks around for other reasons. */
const SOON_MS = 15_000

let store: FreshStore
let simulator: Simulator
let meta: SimulatorServer
let servers: ChildServer[]
let post: ReturnType<typeof httpDelivery>
afterEach(async () => {
  await Promise.all(servers.map((server) => server.kill()))
  simulator.stop()
  post.close()
  await meta.close()
  await store.remove()
})

it('[O6 W8] what a killed worker had put off is done by the other one when its time comes', async () => {
  store = await freshStore('postgres', inject('postgres'))
  const ports = [await freePort(), await freePort()] as const
  post = httpDelivery({ url: `http://127.0.0.1:${ports[0]}/whatsapp/webhook` })
  const clock = createSettableClock()
  simulator = createSimulator({
    clock,
    random: seededRandom(1),
    appSecret: APP_SECRET,
    accessToken: ACCESS_TOKEN,
    lines: [{ ...SUPPORT, wabaId: WABA, displayPhoneNumber: '+1 555 078 3881' }],
    deliver: post,
  })
  meta = await serveSimulator(simulator, { port: 0, clock })
  simulator.faults.next(TRY_AGAIN, { times: 2 })
  const settings = testSettings({
    lines: [SUPPORT],
    store: store.settings,
    graph: { url: meta.url, version: 'v24.0' },
    logLevel: 'debug',
  })
  servers = [prepareServer(), prepareServer()]
  const [doomed, survivor] = servers as [ChildServer, ChildServer]
  await doomed.start({ settings, port: ports[0], thinkMs: [0, 0] })

  const maya = simulator.customer({ phone: '15550001111', name: 'Maya' }).on('support')
  maya.says('Hello')
  const explain = () => `${maya.transcript()}\n${doomed.output}\n${survivor.output}`
  // Started before the work is put off, so that it does not find it by starting.
  await survivor.start({ settings, port: ports[1], thinkMs: [0, 0] })
  await until(async () => (await store.ask(PUT_OFF)).length > 0, explain)
  await doomed.kill()
  await until(() => maya.bubbles.length > 0, explain, { within: SOON_MS })
  expect(maya.bubbles.map(({ text }) => text)).toEqual(['Hello'])
})
