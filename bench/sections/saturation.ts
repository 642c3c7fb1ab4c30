import type { Bench, Load, ServerName, Store } from '../bench.ts'
import type { Disk } from '../disk.ts'
import { saturateReplies } from '../loops.ts'
import { medianOf, pair, takeTurns } from '../pairing.ts'
import { doubtOn, plainRow, type Row, ratioRow } from '../report.ts'
import { TARGETS } from '../targets.ts'

export const CUSTOMERS = 1000
export const IN_FLIGHT = 64

/** How many messages a second can be answered, and what one costs, against raw-reply. */
export async function saturation(bench: Bench, store: Store, { suffix = '', ...options }: Disk = {}): Promise<Row[]> {
  await bench.start('raw-reply')
  await bench.start('wabaton', { ...options, store })
  const turns = await compare(bench, 'wabaton')
  await bench.stopAll()
  const versus = { reference: 'raw-reply', product: 'wabaton' }
  const rate = pair(turns, { ...versus, figure: ({ repliesPerSecond }) => repliesPerSecond })
  const cpu = pair(turns, { ...versus, figure: ({ cpuUs }) => cpuUs })
  const doubt = doubtOn(
    'raw-reply',
    medianOf(turns, 'raw-reply', ({ serverBusy }) => serverBusy),
  )
  const postgres = medianOf(turns, 'wabaton', ({ postgresCpuUs }) => postgresCpuUs)
  return [
    ratioRow(
      { measure: `replies at saturation${suffix}`, store, unit: '/s', target: TARGETS.replyRate },
      'raw-reply',
      rate,
      doubt,
    ),
    ratioRow({ measure: `CPU a message${suffix}`, store, unit: 'us', target: TARGETS.cpuPerMessage }, 'raw-reply', cpu),
    ...(store === 'postgres'
      ? [plainRow({ measure: `CPU of PostgreSQL a message${suffix}`, store, unit: 'us' }, postgres)]
      : []),
  ]
}

/** The same for the references that are durable: what durability costs at the least. */
export async function ceilings(bench: Bench): Promise<Row[]> {
  const rows: Row[] = []
  for (const name of ['raw-fsync', 'raw-sqlite'] as const) {
    await bench.start('raw-reply')
    await bench.start(name)
    const turns = await compare(bench, name)
    await bench.stopAll()
    const versus = { reference: 'raw-reply', product: name }
    const rate = pair(turns, { ...versus, figure: ({ repliesPerSecond }) => repliesPerSecond })
    const cpu = pair(turns, { ...versus, figure: ({ cpuUs }) => cpuUs })
    rows.push(
      ratioRow({ measure: `ceiling: replies of ${name}`, store: '', unit: '/s' }, 'raw-reply', rate),
      ratioRow({ measure: `ceiling: CPU of ${name}`, store: '', unit: 'us' }, 'raw-reply', cpu),
    )
  }
  return rows
}

async function compare({ measure, pace }: Bench, product: ServerName) {
  const load =
    (forMs: number): Load =>
    (on) =>
      saturateReplies({ ...on, customers: CUSTOMERS, inFlight: IN_FLIGHT, forMs })
  for (const name of ['raw-reply', product] as const) await measure(name, load(pace.warmMs))
  return takeTurns({
    references: ['raw-reply'],
    product,
    rounds: pace.rounds,
    slice: (name) => measure(name as ServerName, load(pace.sliceMs)),
  })
}
