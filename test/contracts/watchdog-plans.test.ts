import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Database } from '../../src/store/database.ts'
import { migrate } from '../../src/store/migrations.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { overheard, planOf } from './overheard.ts'
import { breathe } from './scene.ts'

let folder: string
let database: Database
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wabaton-plans-'))
  database = openSqlite({ folder, breathe, durability: 'none' })
  await migrate(database)
})
afterEach(async () => {
  await database.close()
  rmSync(folder, { recursive: true, force: true })
})

/** What is read from its beginning to its end, and grows with the years. */
async function scansOf(text: string): Promise<string[]> {
  return (await planOf(database, text))
    .filter((detail) => /^SCAN (c|o|k|m|d|a|h|conversations|messages|deliveries|contacts|handoffs)\b/.test(detail))
    .filter((detail) => !/USING INDEX (messages_pending|deliveries_open|handoffs_open)/.test(detail))
}

it('[O9] a look of the watchdog reads what is open, never all that there is', async () => {
  const { scene, asked } = overheard(database)
  const line = { line: 'support', steps: 2, releases: true }
  await scene.store.watched(scene.now)
  await scene.store.promiseLost({ before: scene.now, lines: [line], now: scene.now })
  await scene.store.calmAlarms()
  const reading = [...asked].filter((text) => !/unconfirmed/.test(text))
  expect(reading.length).toBeGreaterThanOrEqual(5)
  for (const text of reading) expect([await scansOf(text), text]).toEqual([[], text])
})

it('[H6] whether a new conversation comes under a handoff of all lines is found from its customer', async () => {
  const { scene, asked } = overheard(database)
  await scene.says()
  const [text] = [...asked].filter((one) => /insert into conversations/.test(one))
  const plan = await planOf(database, text!)
  const used = plan.flatMap((detail) => /^SEARCH (.*?) \(/.exec(detail)?.[1] ?? [])
  expect(new Set(used)).toEqual(new Set(['k USING INDEX conversations_of_customer', 'h USING INDEX handoffs_open']))
})
