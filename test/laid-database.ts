import { migrate } from '../src/store/migrations.ts'
import { ask, newDatabase, postgresAt } from './contracts/places.ts'

let template: Promise<string> | undefined

/**
 * A database of this version with nothing in it, on the run's PostgreSQL. Each worker makes the tables once, and has the
 * server copy them.
 */
export async function laidDatabase(): Promise<string> {
  template ??= makeTemplate()
  const url = new URL(await template)
  const original = url.pathname.slice(1)
  const name = `laid_${process.pid}_${Math.random().toString(36).slice(2)}`
  url.pathname = '/postgres'
  await ask(url.href, `create database ${name} template ${original}`)
  url.pathname = `/${name}`
  return url.href
}

async function makeTemplate(): Promise<string> {
  const url = await newDatabase()
  const database = await postgresAt(url)
  await migrate(database)
  await database.close()
  return url
}
