import { createSettableClock, createSimulator, createSimulatorListener, httpDelivery } from '../../simulator/index.ts'
import { withEnvFile } from '../config/environment.ts'
import { loadSettings } from '../config/load-settings.ts'
import type { Settings } from '../config/settings.ts'
import { systemClock } from '../ports/clock.ts'
import { agentsOf } from '../wabaton.ts'
import { runServer, untilAskedToStop } from './running-server.ts'
import type { Surroundings } from './surroundings.ts'

export interface SimulateArguments {
  readonly config?: string
  readonly port?: string
}

/** Harmless: they open nothing but the pretend Meta of this process. */
const APP_SECRET = 'simulated-app-secret'
const ACCESS_TOKEN = 'simulated-access-token'
const VERIFY_TOKEN = 'simulated-verify-token'
const WABA = '102290129340398'
const LINES = [
  {
    phoneNumberId: '106540352242922',
    displayPhoneNumber: '+1 555 078 3881',
    name: 'support',
    displayName: 'Acme Support',
  },
  { phoneNumberId: '106540352242923', displayPhoneNumber: '+1 555 078 3882', name: 'sales', displayName: 'Acme Sales' },
]
const CUSTOMERS = [
  { phone: '15550001111', name: 'Maya' },
  { phone: '34600000222', name: 'Lucía' },
]

/** `wabaton simulate`: everything, with a pretend Meta and pretend phones, on this computer only. */
export async function simulate(
  { config, port }: SimulateArguments,
  { env, folder, print }: Surroundings,
): Promise<number> {
  const lines = Object.fromEntries(
    LINES.map(({ phoneNumberId, name, displayName }) => [
      phoneNumberId,
      { name, displayName, accessToken: ACCESS_TOKEN, appSecret: APP_SECRET, verifyToken: VERIFY_TOKEN },
    ]),
  )
  const { settings, agents } = await loadSettings({
    env: withEnvFile(folder, env),
    folder,
    file: config,
    overrides: { lines, ...(port ? { server: { port: Number(port) } } : {}) },
    simulator: true,
  })

  const clock = createSettableClock()
  let webhook = ''
  let delivery: ReturnType<typeof httpDelivery> | undefined
  const simulator = createSimulator({
    clock,
    random: Math.random,
    appSecret: APP_SECRET,
    accessToken: ACCESS_TOKEN,
    lines: LINES.map(({ phoneNumberId, displayPhoneNumber, displayName }) => ({
      phoneNumberId,
      wabaId: WABA,
      displayPhoneNumber,
      name: displayName,
    })),
    deliver: (one) => {
      delivery ??= httpDelivery({ url: webhook })
      return delivery(one)
    },
  })
  for (const { phone, name } of CUSTOMERS)
    for (const { phoneNumberId } of LINES) simulator.customer({ phone, name }).on(phoneNumberId)
  const phone = createSimulatorListener(simulator, { clock })
  const isForSimulator = (url = '') => url === '/sim' || url.startsWith('/sim/') || url.startsWith('/sim?')

  const server = await runServer({
    settings: (chosen): Settings => ({
      ...settings,
      graph: { ...settings.graph, url: `http://127.0.0.1:${chosen}/sim/graph` },
    }),
    agents: agentsOf(agents),
    ports: { clock: { ...clock, breathe: systemClock.breathe } },
    ...settings.server,
    before: (next) => (request, response) =>
      isForSimulator(request.url) ? phone(request, response) : next(request, response),
  })
  webhook = `${server.url}${settings.webhook.prefix}/webhook`

  print('Wabaton runs with a pretend WhatsApp: no Meta account, no key, and nobody outside can reach it.')
  print('')
  print(`  phone    ${server.url}/sim      write to the business as a customer`)
  print(`  health   ${server.url}/health`)
  print('')
  print(`In a second terminal, a phone without a browser: npm run phone. Ctrl-C stops.`)
  await untilAskedToStop(print)
  simulator.stop()
  await server.stop()
  delivery?.close()
  return 0
}
