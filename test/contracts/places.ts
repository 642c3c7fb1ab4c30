import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import { openPostgres, type PostgresOptions } from '../../src/store/postgres.ts'
import { openSqlite, type SqliteOptions } from '../../src/store/sqlite.ts'
import { breathe } from './scene.ts'

const folders: string[] = []

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'wabaton-store-'))
  folders.push(folder)
  return folder
}

export function removeFolders() {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
}

export const sqliteIn = (folder: string, options: Partial<SqliteOptions> = {}) =>
  openSqlite({ folder, breathe, ...options })

const server = () => inject('postgres')

/** Asks the server itself, past any store. */
export async function ask<Row = Record<string, unknown>>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text)).rows as Row[]
  } finally {
    await client.end()
  }
}

/** An empty database in the run's PostgreSQL; it goes with the server. */
export async function newDatabase(): Promise<string> {
  const name = `store_${process.pid}_${Math.random().toString(36).slice(2)}`
  await ask(server(), `create database ${name}`)
  const url = new URL(server())
  url.pathname = `/${name}`
  return url.href
}

export const after: PostgresOptions['after'] = (ms, run) => {
  const timer = setTimeout(run, ms)
  return () => clearTimeout(timer)
}

let workers = 0

export const postgresAt = (url: string, options: Partial<PostgresOptions> = {}) =>
  openPostgres({ url, worker: ++workers, after, ...options })

export async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await condition())) await breathe()
}
