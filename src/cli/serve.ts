import { agentsOf } from '../agents-of.ts'
import { loadSettings } from '../config/load-settings.ts'
import { createHotEdit } from './hot-edit.ts'
import { serveAndReload } from './reload.ts'
import { adoptEnvFile, type Surroundings } from './surroundings.ts'

export interface ServeArguments {
  readonly config?: string
  readonly host?: string
  readonly port?: string
  readonly reload?: boolean
  /** False: the configuration is read once. */
  readonly watch?: boolean
}

/** `wabaton serve`: the real thing, with the real Meta. */
export async function serve(given: ServeArguments, surroundings: Surroundings): Promise<number> {
  const { config, host, port, reload, watch = true } = given
  if (reload) return serveAndReload(argumentsOf(given), surroundings)
  const { folder, print } = surroundings
  const overrides = { server: { ...(host ? { host } : {}), ...(port ? { port: Number(port) } : {}) } }
  const edit = watch ? createHotEdit({ surroundings, file: config, overrides }) : undefined
  const env = adoptEnvFile(surroundings)
  const loaded = await loadSettings({ env, folder, file: config, overrides })
  const { settings } = loaded
  // What is wrong with the settings is told before anything large is read.
  const { runServer, untilAskedToStop } = await import('./running-server.ts')
  const { deskLines } = await import('./set-up-lines.ts')
  const asked = untilAskedToStop(print)
  const server = await runServer({ settings: () => settings, agents: agentsOf(loaded), ...settings.server })
  print(`Wabaton answers on ${server.url}`)
  for (const line of await deskLines({ settings, store: server.platform.store, url: server.url, now: Date.now() }))
    print(line)
  print(`  webhook  ${server.url}${settings.webhook.prefix}/webhook`)
  print(`  health   ${server.url}/health`)
  for (const { name, agent } of settings.lines) print(`  line     ${name}, answered by ${agent}`)
  for (const warning of settings.warnings) print(`  warning  ${warning}`)
  edit?.begin(server.platform, loaded)
  await asked
  edit?.close()
  await server.stop()
  return 0
}

function argumentsOf({ config, host, port }: ServeArguments): string[] {
  const options = Object.entries({ config, host, port })
  return [
    'serve',
    '--no-watch',
    ...options.flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, value])),
  ]
}
