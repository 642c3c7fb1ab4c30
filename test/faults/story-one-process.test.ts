import { describe, inject, it, onTestFinished } from 'vitest'
import {
  createSettableClock,
  createSimulator,
  httpDelivery,
  seededRandom,
  serveSimulator,
} from '../../simulator/index.ts'
import { askAt } from '../house-of-people.ts'
import { openAlertPlace } from '../journeys/desk/alert-place.ts'
import { expectTold, hireDana, MAYA, SCENES, settingsOf } from '../journeys/desk/story-one.ts'
import { ACCESS_TOKEN, APP_SECRET, SUPPORT, testSettings, WABA } from '../settings.ts'
import { type ChildServer, freePort, prepareServer } from './child-server.ts'
import { freshStore } from './fresh-store.ts'
import { until } from './until.ts'

const HOUR = 60 * 60_000
const KILLED_AFTER = ['the customer asks for a person', 'the teammate answers', 'the teammate gives it back']

describe('story 1 with a real server', () => {
  it('[Q9 H6 H11 O14] plays whole on PostgreSQL, with kill -9 once people are called, once they have answered and once it is given back', {
    timeout: 180_000,
  }, async () => {
    const store = await freshStore('postgres', inject('postgres'))
    const alerts = await openAlertPlace()
    const port = await freePort()
    const clock = createSettableClock()
    const simulator = createSimulator({
      clock,
      random: seededRandom(1),
      appSecret: APP_SECRET,
      accessToken: ACCESS_TOKEN,
      lines: [{ ...SUPPORT, wabaId: WABA, displayPhoneNumber: '+1 555 078 3881' }],
      deliver: httpDelivery({ url: `http://127.0.0.1:${port}/whatsapp/webhook` }),
    })
    const meta = await serveSimulator(simulator, { port: 0, clock })
    const settings = testSettings({
      ...settingsOf(alerts),
      store: store.settings,
      graph: { url: meta.url, version: 'v24.0' },
    })
    let ahead = 0
    let server: ChildServer
    let next = prepareServer()
    const begin = async () => {
      server = next
      next = prepareServer()
      await server.start({ settings, port, thinkMs: [0, 0], demo: true, ahead })
    }
    await begin()
    onTestFinished(async () => {
      await Promise.all([server.kill(), next.kill()])
      simulator.stop()
      await meta.close()
      await alerts.close()
      await store.remove()
    })
    const url = `http://127.0.0.1:${port}`
    const theatre = {
      maya: simulator.customer({ phone: MAYA, name: 'Maya' }).on('support'),
      dana: await hireDana({ url, ask: askAt(url) }),
      alerts,
      async sleepOnIt() {
        ahead = 20 * HOUR
        clock.shift(ahead)
        await server.shift(ahead)
      },
    }
    for (const scene of SCENES) {
      await scene.act(theatre)
      await until(
        () => scene.over(theatre),
        () => `${scene.name}: ${theatre.maya.transcript()}\n${server.output}`,
      )
      if (!KILLED_AFTER.includes(scene.name)) continue
      await server!.kill()
      await begin()
    }
    await expectTold(theatre, store.ask)
  })
})
