import type { Bench, Load, ServerName, Store } from '../bench.ts'
import type { Disk } from '../disk.ts'
import { flood } from '../loops.ts'
import { medianOf, pair, percentile, takeTurns } from '../pairing.ts'
import { residentMb } from '../process-figures.ts'
import { doubtOn, plainRow, type Row, ratioRow } from '../report.ts'
import { TARGETS } from '../targets.ts'
import { IN_FLIGHT } from './saturation.ts'

/** More customers than there are messages in the hands: each hand finds one who is free. */
const CUSTOMERS = 2000
const ORDER: readonly ServerName[] = ['raw-ack', 'raw-fsync', 'wabaton']

/** How fast webhooks are acknowledged when only that counts, and how much memory it takes. What came is answered after it. */
export async function flooding(bench: Bench, store: Store, { suffix = '', ...options }: Disk = {}): Promise<Row[]> {
  const { measure, pace } = bench
  const load =
    (forMs: number): Load =>
    (on) =>
      flood({ ...on, customers: CUSTOMERS, inFlight: IN_FLIGHT, forMs })
  await bench.start('raw-ack')
  await bench.start('raw-fsync', options)
  const wabaton = await bench.start('wabaton', { ...options, store })
  for (const name of ORDER) await measure(name, load(pace.floodMs))
  const turns = await takeTurns({
    references: ['raw-ack', 'raw-fsync'],
    product: 'wabaton',
    rounds: pace.rounds,
    slice: (name) => measure(name as ServerName, load(pace.floodMs)),
  })
  const { peak } = residentMb(wabaton.pid)
  await bench.stopAll()
  const rate = pair(turns, {
    reference: 'raw-ack',
    product: 'wabaton',
    figure: ({ acksPerSecond }) => acksPerSecond,
  })
  const p99 = pair(turns, {
    reference: 'raw-fsync',
    product: 'wabaton',
    figure: ({ ackMs }) => percentile(ackMs, 99),
  })
  const doubt = doubtOn(
    'raw-ack',
    medianOf(turns, 'raw-ack', ({ serverBusy }) => serverBusy),
  )
  return [
    ratioRow(
      { measure: `acks under flood${suffix}`, store, unit: '/s', target: TARGETS.ackRate },
      'raw-ack',
      rate,
      doubt,
    ),
    ratioRow(
      { measure: `ack p99 under flood${suffix}`, store, unit: 'ms', target: TARGETS.floodAckP99 },
      'raw-fsync',
      p99,
    ),
    plainRow({ measure: `memory, peak under flood${suffix}`, store, unit: 'MB', target: TARGETS.peakMb }, peak),
  ]
}
