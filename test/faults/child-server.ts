import { type ChildProcess, fork } from 'node:child_process'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { inject } from 'vitest'
import type { BatonPassed } from '../../src/flows/pass-baton.ts'
import type { Answered as Answer, Reply } from '../../src/flows/reply.ts'
import type { Pass, ShownHandoff } from '../../src/flows/store.ts'
import type { Answered, Question, ServerOptions } from './server.ts'
import type { LastWords } from './steps.ts'
import type { Thought } from './thinks-aloud.ts'

/** A Wabaton in a process of its own, and the ways to end it. */
export interface ChildServer {
  /** Resolves when it takes requests; rejects when it ends before. */
  start(options: ServerOptions): Promise<void>
  releaseAll(): Promise<ShownHandoff[]>
  passBaton(pass: Omit<Pass, 'now'>): Promise<BatonPassed>
  reply(reply: Reply): Promise<Answer>
  onThought(hear: (thought: Thought) => void): void
  /** From here on it no longer ends itself. Rejects when it has. */
  spare(): Promise<void>
  /** Sets its clock forward. */
  shift(ms: number): Promise<void>
  /** How many steps it has made. */
  steps(): Promise<number>
  /** What each of them is called, until it was spared. */
  made(): Promise<readonly string[]>
  /** `kill -9`. */
  kill(): Promise<void>
  readonly ended: boolean
  /** What it said when it ended itself. */
  readonly lastWords: LastWords | undefined
  /** Everything it wrote, for the report of a failure. */
  readonly output: string
}

/** Loads the program and waits: hundreds of these are started, so compiled code is kept between them. */
export function prepareServer(): ChildServer {
  const program = inject('server')
  const child: ChildProcess = fork(program, {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: { ...process.env, NODE_COMPILE_CACHE: join(dirname(program), 'compiled'), NODE_ENV: 'test' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const chunks: string[] = []
  for (const stream of [child.stdout!, child.stderr!])
    stream.setEncoding('utf8').on('data', (text: string) => chunks.push(text))
  const waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()
  let asked = 0
  let ended = false
  const gone = new Promise<void>((resolve) => {
    // `close` comes after its last words have been read, `exit` may come before.
    child.once('close', () => {
      ended = true
      for (const { reject } of waiting.values()) reject(new ServerEnded(chunks.join('')))
      waiting.clear()
      resolve()
    })
  })
  let hear: (thought: Thought) => void = () => {}
  child.on('message', (said: Answered | Thought) => {
    if ('thought' in said) return hear(said)
    const { id, value, error } = said
    const one = waiting.get(id)
    waiting.delete(id)
    if (error) one?.reject(new Error(error))
    else one?.resolve(value)
  })
  child.on('error', () => {})

  function ask<Value>(question: Question, given?: unknown): Promise<Value> {
    return new Promise<Value>((resolve, reject) => {
      if (ended) return reject(new ServerEnded(chunks.join('')))
      const id = ++asked
      waiting.set(id, { resolve: resolve as (value: unknown) => void, reject })
      child.send({ id, question, given }, () => {})
    })
  }

  return {
    start: (options) => ask('start', options),
    releaseAll: () => ask('release-all'),
    passBaton: (pass) => ask('pass-baton', pass),
    reply: (reply) => ask('reply', reply),
    onThought(told) {
      hear = told
    },
    spare: () => ask('spare'),
    shift: (ms) => ask('shift', ms),
    steps: () => ask('steps'),
    made: () => ask('made'),
    async kill() {
      child.kill('SIGKILL')
      await gone
    },
    get ended() {
      return ended
    },
    get lastWords() {
      const line = chunks
        .join('')
        .split('\n')
        .findLast((one) => one.startsWith('{"step":'))
      return line ? (JSON.parse(line) as LastWords) : undefined
    },
    get output() {
      return chunks.join('')
    },
  }
}

export class ServerEnded extends Error {
  constructor(output: string) {
    super(`the server has ended. It wrote:\n${output}`)
  }
}

/**
 * Below the range the system hands out, and each worker of the test run has a part of it for itself: nobody takes the
 * port of a server that was killed, while webhooks are still sent there.
 */
const PART = 1000
const from = 20_000 + (Number(process.env.VITEST_POOL_ID ?? 0) % 10) * PART
const PORTS = { from, to: from + PART }
let nextPort = PORTS.from + ((process.pid * 37) % PART)

export async function freePort(): Promise<number> {
  for (;;) {
    const port = nextPort++
    if (nextPort >= PORTS.to) nextPort = PORTS.from
    const free = await new Promise<boolean>((tell) => {
      const probe = createServer().once('error', () => tell(false))
      probe.listen(port, '127.0.0.1', () => probe.close(() => tell(true)))
    })
    if (free) return port
  }
}
