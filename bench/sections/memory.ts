import { setTimeout as pause } from 'node:timers/promises'
import type { Bench } from '../bench.ts'
import { residentMb } from '../process-figures.ts'
import { plainRow, type Row } from '../report.ts'
import { TARGETS } from '../targets.ts'

/** What a server takes that has nothing to do: the product, and what `npm start` runs (sources, simulator, phone page). */
export async function memory(bench: Bench): Promise<Row[]> {
  const rows: Row[] = []
  for (const [name, measure, target] of [
    ['wabaton', 'memory idle, wabaton serve', { target: TARGETS.idleMb }],
    ['wabaton simulate', 'memory idle, npm start', {}],
  ] as const) {
    const { pid } = await bench.start(name)
    await pause(bench.pace.idleMs)
    rows.push(plainRow({ measure, store: 'embedded', unit: 'MB', ...target }, residentMb(pid).now))
    await bench.stopAll()
  }
  return rows
}
