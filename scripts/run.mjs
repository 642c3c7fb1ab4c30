// The door of `npm start`, `npm test` and the rest. Plain JavaScript without dependencies, because it runs before
// anything is installed and on whatever Node the machine has. It installs what is missing, then goes on with Node 24.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const WANTED_NODE = 24
const INSTALL_LOCK_IS_STALE_AFTER_MS = 10 * 60_000
const root = dirname(dirname(fileURLToPath(import.meta.url)))
const at = (...parts) => join(root, ...parts)

const tasks = {
  start: ['src/cli/main.ts', 'simulate'],
  wabaton: ['src/cli/main.ts'],
  build: ['scripts/build.ts'],
  test: ['scripts/test.ts'],
  faults: ['scripts/faults.ts'],
  bench: ['scripts/bench.ts'],
  a11y: ['scripts/a11y.ts'],
  screenshots: ['scripts/screenshots.ts'],
  format: ['node_modules/@biomejs/biome/bin/biome', 'check', '--write', '.'],
}

/** What must be there before a task begins. */
const before = { start: ['scripts/build-console.ts', '--if-stale'] }

const stamp = at('node_modules', '.wabaton-installed')

function fingerprint() {
  const hash = createHash('sha256')
  for (const file of ['package.json', 'package-lock.json', 'toolchain/package.json'])
    hash.update(readFileSync(at(file)))
  return hash.update(`${process.platform} ${process.arch}`).digest('hex')
}

/** A folder that is a link belongs to another checkout: installing would empty it there. */
const isBorrowed = () => lstatSync(at('node_modules'), { throwIfNoEntry: false })?.isSymbolicLink() ?? false
const isInstalled = () => isBorrowed() || (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint())

/** Two commands started at once on a fresh clone must not both run `npm ci`: the second waits for the first. */
function install() {
  const lock = at('.installing')
  for (;;) {
    try {
      mkdirSync(lock)
      break
    } catch {
      const age = existsSync(lock) ? Date.now() - statSync(lock).mtimeMs : 0
      if (age > INSTALL_LOCK_IS_STALE_AFTER_MS) rmSync(lock, { recursive: true, force: true })
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500)
      if (isInstalled()) return 0
    }
  }
  try {
    console.error('Installing dependencies (once, about a minute)...')
    const options = ['ci', '--include=dev', '--include=optional', '--no-audit', '--no-fund', '--loglevel=error']
    // As a child of `npm start`, npm hands its own path down, so that the same npm is used.
    const npm = process.env.npm_execpath
    const done = npm?.endsWith('.js')
      ? spawnSync(process.execPath, [npm, ...options], { cwd: root, stdio: ['ignore', 2, 2] })
      : spawnSync('npm', options, { cwd: root, stdio: ['ignore', 2, 2], shell: process.platform === 'win32' })
    if (done.status === 0) {
      writeFileSync(stamp, fingerprint())
      return 0
    }
    console.error('The installation failed (npm ci, see above). Mend what it names, then run the command again.')
    return done.status || 1
  } finally {
    rmSync(lock, { recursive: true, force: true })
  }
}

function findNode24() {
  if (Number(process.versions.node.split('.')[0]) >= WANTED_NODE) return process.execPath
  const system = process.platform === 'win32' ? 'win' : process.platform
  const path = at('node_modules', `node-${system}-${process.arch}`, 'bin', system === 'win' ? 'node.exe' : 'node')
  if (existsSync(path)) return path
  console.error(
    `Wabaton needs Node ${WANTED_NODE}. This machine has ${process.version}, and npm has no Node package for ${system}-${process.arch}: ` +
      `install Node ${WANTED_NODE} from nodejs.org and run the command again.`,
  )
  return undefined
}

const [task, ...rest] = process.argv.slice(2)
if (!Object.hasOwn(tasks, task)) {
  console.error(`Usage: node scripts/run.mjs ${Object.keys(tasks).join('|')}`)
  process.exit(2)
}
const failed = isInstalled() ? 0 : install()
if (failed) process.exit(failed)
const node = findNode24()
if (!node) process.exit(1)

// Whatever the task starts (test workers, tools with a shebang) finds the same Node first on the PATH.
const PATH = [dirname(node), at('node_modules', '.bin'), process.env.PATH].join(delimiter)
// What one start has compiled, the next one only reads.
const NODE_COMPILE_CACHE = process.env.NODE_COMPILE_CACHE ?? at('node_modules', '.wabaton-compiled')
const env = { ...process.env, PATH, NODE_COMPILE_CACHE }
if (before[task]) {
  const { status } = spawnSync(node, before[task], { cwd: root, stdio: 'inherit', env })
  if (status !== 0) process.exit(status ?? 1)
}
const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...tasks[task], ...rest], {
  cwd: root,
  stdio: 'inherit',
  env,
})
// Ctrl-C reaches the whole group already; a signal sent to this process alone is passed on.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
  process.on(signal, () => process.stdin.isTTY || child.kill(signal))
child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)))
