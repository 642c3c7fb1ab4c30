import type { Database } from './database.ts'
import { StoreUnusable } from './database.ts'
import type { Dialect } from './dialect.ts'
import { conversationTables } from './schema.ts'
import { campaignTables } from './schema-campaigns.ts'
import { consentTables } from './schema-consent.ts'
import { deskDataTables } from './schema-desk-data.ts'
import { deskTables } from './schema-desks.ts'
import { eventTables } from './schema-events.ts'
import { followUpTables } from './schema-follow-ups.ts'
import { memoryTables } from './schema-memory.ts'
import { peopleTables } from './schema-people.ts'
import { readingTables } from './schema-reading.ts'
import { slackTables } from './schema-slack.ts'
import { watchdogTables } from './schema-watchdog.ts'
import type { Tx } from './statement.ts'
import { statement } from './statement.ts'

/** Numbered by their place, append-only: what has run anywhere is never changed. Every key begins with the business. */
const MIGRATIONS: readonly ((dialect: Dialect) => string[])[] = [
  (dialect) => [
    ...conversationTables(dialect.types),
    ...readingTables(dialect),
    ...peopleTables(dialect.types),
    ...eventTables(dialect),
    ...watchdogTables(dialect.types),
    ...deskTables(dialect.types),
    ...deskDataTables(dialect.types),
    ...consentTables(dialect.types),
    ...campaignTables(dialect.types),
    ...followUpTables(dialect.types),
    ...slackTables(dialect.types),
    ...memoryTables(dialect.types),
  ],
]

export const SCHEMA_VERSION = MIGRATIONS.length

const hasVersion = statement<Record<string, never>, { there: number }>((dialect) =>
  dialect.name === 'sqlite'
    ? `select count(*) as there from sqlite_master where name = 'schema_version'`
    : `select count(*)::integer as there from pg_catalog.pg_class where oid = to_regclass('schema_version')`,
)
const readVersion = statement<Record<string, never>, { version: number }>(() => 'select version from schema_version')
const writeVersion = statement<{ version: number }>(() => 'update schema_version set version = :version')

async function versionOf(tx: Tx): Promise<number> {
  const [found] = await hasVersion(tx, {})
  if (!found?.there) return 0
  const [row] = await readVersion(tx, {})
  return row?.version ?? 0
}

/** Migrates once, under a lock, and only when the version differs. Says how many steps it took. */
export async function migrate(database: Database): Promise<number> {
  const before = await database.read(versionOf)
  if (before === SCHEMA_VERSION) return 0
  let steps = 0
  await database.exclusively(async (tx) => {
    const version = await versionOf(tx)
    if (version > SCHEMA_VERSION)
      throw new StoreUnusable(
        `The store was written by a newer Wabaton (schema ${version}, this one knows ${SCHEMA_VERSION}). Start that version again, or restore a backup.`,
      )
    const run = (text: string) => tx.query({ name: '', text }, [])
    if (version === 0) {
      await run('create table schema_version (version integer not null)')
      await run('insert into schema_version values (0)')
    }
    for (const step of MIGRATIONS.slice(version)) for (const text of step(tx.dialect)) await run(text)
    await writeVersion(tx, { version: SCHEMA_VERSION })
    steps = SCHEMA_VERSION - version
  })
  return steps
}
