import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { consentImport, consentShow } from '../../src/cli/consent.ts'
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
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wabaton-consent-'))
  const database = openSqlite({ folder: join(folder, '.wabaton', 'data'), breathe })
  await migrate(database)
  await keepPhoneHash(database, 'default', createPhoneHash({ hash: 'off' }))
  const scene = new Scene(database)
  scene.now = Date.UTC(2026, 5, 1)
  const at = { business: 'default', line: 'main', receivedAt: scene.now }
  await scene.store.receive(inbound({ ...at, from: '15550001111', text: 'Hello' }))
  await scene.store.receive(inbound({ ...at, from: '15550002222', text: 'STOP' }))
  await scene.store.close()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function run<Given>(
  command: (given: Given, surroundings: Parameters<typeof consentShow>[1]) => Promise<number>,
  given: Given,
): Promise<{ code: number; said: string }> {
  const lines: string[] = []
  const code = await command(given, { env, folder, print: (line) => lines.push(line) })
  return { code, said: lines.join('\n') }
}
const list = (text: string) => writeFileSync(join(folder, 'list.csv'), text)
const show = (customer: string) => run(consentShow, { customer })

describe('[D25] consent on the command line', () => {
  it('is shown with its proof', async () => {
    expect(await show('+1 555 000 1111')).toEqual({ code: 0, said: 'Nobody has said anything of marketing.' })
    expect((await show('15550002222')).said).toMatch(
      /^No marketing\.\n2026-06-01T.* {2}out {2}word {2}main {2}"STOP" {2}\(wamid/,
    )
    expect((await show('15550009999')).code).toBe(1)
  })

  it('a list with faults is refused, each row named, and nothing is kept', async () => {
    list(
      'phone,state,at\n+15550001111,in,2026-05-01\n12,in,\n+15550003333,maybe,\n+15550004444,in,soon\n+1 (555) 000-1111,out,\n',
    )
    const { code, said } = await run(consentImport, { file: 'list.csv' })
    expect(code).toBe(1)
    expect(said.split('\n')).toEqual([
      'list.csv:3  this is no phone and no id',
      'list.csv:4  the state is in or out, not "maybe"',
      'list.csv:5  "soon" is no date: write 2026-11-03 or 2026-11-03T10:00:00Z',
      'list.csv:6  the same customer stands in row 2',
      'Nothing was kept: 4 of the rows are at fault. Mend them, or leave them out with --skip-faulty.',
    ])
    expect((await show('15550001111')).said).toMatch(/^Nobody/)
    expect((await run(consentImport, { file: 'list.csv', skipFaulty: true })).said).toMatch(/Kept: 1\./)
    expect((await show('15550001111')).said).toMatch(/^Marketing is welcome\.\n2026-05-01.*\(list\.csv:2\)/)
  })

  it('binds strangers as well, takes back no STOP, and the same list twice says nothing new', async () => {
    list('phone;state;words\n+15550007777;out;asked by phone\n15550002222;in;shop\n')
    expect((await run(consentImport, { file: 'list.csv', dry: true })).said).toMatch(/New: 1\. Nothing was kept/)
    expect((await show('15550007777')).code).toBe(1)
    const { code, said } = await run(consentImport, { file: 'list.csv' })
    expect(code).toBe(0)
    expect(said).toBe(
      'list.csv:3  not kept: they have said no themselves, and only they can take it back\nKept: 1. Said nothing new: 1.',
    )
    expect((await run(consentImport, { file: 'list.csv' })).said).toMatch(/Kept: 0\. Said nothing new: 2/)
    expect((await show('15550007777')).said).toMatch(/^No marketing\.\n.*"asked by phone"/)
    expect((await show('15550002222')).said).toMatch(/^No marketing/)
  })
})
