import type { AgentFile } from './agent-files.ts'
import { inside, isBlock, type Where } from './agent-tree.ts'
import type { Entry } from './entries.ts'
import { type Environment, VARIABLES } from './environment.ts'
import { settingAt } from './labels.ts'
import { holdsReference } from './references.ts'

const SECRET =
  /(^|\.)(verifyToken|accessToken|appSecret|identity\.secret|api\.token|signIn\.(secret|setupToken)|slack\.(botToken|appToken|signingSecret))$|^targets\.[^.]+\.(slack|secret)$/
const PASSWORD = /\/\/[^/@]*:[^/@]+@/

const upperSnake = (name: string) =>
  name
    .replaceAll(/([A-Z])/g, '_$1')
    .replaceAll('-', '_')
    .toUpperCase()

/** A secret written into a file travels with the repository. What a TypeScript file read from a variable does not. */
export function literalSecrets(written: readonly Entry[], env: Environment): string[] {
  const fromEnvironment = new Set(Object.values(env))
  return written.flatMap(({ path, value, where }) => {
    if (typeof value === 'object') return secretsInside(value, settingAt(where), env)
    const isSecret = SECRET.test(path) || (/^(store|smtp)\.url$/.test(path) && PASSWORD.test(String(value)))
    if (!isSecret || holdsReference(value) || fromEnvironment.has(String(value))) return []
    const known = VARIABLES[path]?.[0]
    if (known) return [`${where} holds a secret in the file: move it to the environment or .env as ${known}.`]
    const [, owner, key] = /([^.]+)\.([^.]+)$/.exec(path) ?? []
    const line = written.find((entry) => entry.path === `lines.${owner}.name`)?.value
    const variable = `${upperSnake(String(line ?? owner))}_${upperSnake(String(key))}`.replace(/^(?=\d)/, 'LINE_')
    return [
      `${where} holds a secret in the file: move it to the environment or .env, for example as ${variable}, and write \${${variable}} here.`,
    ]
  })
}

/** The same in the files of agents. */
export const secretsInAgents = (files: readonly AgentFile[], env: Environment): string[] =>
  files.flatMap(({ file, tree }) => secretsInside(tree, (path) => (path ? `${file}: ${path}` : file), env))

const SECRET_KEY = /authorization|cookie|password|secret|token$|api_?-?key$|-key$/i
/** Shorter values of the environment turn up in anything by chance. */
const TELLING = 8

function secretsInside(value: unknown, where: Where, env: Environment, key = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((one, index) => secretsInside(one, inside(where, index), env))
  // Arguments may well be called token: what stands there is a schema, and nobody's secret.
  if (isBlock(value))
    return Object.entries(value).flatMap(([name, one]) =>
      name === 'parameters' ? [] : secretsInside(one, inside(where, name), env, name),
    )
  if (typeof value !== 'string' || !SECRET_KEY.test(key) || holdsReference(value)) return []
  const isFromEnvironment = Object.values(env).some((one = '') => one.length >= TELLING && value.includes(one))
  if (isFromEnvironment) return []
  const variable = upperSnake(key.replaceAll(/\W/g, '_'))
  return [
    `${where('')} holds a secret in the file: move it to the environment or .env, for example as ${variable}, and write \${${variable}} here.`,
  ]
}
