import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { seededRandom } from '../../simulator/index.ts'
import type { Sender } from '../../src/domain/customer.ts'
import type { Database } from '../../src/store/database.ts'
import { migrate } from '../../src/store/migrations.ts'
import { newDatabase, postgresAt } from './places.ts'
import { inbound, newWamid, Scene } from './scene.ts'

const ROUNDS = 30
const SEED = 7

describe('[O14] identity in several processes on one PostgreSQL', () => {
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
  const writes = ({ store, now }: Scene, sender: Sender, more = {}) =>
    store.receive(
      inbound({ sender, raw: { from: sender.phone, from_user_id: sender.bsuid }, receivedAt: now, ...more }),
    )

  it('[I19] two that meet the new owner of a number at once make one new customer and ask once', async () => {
    const [one, other] = [await process(), await process()]
    for (let round = 0; round < ROUNDS; round++) {
      const phone = `1777000${round}`
      await writes(one, { phone, bsuid: `US.${round}` })
      one.now = other.now += 1000
      const stranger = { phone, bsuid: `BR.${round}` }
      await Promise.all([writes(one, stranger), writes(other, stranger), writes(other, { bsuid: stranger.bsuid })])
    }
    const count = async (what: string) =>
      (await one.rows<{ count: number }>(`select count(*) as count ${what}`))[0]!.count
    expect(await count('from contacts')).toBe(2 * ROUNDS)
    expect(await count('from identity_questions')).toBe(ROUNDS)
    expect(await count('from conversations')).toBe(2 * ROUNDS)
    expect(await count('from contacts where phone is null')).toBe(ROUNDS)
  })

  it(`[I19] who writes while they are joined and split is put where they belong (seed ${SEED})`, async () => {
    const [one, other] = [await process(), await process()]
    const random = seededRandom(SEED)
    const owner = { bsuid: 'US.1' }
    const stranger = { phone: '17770001111', bsuid: 'US.2' }
    await writes(one, { ...stranger, ...owner })
    one.now = other.now += 1000
    await writes(one, stranger)
    const [{ id: question } = { id: '' }] = await one.store.identityQuestions('acme')
    const belongs = async () => {
      const rows = await one.rows<{ text: string; bsuid: string; customer: string }>(
        `select m.text, m.raw::json->>'from_user_id' as bsuid, c.customer from messages m join conversations c on c.id = m.conversation`,
      )
      const bsuids = [...new Set(rows.map(({ bsuid }) => bsuid))]
      const known = await Promise.all(bsuids.map((bsuid) => one.store.findCustomer('acme', bsuid)))
      return rows.map(({ text, bsuid, customer }) => [text, customer === known[bsuids.indexOf(bsuid)]])
    }
    for (let round = 0; round < ROUNDS; round++) {
      one.now = other.now += 1000
      const given = { business: 'acme', question, by: 'Ada', now: one.now }
      const turn =
        round % 2 === 0 ? one.store.decideIdentity({ ...given, decision: 'same' }) : one.store.undoIdentity(given)
      const asked = Array.from({ length: 6 }, async (_, nth) => {
        for (let wait = random() * 12; wait > 0; wait--) await new Promise((go) => setImmediate(go))
        const line = random() < 0.2 ? `line ${round}` : 'support'
        const text = `${round}.${nth}`
        return writes(other, nth % 2 ? owner : stranger, { line, text, wamid: newWamid() })
      })
      expect(await turn).toBe(true)
      expect((await Promise.all(asked)).every(({ kind }) => kind === 'stored')).toBe(true)
      expect((await belongs()).filter(([, right]) => !right)).toEqual([])
    }
  })

  it('[I19] who looked before they were split, and writes on a line for the first time after, is looked at again', async () => {
    const [one, other] = [await process(), await process()]
    const stranger = { phone: '17770001111', bsuid: 'US.2' }
    await writes(one, { phone: stranger.phone, bsuid: 'US.1' })
    one.now = other.now += 1000
    await writes(one, stranger)
    const [{ id: question } = { id: '' }] = await one.store.identityQuestions('acme')
    const given = { business: 'acme', question, by: 'Ada', now: one.now }
    await one.store.decideIdentity({ ...given, decision: 'same' })

    const looked = Promise.withResolvers<void>()
    const split = Promise.withResolvers<void>()
    const slow = new Scene({
      ...other.database,
      write: (unit) =>
        other.database.write((tx) =>
          unit({
            ...tx,
            async query(prepared, values) {
              if (prepared.text.includes('for share')) {
                looked.resolve()
                await split.promise
              }
              return tx.query(prepared, values)
            },
          }),
        ),
    })
    slow.now = one.now
    const asked = writes(slow, stranger, { line: 'sales' })
    await looked.promise
    expect(await one.store.undoIdentity(given)).toBe(true)
    split.resolve()
    expect(await asked).toMatchObject({ kind: 'stored' })
    const rows = await one.rows<{ customer: string }>(`select customer from conversations where line = 'sales'`)
    expect(rows).toEqual([{ customer: await one.store.findCustomer('acme', 'US.2') }])
  })
})
