import { setTimeout as pause } from 'node:timers/promises'
import type { openDatabases } from './databases.ts'
import type { FakeGraph } from './graph.ts'
import type { Counts } from './ledger.ts'
import type { LoadOptions, LoadResult } from './load.ts'
import { postgresCpuMs, stolenMs } from './process-figures.ts'
import {
  type Reference,
  type Server,
  type StartOptions,
  startProduct,
  startReference,
  startSimulated,
} from './servers.ts'

export type Store = 'embedded' | 'postgres'
export type ServerName = Reference | 'wabaton' | 'wabaton simulate'

/** How long and how often. */
export interface Pace {
  readonly warmMs: number
  readonly sliceMs: number
  /** Short: what came in a second of flood takes several to be answered. */
  readonly floodMs: number
  readonly rounds: number
  readonly openSliceMs: number
  readonly slowAgentMs: number
  readonly spreadMs: number
  readonly idleMs: number
}

export const FULL: Pace = {
  warmMs: 2500,
  sliceMs: 1500,
  floodMs: 1000,
  rounds: 3,
  openSliceMs: 3000,
  slowAgentMs: 6000,
  spreadMs: 8000,
  idleMs: 3000,
}
export const QUICK: Pace = {
  ...FULL,
  warmMs: 1500,
  sliceMs: 1000,
  floodMs: 500,
  openSliceMs: 2000,
  slowAgentMs: 4000,
  spreadMs: 4000,
  idleMs: 2000,
}

export const PORTS: Readonly<Record<ServerName, number>> = {
  'raw-ack': 1,
  'raw-reply': 2,
  'raw-fsync': 3,
  'raw-sqlite': 4,
  wabaton: 5,
  'wabaton simulate': 6,
}

/** What one slice of one server showed. */
export interface Measured extends LoadResult {
  /** Of the server with all its threads, by messages answered; by those acknowledged where nobody is answered. */
  readonly cpuUs: number
  /** Share of its core that the server used while it was loaded and drained. */
  readonly serverBusy: number
  /** Of PostgreSQL, which runs on the core of the load. */
  readonly postgresCpuUs: number
  /** Share of a core that others on the same machine took away meanwhile. */
  readonly stolen: number
}

export type Load = (options: Pick<LoadOptions, 'target' | 'graph'>) => Promise<LoadResult>

export interface BenchOptions {
  readonly graph: FakeGraph
  readonly home: string
  readonly firstPort: number
  readonly pace: Pace
  /** A new one on the disk that a library makes slower, if one is named; and what the newest knows of its tables. */
  readonly databases: Pick<ReturnType<typeof openDatabases>, 'fresh' | 'settle'>
  readonly say: (line: string) => void
}

/** The servers under test, and what must hold for all of them. */
export function openBench({ graph, home, firstPort, pace, databases, say }: BenchOptions) {
  const running = new Map<ServerName, Server>()
  const faults: string[] = []
  const totals: Record<string, Counts> = {}
  let folders = 0
  let busiestLoad = 0
  let busiestIdle = 0

  async function start(
    name: ServerName,
    { store = 'embedded', ...given }: Partial<StartOptions> & { store?: Store } = {},
  ): Promise<Server> {
    const options = {
      folder: `${home}/${++folders}-${name.replace(' ', '-')}`,
      port: firstPort + PORTS[name],
      graphUrl: graph.url,
      ...(store === 'postgres' && name === 'wabaton'
        ? { databaseUrl: await databases.fresh(given.env?.LD_PRELOAD) }
        : {}),
      ...given,
    }
    const begin = { wabaton: startProduct, 'wabaton simulate': startSimulated }[name as string]
    const server = await (begin ? begin(options) : startReference(name as Reference, options))
    running.set(name, server)
    return server
  }

  function count(name: string, counts: Counts) {
    const total = totals[name]
    totals[name] = { ...counts }
    if (total) for (const key of Object.keys(total) as (keyof Counts)[]) totals[name][key] += total[key]
  }

  /** One load on one server, while all others that run have nothing to do. */
  async function measure(name: ServerName, load: Load): Promise<Measured> {
    const server = running.get(name)!
    const others = [...running.values()].filter((other) => other !== server)
    const idleBefore = others.map((other) => other.cpuMs())
    const before = server.cpuMs()
    const postgresBefore = postgresCpuMs()
    const stolenBefore = stolenMs()
    const startedAt = performance.now()
    const result = await load({ target: server.target, graph })
    const tookMs = performance.now() - startedAt
    const stolen = (stolenMs() - stolenBefore) / tookMs
    const cpuMs = server.cpuMs() - before
    const postgresMs = postgresCpuMs() - postgresBefore
    others.forEach((other, index) => {
      busiestIdle = Math.max(busiestIdle, (other.cpuMs() - idleBefore[index]!) / tookMs)
    })
    busiestLoad = Math.max(busiestLoad, result.loadBusy)
    count(name, result.counts)
    for (const fault of result.faults) faults.push(`${name}: ${fault} (its output: ${server.output})`)
    const { answered, acknowledged } = result.counts
    // What is settled a moment later (a checkpoint, a record) must not be counted to the next slice.
    await pause(50)
    const messages = server.target.replies ? answered : acknowledged
    return {
      ...result,
      cpuUs: (cpuMs * 1000) / messages,
      serverBusy: cpuMs / tookMs,
      postgresCpuUs: (postgresMs * 1000) / messages,
      stolen,
    }
  }

  return {
    graph,
    pace,
    say,
    settle: databases.settle,
    start,
    measure,
    faults: faults as readonly string[],
    totals: totals as Readonly<Record<string, Counts>>,
    get busiest() {
      return { load: busiestLoad, idle: busiestIdle }
    },
    async stopAll() {
      await Promise.all([...running.values()].map((server) => server.stop()))
      running.clear()
    },
  }
}

export type Bench = ReturnType<typeof openBench>
