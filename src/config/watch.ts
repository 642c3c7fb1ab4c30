import { readdirSync, statSync, watch } from 'node:fs'
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
}

interface Watching extends Watched {
  /** Folders of agents, as they are now. */
  readonly workspaces: () => readonly string[]
  /** What `fingerprint` said before the configuration was read: what was edited since then is a change as well. */
  readonly since?: string
}

/** Calls back when what the configuration is read from has changed, and not when anything else beside it has. */
export function watchConfiguration(watched: Watching, changed: () => void): { close(): void } {
  const watchers = new Map<string, { readonly inode: number; close(): void }>()
  const print = () => `${fingerprint(watched)}\n${workspacesOf(watched)}`
  let known = `${watched.since ?? fingerprint(watched)}\n${workspacesOf(watched)}`
  let quiet: NodeJS.Timeout | undefined

  const look = () => {
    watchFolders()
    const now = print()
    if (now === known) return
    known = now
    changed()
  }
  const noticed = () => {
    clearTimeout(quiet)
    quiet = setTimeout(look, QUIET_MS)
  }
  /** Folders come and go as well: one that is back is another, and its parent has told of it. */
  function watchFolders() {
    for (const folder of foldersOf(watched)) {
      const found = statSync(folder, { throwIfNoEntry: false })
      if (found?.ino === watchers.get(folder)?.inode) continue
      forget(folder)
      if (!found?.isDirectory()) continue
      try {
        const watcher = watch(folder, noticed)
        watcher.on('error', () => forget(folder))
        watchers.set(folder, { inode: found.ino, close: () => watcher.close() })
      } catch {
        // The system allows no more watchers: then SIGHUP tells of a change.
      }
    }
  }
  function forget(folder: string) {
    watchers.get(folder)?.close()
    watchers.delete(folder)
  }
  look()
  return {
    close() {
      clearTimeout(quiet)
      for (const folder of [...watchers.keys()]) forget(folder)
    },
  }
}

const named = ({ folder, file }: Watched) =>
  (file === undefined ? [...CONFIG_FILES] : [file]).map((one) => (isAbsolute(one) ? one : join(folder, one)))

function foldersOf(watched: Watching): string[] {
  const { folder, workspaces } = watched
  const near = [folder, join(folder, 'config'), join(folder, AGENT_FOLDER)]
  return [...new Set([...near, ...named(watched).map((file) => dirname(file)), ...workspaces()])]
}

/** What has the same fingerprint reads the same. */
export function fingerprint(watched: Watched): string {
  const { folder } = watched
  return printOf([...named(watched), join(folder, '.env'), ...filesIn(join(folder, AGENT_FOLDER), ['.yaml', '.yml'])])
}

const workspacesOf = ({ workspaces }: Watching) =>
  printOf(workspaces().flatMap((workspace) => filesIn(workspace, WORKSPACE_FILES)))

function printOf(files: readonly string[]): string {
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
