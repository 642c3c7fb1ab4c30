// `npm run faults`: the long and random part of the fault tests. The seeds stand in the titles; WABATON_SEED repeats one.
// Arguments are handed to vitest: `npm run faults -- storm` runs only the files whose name has that in it.
import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'

const seed = process.env.WABATON_SEED || String(randomInt(2 ** 31))
console.log(`Seed ${seed}. To run the same again: WABATON_SEED=${seed} npm run faults`)
const ran = spawnSync(
  process.execPath,
  ['node_modules/vitest/vitest.mjs', 'run', '--config', 'config/faults.config.ts', ...process.argv.slice(2)],
  {
    stdio: 'inherit',
    env: { ...process.env, NODE_OPTIONS: '--disable-warning=ExperimentalWarning', WABATON_SEED: seed },
  },
)
process.exitCode = ran.status ?? 1
