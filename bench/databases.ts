import pg from 'pg'
import { startPostgres } from '../test/postgres.ts'

/** PostgreSQL servers that keep what they commit, started when they are asked for; on the core of the load. */
export function openDatabases() {
  const servers = new Map<string, Awaited<ReturnType<typeof startPostgres>>>()
  let databases = 0
  let newest = ''

  /** A library that is put under the server: a slower disk. */
  async function serverOn(preload: string) {
    const known = servers.get(preload)
    if (known) return known
    const before = process.env.LD_PRELOAD
    if (preload) process.env.LD_PRELOAD = preload
    try {
      const started = await startPostgres({ durable: true })
      servers.set(preload, started)
      return started
    } finally {
      if (before === undefined) delete process.env.LD_PRELOAD
      else process.env.LD_PRELOAD = before
    }
  }

  return {
    /** The address of a new, empty database. */
    async fresh(preload = ''): Promise<string> {
      const { url } = await serverOn(preload)
      const name = `bench_${++databases}`
      await ask(url, `create database ${name}`)
      newest = url.replace(/postgres$/, name)
      return newest
    },
    /** Has the newest one look at what it holds, as PostgreSQL does by itself within a minute. */
    settle: () => ask(newest, 'analyze'),
    async stop() {
      for (const server of servers.values()) await server.stop()
    },
  }
}

async function ask(url: string, text: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(text)
  await client.end()
}
