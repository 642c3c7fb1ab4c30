import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../simulator/index.ts'
import { Terminal } from '../../src/domain/failure.ts'
import { migrate } from '../../src/store/migrations.ts'
import { newDatabase, postgresAt } from './places.ts'
import { inbound, Scene } from './scene.ts'
import { storeContract } from './store.ts'

describe('[O14] PostgreSQL', () => {
  storeContract(async () => postgresAt(await newDatabase()))

  it('[W10] tells data it will never take from a moment in which it takes nothing', async () => {
    const database = await postgresAt(await newDatabase())
    await migrate(database)
    const { store } = new Scene(database)
    const random = seededRandom(1)
    const unindexable = Array.from({ length: 20_000 }, () => Math.floor(random() * 36).toString(36)).join('')
    const [bad, good] = await Promise.allSettled([
      store.receive(inbound({ wamid: unindexable })),
      store.receive(inbound()),
    ])
    expect(bad).toMatchObject({ status: 'rejected', reason: expect.any(Terminal) })
    expect(good).toMatchObject({ status: 'fulfilled', value: { kind: 'stored' } })
    await store.close()
    await expect(store.receive(inbound())).rejects.not.toBeInstanceOf(Terminal)
  })
})
