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

/** What the business says stands in files: read at the start, and again whenever they change. */
export function createReading({ knowledge, scope, clock, log }: Needs) {
  let closed = false
  let turn = Promise.resolve()
  /** Brought by somebody while it runs. */
  const besides = new Set<string>()
  let settings: readonly string[] = []
  const watching = watchPaths(clock, read)

  /** One after the other; what is gone from a folder is gone from the memory. */
  function read(path: string) {
    turn = turn
      .then(async () => {
        if (!closed) tell(await knowledge.bring({ scope, paths: [path], prune: true }))
      })
      // A store that is away now is there again when the file changes, or at the next start.
      .catch((error: Error) => log.error('knowledge-unread', { error }))
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
      closed = true
      watching.close()
      await turn
    },
  }
}

export type Reading = ReturnType<typeof createReading>
