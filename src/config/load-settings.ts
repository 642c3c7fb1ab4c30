import { resolve } from 'node:path'
import type { AgentDefinition } from '../domain/agent.ts'
import type { Agent } from '../domain/turn.ts'
import { type AgentFiles, NO_AGENT_FILES, readAgentFiles } from './agent-files.ts'
import { modelOfEnvironment } from './agent-model.ts'
import { resolveAgents } from './agents.ts'
import { type Chosen, type Combined, combine } from './combine.ts'
import { conversationSettings } from './conversation-settings.ts'
import { type Reading, readEntries } from './entries.ts'
import { ALLOW_UNSIGNED, type Environment, readEnvironment, strayVariables } from './environment.ts'
import { ConfigError, type Fault } from './faults.ts'
import { readFiles } from './files.ts'
import { resolveLines } from './lines.ts'
import { literalSecrets, secretsInAgents } from './literal-secrets.ts'
import { memorySettings } from './memory.ts'
import { reachingOutSettings } from './reaching-out.ts'
import { resolveReferences } from './references.ts'
import type { WabatonOptions } from './schema.ts'
import type { Settings, StoreSettings } from './settings.ts'
import { hostFault, simulatorFaults, simulatorFolder, withoutRealNumber } from './simulator.ts'
import { hostFaults } from './tool-hosts.ts'
import { settingWarnings } from './warnings.ts'

export interface LoadSettings {
  readonly env: Environment
  /** Where the configuration files stand and relative paths begin. */
  readonly folder: string
  /** Read only this file, instead of those with the documented names. */
  readonly file?: string | undefined
  /** Command-line flags or the options of `createWabaton`: stronger than everything else. */
  readonly overrides?: WabatonOptions | Readonly<Record<string, unknown>>
  /** Takes its pretend credentials from `overrides` alone; this computer only; a data folder of its own. */
  readonly simulator?: boolean
}

export interface Loaded {
  readonly settings: Settings
  /** The agents that the project gave or names, as functions or definitions. `demo` is known without being among them. */
  readonly agents: Readonly<Record<string, Agent | AgentDefinition>>
  /** Folders that agents were read from, beside their own files. */
  readonly workspaces: readonly string[]
}

/** Reads and checks the whole configuration. Throws one `ConfigError` that holds every fault. */
export async function loadSettings({ file, ...sources }: LoadSettings): Promise<Loaded> {
  const [files, agentFiles] = await Promise.all([
    readFiles(sources.folder, file, sources.env),
    readAgentFiles(sources.folder),
  ])
  return resolveSettings({ ...sources, files, agentFiles })
}

type Sources = Omit<LoadSettings, 'file'> & { readonly files: readonly Reading[]; readonly agentFiles?: AgentFiles }

/** The same without files: for a program that gives its options itself. */
export function resolveSettings(sources: Sources): Loaded {
  const { env, folder, overrides, simulator = false, files, agentFiles = NO_AGENT_FILES } = sources
  const options = readEntries(overrides, (key) => (key ? `options: ${key}` : 'options'))
  const written = files.flatMap((reading) => reading.entries)
  const environment = readEnvironment(env)
  const faults: Fault[] = [...options.faults, ...files.flatMap((reading) => reading.faults)]
  const warnings = [
    ...literalSecrets(written, env),
    ...secretsInAgents(agentFiles.files, env),
    ...agentFiles.warnings,
    ...strayVariables(env),
  ]

  // A slot for a credential that is not set is no fault of the simulator's.
  const usable = simulator ? withoutRealNumber(written) : written
  const references = resolveReferences(usable, env)
  faults.push(...references.faults)
  if (simulator) {
    const { resolved } = resolveReferences(written, env)
    faults.push(...simulatorFaults([...environment, ...resolved], env))
  }

  const combined = combine([
    options.entries,
    simulator ? withoutRealNumber(environment) : environment,
    references.resolved,
  ])
  const told = { ...combined, refused: new Set([...combined.refused, ...references.unresolved]) }
  const unsigned = readUnsigned(env)
  faults.push(...combined.faults, ...unsigned.faults)
  const workspaces: string[] = []
  const agents = resolveAgents(told, agentFiles, { env, folder, simulator, faults, warnings, workspaces })
  const { lines, faults: lineFaults } = resolveLines(told, agents, {
    needsToken: !simulator,
    needsSecret: !simulator && !unsigned.allowed,
  })
  faults.push(...lineFaults)

  const { values, chosen } = combined
  const host = values.server.host ?? (simulator ? '127.0.0.1' : '0.0.0.0')
  if (simulator) faults.push(...hostFault(host, chosen.get('server.host')?.where ?? 'HOST'))
  if (!Object.values(values.webhook.routes).includes(true)) faults.push(NO_ROUTE)
  if (values.identity.hash === 'hmac' && !values.identity.secret && !told.refused.has('identity.secret'))
    faults.push(NO_HASH_SECRET)

  const settings: Omit<Settings, 'warnings'> = {
    business: values.business,
    lines,
    defaultAgent: agents.defaultAgent,
    webhook: {
      ...values.webhook,
      allowUnsigned: unsigned.allowed && lines.some((line) => !line.appSecret),
    },
    graph: values.graph,
    store: resolveStore(combined, folder, simulator),
    server: { host, port: values.server.port, publicUrl: values.server.publicUrl },
    turn: {
      settle: values.turn.settle,
      timeoutMs: values.turn.timeout,
      attempts: values.turn.attempts,
      maxReplyAgeMs: values.turn.maxReplyAge,
      readReceipts: values.turn.readReceipts,
      typing: values.turn.typing,
      resetCommand: values.resetCommand,
    },
    delivery: {
      unconfirmedAfterMs: values.delivery.unconfirmedAfter,
      quoteReplies: values.delivery.quoteReplies,
    },
    rateLimit: values.rateLimit,
    watchdogLimitMs: values.watchdog.limit,
    identity: { hash: values.identity.hash, secret: values.identity.secret },
    allowedNumbers: values.allowedNumbers,
    ...conversationSettings(told, faults),
    ...reachingOutSettings(combined, { folder, lines, faults }),
    memory: memorySettings(told, { env, folder, simulator, faults, warnings, workspaces }),
    handoffScope: values.handoff.scope,
    realModel: modelOfEnvironment(env),
    logLevel: values.logLevel,
    telemetry: { endpoint: values.telemetry.endpoint },
    apiToken: values.api.token,
    signIn: { secret: values.signIn.secret, setupToken: values.signIn.setupToken },
    eventHandlers: values.eventHandlers,
  }
  faults.push(...hostFaults({ agents: agents.given, ...settings, allowedHosts: settings.tools.allowedHosts }))
  warnings.push(
    ...settingWarnings({ settings, agents: agents.given, chosen, env, simulator, verifyTokenTold: told.refused }),
  )
  if (faults.length > 0) throw new ConfigError(faults, warnings)
  return { settings: { ...settings, warnings }, agents: agents.given, workspaces }
}

const NO_ROUTE: Fault = {
  where: 'webhook.routes',
  problem: 'switches every route off: Meta could reach Wabaton nowhere.',
  cure: 'Leave at least one on.',
}

const NO_HASH_SECRET: Fault = {
  where: 'identity.hash',
  problem: 'is hmac, and there is no secret.',
  cure: 'Set WABATON_HASH_SECRET to a long random text, and keep it: without it no customer is recognised again.',
}

function readUnsigned(env: Environment): { allowed: boolean; faults: Fault[] } {
  const word = env[ALLOW_UNSIGNED]?.trim().toLowerCase() ?? ''
  const allowed = ['1', 'true', 'yes', 'on'].includes(word)
  if (allowed && env.NODE_ENV === 'production') {
    const problem = 'is set with NODE_ENV=production, where every webhook must be signed.'
    const cure = 'Unset it and set WHATSAPP_APP_SECRET: in Meta under App Settings > Basic > App secret.'
    return { allowed, faults: [{ where: ALLOW_UNSIGNED, problem, cure }] }
  }
  if (allowed || ['', '0', 'false', 'no', 'off'].includes(word)) return { allowed, faults: [] }
  return { allowed, faults: [{ where: ALLOW_UNSIGNED, problem: 'must be 1 or 0.', cure: 'Write 1, or unset it.' }] }
}

/** The stronger source decides; where one gives both, the database. */
function resolveStore({ values, chosen }: Combined, folder: string, simulator: boolean): StoreSettings {
  if (simulator) return { kind: 'embedded', folder: simulatorFolder(folder, values.store.folder) }
  const rank = (found: Chosen | undefined) => found?.rank ?? Number.POSITIVE_INFINITY
  const { url } = values.store
  if (url && rank(chosen.get('store.url')) <= rank(chosen.get('store.folder'))) return { kind: 'postgres', url }
  return { kind: 'embedded', folder: resolve(folder, values.store.folder ?? '.wabaton/data') }
}
