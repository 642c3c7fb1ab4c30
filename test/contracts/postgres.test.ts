import { describe } from 'vitest'
import { newDatabase, postgresAt } from './places.ts'
import { storeContract } from './store.ts'

describe('[O14] PostgreSQL', () => {
  storeContract(async () => postgresAt(await newDatabase()))
})
