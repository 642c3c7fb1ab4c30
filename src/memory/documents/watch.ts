import { type FSWatcher, statSync, watch } from 'node:fs'
import { basename, dirname } from 'node:path'
import type { Clock } from '../../flows/world.ts'

/** An editor saves a file in several steps; what comes together is one change. */
const QUIET_MS = 300

/** Calls back, with the path that was named, when something below it may have changed. */
export function watchPaths(clock: Pick<Clock, 'after'>, changed: (path: string) => void) {
  const watchers = new Map<string, FSWatcher>()
  const waiting = new Map<string, () => void>()

  const noticed = (path: string) => {
    waiting.get(path)?.()
    waiting.set(
      path,
      clock.after(QUIET_MS, () => {
        waiting.delete(path)
        changed(path)
      }),
    )
  }
  function begin(path: string) {
    const found = statSync(path, { throwIfNoEntry: false })
    try {
      // A file is replaced when it is saved: its folder tells of that.
      const watcher = found?.isDirectory()
        ? watch(path, { recursive: true }, () => noticed(path))
        : watch(dirname(path), (_event, name) => name === basename(path) && noticed(path))
      watcher.on('error', () => forget(path))
      watchers.set(path, watcher)
    } catch {
      // There is no such folder, or the system allows no more watchers: the next start reads it.
    }
  }
  function forget(path: string) {
    watchers.get(path)?.close()
    watchers.delete(path)
    waiting.get(path)?.()
    waiting.delete(path)
  }
  return {
    /** These, and no others. */
    follow(paths: readonly string[]) {
      for (const path of [...watchers.keys()]) if (!paths.includes(path)) forget(path)
      for (const path of paths) if (!watchers.has(path)) begin(path)
    },
    close() {
      for (const path of new Set([...watchers.keys(), ...waiting.keys()])) forget(path)
    },
  }
}
