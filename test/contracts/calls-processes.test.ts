import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { seededRandom } from '../../simulator/index.ts'
import type { Database } from '../../src/store/database.ts'
import { migrate } from '../../src/store/migrations.ts'
import { newDatabase, postgresAt } from './places.ts'
import { breathe, LEASE_MS, Scene } from './scene.ts'

const ROUNDS = 40
const SEED = 11

describe('[O14] several processes on one PostgreSQL', () => {
  let url: string
  const open: Database[] = []
  const process = async () => {
    const database = await postgresAt(url)
    open.push(database)
    return new Scene(database)
  }
  beforeAll(async () => {
    url = await newDatabase()
    await migrate((await process()).database)
  })
  beforeEach(async () => (await process()).wipe())
  afterEach(async () => {
    for (const database of open.splice(0)) await database.close()
  })

  it(`[A28] a call begins once, whichever of two that think they hold the work asks first (seed ${SEED})`, async () => {
    const [slow, quick] = [await process(), await process()]
    const random = seededRandom(SEED)
    const dawdle = async () => {
      for (let wait = random() * 6; wait > 0; wait--) await breathe()
    }
    for (let round = 0; round < ROUNDS; round++) {
      await slow.says({ from: `1555${round}` })
      const stale = await slow.claim('answer')
      slow.now = quick.now += LEASE_MS
      const takeOver = async () => {
        await dawdle()
        for (;;) {
          await quick.store.reap(quick.now)
          const { claimed } = await quick.claimAll()
          const held = claimed.find(({ key }) => key === stale.key)
          // What is locked in this very moment is left to the next reaping.
          if (!held) continue
          await dawdle()
          return quick.begins(held, { oncePerTurn: true })
        }
      }
      const late = async () => {
        await dawdle()
        return slow.begins(stale, { oncePerTurn: true })
      }
      const [taken, asked] = await Promise.all([takeOver(), late()])
      const kinds = [taken.kind, asked.kind]
      expect(
        kinds.filter((kind) => kind === 'begun'),
        `round ${round}: ${kinds}`,
      ).toHaveLength(1)
      if (asked.kind === 'begun') expect(taken).toMatchObject({ kind: 'earlier', call: { state: 'unknown' } })
    }
    expect(await slow.rows('select id from tool_calls')).toHaveLength(ROUNDS)
  })

  it('[C9] what two say at once to somebody on a new line stands in one conversation, each once', async () => {
    const scenes = [await process(), await process()]
    await scenes[0]!.says()
    const customer = (await scenes[0]!.store.findCustomer('acme', '15550001111'))!
    for (let round = 0; round < ROUNDS; round++) {
      const line = `line ${round}`
      const said = [0, 1, 2, 3].map((nth) =>
        scenes[nth % 2]!.store.say({
          business: 'acme',
          line,
          customer,
          id: scenes[nth % 2]!.ids.next(),
          content: { kind: 'text', text: String(nth) },
          quotes: undefined,
          now: scenes[0]!.now,
        }),
      )
      await Promise.all(said)
    }
    const rows = await scenes[0]!.rows<{ conversations: number; messages: number; last: number }>(
      `select count(distinct conversation) as conversations, count(*) as messages, max(position) as last
       from messages where line like 'line %' group by line`,
    )
    expect(rows).toHaveLength(ROUNDS)
    for (const row of rows) expect(row).toEqual({ conversations: 1, messages: 4, last: 4 })
  })
})
