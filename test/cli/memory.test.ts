import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { memoryAdd, memoryList, memoryRemove, memorySearch } from '../../src/cli/memory.ts'
import { runServer } from '../../src/cli/running-server.ts'
import { SUPPORT, testSettings } from '../settings.ts'

const env = {
  WHATSAPP_VERIFY_TOKEN: 'verify-me',
  WHATSAPP_ACCESS_TOKEN: 'EAAG0123',
  WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
  WHATSAPP_APP_SECRET: 'a1b2c3d4',
}
const MAYA = '+1 415 555 7777'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wabaton-memory-'))
  writeFileSync(join(folder, 'plans.md'), '# Plans\n\nThe plan Pro has five seats.')
  writeFileSync(join(folder, 'hours.txt'), 'We open at nine.')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

type Command<Given> = (given: Given, surroundings: Parameters<typeof memoryList>[1]) => Promise<number>

async function run<Given>(command: Command<Given>, given: Given): Promise<{ code: number; said: string }> {
  const said: string[] = []
  try {
    return { code: await command(given, { env, folder, print: (line) => said.push(line) }), said: said.join('\n') }
  } catch (error) {
    return { code: 1, said: (error as Error).message }
  }
}

const serve = () =>
  runServer({
    settings: () =>
      testSettings({
        business: 'default',
        lines: [{ ...SUPPORT, name: 'main' }],
        store: { kind: 'embedded', folder: join(folder, '.wabaton', 'data') },
      }),
    agents: new Map([['test', () => 'Hello']]),
    host: '127.0.0.1',
    port: 0,
  })

describe.each([true, false])('[A29 C12] wabaton memory, server running: %s', (running) => {
  let server: Awaited<ReturnType<typeof serve>> | undefined
  beforeEach(async () => {
    server = running ? await serve() : undefined
  })
  afterEach(() => server?.stop())

  it('adds files, finds them, adds only what is new, and removes them', async () => {
    const first = await run(memoryAdd, { paths: ['.'] })
    expect(first.code).toBe(0)
    expect(first.said).toMatch(
      /added {4}\S+\/hours\.txt\n {2}added {4}\S+\/plans\.md\n2 added, 0 changed, 0 as before\./,
    )
    expect(first.said.includes('The server reads them again when they change')).toBe(running)

    const found = await run(memorySearch, { query: 'seats of the plan Pro', customer: MAYA })
    expect(found.said).toMatch(
      /^1\.00 {2}\d{4}-\d\d-\d\d {2}document of the business {2}\S+\n {6}# Plans The plan Pro has five seats\./,
    )

    writeFileSync(join(folder, 'hours.txt'), 'We open at ten.')
    expect((await run(memoryAdd, { paths: ['plans.md', 'hours.txt'], watch: 'no' })).said).toMatch(
      /changed {2}\S+hours\.txt\n0 added, 1 changed, 1 as before\./,
    )
    rmSync(join(folder, 'hours.txt'))
    expect((await run(memoryAdd, { paths: ['.'], prune: true })).said).toMatch(
      /removed {2}\S+hours\.txt\n.*1 removed\./,
    )
    expect((await run(memoryList, {})).said).toMatch(/^\S+ {2}document {2}\S+ {2}\S+plans\.md$/)
    expect(await run(memoryRemove, { origin: join(folder, 'plans.md') })).toMatchObject({ code: 0 })
    expect(await run(memoryRemove, { origin: join(folder, 'plans.md') })).toMatchObject({ code: 1 })
    expect((await run(memoryList, {})).said).toBe('No documents here. `wabaton memory add <files>` brings some.')
  })

  it('keeps what is of one customer for them, and says what it does not understand', async () => {
    writeFileSync(join(folder, 'scan.pdf'), 'no PDF at all')
    const added = await run(memoryAdd, { paths: ['plans.md', 'scan.pdf', 'gone.md'], customer: MAYA, type: 'contract' })
    expect(added.code).toBe(1)
    expect(added.said).toMatch(/not read \S+gone\.md: there is no such file or folder\n {2}not read \S+scan\.pdf: /)
    expect(added.said).not.toContain('memory.knowledge')
    expect((await run(memorySearch, { query: 'seats', customer: '14155557777' })).said).toContain('contract')
    expect((await run(memorySearch, { query: 'seats' })).said).toBe('Nothing is known of this.')
    expect((await run(memoryList, { customer: MAYA, type: 'contract' })).said).toContain('plans.md')
    expect((await run(memorySearch, { query: 'seats', line: 'sales' })).said).toBe(
      'line names none of the lines: main.',
    )
    expect((await run(memorySearch, { query: 'seats', most: '51' })).said).toContain(
      'maxResults must be a whole number',
    )
    expect((await run(memoryAdd, { paths: ['plans.md'], customer: 'nobody' })).said).toContain('userId can be nobody')
    expect((await run(memoryAdd, { paths: ['plans.md'], watch: 'maybe' })).said).toBe('--watch is yes or no.')
  })
})
