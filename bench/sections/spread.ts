import { randomInt } from 'node:crypto'
import type { Bench, Store } from '../bench.ts'
import { between, chance } from '../chance.ts'
import type { GraphFault } from '../graph.ts'
import { writeOn } from '../loops.ts'
import { percentile } from '../pairing.ts'
import { plainRow, type Row } from '../report.ts'

const CUSTOMERS = 40
const PAUSE_MS = [80, 350] as const
const AGENT_MS = [5, 400] as const
const GRAPH_MS = [50, 100] as const
const REFUSED_ONCE = 0.25
const REFUSALS: readonly GraphFault[] = [
  { status: 429, code: 130429 },
  { status: 429, code: 131056 },
  { status: 503, code: 131016 },
  { status: 500, code: 2 },
]

/**
 * Not about speed: bugs that hide at zero delay come out with agents that take their time, customers who do not wait,
 * and a Meta that refuses. The figure only shows that it was busy; what counts are the counts.
 */
export async function spread(bench: Bench, store: Store): Promise<Row[]> {
  const seed = randomInt(2 ** 31)
  bench.say(`  seed ${seed}`)
  const random = chance(seed)
  const { graph } = bench
  const seen = new Set<string>()
  await bench.start('wabaton', { store })
  graph.delayMs = () => between(random, GRAPH_MS)
  graph.faultFor = ({ text }) => {
    if (seen.has(text)) return undefined
    seen.add(text)
    return random() < REFUSED_ONCE ? REFUSALS[Math.floor(random() * REFUSALS.length)] : undefined
  }
  const { replyMs } = await bench.measure('wabaton', (on) =>
    writeOn({
      ...on,
      customers: CUSTOMERS,
      forMs: bench.pace.spreadMs,
      pauseMs: () => between(random, PAUSE_MS),
      sleepMs: () => between(random, AGENT_MS),
    }),
  )
  graph.delayMs = () => 0
  graph.faultFor = () => undefined
  await bench.stopAll()
  const measure = 'reply p50, agents 5-400 ms, refusals'
  return [plainRow({ measure, store, unit: 'ms' }, percentile(replyMs, 50))]
}
