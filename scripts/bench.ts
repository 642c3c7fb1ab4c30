// `npm run bench`: builds what is measured, then measures it. Arguments are handed on: `npm run bench -- --quick`.
// `npm run bench -- memory` measures how well memory finds; only with `--served` it needs what is built.
// `npm run bench:desk` measures the web desk in a real browser, on a server that runs from its sources.
import { spawnSync } from 'node:child_process'

const node = (...given: string[]) =>
  spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', ...given], { stdio: 'inherit' }).status ?? 1

const [part, ...rest] = process.argv.slice(2)
const all = process.argv.slice(2)
if (part === 'desk')
  process.exitCode = node('scripts/build-console.ts', '--if-stale') || node('bench/desk/main.ts', ...rest)
else if (part === 'memory') {
  const built = rest.includes('--served') ? node('scripts/build.ts') : 0
  process.exitCode = built || node('bench/memory/main.ts', ...rest)
} else process.exitCode = node('scripts/build.ts') || node('bench/main.ts', ...all)
