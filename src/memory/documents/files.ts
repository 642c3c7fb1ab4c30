import type { Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isKnowledge } from './read-file.ts'

/** A folder with more is not one that somebody wrote for agents. */
const MOST_FILES = 5_000
const DEEPEST = 20

export interface FoundFiles {
  readonly files: readonly string[]
  /** What was named and cannot be looked into. */
  readonly missing: readonly { readonly path: string; readonly reason: string }[]
}

/** The files that are named, and those in the folders that are; hidden ones and those of other kinds are passed over. */
export async function findFiles(paths: readonly string[]): Promise<FoundFiles> {
  const files = new Set<string>()
  const missing: { path: string; reason: string }[] = []

  async function look(folder: string, depth: number): Promise<void> {
    const inside: Dirent[] = await readdir(folder, { withFileTypes: true })
    for (const one of inside.sort((left, right) => (left.name < right.name ? -1 : 1))) {
      const path = join(folder, one.name)
      if (one.name.startsWith('.') || one.name === 'node_modules' || files.size >= MOST_FILES) continue
      if (one.isDirectory() && depth < DEEPEST) await look(path, depth + 1)
      else if (one.isFile() && isKnowledge(one.name)) files.add(path)
    }
  }

  for (const path of paths)
    try {
      if ((await stat(path)).isDirectory()) await look(path, 0)
      else files.add(path)
    } catch (error) {
      missing.push({ path, reason: wordsFor(error) })
    }
  return { files: [...files], missing }
}

export function wordsFor(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  if (code === 'ENOENT') return 'there is no such file or folder'
  return code === 'EACCES' || code === 'EPERM' ? 'it may not be read' : message
}
