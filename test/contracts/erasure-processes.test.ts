import { describe, expect, it } from 'vitest'
import { migrate } from '../../src/store/migrations.ts'
import { document, fact, keepsFacts } from './memory-scene.ts'
import { newDatabase, postgresAt } from './places.ts'
import { Scene } from './scene.ts'

const ROUNDS = 25
const PHONE = '15550001111'
const by = { kind: 'system', id: 'test', name: 'test', source: 'system', ip: undefined } as const

describe('[O14] erasure in several processes on one PostgreSQL', () => {
  it('[O13] whatever is written in that moment is gone with it, or is of somebody new', async () => {
    const url = await newDatabase()
    const [one, other] = [new Scene(await postgresAt(url)), new Scene(await postgresAt(url))]
    await migrate(one.database)
    const find = () => one.store.findCustomer('acme', PHONE)
    const erase = (customer: string) =>
      one.store.eraseCustomer({ business: 'acme', customer, id: one.ids.next(), by, now: one.now })
    const none = async (what: string) => {
      const [row] = await one.rows<{ rows: number }>(`select count(*) as rows from ${what}`)
      expect(row!.rows, what).toBe(0)
    }
    for (let round = 0; round < ROUNDS; round++) {
      const { conversation } = await one.says({ text: 'first' })
      const customer = (await find())!
      const scope = { business: 'acme', customer }
      await Promise.all([
        ...[0, 1, 2, 3, 4].map((nth) => other.says({ text: `${nth}`, line: nth % 2 ? 'sales' : 'support' })),
        ...[0, 1, 2, 3, 4].map((nth) => other.store.keepMemory(document(other, scope, `document ${nth}`))),
        keepsFacts(other, scope, { added: [fact(other, 'Berlin')] }),
        other.store.keepRun({ ...other.ran(), conversation: { business: 'acme', id: conversation } }),
        other.store.hideMessages({ scope, now: other.now }),
        erase(customer),
      ])
      for (const table of ['contacts', 'aliases', 'conversations', 'memories', 'facts', 'memory_versions'])
        await none(`${table} where customer = '${customer}'`)
      for (const table of ['messages', 'runs', 'deliveries'])
        await none(`${table} r where not exists (select 1 from conversations c where c.id = r.conversation)`)
      const next = await find()
      if (next) await erase(next)
    }
    await one.store.close()
    await other.store.close()
  })
})
