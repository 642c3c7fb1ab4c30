import { withEnvFile } from '../config/environment.ts'
import { loadSettings } from '../config/load-settings.ts'
import { agentsOf } from '../wabaton.ts'
import { runServer, untilAskedToStop } from './running-server.ts'
import type { Surroundings } from './surroundings.ts'

export interface ServeArguments {
  readonly config?: string
  readonly host?: string
  readonly port?: string
}

/** `wabaton serve`: the real thing, with the real Meta. */
export async function serve(
  { config, host, port }: ServeArguments,
  { env, folder, print }: Surroundings,
): Promise<number> {
  const overrides = { server: { ...(host ? { host } : {}), ...(port ? { port: Number(port) } : {}) } }
  const { settings, agents } = await loadSettings({ env: withEnvFile(folder, env), folder, file: config, overrides })
  const server = await runServer({ settings: () => settings, agents: agentsOf(agents), ...settings.server })
  print(`Wabaton answers on ${server.url}`)
  print(`  webhook  ${server.url}${settings.webhook.prefix}/webhook`)
  print(`  health   ${server.url}/health`)
  for (const { name, agent } of settings.lines) print(`  line     ${name}, answered by ${agent}`)
  for (const warning of settings.warnings) print(`  warning  ${warning}`)
  await untilAskedToStop(print)
  await server.stop()
  return 0
}
