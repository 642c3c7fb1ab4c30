import { describe } from 'vitest'
import { memoryScopesContract } from '../contracts/memory-scopes.ts'
import { newDatabase, postgresAt } from '../contracts/places.ts'
import { scenes } from '../contracts/scene.ts'

describe('[O14] PostgreSQL, looked at from everywhere', () => {
  memoryScopesContract(
    scenes(async () => postgresAt(await newDatabase())),
    400,
  )
})
