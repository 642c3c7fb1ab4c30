import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { COMPILED } from './compiled.ts'

/** A command as a user starts it: the program in a process of its own, nothing but the given environment. */
export interface Command {
  readonly output: string
  readonly errors: string
  readonly code: number | undefined
  readonly pid: number
  signal(signal: NodeJS.Signals): void
  /** The exit code; a process that does not end by itself is killed, and rejects. */
  ends(options?: { within?: number }): Promise<number>
}

export interface CommandOptions {
  readonly folder: string
  readonly env?: Readonly<Record<string, string>>
  /** Arguments of Node itself. */
  readonly node?: readonly string[]
  /** What is started instead of `src/cli/main.ts`. */
  readonly script?: string
}

export const MAIN = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url))
const PATIENCE_MS = 30_000

export function wabaton(args: readonly string[], { folder, env = {}, node = [], script = MAIN }: CommandOptions) {
  const child: ChildProcess = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', ...node, script, ...args],
    {
      cwd: folder,
      env: { PATH: process.env.PATH, ...COMPILED, ...env },
      // A group of its own, so that whatever it leaves behind is found.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let output = ''
  let errors = ''
  let code: number | undefined
  child.stdout!.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  child.stderr!.setEncoding('utf8').on('data', (text: string) => {
    errors += text
  })
  const gone = new Promise<void>((resolve) => {
    child.once('close', (exitCode, signal) => {
      code = exitCode ?? (signal ? 128 : 0)
      resolve()
    })
  })
  const command: Command = {
    get output() {
      return output
    },
    get errors() {
      return errors
    },
    get code() {
      return code
    },
    pid: child.pid!,
    signal: (signal) => void child.kill(signal),
    async ends({ within = PATIENCE_MS } = {}) {
      let late: NodeJS.Timeout | undefined
      const tooLate = new Promise<never>((_, reject) => {
        late = setTimeout(() => {
          child.kill('SIGKILL')
          reject(new Error(`${args.join(' ')} was still running after ${within} ms. It wrote:\n${output}${errors}`))
        }, within)
      })
      await Promise.race([gone, tooLate]).finally(() => clearTimeout(late))
      return code!
    },
  }
  return command
}

/** Whether anything of the command's group still runs. */
export function leftBehind({ pid }: Command): boolean {
  try {
    process.kill(-pid, 0)
    return true
  } catch {
    return false
  }
}
