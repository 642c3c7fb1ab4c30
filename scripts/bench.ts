// `npm run bench`: builds what is measured, then measures it. Arguments are handed on: `npm run bench -- --quick`.
import { spawnSync } from 'node:child_process'

const node = (...given: string[]) =>
  spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', ...given], { stdio: 'inherit' }).status ?? 1

process.exitCode = node('scripts/build.ts') || node('bench/main.ts', ...process.argv.slice(2))
