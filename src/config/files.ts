import { existsSync, readFileSync, statSync } from 'node:fs'
import { extname, isAbsolute, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Document, parseDocument, visit } from 'yaml'
import { type Entry, type Reading, readEntries } from './entries.ts'
import type { Environment } from './environment.ts'
import type { Fault } from './faults.ts'

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

/** Where the settings stand in a YAML file: `channels: { whatsapp: ... }` or `whatsapp: ...`. */
const YAML_BLOCKS = ['channels.whatsapp', 'whatsapp']

type Block = Readonly<Record<string, unknown>>

const isBlock = (value: unknown): value is Block => typeof value === 'object' && value !== null && !Array.isArray(value)

const failed = (where: string, problem: string, cure: string): Reading => ({
  entries: [],
  faults: [{ where, problem, cure }],
})

/** Everything is read as text: a number would lose digits of long ids, and turn an app secret of 12e34 into infinity. */
function readYaml(file: string, name: string): Reading {
  let content: string
  try {
    content = readFileSync(file, 'utf8')
  } catch (error) {
    return failed(name, `cannot be read (${(error as NodeJS.ErrnoException).code}).`, 'May this user read it?')
  }
  const document = parseDocument(content, { schema: 'failsafe', logLevel: 'silent' })
  const error = document.errors[0]
  if (error) {
    // The parser's own message quotes the line, and a secret may stand in it.
    const place = error.linePos ? ` at line ${error.linePos[0].line}, column ${error.linePos[0].col}` : ''
    const twice = error.code === 'DUPLICATE_KEY' ? ': a key stands there a second time' : ''
    return failed(name, `cannot be read as YAML${place}${twice}.`, YAML_CURE)
  }
  let tree: unknown
  try {
    tree = withNulls(document).toJS()
  } catch {
    return failed(name, 'cannot be read as YAML: an alias (*) names nothing.', YAML_CURE)
  }
  return readBlocks(tree, name)
}

/** Read as text, `app_secret: null` would be a secret of four letters. */
function withNulls(document: Document.Parsed) {
  visit(document, {
    Scalar: (_, scalar) => {
      if (scalar.type === 'PLAIN' && /^(null|~)$/i.test(String(scalar.value))) scalar.value = null
    },
  })
  return document
}

const YAML_CURE =
  'Indent with spaces, write "key: value", and put values that hold # : * & @ or { in quotes. Each key only once.'

function readBlocks(root: unknown, name: string): Reading {
  const entries: Entry[] = []
  const faults: Fault[] = []
  const look = (value: unknown, path: string) => {
    if (YAML_BLOCKS.includes(path)) {
      const reading = readEntries(value, (key) => `${name}: ${key ? `${path}.${key}` : path}`)
      entries.push(...reading.entries)
      faults.push(...reading.faults)
    } else if (path === '' || path === 'channels') {
      if (isBlock(value)) for (const [key, child] of Object.entries(value)) look(child, path ? `${path}.${key}` : key)
      else if (value) faults.push({ where: name, ...MISPLACED })
    } else if (path === 'api') {
      // config.yaml is known elsewhere with a second block, for which nothing exists here yet.
      const keys = isBlock(value) ? Object.keys(value).map((key) => `api.${key}`) : ['api']
      for (const key of keys)
        faults.push({ where: `${name}: ${key}`, problem: 'is not supported by this version.', cure: 'Remove it.' })
    } else {
      faults.push({ where: `${name}: ${path}`, ...MISPLACED })
    }
  }
  look(root, '')
  return { entries, faults }
}

const MISPLACED = {
  problem: 'stands outside the block that Wabaton reads.',
  cure: 'In YAML all settings stand under whatsapp: (or under channels: and whatsapp:). Is the file of another program? Name yours with --config.',
}

/** Loads a module by its default export: the settings, or a function `({ env }) => settings`. */
async function readModule(file: string, name: string, env: Environment): Promise<Reading> {
  let call = ''
  try {
    // A file that was edited since is another module to Node only under another address.
    const url = pathToFileURL(file)
    url.searchParams.set('changed', statSync(file).mtimeMs.toFixed())
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
    names.map(async (name) =>
      ['.yaml', '.yml'].includes(extname(name)) ? readYaml(at(name), name) : readModule(at(name), name, env),
    ),
  )
}
