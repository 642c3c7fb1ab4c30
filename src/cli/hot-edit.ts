import { agentsOf } from '../agents-of.ts'
import { ConfigError } from '../config/faults.ts'
import { type Loaded, loadSettings } from '../config/load-settings.ts'
import { changesThatNeedRestart, untilRestart } from '../config/restart.ts'
import type { WabatonOptions } from '../config/schema.ts'
import { fingerprint, watchConfiguration } from '../config/watch.ts'
import type { Platform } from '../platform.ts'
import { adoptEnvFile, type Surroundings } from './surroundings.ts'

interface HotEdit {
  readonly surroundings: Surroundings
  readonly file: string | undefined
  readonly overrides: WabatonOptions
}

/**
 * Goes on with the configuration as it is edited: on a change of its files, and on SIGHUP. It is made before the
 * configuration is read, so that no edit falls between the reading and the watching.
 */
export function createHotEdit({ surroundings, file, overrides }: HotEdit) {
  const { folder } = surroundings
  const since = fingerprint({ folder, file })
  let asked = false
  let again = () => {
    asked = true
  }
  let stop = () => {}
  // A terminal that is closed sends the same signal, and then the server should end with it.
  const listens = !process.stdout.isTTY
  const onHangUp = () => again()
  if (listens) process.on('SIGHUP', onHangUp)
  return {
    /** `loaded` is what the platform was started with. */
    begin(platform: Pick<Platform, 'reconfigure'>, loaded: Loaded) {
      const edits = takeOverEdits({ surroundings, file, overrides }, platform, loaded)
      again = edits.again
      const workspaces = () => edits.running.workspaces
      const watching = watchConfiguration({ folder, file, workspaces, since }, again)
      stop = () => {
        edits.stop()
        watching.close()
      }
      if (asked) again()
    },
    close() {
      stop()
      if (listens) process.off('SIGHUP', onHangUp)
    },
  }
}

function takeOverEdits(
  { surroundings, file, overrides }: HotEdit,
  platform: Pick<Platform, 'reconfigure'>,
  loaded: Loaded,
) {
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
  return {
    get running() {
      return running
    },
    /** One after the other: whoever saves twice ends up with what was saved last. */
    again() {
      turn = turn.then(takeOver).catch((error: unknown) => print(inVain(error)))
    },
    stop() {
      closed = true
    },
  }
}

function inVain(error: unknown): string {
  const told = error instanceof ConfigError ? error.message : `Wabaton cannot start: ${(error as Error).message}`
  return `\nThe changed configuration is not used, and the one before goes on.\n${told.replace(/^.*?: /, '')}`
}
