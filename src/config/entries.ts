import { z } from 'zod'
import type { Fault } from './faults.ts'
import { agentName } from './line-schema.ts'
import { IN_A_WORD } from './memory-schema.ts'
import { nearest } from './nearest.ts'
import { ALIASES, configuration, ONLY_AGENT } from './schema.ts'

/** Documented keys of features that are not here yet: refused as such rather than as a misspelling. */
const LATER_KEYS: readonly string[] = ['storage']

/** One setting as one source gave it. */
export interface Entry {
  /** In the canonical form: `lines.106540352242922.agent`. No key holds a dot. */
  readonly path: string
  readonly value: unknown
  /** The name its writer knows it by: a variable, or a key of a file. */
  readonly where: string
}

export interface Reading {
  readonly entries: readonly Entry[]
  readonly faults: readonly Fault[]
}

/** Null is a value here: it switches something off that is on by default. */
const NULL_IS_OFF = new Set([
  'resetCommand',
  'texts.notAllowed',
  'handoff.alert',
  'handoff.autoReleaseMinutes',
  'handoff.hours',
  'handoff.windowWarningMinutes',
])
const nullIsOff = (path: string) => NULL_IS_OFF.has(path.replace(/^lines\.\d+\./, ''))

export const camel = (key: string) => key.replaceAll(/_+([a-z0-9])/gi, (_, letter: string) => letter.toUpperCase())
export const snake = (key: string) => key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** Null and an empty text count as not there, in files as in the environment. */
export const isAbsent = (value: unknown) =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '')

const isEmpty = (value: unknown) =>
  isAbsent(value) || (typeof value === 'object' && value !== null && Object.keys(value).length === 0)

/** The block that stands behind optional and defaulted schemas; undefined for a single value. */
export function blockOf(schema: z.core.$ZodType): z.ZodObject | z.ZodRecord | undefined {
  if (schema instanceof z.ZodObject || schema instanceof z.ZodRecord) return schema
  return 'innerType' in schema._zod.def ? blockOf(schema._zod.def.innerType as z.core.$ZodType) : undefined
}

/** The schema of one path of the canonical form. */
export function schemaAt(path: string): z.core.$ZodType {
  return path.split('.').reduce<z.core.$ZodType>((schema, key) => {
    const block = blockOf(schema)
    const found = block instanceof z.ZodObject ? block.shape[key] : block?.valueType
    if (!found) throw new Error(`No setting is called ${path}`)
    return found
  }, configuration)
}

/** The first thing a value does not satisfy, with the cure that its schema names. */
export function refusalOf(error: z.core.$ZodError) {
  const issue = error.issues[0]
  const cure = issue?.code === 'custom' ? String(issue.params?.cure ?? '') : ''
  return { problem: `${issue?.message ?? 'cannot be used'}.`, cure: cure || 'See docs/guides/configuration.md.' }
}

/** Every path of the canonical form that no name of the project's stands in. */
export const PATHS = (function below(schema: z.core.$ZodType, path: string): string[] {
  const block = blockOf(schema)
  if (!(block instanceof z.ZodObject)) return [path]
  return Object.entries(block.shape).flatMap(([key, child]) => below(child, path ? `${path}.${key}` : key))
})(configuration, '')

function unknownKey(written: string, where: string, known: readonly string[]): Fault {
  const name = camel(written)
  if (LATER_KEYS.includes(name)) return { where, problem: 'is not supported by this version.', cure: 'Remove it.' }
  const guess = nearest(written, known) ?? PATHS.find((path) => path.endsWith(`.${name}`))
  const spelled = guess && (/[A-Z]/.test(written) ? guess : snake(guess))
  const all = known.map(snake).join(', ')
  const cure = spelled ? `Did you mean ${spelled}?` : `Remove it. Known here: ${all}.`
  return { where, problem: 'is not a setting of Wabaton.', cure }
}

/** Walks a tree of settings in any spelling along the schema, and names what does not belong. */
export function readEntries(tree: unknown, labelled: (path: string) => string): Reading {
  const entries: Entry[] = []
  const faults: Fault[] = []

  const walk = (value: unknown, schema: z.core.$ZodType, path: string, written: string) => {
    const where = labelled(written)
    const block = blockOf(schema)
    if (!block) {
      if (!isAbsent(value) || (value === null && nullIsOff(path))) entries.push({ path, value, where })
      return
    }
    if (isAbsent(value)) return
    if (typeof value !== 'object' || Array.isArray(value)) {
      const word = IN_A_WORD[path]
      if (word) return void entries.push({ path: word, value, where })
      const inside = block instanceof z.ZodObject ? Object.keys(block.shape).map(snake).join(', ') : 'names'
      faults.push({ where, problem: 'must be a block of settings.', cure: `Write keys under it: ${inside}.` })
      return
    }
    for (const [key, child] of Object.entries(value as object)) {
      const deeper = written ? `${written}.${key}` : key
      const at = (name: string) => (path ? `${path}.${name}` : name)
      if (block instanceof z.ZodRecord) {
        const checked = z.safeParse(block.keyType, key)
        if (!checked.success) faults.push({ where: labelled(deeper), ...refusalOf(checked.error) })
        else if (isEmpty(child) && blockOf(block.valueType))
          faults.push({
            where: labelled(deeper),
            problem: 'is empty.',
            cure: 'Write its settings under it, or remove it.',
          })
        else walk(child, block.valueType, at(key), deeper)
        continue
      }
      const name = camel(key)
      if (!path && name === 'agent' && isAgentItself(child)) {
        const called = ownName(child) ?? ONLY_AGENT
        entries.push({ path: `agents.${called}`, value: child, where: labelled(deeper) })
        entries.push({ path: 'defaultAgent', value: called, where: labelled(deeper) })
      } else if (Object.hasOwn(ALIASES, at(name))) {
        const path = ALIASES[at(name)]!
        walk(child, schemaAt(path), path, deeper)
      } else if (Object.hasOwn(block.shape, name)) {
        if (isForgottenVariable(child, at(name)))
          faults.push({
            where: labelled(deeper),
            problem: 'is there, but undefined: the variable it reads is not set.',
            cure: `Set that variable, or write '\${ITS_NAME}', which also reads .env; remove the key to use the token of all lines.`,
          })
        else walk(child, block.shape[name]!, at(name), deeper)
      } else if (!(LATER_KEYS.includes(name) && isAbsent(child))) {
        const known = Object.keys(block.shape).concat(path ? [] : Object.keys(ALIASES))
        faults.push(unknownKey(key, labelled(deeper), known))
      }
    }
  }

  walk(tree, configuration, '', '')
  return { entries, faults }
}

/** And not its name. */
const isAgentItself = (value: unknown) => typeof value === 'function' || (typeof value === 'object' && value !== null)

/** The name that a definition of an agent gives itself. */
export function ownName(agent: unknown): string | undefined {
  const { name, metadata } = (typeof agent === 'object' && agent !== null ? agent : {}) as Record<string, unknown>
  const found = (metadata as { name?: unknown } | undefined)?.name ?? name
  return typeof found === 'string' && z.safeParse(agentName(), found).success ? found : undefined
}

/** `accessToken: process.env.SALES_TOKEN` with a misspelt variable must not send with another line's token. */
const isForgottenVariable = (value: unknown, path: string) =>
  value === undefined && /^lines\.\d+\.(accessToken|appSecret|verifyToken)$/.test(path)
