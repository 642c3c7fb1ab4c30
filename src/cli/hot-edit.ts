import { ConfigError } from '../config/faults.ts'
import { type Loaded, loadSettings } from '../config/load-settings.ts'
import { changesThatNeedRestart, untilRestart } from '../config/restart.ts'
import type { WabatonOptions } from '../config/schema.ts'
import { watchConfiguration } from '../config/watch.ts'
import type { Platform } from '../platform.ts'
import { agentsOf } from '../wabaton.ts'
import { adoptEnvFile, type Surroundings } from './surroundings.ts'

interface HotEdit {
  readonly surroundings: Surroundings
  readonly platform: Pick<Platform, 'reconfigure'>
  /** What it was started with. */
  readonly loaded: Loaded
  readonly file: string | undefined
  readonly overrides: WabatonOptions
}

/** Goes on with the configuration as it is edited: on a change of its files, and on SIGHUP. */
export function editWhileRunning({ surroundings, platform, loaded, file, overrides }: HotEdit): { close(): void } {
  const { folder, print } = surroundings
  let running = loaded
  let closed = false
  let turn = Promise.resolve()

  async function takeOver() {
    if (closed) return
    const next = await loadSettings({ env: adoptEnvFile(surroundings), folder, file, overrides })
    const settings = untilRestart(running.settings, next.settings)
    await platform.reconfigure({ settings, agents: agentsOf({ ...next, settings }) })
    const late = changesThatNeedRestart(running.settings, next.settings)
    running = { ...next, settings }
    print('\nThe configuration has changed and is in force.')
    for (const name of late) print(`  ${name} takes effect at the next start`)
    for (const warning of settings.warnings) print(`  warning  ${warning}`)
  }
  /** One after the other: whoever saves twice ends up with what was saved last. */
  const again = () => {
    turn = turn.then(takeOver).catch((error: unknown) => print(inVain(error)))
  }

  const watching = watchConfiguration({ folder, file, workspaces: () => running.workspaces }, again)
  // A terminal that is closed sends the same signal, and then the server should end with it.
  const listens = !process.stdout.isTTY
  if (listens) process.on('SIGHUP', again)
  return {
    close() {
      closed = true
      watching.close()
      if (listens) process.off('SIGHUP', again)
    },
  }
}

function inVain(error: unknown): string {
  const told = error instanceof ConfigError ? error.message : `Wabaton cannot start: ${(error as Error).message}`
  return `\nThe changed configuration is not used, and the one before goes on.\n${told.replace(/^.*?: /, '')}`
}
