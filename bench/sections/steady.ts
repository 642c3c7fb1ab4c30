import type { Bench, Load, Measured, ServerName, Store } from '../bench.ts'
import type { Disk } from '../disk.ts'
import { openLoop } from '../loops.ts'
import { pair, percentile, takeTurns } from '../pairing.ts'
import { plainRow, type Row, ratioRow } from '../report.ts'
import { TARGETS } from '../targets.ts'

const CUSTOMERS = 500
const PER_SECOND = 50

const load =
  (forMs: number, sleepMs?: number): Load =>
  (on) =>
    openLoop({
      ...on,
      customers: CUSTOMERS,
      perSecond: PER_SECOND,
      forMs,
      ...(sleepMs === undefined ? {} : { sleepMs: () => sleepMs }),
    })

/** How long a customer waits on a usual day: 50 messages a second, on the clock, against raw-fsync. */
export async function steady(bench: Bench, store: Store, { suffix = '', ...options }: Disk = {}): Promise<Row[]> {
  const { measure, pace } = bench
  await bench.start('raw-fsync', options)
  await bench.start('wabaton', { ...options, store })
  for (const name of ['raw-fsync', 'wabaton'] as const) await measure(name, load(pace.warmMs))
  const turns = await takeTurns({
    references: ['raw-fsync'],
    product: 'wabaton',
    rounds: pace.rounds,
    slice: (name) => measure(name as ServerName, load(pace.openSliceMs)),
  })
  await bench.stopAll()
  const row = (
    measured: string,
    figure: (result: Measured) => number,
    target: (typeof TARGETS)[keyof typeof TARGETS],
  ) =>
    ratioRow(
      { measure: `${measured} at ${PER_SECOND}/s${suffix}`, store, unit: 'ms', target },
      'raw-fsync',
      pair(turns, { reference: 'raw-fsync', product: 'wabaton', figure }),
    )
  return [
    row('ack p50', ({ ackMs }) => percentile(ackMs, 50), TARGETS.openAckP50),
    row('ack p99', ({ ackMs }) => percentile(ackMs, 99), TARGETS.openAckP99),
    row('reply p50', ({ replyMs }) => percentile(replyMs, 50), TARGETS.openReplyP50),
    row('reply p99', ({ replyMs }) => percentile(replyMs, 99), TARGETS.openReplyP99),
  ]
}

const AGENT_MS = 2000

/** An agent that thinks must not be felt at the door: 50 messages a second, so that 100 turns run at a time. */
export async function slowAgent(bench: Bench, store: Store): Promise<Row[]> {
  const { measure, pace } = bench
  await bench.start('wabaton', { store })
  await measure('wabaton', load(pace.warmMs))
  const { ackMs } = await measure('wabaton', load(pace.slowAgentMs, AGENT_MS))
  await bench.stopAll()
  const measured = 'ack p50 with an agent of 2 s'
  return [plainRow({ measure: measured, store, unit: 'ms', target: TARGETS.slowAgentAckMs }, percentile(ackMs, 50))]
}
