// `npm run bench`: builds what is measured, then measures it. Arguments are handed on: `npm run bench -- --quick`.
// `npm run bench -- memory` measures how well memory finds; only with `--served` it needs what is built.
import { spawnSync } from 'node:child_process'

const node = (...given: string[]) =>
  spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', ...given], { stdio: 'inherit' }).status ?? 1

const given = process.argv.slice(2)
const isMemory = given[0] === 'memory'
const built = isMemory && !given.includes('--served') ? 0 : node('scripts/build.ts')
process.exitCode =
  built || (isMemory ? node('bench/memory/main.ts', ...given.slice(1)) : node('bench/main.ts', ...given))
