import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { get } from 'node:http'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Target } from './load.ts'
import { canPin, cpuMs } from './process-figures.ts'
import { APP_SECRET, LINES } from './webhooks.ts'

export const SERVER_CORE = 0
export const LOAD_CORE = 1
const STARTED_WITHIN_MS = 30_000

export type Reference = 'raw-ack' | 'raw-reply' | 'raw-fsync' | 'raw-sqlite'

/** A server under test, in a process of its own. */
export interface Server {
  readonly name: string
  readonly target: Target
  readonly pid: number
  /** File with all that it printed. */
  readonly output: string
  cpuMs(): number
  /** Asks what was preloaded into the process (product/probe.ts). */
  ask<Answer>(question: object): Promise<Answer>
  stop(): Promise<void>
}

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const PROBE = here('./product/probe.ts')

export interface StartOptions {
  readonly folder: string
  readonly port: number
  readonly graphUrl: string
  readonly databaseUrl?: string | undefined
  readonly probe?: boolean
  /** The product as it was built, or straight from its sources: nothing needs to be built for a test. */
  readonly from?: 'dist' | 'sources'
  /** Where the product finds its settings; from the environment alone, the demo agent answers on one line. */
  readonly settings?: 'file' | 'environment'
  /** Modules that Node loads first. */
  readonly preload?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

export function startReference(name: Reference, options: StartOptions): Promise<Server> {
  const target = { port: options.port, path: '/whatsapp/webhook', replies: name !== 'raw-ack' }
  return start(name, target, [here(`./references/${name}.ts`)], options)
}

/** Wabaton as a user starts it: `wabaton serve`, as built. */
export function startProduct(options: StartOptions): Promise<Server> {
  const target = { port: options.port, path: '/whatsapp/webhook', replies: true }
  const serve = [here(options.from === 'sources' ? '../src/cli/main.ts' : '../bin/wabaton.js'), 'serve']
  if (options.settings !== 'environment')
    return start('wabaton', target, [...serve, '--config', here('./product/wabaton.config.ts')], options)
  return start('wabaton', target, serve, { ...options, env: { WHATSAPP_PHONE_NUMBER_ID: LINES[0] } })
}

/** What `npm start` runs. */
export function startSimulated(options: StartOptions): Promise<Server> {
  const target = { port: options.port, path: '', replies: false }
  return start('wabaton simulate', target, [here('../src/cli/main.ts'), 'simulate'], options)
}

async function start(name: string, target: Target, script: string[], options: StartOptions): Promise<Server> {
  const { folder, port, graphUrl, databaseUrl, probe = false, preload = [], env = {} } = options
  const simulated = script.includes('simulate')
  await mustBeFree(port)
  mkdirSync(folder, { recursive: true })
  const written = join(folder, 'output.log')
  const output = openSync(written, 'a')
  const imports = [...preload, ...(probe ? [PROBE] : [])].flatMap((file) => ['--import', file])
  const node = [process.execPath, '--disable-warning=ExperimentalWarning', ...imports]
  const [command, ...given] = [...(canPin ? ['taskset', '-c', String(SERVER_CORE)] : []), ...node, ...script]
  const child: ChildProcess = spawn(command!, given, {
    // Its own folder: no configuration of the project that the bench runs in is read.
    cwd: folder,
    stdio: ['ignore', output, output, 'ipc'],
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      HOST: '127.0.0.1',
      WABATON_DATA: folder,
      ...(simulated
        ? {}
        : {
            NODE_ENV: 'production',
            BENCH_APP_SECRET: APP_SECRET,
            WHATSAPP_APP_SECRET: APP_SECRET,
            WHATSAPP_ACCESS_TOKEN: 'bench-access-token',
            WHATSAPP_VERIFY_TOKEN: 'bench-verify-token',
            WHATSAPP_GRAPH_URL: graphUrl,
            ...(databaseUrl ? { DATABASE_URL: databaseUrl } : {}),
          }),
      ...env,
    },
  })
  closeSync(output)
  const failed = () => new Error(`${name} ended. It wrote:\n${readFileSync(written, 'utf8').slice(-4000)}`)
  const until = performance.now() + STARTED_WITHIN_MS
  while (!(await isReady(port))) {
    if (child.exitCode !== null || child.signalCode !== null) throw failed()
    if (performance.now() > until) throw new Error(`${name} was not ready within ${STARTED_WITHIN_MS / 1000} s.`)
    await pause(20)
  }
  const pid = child.pid!

  return {
    name,
    target,
    pid,
    output: written,
    cpuMs: () => cpuMs(pid),
    ask: (question) =>
      new Promise((resolve, reject) => {
        child.once('message', (answer) => resolve(answer as never))
        child.once('exit', () => reject(failed()))
        child.send(question)
      }),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      const impatient = setTimeout(() => child.kill('SIGKILL'), 10_000)
      await once(child, 'exit')
      clearTimeout(impatient)
    },
  }
}

/** A stale server gives beautiful numbers. */
export function mustBeFree(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', () =>
      reject(
        new Error(`Port ${port} is taken, and what listens there would be measured. End it, or choose --port <n>.`),
      ),
    )
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve()))
  })
}

/** A server that is still opening its store answers 503 already. */
const isReady = (port: number) =>
  new Promise<boolean>((tell) => {
    const asked = get({ port, host: '127.0.0.1', path: '/health', agent: false }, (response) => {
      response.resume()
      tell(response.statusCode !== 503)
    })
    asked.once('error', () => tell(false))
  })
