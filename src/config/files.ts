import { existsSync, statSync } from 'node:fs'
import { extname, isAbsolute, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Reading, readEntries } from './entries.ts'
import type { Environment } from './environment.ts'

/** Looked for in the folder of the project. Several may stand together as long as they do not contradict. */
export const CONFIG_FILES = [
  'wabaton.config.ts',
  'wabaton.config.js',
  'wabaton.config.mjs',
  'config/channels.yaml',
  'config/channels.yml',
  'config.yaml',
  'config.yml',
] as const

type Block = Readonly<Record<string, unknown>>

const isBlock = (value: unknown): value is Block => typeof value === 'object' && value !== null && !Array.isArray(value)

const failed = (where: string, problem: string, cure: string): Reading => ({
  entries: [],
  faults: [{ where, problem, cure }],
})

/** Loads a module by its default export: the settings, or a function `({ env }) => settings`. */
async function readModule(file: string, name: string, env: Environment): Promise<Reading> {
  let call = ''
  try {
    // A file that was edited since is another module to Node only under another address. Its time alone is too coarse:
    // an editor that empties a file and fills it again may do both within one tick of the file system.
    const url = pathToFileURL(file)
    const { mtimeMs, size, ino } = statSync(file)
    url.searchParams.set('changed', `${mtimeMs}-${size}-${ino}`)
    const loaded = (await import(/* @vite-ignore */ url.href)) as { default?: unknown }
    if (typeof loaded.default === 'function') call = '.then((file) => file.default({ env: process.env }))'
    const given = typeof loaded.default === 'function' ? await loaded.default({ env }) : loaded.default
    if (isBlock(given)) return readEntries(given, (key) => `${name}: ${key}`)
    return failed(name, 'exports no settings.', 'Write: export default { agent: ..., ... }')
  } catch (error) {
    // Its text is not repeated: a syntax error quotes the source, and what a project throws may hold anything.
    const code = (error as { code?: string }).code
    const kind = error instanceof Error ? error.name : 'not an Error'
    const problem =
      code === 'ERR_MODULE_NOT_FOUND' ? 'imports a module that is not there.' : `fails when it is loaded (${kind}).`
    const command = call ? `node --eval "import('./${name}')${call}"` : `node ${name}`
    return failed(name, problem, `Run this to see where it fails: ${command}`)
  }
}

/** Reads the files that are there, or only the one that was named. */
export async function readFiles(folder: string, named: string | undefined, env: Environment): Promise<Reading[]> {
  const at = (name: string) => (isAbsolute(name) ? name : join(folder, name))
  if (named && !existsSync(at(named)))
    return [failed(named, 'does not exist.', 'Name an existing file with --config, or leave it out.')]
  const names = named ? [named] : CONFIG_FILES.filter((name) => existsSync(at(name)))
  return Promise.all(
    names.map(async (name) => {
      if (!['.yaml', '.yml'].includes(extname(name))) return readModule(at(name), name, env)
      // Whoever has no such file need not keep its reader in memory.
      const { readYaml } = await import('./yaml.ts')
      return readYaml(at(name), name)
    }),
  )
}
