import { type Environment, withEnvFile } from '../config/environment.ts'
import { ConfigError, inWords } from '../config/faults.ts'
import { type Loaded, loadSettings } from '../config/load-settings.ts'
import type { Settings, StoreSettings } from '../config/settings.ts'
import { StoreUnusable } from '../store/database.ts'
import { clockFinding, type GraphFetch, graphFindings } from './graph-check.ts'
import { modelFindings } from './model-check.ts'
import { slackFindings } from './slack-check.ts'

export interface Finding {
  /** What was looked at, in a word or two. */
  readonly what: string
  readonly state: 'ok' | 'warn' | 'fail'
  readonly detail: string
  readonly cure?: string
}

/** What the diagnosis touches outside itself. */
export interface Probes {
  readonly fetch: GraphFetch
  readonly now: () => number
  /** Opens and closes the store; says in a few words what is there, or throws. */
  readonly store: (store: StoreSettings) => Promise<string>
}

export type Diagnosis = (Pick<Loaded, 'settings' | 'agents'> | { readonly error: ConfigError }) & {
  readonly probes: Probes
}

/** Looks at everything that must be right before a first message can be answered. */
export async function diagnose(diagnosis: Diagnosis): Promise<Finding[]> {
  if ('error' in diagnosis) return configurationFaults(diagnosis.error)
  const { settings, agents, probes } = diagnosis
  const [store, graph, models, slack] = await Promise.all([
    storeFinding(settings.store, probes),
    graphFindings(settings, probes.fetch),
    modelFindings(agents, probes.fetch),
    slackFindings(settings.slack, probes.fetch),
  ])
  const clock = clockFinding(graph.dates, probes.now())
  return [...configurationFindings(settings), store, ...(clock ? [clock] : []), ...graph.findings, ...models, ...slack]
}

function configurationFindings({ lines, defaultAgent, warnings }: Settings): Finding[] {
  const names = inWords(lines.map(({ name, agent }) => (agent === defaultAgent ? name : `${name} (agent ${agent})`)))
  return [
    { what: 'configuration', state: 'ok', detail: `lines: ${names}; default agent: ${defaultAgent}` },
    ...warnings.map((detail): Finding => ({ what: 'configuration', state: 'warn', detail })),
  ]
}

const configurationFaults = ({ faults, warnings }: ConfigError): Finding[] => [
  ...faults.map(
    ({ where, problem, cure }): Finding => ({
      what: 'configuration',
      state: 'fail',
      detail: `${where} ${problem}`,
      cure,
    }),
  ),
  ...warnings.map((detail): Finding => ({ what: 'configuration', state: 'warn', detail })),
]

async function storeFinding(store: StoreSettings, probes: Probes): Promise<Finding> {
  try {
    return { what: 'store', state: 'ok', detail: await probes.store(store) }
  } catch (error) {
    // The store's own sentences end with the cure.
    const [, problem, ownCure] = (error instanceof StoreUnusable && /^(.+?)\. (.+)$/.exec(error.message)) || []
    if (problem && ownCure) return { what: 'store', state: 'fail', detail: problem, cure: ownCure }
    const reason = error instanceof Error ? error.message : 'unknown reason'
    const detail = `cannot be opened: ${store.kind === 'postgres' ? reason.replaceAll(store.url, 'DATABASE_URL') : reason}`
    const cure =
      store.kind === 'postgres'
        ? 'Is the database running, and is DATABASE_URL right (host, port, user, password, name)?'
        : `May this user write to ${store.folder}, and is the disk not full?`
    return { what: 'store', state: 'fail', detail, cure }
  }
}

const MARKS = { ok: '✓', warn: '!', fail: '✗' } as const

/** An aligned list, cures below. Returns the exit code: 1 if anything failed. */
export function report(findings: readonly Finding[], print: (line: string) => void): number {
  const width = Math.max(...findings.map(({ what }) => what.length))
  for (const { what, state, detail, cure } of findings) {
    print(`${MARKS[state]} ${what.padEnd(width)}  ${detail}`)
    if (cure) print(`${' '.repeat(width + 4)}→ ${cure}`)
  }
  const count = (state: Finding['state']) => findings.filter((finding) => finding.state === state).length
  const [failed, warned] = [count('fail'), count('warn')]
  print('')
  print(failed + warned === 0 ? 'All is well.' : `${failed} to mend, ${warned} to know about.`)
  return failed > 0 ? 1 : 0
}

export interface DoctorArguments {
  readonly folder: string
  readonly config?: string | undefined
}

export interface DoctorSurroundings {
  readonly env: Environment
  readonly print: (line: string) => void
  readonly probes: Probes
}

export async function doctor({ folder, config }: DoctorArguments, { env, print, probes }: DoctorSurroundings) {
  try {
    const { settings, agents } = await loadSettings({ env: withEnvFile(folder, env), folder, file: config })
    return report(await diagnose({ settings, agents, probes }), print)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return report(await diagnose({ error, probes }), print)
  }
}
