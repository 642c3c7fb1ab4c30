import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { erase, exportData, rekey } from '../../src/cli/customer-data.ts'
import { serveDesk } from '../../src/cli/desk-socket.ts'
import { createPhoneHash } from '../../src/ports/phone-hash.ts'
import { migrate } from '../../src/store/migrations.ts'
import { keepPhoneHash } from '../../src/store/settings.ts'
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
  folder = mkdtempSync(join(tmpdir(), 'wabaton-data-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function run<Given>(
  command: (given: Given, surroundings: Parameters<typeof erase>[1]) => Promise<number>,
  given: Given,
): Promise<{ code: number; said: string }> {
  const lines: string[] = []
  const code = await command(given, { env, folder, print: (line) => lines.push(line) })
  return { code, said: lines.join('\n') }
}

async function opened(business = 'default'): Promise<Scene> {
  const database = openSqlite({ folder: join(folder, '.wabaton', 'data'), breathe })
  await migrate(database)
  await keepPhoneHash(database, 'default', createPhoneHash({ hash: 'off' }))
  const scene = new Scene(database)
  await scene.store.receive(inbound({ business, line: 'main', from: '15550001111', text: 'a private matter' }))
  return scene
}

const PHONE = '+1 555 000 1111'

describe('what is kept of a customer, on the command line', () => {
  it('[O13] is written out, told before it is erased, and erased with a receipt', async () => {
    await (await opened()).store.close()
    expect(await run(exportData, { customer: '15559999999' })).toMatchObject({
      code: 1,
      said: expect.stringContaining('no such customer'),
    })
    expect((await run(exportData, { customer: PHONE })).said).toContain('a private matter')
    expect(await run(exportData, { customer: PHONE, out: 'all.json' })).toMatchObject({ code: 0 })
    expect(JSON.parse(readFileSync(join(folder, 'all.json'), 'utf8')).tables.messages).toHaveLength(1)
    expect((await run(erase, { customer: PHONE })).said).toMatch(/messages {2}1\n(.|\n)*--yes/)
    expect((await run(exportData, { customer: PHONE })).code).toBe(0)
    expect((await run(erase, { customer: PHONE, yes: true })).said).toMatch(/messages {2}1 removed\n(.|\n)*Erased/)
    expect((await run(erase, { customer: PHONE, yes: true })).code).toBe(1)
  })

  it('[O13] also through the server that has the store open', async () => {
    const scene = await opened()
    const desk = await serveDesk(join(folder, '.wabaton', 'data'), { store: scene.store, wake: () => {} } as never, {
      now: () => scene.now,
    })
    expect((await run(exportData, { customer: PHONE })).said).toContain('a private matter')
    expect((await run(erase, { customer: PHONE, yes: true })).code).toBe(0)
    expect(await scene.store.findCustomer('default', PHONE)).toBeUndefined()
    expect((await scene.store.audit({ business: 'default', most: 9 })).map(({ action }) => action)).toEqual([
      'customer.erased',
      'customer.exported',
    ])
    desk.close()
    await scene.store.close()
  })

  it('[I10] memory that was kept under a number is told, taken over, and gone from there', async () => {
    await (await opened('106540352242922')).store.close()
    const given = { from: '106540352242922', to: 'default' }
    expect((await run(rekey, given)).said).toMatch(/messages {2}1\n(.|\n)*--apply/)
    expect((await run(exportData, { customer: PHONE })).code).toBe(1)
    expect((await run(rekey, { ...given, apply: true })).said).toContain('kept under default now')
    expect((await run(exportData, { customer: PHONE })).code).toBe(0)
    expect((await run(rekey, { ...given, apply: true })).said).toContain('Nothing is kept')
  })
})
