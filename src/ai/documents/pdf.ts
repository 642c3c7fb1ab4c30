import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { PdfTask, PdfTold } from './pdf-worker.ts'
import { createSeats } from './seats.ts'

export interface PdfLimits {
  readonly timeLimitMs: number
  readonly memoryMb: number
  /** So many are read at a time, each on a thread of its own; the others wait. */
  readonly atOnce: number
  readonly maxChars: number
  readonly maxPages: number
}

export type PdfText =
  | Extract<PdfTold, { kind: 'text' }>
  | {
      readonly kind: 'unreadable'
      readonly because: 'encrypted' | 'damaged' | 'too-slow' | 'too-much-memory'
      /** For the trace: it may hold words of the file. */
      readonly reason: string
    }

/** Throws only where the signal says that nobody waits any more. */
export type PdfReader = (bytes: Uint8Array, signal?: AbortSignal) => Promise<PdfText>

/** Beside this file, as a source or as it was built. */
const THREAD = new URL(`./pdf-worker${extname(import.meta.url)}`, import.meta.url)
const LOOK_EVERY_MS = 50
const MB = 1024 * 1024

/**
 * Reads the words of a PDF, which strangers send: apart from all else, with no more time and memory than it may have, and
 * without the environment, where secrets stand.
 */
export function createPdfReader(limits: Partial<PdfLimits> = {}): PdfReader {
  const { atOnce = 2, timeLimitMs = 10_000, memoryMb = 256, maxChars = 20_000, maxPages = 200 } = limits
  const takeSeat = createSeats(atOnce)
  return async (bytes, signal) => {
    const leave = await takeSeat(signal)
    const task = { bytes: new Uint8Array(bytes), maxChars, maxPages }
    return readApart(task, { timeLimitMs, memoryMb, signal }).finally(leave)
  }
}

type Bounds = Pick<PdfLimits, 'timeLimitMs' | 'memoryMb'> & { readonly signal: AbortSignal | undefined }

async function readApart(task: PdfTask, { timeLimitMs, memoryMb, signal }: Bounds): Promise<PdfText> {
  const worker = new Worker(THREAD, {
    workerData: task,
    transferList: [task.bytes.buffer as ArrayBuffer],
    resourceLimits: { maxOldGenerationSizeMb: memoryMb },
    env: {},
    execArgv: [],
    stdout: true,
    stderr: true,
  })
  const tooMuch = unreadable('too-much-memory', `reading it takes more than ${memoryMb} MB`)
  let stop = () => {}
  try {
    return await new Promise<PdfText>((resolve, reject) => {
      worker.on('message', (told: PdfTold) => resolve(told.kind === 'text' ? told : judge(told)))
      worker.on('error', (error: Error & { code?: string }) =>
        resolve(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch : unreadable('damaged', String(error.message))),
      )
      worker.on('exit', () => resolve(unreadable('damaged', 'the thread that read it has ended')))
      const late = setTimeout(() => resolve(unreadable('too-slow', `not read in ${timeLimitMs} ms`)), timeLimitMs)
      const look = setInterval(() => {
        void memoryOf(worker).then((bytes) => bytes > memoryMb * MB && resolve(tooMuch))
      }, LOOK_EVERY_MS)
      const abort = () => reject(signal?.reason)
      signal?.addEventListener('abort', abort)
      if (signal?.aborted) abort()
      stop = () => {
        clearTimeout(late)
        clearInterval(look)
        signal?.removeEventListener('abort', abort)
      }
    })
  } finally {
    stop()
    await worker.terminate()
  }
}

/** The limits of a thread count its objects, but not the bytes beside them, into which a small file can unfold. */
async function memoryOf(worker: Worker): Promise<number> {
  try {
    const { external_memory, used_heap_size } = await worker.getHeapStatistics()
    return external_memory + used_heap_size
  } catch {
    return 0 // it has not begun yet, or has ended
  }
}

const unreadable = (because: Extract<PdfText, { kind: 'unreadable' }>['because'], reason: string): PdfText => ({
  kind: 'unreadable',
  because,
  reason,
})

const judge = ({ name, reason }: Extract<PdfTold, { kind: 'failed' }>) =>
  unreadable(name === 'PasswordException' ? 'encrypted' : 'damaged', `${name}: ${reason}`)
