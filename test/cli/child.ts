import { type ChildProcess, spawn } from 'node:child_process'
import { COMPILED } from './compiled.ts'

/** Below a test's own limit, so that whoever reads the failure sees what was printed instead. */
const PATIENCE_MS = 50_000

/** A command as a user starts it, with all that it prints. */
export interface Child {
  readonly process: ChildProcess
  /** Standard output and errors, as they came. */
  readonly printed: string
  /** Resolves when the pattern has been printed so many times; fails with the output when the child ends before, or never prints it. */
  prints(pattern: RegExp, times?: number): Promise<void>
  /** Resolves with the exit code. */
  ends(): Promise<number | null>
}

export function startChild(
  given: readonly string[],
  { folder, env }: { folder: string; env: Record<string, string> },
): Child {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...given], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', ...COMPILED, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  const looking = new Set<() => void>()
  const hear = (chunk: Buffer) => {
    printed += chunk
    for (const look of looking) look()
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))

  return {
    process: child,
    get printed() {
      return printed
    },
    prints: (pattern, times = 1) =>
      new Promise((resolve, reject) => {
        const inVain = (why: string) => reject(new Error(`${why} without printing ${pattern}:\n${printed}`))
        const patience = setTimeout(inVain, PATIENCE_MS, `It went on for ${PATIENCE_MS} ms`)
        const look = () => {
          if ((printed.match(new RegExp(pattern, `${pattern.flags.replace('g', '')}g`)) ?? []).length < times) return
          clearTimeout(patience)
          looking.delete(look)
          resolve()
        }
        looking.add(look)
        void ended.then(() => inVain('It ended'))
        look()
      }),
    ends: () => ended,
  }
}

export const WABATON = new URL('../../src/cli/main.ts', import.meta.url).pathname

/** What a real number needs, with values that open nothing. */
export const CREDENTIALS = {
  WHATSAPP_VERIFY_TOKEN: 'verify',
  WHATSAPP_ACCESS_TOKEN: 'access',
  WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
  WHATSAPP_APP_SECRET: 'secret',
  WHATSAPP_GRAPH_URL: 'http://127.0.0.1:9',
}
