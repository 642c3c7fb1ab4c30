import { BUILT_IN_AGENT } from './agents.ts'
import type { Chosen } from './combine.ts'
import type { Entry } from './entries.ts'
import { ALLOW_UNSIGNED, type Environment, VARIABLES } from './environment.ts'
import { inWords } from './faults.ts'
import { holdsReference } from './references.ts'
import type { Settings } from './settings.ts'

const SECRET = /(^|\.)(verifyToken|accessToken|appSecret|identity\.secret)$/
const PASSWORD = /\/\/[^/@]*:[^/@]+@/
const META = 'https://graph.facebook.com'

const upperSnake = (name: string) =>
  name
    .replaceAll(/([A-Z])/g, '_$1')
    .replaceAll('-', '_')
    .toUpperCase()

/** A secret written into a file travels with the repository. What a TypeScript file read from a variable does not. */
export function literalSecrets(written: readonly Entry[], env: Environment): string[] {
  const fromEnvironment = new Set(Object.values(env))
  return written.flatMap(({ path, value, where }) => {
    const isSecret = SECRET.test(path) || (path === 'store.url' && PASSWORD.test(String(value)))
    if (!isSecret || holdsReference(value) || fromEnvironment.has(String(value))) return []
    const known = VARIABLES[path]?.[0]
    if (known) return [`${where} holds a secret in the file: move it to the environment or .env as ${known}.`]
    const [, owner, key] = /([^.]+)\.([^.]+)$/.exec(path) ?? []
    const line = written.find((entry) => entry.path === `lines.${owner}.name`)?.value
    const variable = `${upperSnake(String(line ?? owner))}_${upperSnake(String(key))}`.replace(/^(?=\d)/, 'LINE_')
    return [
      `${where} holds a secret in the file: move it to the environment or .env, for example as ${variable}, and write \${${variable}} here.`,
    ]
  })
}

interface Facts {
  readonly settings: Omit<Settings, 'warnings'>
  readonly chosen: ReadonlyMap<string, Chosen>
  readonly env: Environment
  readonly simulator: boolean
  readonly verifyTokenTold: ReadonlySet<string>
}

/** What works but will surprise: for the log at start and for health. */
export function settingWarnings({ settings, chosen, env, simulator, verifyTokenTold }: Facts): string[] {
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
  if (simulator) {
    if (env.DATABASE_URL)
      warnings.push('DATABASE_URL is not used: the simulator keeps its data in a folder of its own.')
    return warnings
  }
  const demoWasChosen = [...chosen.values()].some((one) => one.value === BUILT_IN_AGENT)
  if (!demoWasChosen && lines.some((line) => line.agent === BUILT_IN_AGENT))
    warnings.push(
      "No agent is configured: the scripted demo answers customers. Write wabaton.config.ts with `export default { agent: (turn) => 'Hello!' }`, or set default_agent: demo to keep it.",
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
