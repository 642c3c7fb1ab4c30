import { type FSWatcher, readdirSync, statSync, watch } from 'node:fs'
import { dirname, extname, isAbsolute, join } from 'node:path'
import { AGENT_FOLDER } from './agent-files.ts'
import { WORKSPACE_FILES } from './agent-workspace.ts'
import { CONFIG_FILES } from './files.ts'

/** An editor saves a file in several steps; what comes together is one change. */
const QUIET_MS = 200

export interface Watched {
  readonly folder: string
  /** The file that was named instead of those with the documented names. */
  readonly file: string | undefined
  /** Folders of agents, as they are now. */
  readonly workspaces: () => readonly string[]
}

/** Calls back when what the configuration is read from has changed, and not when anything else beside it has. */
export function watchConfiguration(watched: Watched, changed: () => void): { close(): void } {
  const watchers = new Map<string, FSWatcher>()
  let known = fingerprint(watched)
  let quiet: NodeJS.Timeout | undefined

  const look = () => {
    watchFolders()
    const now = fingerprint(watched)
    if (now === known) return
    known = now
    changed()
  }
  const noticed = () => {
    clearTimeout(quiet)
    quiet = setTimeout(look, QUIET_MS)
  }
  /** Folders come and go as well: those that are gone cannot be watched, and their parents tell when they are back. */
  function watchFolders() {
    for (const folder of foldersOf(watched)) {
      if (watchers.has(folder) || !statSync(folder, { throwIfNoEntry: false })?.isDirectory()) continue
      try {
        const watcher = watch(folder, noticed)
        const forget = () => {
          watcher.close()
          watchers.delete(folder)
        }
        watcher.on('error', forget)
        watchers.set(folder, watcher)
      } catch {
        // The system allows no more watchers: then SIGHUP tells of a change.
      }
    }
  }
  watchFolders()
  return {
    close() {
      clearTimeout(quiet)
      for (const watcher of watchers.values()) watcher.close()
    },
  }
}

const named = ({ folder, file }: Watched) =>
  (file === undefined ? [...CONFIG_FILES] : [file]).map((one) => (isAbsolute(one) ? one : join(folder, one)))

function foldersOf(watched: Watched): string[] {
  const { folder, workspaces } = watched
  const near = [folder, join(folder, 'config'), join(folder, AGENT_FOLDER)]
  return [...new Set([...near, ...named(watched).map((file) => dirname(file)), ...workspaces()])]
}

/** What has the same fingerprint reads the same. */
function fingerprint(watched: Watched): string {
  const { folder, workspaces } = watched
  const files = [...named(watched), join(folder, '.env')]
  files.push(...filesIn(join(folder, AGENT_FOLDER), ['.yaml', '.yml']))
  for (const workspace of workspaces()) files.push(...filesIn(workspace, WORKSPACE_FILES))
  return files
    .map((file) => {
      const found = statSync(file, { throwIfNoEntry: false })
      return found ? `${file} ${found.mtimeMs} ${found.size} ${found.ino}` : ''
    })
    .join('\n')
}

function filesIn(folder: string, extensions: readonly string[]): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => extensions.includes(extname(name).toLowerCase()))
      .sort()
      .map((name) => join(folder, name))
  } catch {
    return []
  }
}
