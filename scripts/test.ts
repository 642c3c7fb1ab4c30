// `npm test`: lint and format, types, build, then every test. One command proves a change.
// Arguments are handed to vitest: `npm test -- src/domain` runs only the tests below that folder.
import { spawnSync } from 'node:child_process'

const node = (...args: string[]) => spawnSync(process.execPath, args, { stdio: 'inherit' }).status === 0

const checks: [name: string, run: () => boolean][] = [
  ['lint and format', () => node('node_modules/@biomejs/biome/bin/biome', 'ci', '--error-on-warnings', '.')],
  ['types', () => node('node_modules/typescript/bin/tsc', '-p', 'tsconfig.json')],
  ['types of the desk', () => node('node_modules/typescript/bin/tsc', '-p', 'console/tsconfig.json')],
  ['build', () => node('scripts/build.ts')],
]

const only = process.argv.slice(2)
let passed = 0
const failed: string[] = []
for (const [name, run] of only.length > 0 ? [] : checks) {
  if (run()) passed++
  else failed.push(name)
}
if (failed.length > 0) console.error(`Failed before the tests: ${failed.join(', ')}`)

const tests = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...only], {
  stdio: 'inherit',
  env: {
    ...process.env,
    NODE_OPTIONS: '--disable-warning=ExperimentalWarning',
    WABATON_CHECKS_PASSED: String(passed),
    WABATON_CHECKS_FAILED: String(failed.length),
  },
})
process.exitCode = tests.status || (failed.length > 0 ? 1 : 0)
