import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'

type Mode = 'passive' | 'truncate'

export interface Checkpointer {
  /** Whether all of the log is in the database; a reader or writer that still needs the log keeps it from that. */
  run(mode: Mode): Promise<boolean>
  /** Ends the thread, after what it is at. */
  stop(): Promise<void>
}

/** Copies the log into the database on a thread and connection of its own, so that the event loop never waits for it. */
export function startCheckpointer(path: string): Checkpointer {
  const waiting: { resolve: (complete: boolean) => void; reject: (error: unknown) => void }[] = []
  let worker: Worker | undefined

  function start(): Worker {
    const fresh = new Worker(new URL(import.meta.url), { workerData: { checkpointOf: path } })
    fresh.unref()
    fresh.on('message', (answer: boolean | string) => {
      const one = waiting.shift()
      if (typeof answer === 'string') one?.reject(new Error(answer))
      else one?.resolve(answer)
      if (waiting.length === 0) fresh.unref()
    })
    // Whoever waits for a thread that died would hold all writing for ever; the next checkpoint starts another.
    const gone = (error: unknown) => {
      if (worker !== fresh) return // of a thread that failed, the end is told as well: nobody waits for it any more
      worker = undefined
      for (const { reject } of waiting.splice(0)) reject(error)
    }
    fresh.on('error', gone)
    fresh.on('exit', () => gone(new Error('the checkpoint thread ended')))
    return fresh
  }

  return {
    run: (mode) =>
      new Promise((resolve, reject) => {
        worker ??= start()
        waiting.push({ resolve, reject })
        worker.ref()
        worker.postMessage(mode)
      }),
    async stop() {
      if (!worker) return
      const ending = worker
      const ended = new Promise<void>((resolve) => void ending.once('exit', () => resolve()))
      // Whoever stops waits for it, even where nothing else goes on.
      ending.ref()
      ending.postMessage('stop')
      await ended
    },
  }
}

/** So long a checkpoint waits for readers. Writing waits along, so it is not long; the log can be emptied another time. */
const BUSY_TIMEOUT_MS = 100

async function serveCheckpoints(path: string) {
  const { DatabaseSync } = await import('node:sqlite')
  const db = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS })
  db.exec('pragma synchronous = normal')
  parentPort?.on('message', (mode: Mode | 'stop') => {
    if (mode === 'stop') {
      db.close()
      parentPort?.close()
      return
    }
    try {
      const state = db.prepare(`pragma wal_checkpoint(${mode})`).get() as Record<
        'busy' | 'log' | 'checkpointed',
        number
      >
      parentPort?.postMessage(state.busy === 0 && state.log === state.checkpointed)
    } catch (error) {
      parentPort?.postMessage(String(error))
    }
  })
}

if (!isMainThread && workerData?.checkpointOf) void serveCheckpoints(workerData.checkpointOf)
