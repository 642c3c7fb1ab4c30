import { setTimeout as pause } from 'node:timers/promises'
import type { Bench, Measured, Store } from '../bench.ts'
import { openLoop } from '../loops.ts'
import { pair, percentile, takeTurns } from '../pairing.ts'
import { type Row, ratioRow } from '../report.ts'
import { TARGETS } from '../targets.ts'

const CUSTOMERS = 500
const PER_SECOND = 20
/** A slice has to hold enough messages for its p99 to say something. */
const SLICES = 4
const RECIPIENTS = 20_000
/** A p99 says nothing where a neighbour takes the core away for a moment: such a slice is measured again. */
const MOST_STOLEN = 0.02
const MOST_TRIES = 6
const TOKEN = 'bench-api-token-of-the-campaign'

/** What other customers feel of a campaign: the same conversations with and without one beside them, on all lines. */
export async function campaign(bench: Bench, store: Store): Promise<Row[]> {
  const { graph, measure, pace, say } = bench
  // As many messages a second as Meta allows a number of its own.
  const env = { WABATON_API_TOKEN: TOKEN, BENCH_THROUGHPUT: '80', BENCH_ACCOUNT: '102290129340398' }
  const server = await bench.start('wabaton', { store, env })
  const ask = async (path: string, body?: object) => {
    const response = await fetch(`http://127.0.0.1:${server.target.port}/api/campaigns${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify(body ?? {}),
    })
    if (!response.ok) throw new Error(`The campaign was refused: ${response.status} ${await response.text()}`)
    return (await response.json()) as { campaign: { id: string } }
  }
  const load = (forMs: number) =>
    measure('wabaton', (on) => openLoop({ ...on, customers: CUSTOMERS, perSecond: PER_SECOND, forMs }))
  await load(pace.warmMs)
  const rows = Array.from({ length: RECIPIENTS }, (_, index) => `49151${10_000_000 + index},Customer ${index}`)
  const made = await ask('', {
    name: 'Beside conversations',
    line: 'line-0',
    template: { name: 'spring_sale', language: 'en', body: ['{{name}}'] },
    quiet: null,
    audience: { csv: `phone,name\n${rows.join('\n')}\n` },
  })
  const path = `/${made.campaign.id}`
  if (store === 'postgres') await bench.settle()
  let running = false
  let again = 0
  const before = graph.templates
  const startedAt = performance.now()
  const turns = await takeTurns<Measured>({
    references: ['idle'],
    product: 'campaign',
    rounds: pace.rounds,
    async slice(name) {
      if (name === 'campaign') await ask(running ? `${path}/resume` : `${path}/start`)
      running ||= name === 'campaign'
      await pause(500)
      let measured = await load(pace.openSliceMs * SLICES)
      for (let tries = 1; measured.stolen > MOST_STOLEN && tries < MOST_TRIES; tries++) {
        again++
        measured = await load(pace.openSliceMs * SLICES)
      }
      if (name === 'campaign') await ask(`${path}/pause`)
      await pause(1000)
      return measured
    },
  })
  const seconds = (performance.now() - startedAt) / 1000
  const kept = turns.filter(({ result }) => result.stolen > MOST_STOLEN).length
  say(
    `  the campaign sent ${graph.templates - before} messages in ${seconds.toFixed(0)} s, half of which it was paused`,
  )
  if (again > 0) say(`  ${again} slices were measured again, and ${kept} kept, in which others used this machine`)
  await bench.stopAll()
  const row = (percent: number) =>
    ratioRow(
      {
        ...{ measure: `reply p${percent} at ${PER_SECOND}/s beside a campaign`, store, unit: 'ms' },
        ...(percent === 99 && { target: TARGETS.besideCampaign }),
      },
      'idle',
      pair(turns, { reference: 'idle', product: 'campaign', figure: ({ replyMs }) => percentile(replyMs, percent) }),
    )
  return [row(50), row(99)]
}
