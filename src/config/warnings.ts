import { BUILT_IN_AGENT } from './agents.ts'
import type { Chosen } from './combine.ts'
import { ALLOW_UNSIGNED, type Environment } from './environment.ts'
import { inWords } from './faults.ts'
import type { Loaded } from './load-settings.ts'
import type { Settings } from './settings.ts'

const META = 'https://graph.facebook.com'

interface Facts {
  readonly settings: Omit<Settings, 'warnings'>
  readonly agents: Loaded['agents']
  readonly chosen: ReadonlyMap<string, Chosen>
  readonly env: Environment
  readonly simulator: boolean
  readonly verifyTokenTold: ReadonlySet<string>
}

/** What works but will surprise: for the log at start and for health. */
export function settingWarnings({ settings, agents, chosen, env, simulator, verifyTokenTold }: Facts): string[] {
  const warnings: string[] = []
  const { lines, webhook, graph, store } = settings
  const noVerifyToken =
    lines.every((line) => !line.verifyToken) && Object.values(webhook.agents).every((agent) => !agent.verifyToken)
  if (noVerifyToken && ![...verifyTokenTold].some((path) => path.endsWith('verifyToken')))
    warnings.push(
      'WHATSAPP_VERIFY_TOKEN is not set: Meta cannot verify the callback URL. Set it to a random text (`wabaton init` makes one) and enter the same in Meta under WhatsApp > Configuration.',
    )
  if (webhook.allowUnsigned) {
    const names = inWords(lines.filter((line) => !line.appSecret).map((line) => line.name))
    warnings.push(
      `${ALLOW_UNSIGNED} is on: anybody can send messages to ${names} in a customer's name. For development only; set WHATSAPP_APP_SECRET.`,
    )
  } else if (env[ALLOW_UNSIGNED] === '1')
    warnings.push(`${ALLOW_UNSIGNED} does nothing: every line has its app secret and is checked. Unset it.`)
  for (const [name, agent] of Object.entries(agents))
    if (typeof agent === 'object' && agent.orchestration.timeoutMs > settings.turn.timeoutMs)
      warnings.push(
        `The agent ${name} may take ${agent.orchestration.timeoutMs / 1000} s, and turn.timeout ends it after ${settings.turn.timeoutMs / 1000} s: raise turn.timeout as well.`,
      )
  if (simulator) {
    if (env.DATABASE_URL)
      warnings.push('DATABASE_URL is not used: the simulator keeps its data in a folder of its own.')
    return warnings
  }
  const demoWasChosen = [...chosen.values()].some((one) => one.value === BUILT_IN_AGENT)
  if (!demoWasChosen && lines.some((line) => line.agent === BUILT_IN_AGENT))
    warnings.push(
      `No agent is configured: ${settings.realModel ? "the demo's persona" : 'the scripted demo'} answers customers. Write config/agents/whatsapp-assistant.agent.yaml, set default_agent: support for a ready-made one, or default_agent: demo to keep it.`,
    )
  if (graph.url !== META)
    warnings.push(`Messages go to ${graph.url} and not to Meta. Unset WHATSAPP_GRAPH_URL to change that.`)
  const unused = chosen.get(store.kind === 'postgres' ? 'store.folder' : 'store.url')
  if (unused) {
    const used = chosen.get(store.kind === 'postgres' ? 'store.url' : 'store.folder')!
    warnings.push(`${unused.where} is not used: ${used.where} says where the data is. Remove one of them.`)
  }
  return warnings
}
