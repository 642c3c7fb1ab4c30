import { afterAll, describe } from 'vitest'
import { newFolder, removeFolders, sqliteIn } from './places.ts'
import { storeContract } from './store.ts'

afterAll(removeFolders)

describe('[O14] the embedded store', () => {
  storeContract(async () => sqliteIn(newFolder()))
})
