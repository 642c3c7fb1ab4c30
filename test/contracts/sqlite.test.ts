import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { migrate } from '../../src/store/migrations.ts'
import { newFolder, removeFolders, sqliteIn } from './places.ts'
import { Scene } from './scene.ts'
import { storeContract } from './store.ts'

afterAll(removeFolders)

describe('[O14] the embedded store', () => {
  storeContract(async () => sqliteIn(newFolder()))

  it('[O13] no file holds a byte of whom it has erased', async () => {
    const folder = newFolder()
    const database = sqliteIn(folder)
    await migrate(database)
    const scene = new Scene(database)
    for (let count = 0; count < 300; count++) await scene.says({ text: `canaryword ${count} ${'x'.repeat(200)}` })
    await scene.says({ from: '15550002222', text: 'somebody else' })
    const bytes = () => readdirSync(folder).map((file) => readFileSync(join(folder, file)))
    const holds = (word: string) => bytes().some((file) => file.includes(word))
    expect(holds('canaryword')).toBe(true)
    const customer = (await scene.store.findCustomer('acme', '15550001111'))!
    const by = { kind: 'system', id: 'test', name: 'test', source: 'system', ip: undefined } as const
    await scene.store.eraseCustomer({ business: 'acme', customer, id: scene.ids.next(), by, now: scene.now })
    for (const word of ['canaryword', '15550001111', customer]) expect(holds(word), word).toBe(false)
    expect(holds('somebody else')).toBe(true)
    await scene.store.close()
  })
})
