import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { identity } from '../../src/cli/identity.ts'
import type { Sender } from '../../src/domain/customer.ts'
import { migrate } from '../../src/store/migrations.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { breathe, inbound, Scene } from '../contracts/scene.ts'

const env = {
  WHATSAPP_VERIFY_TOKEN: 'verify-me',
  WHATSAPP_ACCESS_TOKEN: 'EAAG0123',
  WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
  WHATSAPP_APP_SECRET: 'a1b2c3d4',
}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wabaton-identity-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const run = async (decision?: string, question?: string) => {
  const lines: string[] = []
  const code = await identity({ decision, question }, { env, folder, print: (line) => lines.push(line) })
  return { code, said: lines.join('\n') }
}

describe('wabaton identity', () => {
  it('[I19] lists who may be one, joins them, takes that back, and keeps them apart', async () => {
    expect(await run()).toEqual({ code: 0, said: expect.stringContaining('there is no question') })
    const database = openSqlite({ folder: join(folder, '.wabaton', 'data'), breathe })
    await migrate(database)
    const scene = new Scene(database)
    const writes = (sender: Sender) => scene.store.receive(inbound({ business: 'default', line: 'main', sender }))
    await writes({ phone: '15550001111', bsuid: 'US.1', name: 'Maya' })
    await writes({ phone: '15550001111', bsuid: 'US.2', name: 'Bo' })
    await scene.store.close()

    const { said } = await run()
    expect(said).toMatch(/: Bo, \+15550001111, the same as before\?/)
    const question = said.split(' ')[0]!
    expect(await run('same', question)).toEqual({ code: 0, said: expect.stringContaining('one customer now') })
    expect((await run()).said).toContain('joined')
    expect((await run('different', question)).code).toBe(1)
    expect(await run('undo', question)).toEqual({ code: 0, said: expect.stringContaining('taken back') })
    expect((await run('different', question)).code).toBe(0)
    expect((await run()).said).toContain('two customers')
  })

  it('[I19] says what it does not understand, and which question there is not', async () => {
    expect(await run('equal', 'x')).toEqual({ code: 1, said: expect.stringContaining('same, different, undo') })
    expect((await run('same')).code).toBe(1)
    for (const decision of ['same', 'different', 'undo']) expect((await run(decision, 'x')).code).toBe(1)
  })
})
