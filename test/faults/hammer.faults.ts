import { describe, it } from 'vitest'
import { migrate } from '../../src/store/migrations.ts'
import { survivesHammering } from '../contracts/hammer.ts'
import { newDatabase, postgresAt } from '../contracts/places.ts'
import { Scene } from '../contracts/scene.ts'

const HAMMERINGS = 20
const SEED = Number(process.env.WABATON_SEED ?? Math.floor(Math.random() * 1_000_000_000))

describe(`${HAMMERINGS} hammerings from seed ${SEED}`, () => {
  it('[O14 W11 A20 D16] two processes on the same conversations lose, double and reorder nothing', async () => {
    const url = await newDatabase()
    const databases = [await postgresAt(url), await postgresAt(url)]
    await migrate(databases[0]!)
    for (let seed = SEED; seed < SEED + HAMMERINGS; seed++) {
      await new Scene(databases[0]!).wipe()
      await survivesHammering(databases, seed)
    }
    for (const database of databases) await database.close()
  })
})
