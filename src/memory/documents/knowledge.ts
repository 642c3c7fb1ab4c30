import { createHash } from 'node:crypto'
import { readFile as readBytes, stat } from 'node:fs/promises'
import { basename, isAbsolute, relative, resolve, sep } from 'node:path'
import type { MemoryScope } from '../../domain/memory/scope.ts'
import type { MemoryStore } from '../../flows/memories.ts'
import type { Memory } from '../../flows/memory.ts'
import type { ReadFile } from '../../flows/memory-port.ts'
import { findFiles, wordsFor } from './files.ts'
import { LARGEST_FILE } from './read-file.ts'

/** What became of files that were brought. */
export interface Brought {
  readonly added: readonly string[]
  readonly changed: readonly string[]
  readonly unchanged: number
  readonly removed: readonly string[]
  readonly failed: readonly { readonly file: string; readonly reason: string }[]
}

export interface Bringing {
  readonly scope: MemoryScope
  /** Files and folders. */
  readonly paths: readonly string[]
  readonly documentType?: string | undefined
  /** What was read below these paths and is not there any more is forgotten. */
  readonly prune?: boolean | undefined
  /** What has not been read by then is left for another time. */
  readonly signal?: AbortSignal | undefined
}

export interface Knowledge {
  /** Reads files and folders. What is known already is not kept again; what cannot be read stops nothing. */
  bring(bringing: Bringing): Promise<Brought>
  /** Forgets a file, or all below a folder; says which. */
  remove(scope: MemoryScope, path: string): Promise<readonly string[]>
}

interface Needs {
  readonly memory: Pick<Memory, 'create'>
  readonly store: Pick<MemoryStore, 'originsOf' | 'forgetOrigin'>
  readonly readFile: ReadFile
  /** Where relative paths begin: files below it are known by their place there, wherever it is moved. */
  readonly folder: string
}

export function createKnowledge({ memory, store, readFile, folder }: Needs): Knowledge {
  const originOf = (path: string) => {
    const near = relative(folder, resolve(folder, path))
    const isInside = near !== '' && !near.startsWith('..') && !isAbsolute(near)
    return (isInside ? near : resolve(folder, path)).replaceAll(sep, '/')
  }
  const isBelow = (origin: string, path: string) => {
    const above = resolve(folder, path) === resolve(folder) ? '' : originOf(path)
    // What was read from somewhere else stands there with its whole path.
    if (above === '') return !isAbsolute(origin)
    return origin === above || origin.startsWith(`${above}/`)
  }

  async function read(file: string): ReturnType<ReadFile> {
    try {
      const { size } = await stat(file)
      if (size > LARGEST_FILE) return { kind: 'unreadable', reason: 'it has more than 10 MB' }
      return await readFile({ name: basename(file), bytes: await readBytes(file) })
    } catch (error) {
      return { kind: 'unreadable', reason: wordsFor(error) }
    }
  }

  return {
    async bring({ scope, paths, documentType, prune = false, signal }) {
      const { files, missing } = await findFiles(paths.map((one) => resolve(folder, one)))
      const known = new Map((await store.originsOf(scope)).map(({ origin, digest }) => [origin, digest]))
      const added: string[] = []
      const changed: string[] = []
      const removed: string[] = []
      const failed: { file: string; reason: string }[] = []
      // A file that was read once and is named again is gone; of a folder nobody knows why it is not there.
      for (const { path, reason } of missing)
        if (prune && known.has(originOf(path))) removed.push(originOf(path))
        else failed.push({ file: originOf(path), reason })
      let unchanged = 0
      for (const path of files) {
        if (signal?.aborted) break
        const origin = originOf(path)
        const told = await read(path)
        if (told.kind === 'unreadable') {
          failed.push({ file: origin, reason: told.reason })
          continue
        }
        const before = known.get(origin)
        if (before === digestOf(told.text)) {
          unchanged++
          continue
        }
        const { text: document, title } = told
        const kept = { scope, document, title, origin, documentType: documentType ?? told.documentType }
        const done = await memory.create(kept)
        if (done.kind === 'refused') failed.push({ file: origin, reason: done.reason })
        else {
          // The new words first: between the two nobody finds nothing.
          if (before !== undefined) await store.forgetOrigin(scope, origin, [done.id])
          ;(before === undefined ? added : changed).push(origin)
        }
      }
      const here = new Set(files.map(originOf))
      const looked = paths.filter((path) => !missing.some((one) => one.path === resolve(folder, path)))
      if (prune)
        for (const origin of known.keys())
          if (!here.has(origin) && looked.some((path) => isBelow(origin, path))) removed.push(origin)
      for (const origin of removed) await store.forgetOrigin(scope, origin)
      return { added, changed, unchanged, removed, failed }
    },
    async remove(scope, path) {
      const all = (await store.originsOf(scope)).map(({ origin }) => origin)
      const meant = all.filter((origin) => origin === path || isBelow(origin, path))
      for (const origin of meant) await store.forgetOrigin(scope, origin)
      return meant
    },
  }
}

/** As the store tells what it has read. */
const digestOf = (text: string) => createHash('sha256').update(text).digest('hex')
