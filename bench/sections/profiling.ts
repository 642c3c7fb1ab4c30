import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Bench, Store } from '../bench.ts'
import { saturateReplies } from '../loops.ts'
import { readProfile, type Share } from '../profile.ts'
import { CUSTOMERS, IN_FLIGHT } from './saturation.ts'

const FOR_MS = 8000
const FUNCTIONS = 25
const FILES = 25

/** A CPU profile of the product under closed-loop load. Sampling costs a little: it says where time goes, not how much. */
export async function profile(bench: Bench, store: Store): Promise<string> {
  const wabaton = await bench.start('wabaton', { store, probe: true })
  const load = (forMs: number) =>
    bench.measure('wabaton', (on) => saturateReplies({ ...on, customers: CUSTOMERS, inFlight: IN_FLIGHT, forMs }))
  await load(bench.pace.warmMs)
  const folder = resolve('.wabaton/bench')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${store}.cpuprofile`)
  await wabaton.ask({ ask: 'profile' })
  const { counts, repliesPerSecond } = await load(FOR_MS)
  await wabaton.ask({ ask: 'profile-written', file })
  await bench.stopAll()

  const { busyMs, functions, files } = readProfile(file)
  const each = (ms: number) => `${((ms * 1000) / counts.answered).toFixed(0)} us`
  const list = (shares: readonly Share[]) =>
    shares.map(({ selfMs, share, name }) => {
      return `${(share * 100).toFixed(1).padStart(6)}%  ${each(selfMs).padStart(7)}  ${name}`
    })
  return [
    `${store}: ${Math.round(repliesPerSecond)} replies/s, ${each(busyMs)} of the main thread a message`,
    '',
    'By file, with what a file of Wabaton calls outside Wabaton:',
    ...list(files.slice(0, FILES)),
    '',
    'By function, self time:',
    ...list(functions.slice(0, FUNCTIONS)),
    '',
    `Open in Chrome DevTools or an editor: ${file}`,
  ].join('\n')
}
