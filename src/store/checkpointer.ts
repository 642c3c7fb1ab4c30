import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'

/** Copies the log into the database on a thread and connection of its own, so that the event loop never waits for it. */
export function startCheckpointer(path: string) {
  const worker = new Worker(new URL(import.meta.url), { workerData: { checkpointOf: path } })
  worker.unref()
  const waiting: { resolve: () => void; reject: (error: unknown) => void }[] = []
  worker.on('message', (error: string | null) => {
    const one = waiting.shift()
    if (error) one?.reject(new Error(error))
    else one?.resolve()
    if (waiting.length === 0) worker.unref()
  })
  worker.on('error', (error) => {
    for (const { reject } of waiting.splice(0)) reject(error)
  })
  return {
    run: (mode: 'passive' | 'truncate') =>
      new Promise<void>((resolve, reject) => {
        waiting.push({ resolve, reject })
        worker.ref()
        worker.postMessage(mode)
      }),
    stop: () => worker.terminate(),
  }
}

async function serveCheckpoints(path: string) {
  const { DatabaseSync } = await import('node:sqlite')
  const db = new DatabaseSync(path)
  db.exec('pragma synchronous = normal; pragma busy_timeout = 1000')
  parentPort?.on('message', (mode: string) => {
    try {
      db.exec(`pragma wal_checkpoint(${mode})`)
      parentPort?.postMessage(null)
    } catch (error) {
      parentPort?.postMessage(String(error))
    }
  })
}

if (!isMainThread && workerData?.checkpointOf) void serveCheckpoints(workerData.checkpointOf)
