import { afterEach, expect, it, vi } from 'vitest'
import { createSettableClock, createSimulator, seededRandom } from '../../../simulator/index.ts'
import { createSlackDouble, serveSlack } from '../../../simulator/slack/index.ts'
import { createPlatform, type Platform } from '../../../src/platform.ts'
import { systemClock } from '../../../src/ports/clock.ts'
import { createLog } from '../../../src/ports/log.ts'
import { postgresAt } from '../../contracts/places.ts'
import { downloadFrom, transportTo } from '../../graph-transport.ts'
import { laidDatabase } from '../../laid-database.ts'
import { ACCESS_TOKEN, APP_SECRET, testSettings, WABA } from '../../settings.ts'
import { agent, CHANNEL, employ, MAYA, PEOPLE, SLACK } from './scene.ts'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

const soon = <T>(look: () => T) => vi.waitFor(look, { timeout: 30_000, interval: 50 })

it('[H16 U20] two servers on one PostgreSQL share the sockets of Slack: everything is sent and shown once', async () => {
  const time = createSettableClock()
  const clock = { now: time.now, after: time.after, breathe: systemClock.breathe }
  const double = createSlackDouble({ clock, random: seededRandom(5), people: PEOPLE, limits: false })
  const server = await serveSlack(double)
  const servers: Platform[] = []
  const settings = testSettings({ slack: { ...SLACK, apiUrl: double.apiUrl, holdMs: 0 } })
  const simulator = createSimulator({
    clock: { now: time.now, after: time.after },
    random: seededRandom(6),
    appSecret: APP_SECRET,
    accessToken: ACCESS_TOKEN,
    lines: settings.lines.map(({ phoneNumberId, name, throughput }, index) => ({
      phoneNumberId,
      wabaId: WABA,
      displayPhoneNumber: `+1 555 078 388${index + 1}`,
      name,
      throughput,
    })),
    deliver: async ({ body, signature }) => (await servers[body.length % 2]!.door.accept({ body, signature })).status,
  })
  closers.push(
    () => server.close(),
    () => double.stop(),
    () => simulator.stop(),
  )
  const url = await laidDatabase()
  for (let index = 0; index < 2; index++) {
    const platform = await createPlatform({
      settings,
      agents: new Map([['test', agent]]),
      ports: {
        clock,
        log: createLog('silent'),
        database: await postgresAt(url),
        transport: transportTo(simulator, clock),
        download: downloadFrom(simulator, clock),
      },
    })
    await platform.start()
    closers.push(() => platform.stop())
    servers.push(platform)
  }
  await employ({ platform: servers[0]!, clock: { now: time.now } }, [
    ['Olga', 'olga@harbour.example', 'owner'],
    ['Dana', 'dana@harbour.example', 'member'],
  ])
  await soon(() => expect(double.sockets.count).toBe(4))

  const dana = double.person('dana')
  const maya = simulator.customer({ phone: MAYA, name: 'Maya' }).on('support')
  maya.says('A person please')
  const cards = () => double.messages(CHANNEL).filter(({ bot, thread }) => bot && thread === undefined)
  await soon(() => expect(cards()).toHaveLength(1))
  await dana.presses({ on: { channel: CHANNEL, ts: cards()[0]!.ts }, action: 'wabaton_take' })
  Object.assign(double.faults.rates, { duplicate: 0.5, reorder: 0.2 })
  const answers = Array.from({ length: 12 }, (_, index) => `Answer ${index}`)
  for (const text of answers) {
    dana.says(CHANNEL, text, { thread: cards()[0]!.ts })
    maya.says(`Maya to ${text}`)
  }
  const received = () => maya.bubbles.map(({ text }) => text).filter((text) => text.startsWith('Answer'))
  const shown = () =>
    double.messages(CHANNEL, cards()[0]!.ts).filter(({ bot, text }) => bot && text.includes('Maya to'))
  await soon(() => expect(received().toSorted()).toEqual(answers.toSorted()))
  await soon(() => expect(shown()).toHaveLength(answers.length))
  expect(cards()).toHaveLength(1)
  await soon(() => expect(JSON.stringify(cards()[0]!.blocks)).toContain('*Dana* has it'))
}, 90_000)
