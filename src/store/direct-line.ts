import pg from 'pg'

const CHANNEL = 'wabaton_work'
const TOLD = 'wabaton_told'
const MENTIONED = 'wabaton_mentioned'
/** Others are told at most so often that something has happened: whoever follows it reads all that there is. */
const TELL_MS = 50
const RECONNECT_MS = 500
/** First half of the advisory locks that say which workers live ("waba"). */
export const WORKER_LOCK = 0x77616261

export interface DirectLine {
  readonly ready: Promise<void>
  announce(dueAt: number): void
  /** Something was told and is committed. */
  tell(): void
  /** At most 7,900 bytes. */
  mention(words: string): void
  close(): Promise<void>
}

/**
 * One connection of its own that listens and announces (inside transactions NOTIFY would serialise commits) and holds
 * the lock that shows this worker is alive: when the process dies, the server frees the lock in the same moment.
 */
export function directLine(options: {
  url: string
  worker: number
  after: (ms: number, run: () => void) => () => void
  wake: (dueAt: number) => void
  /** Another process has told something. */
  wakeTold: () => void
  /** What another process mentions. */
  mentioned: (words: string) => void
}): DirectLine {
  const { url, worker, after, wake, wakeTold, mentioned } = options
  /** Stands before all that this process mentions. */
  const ours = `${worker} `
  /** The one connection there is or is going to be. */
  let current: pg.Client | undefined
  let listening = false
  let closed = false
  let cancelRetry = () => {}
  let earliest = Number.POSITIVE_INFINITY
  let announcing = false
  let cancelTelling: (() => void) | undefined
  let tellAgain = false

  async function connect() {
    const client = new pg.Client({ connectionString: url, keepAlive: true })
    current = client
    client.on('notification', ({ channel, payload = '' }) => {
      if (channel === CHANNEL) wake(Number(payload))
      else if (channel === TOLD && payload !== String(worker)) wakeTold()
      else if (channel === MENTIONED && !payload.startsWith(ours)) mentioned(payload.slice(payload.indexOf(' ') + 1))
    })
    client.on('error', () => {})
    client.on('end', () => lose(client))
    try {
      await client.connect()
      await client.query(`listen ${CHANNEL}`)
      await client.query(`listen ${TOLD}`)
      await client.query(`listen ${MENTIONED}`)
      // Waits while the server still believes in a connection of ours that the network has swallowed.
      await client.query(`select pg_advisory_lock(${WORKER_LOCK}, ${worker})`)
    } catch (error) {
      lose(client)
      await client.end().catch(() => {})
      throw error
    }
    listening = true
    wake(0) // what was announced while nobody listened
    wakeTold()
    void flush()
  }

  /** Told once for each connection, however many ways its end shows itself: every loss begins one try, not two. */
  function lose(client: pg.Client) {
    if (current !== client) return
    current = undefined
    listening = false
    if (closed) return
    cancelRetry = after(RECONNECT_MS, () => void connect().catch(() => {}))
  }

  async function flush() {
    if (announcing) return
    announcing = true
    while (earliest < Number.POSITIVE_INFINITY && listening && current) {
      const dueAt = earliest
      earliest = Number.POSITIVE_INFINITY
      try {
        await current.query(`select pg_notify('${CHANNEL}', '${dueAt}')`)
      } catch {
        earliest = Math.min(earliest, dueAt)
        break // the connection is gone; the next one announces it
      }
    }
    announcing = false
  }

  function tell() {
    if (cancelTelling) {
      tellAgain = true
      return
    }
    cancelTelling = after(TELL_MS, () => {
      cancelTelling = undefined
      if (!tellAgain) return
      tellAgain = false
      tell()
    })
    // Where the connection is gone, the others look for themselves after a while.
    if (listening) current?.query(`notify ${TOLD}, '${worker}'`).catch(() => {})
  }

  return {
    ready: connect(),
    announce(dueAt) {
      earliest = Math.min(earliest, dueAt)
      void flush()
    },
    tell,
    mention(words) {
      if (listening) current?.query('select pg_notify($1, $2)', [MENTIONED, ours + words]).catch(() => {})
    },
    async close() {
      closed = true
      cancelRetry()
      cancelTelling?.()
      await current?.end()
    },
  }
}
