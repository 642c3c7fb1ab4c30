// `npm run bench:desk`: see docs/guides/desk-bars.md.
import { parseArgs } from 'node:util'
import { isMet, type Measured, tableOf } from './bars.ts'
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

const names = options.only ? [...options.only, 'policy'] : Object.keys(SECTIONS)
const strange = names.find((name) => !Object.hasOwn(SECTIONS, name))
if (strange !== undefined) throw new Error(`--only ${strange}: choose of ${Object.keys(SECTIONS).join(', ')}.`)

const bench = await openBench()
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
tell('Pages were not clean:', faults)
const missed = rows.filter((row) => !isMet(row)).length
console.error(`${rows.length - missed} of ${rows.length} bars are met.`)
process.exitCode = missed + broken.length + faults.length > 0 ? 1 : 0
