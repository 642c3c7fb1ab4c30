// `npm run bench -- memory`: see bench/memory/README.md.
import { parseArgs } from 'node:util'
import { type Scope, scopesIn } from './data.ts'
import { generated } from './generate.ts'
import { type Quality, qualityOf } from './quality.ts'
import { BASELINES, wabaton, withFacts, withSuperseded } from './rankers.ts'
import type { Served } from './served.ts'
import { largeSpeedOf, speedOf, type Times } from './speed.ts'

const { values: options } = parseArgs({
  options: {
    data: { type: 'string', multiple: true, default: [] },
    seed: { type: 'string', default: '6' },
    quick: { type: 'boolean', default: false },
    served: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
})

const SIZE = { perLanguage: 4, sessions: 24, exchanges: 8 }
const seed = Number(options.seed)
const sets: { name: string; scopes: readonly Scope[] }[] = []
try {
  if (options.data.length > 0) for (const path of options.data) sets.push({ name: path, scopes: scopesIn(path) })
  else {
    const { tune, held } = generated(seed, SIZE)
    sets.push({ name: 'tune', scopes: tune }, { name: 'held', scopes: held })
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}

const qualities = sets.map(({ name, scopes }) => ({
  name,
  results: [wabaton, withFacts, withSuperseded, ...BASELINES]
    // Only where it is known which turns are old does it make a difference.
    .filter(
      (ranker) =>
        ranker !== withSuperseded || scopes.some(({ questions }) => questions.some(({ stale }) => stale.length > 0)),
    )
    .map((ranker) => qualityOf(ranker, scopes)),
}))
const speed = options.data.length > 0 ? undefined : speedOf(5_000, seed)
const large = options.data.length > 0 || options.quick ? undefined : largeSpeedOf(100_000, 20_000, seed)

// Only this part needs what `npm run build` makes.
const { servedSpeedOf } = options.served ? await import('./served.ts') : {}
const served = await servedSpeedOf?.(5_000, seed)
const servedLarge = options.quick ? undefined : await servedSpeedOf?.(100_000, seed, {})

if (options.json) console.log(JSON.stringify({ seed, qualities, speed, large, served, servedLarge }, undefined, 2))
else {
  for (const { name, results } of qualities)
    console.log(`${name}: ${results[0]!.questions} questions\n${tableOf(results)}\n`)
  if (speed) {
    console.log(
      `${speed.entries} entries: built in ${speed.build.toFixed(0)} us each, ${speed.megabytes.toFixed(1)} MB`,
    )
    console.log(`  warm ${said(speed.warm)}; cold ${said(speed.cold)}`)
  }
  if (large) {
    console.log(
      `${large.entries} entries, candidates: built in ${large.build.toFixed(0)} us each, ${large.megabytes.toFixed(1)} MB`,
    )
    console.log(`  candidates ${said(large.candidates)}; with the ranking of them ${said(large.both)}`)
    console.log(
      `  of the first ten of the full ranking (20,000 entries) ${percent(large.sameTen)}, of its answers ${percent(large.sameAnswers)}`,
    )
  }
  if (served) console.log(servedInWords('a customer', served))
  if (servedLarge) console.log(servedInWords('a business', servedLarge))
  console.log(`seed ${seed}`)
}

function tableOf(results: readonly Quality[]): string {
  const rows = [
    ['', 'recall@5', '@10', '@20', 'in 2,000 tokens', 'stale first'],
    ...results.map(({ ranker, recall, inContext, staleFirst }) => [
      ranker,
      ...recall.map(percent),
      percent(inContext),
      Number.isNaN(staleFirst) ? '-' : percent(staleFirst),
    ]),
  ]
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  return rows
    .map((row) => row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]!) : cell.padStart(widths[at]!))).join('  '))
    .join('\n')
}

function servedInWords(whose: string, { entries, cold, late, warm, context, found, overHttp }: Served): string {
  return [
    `${whose} of ${entries}, asked in a running Wabaton on the embedded store:`,
    `  first question after a start ${said(cold)}; the event loop is late by p99 ${late.toFixed(1)} ms meanwhile`,
    `  search ${said(warm)}; what an agent is told before a turn ${said(context)}`,
    `  over HTTP: search ${said(overHttp.search)}, context ${said(overHttp.context)}`,
    `  a record that is created is found after ${said(found)}`,
  ].join('\n')
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`
}

function said({ p50, p95 }: Times): string {
  return `p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms`
}
