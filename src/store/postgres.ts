import pg from 'pg'
import { type Database, StoreUnusable } from './database.ts'
import { postgres as dialect } from './dialect.ts'
import type { Prepared, Tx } from './statement.ts'

// bigint comes back as text otherwise; our numbers are milliseconds and counts, far below 2^53.
pg.types.setTypeParser(20, Number)

const OLDEST_VERSION = 15
const CHANNEL = 'wabaton_work'
/** First half of the advisory locks that say which workers live ("waba"). */
const WORKER_LOCK = 0x77616261
const MIGRATION_LOCK = 0x77616262
const POOL_SIZE = 16
const LANES = 4
const TRIES = 5
/** Serialization failure and deadlock: the server undid the transaction and asks for another try. */
const TRY_AGAIN = new Set(['40001', '40P01'])
const RECONNECT_MS = 500

export interface PostgresOptions {
  readonly url: string
  /** A number of 31 bits that names this process among the others. */
  readonly worker: number
  readonly after: (ms: number, run: () => void) => () => void
}

/** The scale-out store: many processes on one PostgreSQL. */
export async function openPostgres({ url, worker, after }: PostgresOptions): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max: POOL_SIZE })
  pool.on('error', () => {}) // an idle connection broke: the pool replaces it, and whoever needs one will hear
  const version = await serverVersion(pool).catch(async (error) => {
    await pool.end()
    throw unreachable(url, error)
  })
  if (version < OLDEST_VERSION) {
    await pool.end()
    throw new StoreUnusable(
      `PostgreSQL at ${hostOf(url)} is version ${version}; Wabaton needs ${OLDEST_VERSION} or newer. Upgrade it, or leave DATABASE_URL empty to use the embedded store.`,
    )
  }

  const wakers: ((dueAt: number) => void)[] = []
  const wakeAll = (dueAt: number) => {
    for (const wake of wakers) wake(dueAt)
  }
  const line = directLine({ url, worker, after, wake: wakeAll })
  await line.ready

  const transactionOn = (client: pg.PoolClient): Tx => ({
    dialect,
    worker,
    async query({ name, text }: Prepared, values) {
      const { rows } = await client.query(name ? { name, text, values: values as unknown[] } : text)
      return rows
    },
  })

  async function transaction<T>(kind: string, unit: (tx: Tx) => Promise<T>): Promise<T> {
    for (let tried = 1; ; tried++) {
      const client = await pool.connect()
      let broken: Error | undefined
      try {
        await client.query(kind)
        const value = await unit(transactionOn(client))
        await client.query('commit')
        return value
      } catch (error) {
        await client.query('rollback').catch((failure) => {
          broken = failure
        })
        if (tried < TRIES && TRY_AGAIN.has((error as { code?: string }).code ?? '')) continue
        throw error
      } finally {
        client.release(broken)
      }
    }
  }

  return {
    dialect,
    lanes: LANES,
    worker,
    write: (unit) => transaction('begin', unit),
    read: (unit) => transaction('begin isolation level repeatable read read only', unit),
    exclusively: (migrate) =>
      transaction('begin', async (tx) => {
        await tx.query({ name: '', text: `select pg_advisory_xact_lock(${MIGRATION_LOCK})` }, [])
        await migrate(tx)
      }),
    async liveWorkers(tx) {
      const text = `select objid::bigint as worker from pg_locks where locktype = 'advisory' and granted and classid = ${WORKER_LOCK}
        and database = (select oid from pg_database where datname = current_database())`
      const rows = (await tx.query({ name: 'wabaton_live_workers', text }, [])) as { worker: number }[]
      return rows.map((row) => row.worker)
    },
    announce: line.announce,
    onAnnounced: (wake) => void wakers.push(wake),
    async close() {
      await line.close()
      await pool.end()
    },
  }
}

/**
 * One connection of its own that listens and announces (inside transactions NOTIFY would serialise commits) and holds
 * the lock that shows this worker is alive: when the process dies, the server frees the lock in the same moment.
 */
function directLine(options: PostgresOptions & { wake: (dueAt: number) => void }) {
  const { url, worker, after, wake } = options
  let client: pg.Client | undefined
  let closed = false
  let earliest = Number.POSITIVE_INFINITY
  let announcing = false

  async function connect() {
    const fresh = new pg.Client({ connectionString: url, keepAlive: true })
    fresh.on('notification', ({ payload }) => wake(Number(payload)))
    fresh.on('error', () => {})
    fresh.on('end', () => {
      client = undefined
      if (!closed) after(RECONNECT_MS, () => void connect().catch(() => retry()))
    })
    await fresh.connect()
    await fresh.query(`select pg_advisory_lock(${WORKER_LOCK}, ${worker})`)
    await fresh.query(`listen ${CHANNEL}`)
    client = fresh
    wake(0) // what was announced while nobody listened
  }
  const retry = () => {
    if (!closed) after(RECONNECT_MS, () => void connect().catch(() => retry()))
  }

  async function flush() {
    announcing = true
    while (earliest < Number.POSITIVE_INFINITY && client) {
      const dueAt = earliest
      earliest = Number.POSITIVE_INFINITY
      await client.query(`select pg_notify('${CHANNEL}', '${dueAt}')`).catch(() => {})
    }
    announcing = false
  }

  return {
    ready: connect(),
    announce(dueAt: number) {
      earliest = Math.min(earliest, dueAt)
      if (!announcing) void flush()
    },
    async close() {
      closed = true
      await client?.end()
    },
  }
}

async function serverVersion(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query('show server_version_num')
  return Math.floor(Number(rows[0].server_version_num) / 10_000)
}

function hostOf(url: string): string {
  try {
    return new URL(url).host
  } catch {
    return 'the given address'
  }
}

const CAUSES: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there',
  ENOTFOUND: 'the host name is not known',
  ETIMEDOUT: 'it does not answer',
  '28P01': 'it refuses the password',
  '28000': 'it refuses the user',
  '3D000': 'the database does not exist',
}

function unreachable(url: string, error: unknown): StoreUnusable {
  const { code } = error as { code?: string }
  const because = CAUSES[code ?? ''] ?? code ?? 'it does not answer'
  return new StoreUnusable(
    `PostgreSQL at ${hostOf(url)} cannot be used: ${because}. Check DATABASE_URL, or leave it empty to use the embedded store.`,
    { cause: error },
  )
}
