import { PassThrough } from 'node:stream'
import { afterEach, expect, it } from 'vitest'
import { createSettableClock } from './clock.ts'
import { seededRandom } from './seeded-random.ts'
import { serveSimulator } from './server.ts'
import { createSimulator } from './simulator.ts'
import { runTerminalPhone, type TerminalPhoneOptions } from './terminal.ts'
import { APP_SECRET, SALES, SUPPORT, TOKEN } from './test-stage.ts'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function open(options: Partial<TerminalPhoneOptions> = {}) {
  const clock = createSettableClock()
  const simulator = createSimulator({
    clock,
    random: seededRandom(1),
    appSecret: APP_SECRET,
    accessToken: TOKEN,
    lines: [{ ...SUPPORT }, { ...SALES }],
    deliver: async () => 200,
  })
  simulator.customer({ phone: '15550001111', name: 'Maya' })
  const server = await serveSimulator(simulator, { port: 0, clock })
  const input = new PassThrough()
  const output = new PassThrough()
  let screen = ''
  output.on('data', (chunk) => {
    screen += chunk
  })
  const phone = runTerminalPhone({ url: `${server.url}/sim`, input, output, ...options })
  phone.catch(() => {})
  closers.push(
    () => simulator.stop(),
    () => server.close(),
    () => input.end(),
  )
  const type = (row: string) => void input.write(`${row}\n`)
  const shows = (pattern: RegExp) => expect.poll(() => screen, { timeout: 5_000 }).toMatch(pattern)
  return { simulator, server, input, phone, type, shows, clock }
}

const reply = (body: string) => ({
  method: 'POST',
  path: `/v24.0/${SUPPORT.phoneNumberId}/messages`,
  headers: { authorization: `Bearer ${TOKEN}` },
  body: Buffer.from(
    JSON.stringify({ messaging_product: 'whatsapp', to: '+15550001111', type: 'text', text: { body } }),
  ),
})

it('[S3] sends what is typed, and prints bubbles and ticks', async () => {
  const { simulator, type, shows, phone } = await open()
  await shows(/Maya \(\+15550001111\) writes to Support/)
  type('Hi there')
  await shows(/✓✓ Hi there/)
  expect(
    simulator
      .customers()[0]!
      .on('Support')
      .said.map(({ text }) => text),
  ).toEqual(['Hi there'])
  await simulator.graph(reply('Good morning'))
  await shows(/Support: Good morning/)
  type('/quit')
  await phone
})

it('[S4] changes line and customer, and travels in time', async () => {
  const { simulator, type, shows, clock } = await open()
  type('/line sales')
  await shows(/Maya .* writes to Sales/)
  type('/who +1 555 000 3333')
  await shows(/\(\+15550003333\) writes to Sales/)
  type('Hello')
  await shows(/✓✓ Hello/)
  expect(simulator.customer({ phone: '15550003333' }).on('Sales').said).toHaveLength(1)
  type('/clock +25h')
  await shows(/It is now/)
  expect(clock.offset).toBe(25 * 3_600_000)
  type('/line nowhere')
  await shows(/The lines are: Support, Sales\./)
  type('/help')
  await shows(/\/clock \+25h/)
})

it('[S3] taps, reacts, edits, deletes and sends other kinds', async () => {
  const { simulator, type, shows } = await open()
  const maya = simulator.customers()[0]!.on('Support')
  type('Hi there')
  await shows(/✓✓ Hi there/)
  type('/edit Hello there')
  await expect.poll(() => maya.said[0]!.text).toBe('Hello there')
  type('/send location {"latitude":36.7,"longitude":-4.4}')
  await expect.poll(() => maya.said.at(-1)!.type).toBe('location')
  type('/delete')
  await expect.poll(() => maya.said.find((one) => one.type === 'location')!.deleted).toBe(true)
  await simulator.graph(reply('Good morning'))
  await shows(/Support: Good morning/)
  type('/react 👍')
  await expect.poll(() => maya.bubbles[0]!.reaction).toBe('👍')
  type('/tap Yes')
  await shows(/That did not work: There is no "Yes" to tap/)
  simulator.lines()[0]!.coexistence = true
  simulator.businessApp('Support').types(maya.customer, 'Carla here')
  await shows(/Support: Carla here/)
  simulator.businessApp('Support').types(maya.customer, { type: 'reaction', to: maya.said[0]!.wamid, emoji: '❤️' })
  await shows(/Support reacts ❤️: Hello there/)
})

it('[S3] ends with its input, with its signal, and when the simulator goes away', async () => {
  const first = await open()
  await first.shows(/writes to/)
  first.input.end()
  await first.phone

  const stop = new AbortController()
  const second = await open({ signal: stop.signal })
  await second.shows(/writes to/)
  stop.abort()
  await second.phone

  const third = await open()
  await third.shows(/writes to/)
  third.type('Hi')
  await third.shows(/✓✓ Hi/)
  await third.server.close()
  await third.phone
  await third.shows(/does not answer any more/)
})

it('[S3] says which line is missing', async () => {
  const { phone } = await open({ line: 'Nowhere' })
  await expect(phone).rejects.toThrow('No line is called "Nowhere". The lines are: Support, Sales.')
})
