// `npm run bench`: builds what is measured, then measures it. Arguments are handed on: `npm run bench -- --quick`.
// `npm run bench -- memory` measures how well memory finds, which needs no build.
import { spawnSync } from 'node:child_process'

const node = (...given: string[]) =>
  spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', ...given], { stdio: 'inherit' }).status ?? 1

const [part, ...rest] = process.argv.slice(2)
process.exitCode =
  part === 'memory'
    ? node('bench/memory/main.ts', ...rest)
    : node('scripts/build.ts') || node('bench/main.ts', ...process.argv.slice(2))
