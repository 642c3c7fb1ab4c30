import pg from 'pg'
import { type Database, StoreUnusable } from './database.ts'
import { postgres as dialect } from './dialect.ts'
import { directLine, WORKER_LOCK } from './direct-line.ts'
import type { Tx } from './statement.ts'
import { entriesOf, keepEntries, listening } from './telling.ts'

/** bigint comes back as text otherwise; our numbers are milliseconds and counts, far below 2^53. */
const BIGINT = 20
/** Only on our own connections: who mounts Wabaton may use `pg` as well, and reads bigints in their own way. */
const types = {
  getTypeParser: ((oid: number, format?: 'text') =>
    oid === BIGINT ? Number : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

const OLDEST_VERSION = 15
const MIGRATION_LOCK = 0x77616262
const POOL_SIZE = 16
const LANES = 4
const TRIES = 5
/**
 * All that a message needs is found by its key. Plans are kept, and those made while a table was small would read all of
 * it when it has grown.
 */
const PLANS = 'set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off'
const READING = 'begin isolation level repeatable read read only'
/** A firewall that swallows everything would otherwise keep a start waiting without a word. */
const CONNECT_WITHIN_MS = 10_000
/** Classes of errors that are about the data: values out of range or not representable, and limits of the server. */
const DATA_REFUSED = /^(22|54)/
/** Serialization failure and deadlock: the server undid the transaction and asks for another try. */
const TRY_AGAIN = new Set(['40001', '40P01'])

export interface PostgresOptions {
  readonly url: string
  /** A number of 31 bits that names this process among the others. */
  readonly worker: number
  readonly after: (ms: number, run: () => void) => () => void
}

/** The scale-out store: many processes on one PostgreSQL. */
export async function openPostgres({ url, worker, after }: PostgresOptions): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max: POOL_SIZE,
    types,
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    onConnect: async (client) => void (await client.query(PLANS)),
  })
  pool.on('error', () => {}) // an idle connection broke: the pool replaces it, and whoever needs one will hear
  // The pool listens only while a connection is idle; one that breaks while it is used would end the process.
  pool.on('connect', (client) => client.on('error', () => {}))
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
  const toldWakers: (() => void)[] = []
  const wakeTold = () => {
    for (const wake of toldWakers) wake()
  }
  const hearers: ((words: string) => void)[] = []
  const mentioned = (words: string) => {
    for (const hear of hearers) hear(words)
  }
  const line = directLine({ url, worker, after, wake: wakeAll, wakeTold, mentioned })
  await line.ready.catch(async (error) => {
    await line.close()
    await pool.end()
    throw unreachable(url, error)
  })

  const transactionOn = (client: pg.PoolClient): Omit<Tx, 'tell'> => {
    const query: Tx['query'] = async ({ name, text }, values) => {
      const { rows } = await client.query(name ? { name, text, values: values as unknown[] } : text)
      return rows
    }
    return {
      dialect,
      worker,
      query,
      async queryEach(prepared, sets) {
        const found: unknown[] = []
        for (const values of sets) found.push(...(await query(prepared, values)))
        return found
      },
    }
  }

  async function tryTransaction<T>(kind: string, unit: (tx: Tx) => Promise<T>): Promise<T> {
    for (let tried = 1; ; tried++) {
      const client = await pool.connect()
      let broken: Error | undefined
      try {
        await client.query(kind)
        const { tx, told } = listening(transactionOn(client))
        const value = await unit(tx)
        const entries = entriesOf(told)
        await client.query(entries.length > 0 ? `${keepEntries(entries, pg.escapeLiteral)}; commit` : 'commit')
        if (entries.length > 0) {
          wakeTold()
          line.tell()
        }
        return value
      } catch (error) {
        await client.query('rollback').catch((failure) => {
          broken = failure
        })
        // A connection that broke may have broken during the commit. Every operation bears that: what it did already
        // is a duplicate, or no longer held, when it is asked again.
        const { code } = error as { code?: string }
        if (tried < TRIES && (broken || TRY_AGAIN.has(code ?? ''))) continue
        throw error
      } finally {
        client.release(broken)
      }
    }
  }

  const underWay = new Set<Promise<unknown>>()
  let closed: Promise<void> | undefined
  function transaction<T>(kind: string, unit: (tx: Tx) => Promise<T>): Promise<T> {
    if (closed !== undefined) return Promise.reject(new StoreUnusable('The store is closed: this process is ending.'))
    const promise = tryTransaction(kind, unit).finally(() => underWay.delete(promise))
    underWay.add(promise)
    return promise
  }

  /** A pool that ends serves nobody who still waits for a connection. */
  async function close() {
    while (underWay.size > 0) await Promise.allSettled(underWay)
    await line.close()
    await pool.end()
  }

  return {
    dialect,
    lanes: LANES,
    worker,
    write: (unit) => transaction('begin', unit),
    writeSoon: (unit) => transaction('begin', unit),
    read: (unit) => transaction(READING, unit),
    readSoon: (unit) => transaction(READING, unit),
    exclusively: (migrate) =>
      transaction('begin', async (tx) => {
        await tx.query({ name: '', text: `select pg_advisory_xact_lock(${MIGRATION_LOCK})` }, [])
        await migrate(tx)
      }),
    async liveWorkers(tx) {
      const text = `select objid::bigint as worker from pg_locks where locktype = 'advisory' and granted and classid = ${WORKER_LOCK} and objsubid = 2
        and database = (select oid from pg_database where datname = current_database())`
      const rows = (await tx.query({ name: 'wabaton_live_workers', text }, [])) as { worker: number }[]
      return rows.map((row) => row.worker)
    },
    refusesData: (error) => DATA_REFUSED.test((error as { code?: string }).code ?? ''),
    // Its server cleans up by itself, and tells nobody when.
    scrub: async () => {},
    announce: line.announce,
    onAnnounced: (wake) => void wakers.push(wake),
    mention: line.mention,
    onMentioned: (hear) => void hearers.push(hear),
    onTold: (wake) => void toldWakers.push(wake),
    close() {
      closed ??= close()
      return closed
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
