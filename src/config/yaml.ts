import { readFileSync } from 'node:fs'
import { type Document, isPair, parseDocument, visit } from 'yaml'
import { type Entry, type Reading, readEntries } from './entries.ts'
import type { Fault } from './faults.ts'

/** Where the settings stand in a YAML file: `channels: { whatsapp: ... }` or `whatsapp: ...`. */
const YAML_BLOCKS = ['channels.whatsapp', 'whatsapp']

type Block = Readonly<Record<string, unknown>>

const isBlock = (value: unknown): value is Block => typeof value === 'object' && value !== null && !Array.isArray(value)

/** Settings of a file, in the block that is Wabaton's. */
export function readYaml(file: string, name: string): Reading {
  const read = readYamlTree(file, name)
  return 'fault' in read ? { entries: [], faults: [read.fault] } : readBlocks(read.tree, name)
}

/** Everything is read as text: a number would lose digits of long ids, and turn an app secret of 12e34 into infinity. */
export function readYamlTree(file: string, name: string): { readonly tree: unknown } | { readonly fault: Fault } {
  const failed = (problem: string, cure: string) => ({ fault: { where: name, problem, cure } })
  let content: string
  try {
    content = readFileSync(file, 'utf8')
  } catch (error) {
    return failed(`cannot be read (${(error as NodeJS.ErrnoException).code}).`, 'May this user read it?')
  }
  const document = parseDocument(content, { schema: 'failsafe', logLevel: 'silent' })
  const error = document.errors[0]
  if (error) {
    // The parser's own message quotes the line, and a secret may stand in it.
    const place = error.linePos ? ` at line ${error.linePos[0].line}, column ${error.linePos[0].col}` : ''
    const twice = error.code === 'DUPLICATE_KEY' ? ': a key stands there a second time' : ''
    return failed(`cannot be read as YAML${place}${twice}.`, YAML_CURE)
  }
  try {
    return { tree: withTypes(document).toJS() }
  } catch {
    return failed('cannot be read as YAML: an alias (*) names nothing.', YAML_CURE)
  }
}

/**
 * Read as text, `app_secret: null` would be a secret of four letters; and in the parameters of a tool, which are a JSON
 * schema, `minimum: 1` and `required: true` are a number and a truth.
 */
function withTypes(document: Document.Parsed) {
  visit(document, {
    Scalar: (key, scalar, path) => {
      if (key === 'key' || scalar.type !== 'PLAIN') return
      const text = String(scalar.value)
      if (/^(null|~)$/i.test(text)) scalar.value = null
      else if (path.some((node) => isPair(node) && String(node.key) === 'parameters') && isTyped(text))
        scalar.value = JSON.parse(text)
    },
  })
  return document
}

const isTyped = (text: string) => /^(true|false|-?(0|[1-9]\d*)(\.\d+)?)$/.test(text)

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
      const reading = readEntries({ api: value }, (key) => `${name}: ${key}`)
      entries.push(...reading.entries)
      faults.push(...reading.faults)
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
