// `npm run bench:desk`: see docs/guides/desk-bars.md.
import { parseArgs } from 'node:util'
import { isMet, type Measured, percentile, tableOf } from './bars.ts'
import { type Bench, openBench } from './bench.ts'
import { briefings } from './briefings.ts'
import { live } from './live.ts'
import { opening } from './opening.ts'
import { sizes } from './sizes.ts'
import { staying } from './staying.ts'
import { writing } from './writing.ts'

const { values: options } = parseArgs({
  options: { only: { type: 'string', multiple: true }, json: { type: 'boolean', default: false } },
})

const SECTIONS: Readonly<Record<string, (bench: Bench) => Promise<Measured[]> | Measured[]>> = {
  sizes,
  opening,
  staying,
  live,
  writing,
  briefings,
  policy: (bench) => {
    const refused = bench.faults().filter((fault) => fault.startsWith('csp:'))
    return [
      { bar: 'U22', what: 'violations of the content security policy', unit: '', limit: 0, figure: refused.length },
    ]
  },
}

/** A frame takes 16.7 ms where nothing else is to be done. */
const QUIET_MS = 18

const names = options.only ? [...options.only, 'policy'] : Object.keys(SECTIONS)
const strange = names.find((name) => !Object.hasOwn(SECTIONS, name))
if (strange !== undefined) throw new Error(`--only ${strange}: choose of ${Object.keys(SECTIONS).join(', ')}.`)

const bench = await openBench()
const busy = await emptyFrame(bench)
const rows: Measured[] = []
const broken: string[] = []
for (const name of names) {
  const startedAt = performance.now()
  try {
    rows.push(...(await SECTIONS[name]!(bench)))
  } catch (error) {
    broken.push(`${name}: ${error instanceof Error ? error.message : error}`)
  }
  console.error(`  ${name} took ${((performance.now() - startedAt) / 1000).toFixed(0)} s`)
}
const faults = bench.faults()
await bench.close()

if (options.json) console.log(JSON.stringify({ rows, faults, broken }, undefined, 2))
else console.log(`\n${tableOf(rows)}\n`)
const tell = (title: string, lines: readonly string[]) =>
  lines.length > 0 && console.error(`${title}\n${[...new Set(lines)].map((line) => `  ${line}`).join('\n')}`)
tell('Could not be measured:', broken)
if (busy > QUIET_MS)
  console.error(
    `The machine is busy: frames of an empty page took ${busy.toFixed(0)} ms (p95). Times are too long by as much.`,
  )
tell('Pages were not clean:', faults)
const missed = rows.filter((row) => !isMet(row)).length
console.error(`${rows.length - missed} of ${rows.length} bars are met.`)
process.exitCode = missed + broken.length + faults.length > 0 ? 1 : 0

/** What the machine itself needs for a frame, with nothing on the page. */
async function emptyFrame({ desk }: Bench): Promise<number> {
  const { page, leave } = await desk()
  const frames = await page.evaluate(async () => {
    const times: number[] = []
    for (let frame = 0; frame < 120; frame++) times.push(await new Promise<number>(requestAnimationFrame))
    return times.slice(1).map((time, index) => time - times[index]!)
  })
  await leave()
  return percentile(frames, 0.95)
}
