// Builds what is published: JavaScript and types of src/ and simulator/, and the pages of the desk, into dist/.
import { spawnSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import { buildConsole } from './build-console.ts'

rmSync('dist', { recursive: true, force: true })
const compiled = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'], {
  stdio: 'inherit',
})
if (compiled.status !== 0) process.exit(compiled.status ?? 1)
cpSync('simulator/page', 'dist/simulator/page', { recursive: true })
cpSync('simulator/slack/page', 'dist/simulator/slack/page', { recursive: true })
await buildConsole()
