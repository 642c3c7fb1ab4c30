import { setTimeout as pause } from 'node:timers/promises'
import type { Bench } from '../bench.ts'
import { residentMb } from '../process-figures.ts'
import { plainRow, type Row } from '../report.ts'
import { TARGETS } from '../targets.ts'

/**
 * What a server takes that has nothing to do: with its settings in the environment alone, with `wabaton.config.ts` (Node
 * then loads what reads TypeScript), and as `npm start` runs it (from the sources, with simulator and phone page).
 */
export async function memory(bench: Bench): Promise<Row[]> {
  const rows: Row[] = []
  const target = TARGETS.idleMb
  for (const { name, settings, named } of [
    { name: 'wabaton', settings: 'environment', named: { measure: 'memory idle, wabaton serve', target } },
    { name: 'wabaton', settings: 'file', named: { measure: 'memory idle, with wabaton.config.ts', target } },
    { name: 'wabaton simulate', settings: 'environment', named: { measure: 'memory idle, npm start' } },
  ] as const) {
    const { pid } = await bench.start(name, { settings })
    await pause(bench.pace.idleMs)
    rows.push(plainRow({ ...named, store: 'embedded', unit: 'MB' }, residentMb(pid).now))
    await bench.stopAll()
  }
  return rows
}
