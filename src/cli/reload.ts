import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, type FSWatcher, watch } from 'node:fs'
import { extname, join } from 'node:path'
import type { Surroundings } from './surroundings.ts'

/** An editor saves a file in several steps; what comes together is one change. */
const QUIET_MS = 200
const WATCHED = new Set(['.ts', '.js', '.mjs', '.yaml', '.yml', '.env', ''])

/**
 * `wabaton serve --reload`: a child serves, and another takes its place whenever a file beside the configuration changes.
 * A configuration that is broken is told, and waits for its mending.
 */
export function serveAndReload(given: readonly string[], { folder, print }: Surroundings): Promise<number> {
  const command = [...process.execArgv, process.argv[1]!, ...given]
  let child: ChildProcess | undefined
  let stopping = false
  let again: NodeJS.Timeout | undefined

  const start = () => {
    child = spawn(process.execPath, command, { cwd: folder, stdio: 'inherit' })
  }
  const restart = () => {
    print('\nThe configuration has changed: starting again.')
    const old = child!
    if (old.exitCode !== null || old.signalCode !== null) return start()
    old.once('exit', () => stopping || start())
    old.kill('SIGTERM')
  }
  const noticed = (_event: string, name: string | null) => {
    if (!name || !WATCHED.has(extname(name))) return
    clearTimeout(again)
    again = setTimeout(restart, QUIET_MS)
  }
  const watchers: FSWatcher[] = [folder, join(folder, 'config')]
    .filter((one) => existsSync(one))
    .map((one) => watch(one, noticed))

  start()
  return new Promise((stopped) => {
    const stop = () => {
      stopping = true
      clearTimeout(again)
      for (const watcher of watchers) watcher.close()
      if (child!.exitCode !== null || child!.signalCode !== null) return stopped(0)
      child!.once('exit', () => stopped(0))
      child!.kill('SIGTERM')
    }
    process.once('SIGINT', stop)
    process.once('SIGTERM', stop)
  })
}
