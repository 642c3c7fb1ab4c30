import { createSettableClock, createSimulator, createSimulatorListener, httpDelivery } from '../../simulator/index.ts'
import { loadSettings } from '../config/load-settings.ts'
import type { Settings } from '../config/settings.ts'
import { systemClock } from '../ports/clock.ts'
import { agentsOf } from '../wabaton.ts'
import { runServer, untilAskedToStop } from './running-server.ts'
import { adoptEnvFile, type Surroundings } from './surroundings.ts'

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

/** Credentials in `.env` are for `serve`, and no reason to refuse a look at the simulator in the same folder. */
function withoutRealNumber(env: Surroundings['env']): Surroundings['env'] {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !/^(WHATSAPP|WABA|AK_WHATSAPP)_|^DATABASE_URL$/.test(name)),
  )
}

/** `wabaton simulate`: everything, with a pretend Meta and pretend phones, on this computer only. */
export async function simulate({ config, port }: SimulateArguments, surroundings: Surroundings): Promise<number> {
  const { env, folder, print } = surroundings
  const lines = Object.fromEntries(
    LINES.map(({ phoneNumberId, name, displayName }) => [
      phoneNumberId,
      { name, displayName, accessToken: ACCESS_TOKEN, appSecret: APP_SECRET, verifyToken: VERIFY_TOKEN },
    ]),
  )
  const { settings, agents } = await loadSettings({
    env: { ...withoutRealNumber(adoptEnvFile(surroundings)), ...env },
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
  print(`  health   ${server.url}/health   how the server is`)
  print('')
  print(
    `A phone in a second terminal: ${process.env.npm_lifecycle_event ? 'npm run phone' : 'wabaton phone'}. Ctrl-C stops.`,
  )
  await untilAskedToStop(print)
  simulator.stop()
  await server.stop()
  delivery?.close()
  return 0
}
