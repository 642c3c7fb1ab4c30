import type { Bench, Store } from '../bench.ts'
import type { SlowDisk } from '../disk.ts'
import { openLoop } from '../loops.ts'
import { plainRow, type Row } from '../report.ts'
import { flooding } from './flooding.ts'
import { saturation } from './saturation.ts'
import { steady } from './steady.ts'

/** The durable figures again: a virtual disk may sync in a tenth of a millisecond, a real one in several. */
export async function onSlowDisk(bench: Bench, stores: readonly Store[], { disk, forAll }: SlowDisk): Promise<Row[]> {
  const rows: Row[] = []
  if (stores.includes('embedded')) {
    rows.push(
      ...(await saturation(bench, 'embedded', disk)),
      ...(await flooding(bench, 'embedded', disk)),
      ...(await steady(bench, 'embedded', disk)),
      ...(await loopDelay(bench, disk)),
    )
  }
  if (stores.includes('postgres') && forAll) rows.push(...(await steady(bench, 'postgres', disk)))
  return rows
}

/** Receive, claim, commit of the turn, claim and record of the send, and two statuses. */
const WRITES_A_MESSAGE = 7
const WRITES_PER_SECOND = 1000

/** How long at most the event loop is held while the disk is waited for. */
async function loopDelay(bench: Bench, { suffix, ...disk }: SlowDisk['disk']): Promise<Row[]> {
  const { measure, pace } = bench
  const wabaton = await bench.start('wabaton', { ...disk, probe: true })
  const load = (forMs: number) =>
    measure('wabaton', (on) =>
      openLoop({ ...on, customers: 500, perSecond: Math.round(WRITES_PER_SECOND / WRITES_A_MESSAGE), forMs }),
    )
  await load(pace.warmMs)
  await wabaton.ask({ ask: 'delay' })
  await load(pace.openSliceMs)
  const { p99 } = await wabaton.ask<{ p99: number }>({ ask: 'delay-ms' })
  await bench.stopAll()
  const measured = `event loop p99 at ${WRITES_PER_SECOND} writes/s${suffix}`
  return [plainRow({ measure: measured, store: 'embedded', unit: 'ms' }, p99)]
}
