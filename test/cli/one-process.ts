import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { COMPILED } from './compiled.ts'

export interface Asked {
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

export interface Result {
  readonly code: number
  readonly output: string
  readonly errors: string
}

const SCRIPT = fileURLToPath(new URL('./in-one-process.ts', import.meta.url))
const PATIENCE_MS = 150_000

/**
 * What each command says and ends with, all in one process: loading the program is most of what a short command does.
 * The process has to end by itself, so none of them may leave anything open.
 */
export function inOneProcess(asked: readonly Asked[], { folder }: { folder: string }): Promise<readonly Result[]> {
  const given = ['--disable-warning=ExperimentalWarning', SCRIPT, JSON.stringify(asked)]
  const env = { PATH: process.env.PATH ?? '', ...COMPILED }
  return new Promise((resolve, reject) => {
    const options = { cwd: folder, env, timeout: PATIENCE_MS, maxBuffer: 16 * 1024 * 1024 }
    execFile(process.execPath, given, options, (error, stdout, stderr) => {
      if (error) reject(new Error(`${error.message}\n${stdout}${stderr}`))
      else resolve(JSON.parse(stdout) as readonly Result[])
    })
  })
}
