// `npm run bench`: see bench/README.md.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, release, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Bench, FULL, openBench, PORTS, QUICK, type Store } from './bench.ts'
import { openDatabases } from './databases.ts'
import { slowDisk } from './disk.ts'
import { startGraph } from './graph.ts'
import { canPin, hasProc, pin } from './process-figures.ts'
import { type Row, tableOf } from './report.ts'
import { campaign } from './sections/campaign.ts'
import { flooding } from './sections/flooding.ts'
import { memory } from './sections/memory.ts'
import { profile } from './sections/profiling.ts'
import { ceilings, saturation } from './sections/saturation.ts'
import { onSlowDisk } from './sections/slow-disk.ts'
import { spread } from './sections/spread.ts'
import { slowAgent, steady } from './sections/steady.ts'
import { LOAD_CORE, mustBeFree, SERVER_CORE } from './servers.ts'

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
    store: { type: 'string', multiple: true },
    only: { type: 'string', multiple: true },
    port: { type: 'string', default: '18100' },
  },
})

const STORES: readonly Store[] = ['embedded', 'postgres']
const onEach =
  (section: (bench: Bench, store: Store) => Promise<Row[]>) => async (bench: Bench, stores: readonly Store[]) => {
    const rows: Row[] = []
    for (const store of stores) rows.push(...(await section(bench, store)))
    return rows
  }
const SECTIONS: Readonly<Record<string, (bench: Bench, stores: readonly Store[]) => Promise<Row[]>>> = {
  saturation: onEach(saturation),
  ceilings,
  flood: onEach(flooding),
  steady: onEach(steady),
  'slow-agent': onEach(slowAgent),
  campaign: onEach(campaign),
  memory,
  spread: onEach(spread),
  'slow-disk': (bench, stores) => onSlowDisk(bench, stores, slowDisk(home)),
}
const QUICK_SECTIONS = ['saturation', 'flood', 'steady', 'slow-agent', 'memory', 'spread']

const stores = chosen('store', STORES, options.quick || options.profile ? ['embedded'] : STORES)
const names = chosen('only', Object.keys(SECTIONS), options.quick ? QUICK_SECTIONS : Object.keys(SECTIONS))
const firstPort = Number(options.port)
const say = (line: string) => console.error(line)

for (const port of [0, ...Object.values(PORTS)]) await mustBeFree(firstPort + port).catch(endWith)
pin(process.pid, LOAD_CORE)
const home = mkdtempSync(join(tmpdir(), 'wabaton-bench-'))
const graph = await startGraph(firstPort)
const databases = openDatabases()
const pace = options.quick ? QUICK : FULL
const bench = openBench({ graph, home, firstPort, pace, databases, say })
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => void close().then(() => process.exit(1)))

say(machine())
const rows: Row[] = []
try {
  if (options.profile) for (const store of stores) console.log(await profile(bench, store))
  else
    for (const name of names) {
      const startedAt = performance.now()
      rows.push(...(await SECTIONS[name]!(bench, stores)))
      say(`  ${name} took ${((performance.now() - startedAt) / 1000).toFixed(0)} s`)
    }
} catch (error) {
  await close()
  endWith(error)
}
await close()

const { faults, totals, busiest } = bench
if (options.json) console.log(JSON.stringify({ machine: machine(), rows, totals, faults, busiest }, undefined, 2))
else if (!options.profile) console.log(`\n${tableOf(rows)}\n`)
const percent = (share: number) => `${(share * 100).toFixed(0)} %`
say(
  `Busiest: the load with ${percent(busiest.load)} of its core, a server that had nothing to do with ${percent(busiest.idle)}.`,
)
for (const [name, counts] of Object.entries(totals))
  say(
    `${name}: ${Object.entries(counts)
      .map(([what, count]) => `${count} ${what}`)
      .join(', ')}`,
  )
if (faults.length > 0) say(`WRONG, and no speed makes up for it:\n${faults.map((fault) => `  ${fault}`).join('\n')}`)
process.exit(faults.length > 0 ? 1 : 0)

function chosen<Name extends string>(option: 'store' | 'only', known: readonly Name[], otherwise: readonly string[]) {
  const given = options[option] ?? otherwise
  const strange = given.find((name) => !known.includes(name as Name))
  if (strange !== undefined) endWith(new Error(`--${option} ${strange}: choose of ${known.join(', ')}.`))
  return given as Name[]
}

async function close() {
  await bench.stopAll()
  graph.close()
  await databases.stop()
  // The wreck is kept: what the servers wrote says why.
  if (bench.faults.length === 0) rmSync(home, { recursive: true, force: true })
}

function endWith(error: unknown): never {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}

function machine(): string {
  const commit = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).stdout?.trim()
  const places = canPin
    ? `server on core ${SERVER_CORE}, load, fakes and PostgreSQL on core ${LOAD_CORE}`
    : 'nothing pinned: taskset is not there'
  const without = hasProc ? '' : ', no /proc: CPU and memory are not measured'
  return `Node ${process.version}, ${cpus().length} cores of ${cpus()[0]?.model.trim()}, ${process.platform} ${release()}, commit ${commit}; ${places}${without}`
}
