import { createSettableClock, createSimulatorListener, httpDelivery } from '../../simulator/index.ts'
import { agentsOf } from '../agents-of.ts'
import { DEMO_DOCUMENT } from '../ai/demo-tools.ts'
import { BUILT_IN_AGENT } from '../config/agents.ts'
import type { Settings } from '../config/settings.ts'
import { systemClock } from '../ports/clock.ts'
import { DEMO_TEMPLATES } from './demo-templates.ts'
import { pretendMeta } from './pretend-meta.ts'
import { pretendSlack } from './pretend-slack.ts'
import { type RunningServer, runServer, untilAskedToStop } from './running-server.ts'
import { deskLines } from './set-up-lines.ts'
import { loadSimulatorSettings } from './simulator-settings.ts'
import { storyDesk } from './story-desk.ts'
import type { Surroundings } from './surroundings.ts'

export interface SimulateArguments {
  readonly config?: string
  readonly port?: string
}

const CUSTOMERS = [
  { phone: '15550001111', name: 'Maya' },
  { phone: '34600000222', name: 'Lucía' },
]

/** `wabaton simulate`: everything, with a pretend Meta, a pretend Slack and pretend phones, on this computer only. */
export async function simulate(given: SimulateArguments, surroundings: Surroundings): Promise<number> {
  const { print } = surroundings
  const loaded = await loadSimulatorSettings(given, surroundings)
  // Browsers are on this computer, wherever the real server of the project will be reached.
  const settings: Settings = { ...loaded.settings, server: { ...loaded.settings.server, publicUrl: undefined } }

  const clock = createSettableClock()
  let webhook = ''
  let delivery: ReturnType<typeof httpDelivery> | undefined
  const simulator = pretendMeta({
    lines: settings.lines,
    clock,
    deliver: (one) => {
      delivery ??= httpDelivery({ url: webhook })
      return delivery(one)
    },
  })
  for (const { phone, name } of CUSTOMERS)
    for (const { phoneNumberId } of settings.lines) simulator.customer({ phone, name }).on(phoneNumberId)
  for (const template of DEMO_TEMPLATES) simulator.templates.add(template)
  const phone = createSimulatorListener(simulator, {
    clock,
    desk: storyDesk(() => server.platform.desk, settings),
    slack: '/slack',
  })
  const slack = await pretendSlack(clock, () => server.platform.store.teammates(settings.business))
  const isForSimulator = (url = '') => url === '/sim' || url.startsWith('/sim/') || url.startsWith('/sim?')

  const asked = untilAskedToStop(print)
  const server: RunningServer = await runServer({
    settings: (chosen): Settings => ({
      ...settings,
      graph: { ...settings.graph, url: `http://127.0.0.1:${chosen}/sim/graph` },
      slack: slack.settings,
    }),
    agents: agentsOf(loaded),
    ports: { clock: { ...clock, breathe: systemClock.breathe }, phone: '/sim', sessionNow: systemClock.now },
    ...settings.server,
    before: (next) => (request, response) => {
      if (isForSimulator(request.url)) return phone(request, response)
      return slack.isFor(request.url) ? slack.listener(request, response) : next(request, response)
    },
  })
  webhook = `${server.url}${settings.webhook.prefix}/webhook`
  // The same words are one memory, however often it is started.
  if (settings.lines.some(({ agent }) => agent === BUILT_IN_AGENT)) await server.platform.memory.create(DEMO_DOCUMENT)

  const desk = await deskLines({ settings, store: server.platform.store, url: server.url, now: clock.now() })
  print('Wabaton runs with a pretend WhatsApp: no Meta account, no key, and nobody outside can reach it.')
  print('')
  print(`  phone    ${server.url}/sim      write to the business as a customer`)
  for (const line of desk) print(line)
  print(`  slack    ${server.url}/slack    answer from a pretend Slack`)
  print(`  health   ${server.url}/health   how the server is`)
  for (const { name, agent } of settings.lines) print(`  line     ${name}, answered by ${inWords(agent, settings)}`)
  for (const warning of settings.warnings) print(`  warning  ${warning}`)
  print('')
  print(`A phone in a second terminal: ${command('phone', 'wabaton phone')}. Ctrl-C stops.`)
  await asked
  simulator.stop()
  await server.stop()
  await slack.stop()
  delivery?.close()
  return 0
}

/** Whoever has started with npm has no command of ours on the path. */
const command = (script: string, plain: string) => (process.env.npm_lifecycle_event ? `npm run ${script}` : plain)

function inWords(agent: string, { realModel }: Settings): string {
  if (agent !== BUILT_IN_AGENT) return agent
  if (!realModel) return 'the scripted demo; with OPENAI_API_KEY set, by a real model'
  return `the demo with ${realModel.provider}/${realModel.model}`
}
