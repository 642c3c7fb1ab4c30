import type { MemoryScope } from '../../domain/memory/scope.ts'
import type { Clock, Log } from '../../flows/world.ts'
import type { Brought, Knowledge } from './knowledge.ts'
import { watchPaths } from './watch.ts'

interface Needs {
  readonly knowledge: Pick<Knowledge, 'bring'>
  readonly scope: MemoryScope
  readonly clock: Pick<Clock, 'after'>
  readonly log: Log
}

const AGAIN_MS = 30_000

/** What the business says stands in files: read at the start, and again whenever they change. */
export function createReading({ knowledge, scope, clock, log }: Needs) {
  const closing = new AbortController()
  const { signal } = closing
  /** What a store that was away has not kept is read again, by its path. */
  const again = new Map<string, () => void>()
  let turn = Promise.resolve()
  /** Brought by somebody while it runs. */
  const besides = new Set<string>()
  let settings: readonly string[] = []
  const watching = watchPaths(clock, read)

  /** One after the other; what is gone from a folder is gone from the memory. */
  function read(path: string) {
    again.get(path)?.()
    again.delete(path)
    turn = turn
      .then(async () => {
        if (!signal.aborted) tell(await knowledge.bring({ scope, paths: [path], prune: true, signal }))
      })
      .catch((error: Error) => {
        log.error('knowledge-unread', { error })
        if (!signal.aborted)
          again.set(
            path,
            clock.after(AGAIN_MS, () => read(path)),
          )
      })
  }
  function tell({ added, changed, unchanged, removed, failed }: Brought) {
    for (const { file, reason } of failed) log.warn('knowledge-unreadable', { file, reason })
    if (added.length + changed.length + removed.length === 0) return
    const counts = { added: added.length, changed: changed.length, removed: removed.length, unchanged }
    log.info('knowledge-read', counts)
  }
  const watchAll = () => watching.follow([...new Set([...settings, ...besides])])

  return {
    /** Reads what is new among these, and follows them all. */
    follow(paths: readonly string[]) {
      const fresh = paths.filter((path) => !settings.includes(path))
      settings = paths
      watchAll()
      for (const path of fresh) read(path)
    },
    /** Follows what was brought already. */
    also(paths: readonly string[]) {
      for (const path of paths) besides.add(path)
      watchAll()
    },
    /** Until all that is to be read by now has been. */
    done: async () => turn,
    async close() {
      closing.abort()
      for (const cancel of again.values()) cancel()
      watching.close()
      await turn
    },
  }
}

export type Reading = ReturnType<typeof createReading>
