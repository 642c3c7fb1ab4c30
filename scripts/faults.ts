// `npm run faults`: races, crashes and faults in bulk, on new seeds each time. WABATON_SEED names the first seed, to
// replay a failure. WABATON_SEEDS says how many crowds (2000), WABATON_CROWD how large each is (50x40: customers x
// messages), WABATON_STORMS how many storms, WABATON_SENDS how many sends that meet faults (10,000), WABATON_MUTANTS how
// many webhooks with something wrong in them (1,000,000), WABATON_REFUNDS how many groups of customers ask for money back
// (500). Thirty more refunds meet a killed process each. WABATON_RACES says how often several desks answer at once (500),
// WABATON_NOTES how many days of a desk are watched for private notes that leave (200).
// Arguments are handed to vitest: `npm run faults -- storm` runs only those.
import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'

const seed = process.env.WABATON_SEED || String(randomInt(2 ** 31))
console.log(`To run the same again: WABATON_SEED=${seed} npm run faults`)
const vitest = [
  'node_modules/vitest/vitest.mjs',
  'run',
  '--config',
  'vitest.faults.config.ts',
  ...process.argv.slice(2),
]
const ran = spawnSync(process.execPath, vitest, {
  stdio: 'inherit',
  env: { ...process.env, NODE_OPTIONS: '--disable-warning=ExperimentalWarning', WABATON_SEED: seed },
})
process.exitCode = ran.status ?? 1
