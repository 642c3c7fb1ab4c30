import { loadSettings } from '../config/load-settings.ts'
import { agentsOf } from '../wabaton.ts'
import { serveAndReload } from './reload.ts'
import { runServer, untilAskedToStop } from './running-server.ts'
import { adoptEnvFile, type Surroundings } from './surroundings.ts'

export interface ServeArguments {
  readonly config?: string
  readonly host?: string
  readonly port?: string
  readonly reload?: boolean
}

/** `wabaton serve`: the real thing, with the real Meta. */
export async function serve(given: ServeArguments, surroundings: Surroundings): Promise<number> {
  const { config, host, port, reload } = given
  if (reload) return serveAndReload(argumentsOf(given), surroundings)
  const { folder, print } = surroundings
  const env = adoptEnvFile(surroundings)
  const overrides = { server: { ...(host ? { host } : {}), ...(port ? { port: Number(port) } : {}) } }
  const { settings, agents } = await loadSettings({ env, folder, file: config, overrides })
  const asked = untilAskedToStop(print)
  const server = await runServer({ settings: () => settings, agents: agentsOf(agents), ...settings.server })
  print(`Wabaton answers on ${server.url}`)
  print(`  webhook  ${server.url}${settings.webhook.prefix}/webhook`)
  print(`  health   ${server.url}/health`)
  for (const { name, agent } of settings.lines) print(`  line     ${name}, answered by ${agent}`)
  for (const warning of settings.warnings) print(`  warning  ${warning}`)
  await asked
  await server.stop()
  return 0
}

function argumentsOf({ config, host, port }: ServeArguments): string[] {
  const options = Object.entries({ config, host, port })
  return ['serve', ...options.flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, value]))]
}
