import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Measured } from './bars.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const CONSOLE = join(ROOT, 'dist', 'console')
const PHONE = join(ROOT, 'simulator', 'page')

/** What browsers load before they show anything, what there is in all, and the phone of the simulator. */
export function sizes(): Measured[] {
  const files = readdirSync(CONSOLE, { recursive: true, encoding: 'utf8' })
  const kilobytes = (names: readonly string[], folder = CONSOLE) =>
    names.reduce((sum, name) => sum + gzipSync(readFileSync(join(folder, name)), { level: 9 }).byteLength, 0) / 1000
  const scripts = files.filter((name) => name.endsWith('.js'))
  const first = firstLoad()
  return [
    {
      bar: 'U1',
      what: 'scripts of the first load, gz',
      unit: 'kB',
      limit: 150,
      figure: kilobytes(first),
      of: `${first.length} files`,
    },
    {
      bar: 'U1',
      what: 'all scripts of the desk, gz',
      unit: 'kB',
      limit: 230,
      figure: kilobytes(scripts),
      of: `${scripts.length} files`,
    },
    {
      bar: 'U1',
      what: 'styles of the desk, gz',
      unit: 'kB',
      limit: 15,
      figure: kilobytes(files.filter((name) => name.endsWith('.css'))),
    },
    {
      bar: 'U2',
      what: 'scripts of the phone, gz',
      unit: 'kB',
      limit: 110,
      figure: kilobytes(
        readdirSync(PHONE).filter((name) => name.endsWith('.js')),
        PHONE,
      ),
    },
  ]
}

/** The scripts that the page names, and all that they import before they run. */
function firstLoad(): string[] {
  const page = readFileSync(join(CONSOLE, 'index.html'), 'utf8')
  const found = new Set<string>()
  const take = (name: string) => {
    if (found.has(name) || !existsSync(join(CONSOLE, name))) return
    found.add(name)
    const script = readFileSync(join(CONSOLE, name), 'utf8')
    for (const [, imported] of script.matchAll(
      /(?:^|[;}\s])(?:import|export)\s*(?:[\w$*{},\s]+?from\s*)?"\.\/([\w.-]+\.js)"/g,
    ))
      take(`assets/${imported}`)
  }
  for (const [, name] of page.matchAll(/(?:src|href)="\/desk\/([\w./-]+\.js)"/g)) take(name!)
  return [...found]
}
