import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { freshStore } from '../faults/fresh-store.ts'
import { type Command, leftBehind, wabaton } from './command.ts'
import { pretendPostgres } from './pretend-postgres.ts'

/** A complete configuration, with a Graph that nobody answers for. */
const COMPLETE = {
  WHATSAPP_VERIFY_TOKEN: 'verify-me',
  WHATSAPP_ACCESS_TOKEN: 'EAAG-secret-token',
  WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
  WHATSAPP_APP_SECRET: 'a1b2c3d4',
  WHATSAPP_GRAPH_URL: 'http://127.0.0.1:9',
  HOST: '127.0.0.1',
  PORT: '0',
}

let home: string
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'wabaton-start-'))
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

/** Many starts at once, each in a folder of its own. */
const freshFolder = () => mkdtempSync(join(home, 'of-'))

const configured = (yaml: string): string => {
  const folder = freshFolder()
  mkdirSync(join(folder, 'config'))
  writeFileSync(join(folder, 'config', 'channels.yaml'), yaml)
  return folder
}

/** What it writes when it cannot start; everything a bad start must not do is checked on the way. */
async function refusalOf(
  args: readonly string[],
  env: Record<string, string> = {},
  folder: string = freshFolder(),
): Promise<string> {
  const command: Command = wabaton(args, { folder, env })
  expect(await command.ends()).toBe(1)
  expect(command.output).toBe('')
  expect(command.errors).not.toMatch(/^\s+at |node:internal|secret-/m)
  expect(leftBehind(command)).toBe(false)
  return command.errors
}

describe.concurrent('a bad start with PostgreSQL', () => {
  // First: what follows runs in the ten seconds that it is given.
  it('[D1] a server that takes the call and says nothing is given up', async () => {
    const silent = await pretendPostgres(undefined)
    const told = await refusalOf(['serve'], { ...COMPLETE, DATABASE_URL: silent.url })
    silent.close()
    expect(told).toMatch(/cannot be used: it does not answer\. Check DATABASE_URL/)
  })

  it('[D1] nothing listens, or the host is not known', async () => {
    const at = (address: string) => ({ ...COMPLETE, DATABASE_URL: `postgres://wabaton:secret-password@${address}/x` })
    expect(await refusalOf(['serve'], at('127.0.0.1:1'))).toBe(
      'PostgreSQL at 127.0.0.1:1 cannot be used: nothing listens there. Check DATABASE_URL, or leave it empty to use the embedded store.\n',
    )
    expect(await refusalOf(['migrate'], at('nowhere.invalid'))).toMatch(
      /^PostgreSQL at nowhere\.invalid cannot be used: the host name is not known\. Check DATABASE_URL/,
    )
  })

  it('[D1] a server that is too old', async () => {
    const old = await pretendPostgres(140_011)
    const told = await refusalOf(['serve'], { ...COMPLETE, DATABASE_URL: old.url })
    old.close()
    expect(told).toMatch(/is version 14; Wabaton needs 15 or newer\. Upgrade it, or leave DATABASE_URL empty/)
  })

  it('[D1] a wrong password, and a database that does not exist', async () => {
    const url = new URL(inject('postgres'))
    url.pathname = 'no_such_database'
    expect(await refusalOf(['serve'], { ...COMPLETE, DATABASE_URL: url.href })).toContain('the database does not exist')
    url.password = 'wrong'
    expect(await refusalOf(['serve'], { ...COMPLETE, DATABASE_URL: url.href })).toContain('it refuses the password')
  })

  it('[D1] a store that a newer version wrote is left alone, and nothing keeps running', async () => {
    const folder = freshFolder()
    const store = await freshStore('postgres', inject('postgres'))
    if (store.settings.kind !== 'postgres') throw new Error('unreachable')
    const env = { ...COMPLETE, DATABASE_URL: store.settings.url }
    expect(await wabaton(['migrate'], { folder, env }).ends()).toBe(0)
    await store.ask('update schema_version set version = 9999')
    const told = await refusalOf(['serve'], env)
    await store.remove()
    expect(told).toMatch(/^The store was written by a newer Wabaton \(schema 9999.*\)\. Start that version again/)
  })
})

describe.concurrent('a bad start says what is wrong and how to mend it', () => {
  it('[O6] without credentials: a numbered list, each fault with its cure', async () => {
    const told = await refusalOf(['serve'])
    expect(told).toContain('Wabaton cannot start: 3 things need attention.')
    expect(told).toMatch(/1\. WHATSAPP_ACCESS_TOKEN is not set\.\n {3}Cure: Set WHATSAPP_ACCESS_TOKEN in \.env/)
    expect(told).toContain('run `wabaton simulate`')
  })

  it('[C13] a broken YAML file is named, with the place', async () => {
    const folder = configured('channels:\n  whatsapp:\n    - x: [\n')
    expect(await refusalOf(['serve'], COMPLETE, folder)).toMatch(
      /config\/channels\.yaml cannot be read as YAML at line 4, column 1\.\n {3}Cure: Indent with spaces/,
    )
  })

  it('[C13] an unknown key is told with the one that was probably meant', async () => {
    const folder = configured('channels:\n  whatsapp:\n    defualt_agent: demo\n')
    expect(await refusalOf(['serve'], COMPLETE, folder)).toMatch(
      /defualt_agent is not a setting of Wabaton\.\n {3}Cure: Did you mean default_agent\?/,
    )
  })

  it('[C13 W5] variables that contradict each other', async () => {
    const told = await refusalOf(['serve'], { ...COMPLETE, NODE_ENV: 'production', WABATON_ALLOW_UNSIGNED: '1' })
    expect(told).toMatch(/WABATON_ALLOW_UNSIGNED is set with NODE_ENV=production.*\n {3}Cure: Unset it/)
  })

  it('[C13] a port that is none', async () => {
    expect(await refusalOf(['serve', '--port', 'abc'], COMPLETE)).toMatch(/is not a port\.\n {3}Cure: .*0 to 65535/)
  })

  it('[C13] a configuration file that is not there', async () => {
    expect(await refusalOf(['serve', '--config', 'nope.yaml'], COMPLETE)).toMatch(
      /nope\.yaml does not exist\.\n {3}Cure/,
    )
  })

  it('[C13] a command or option that does not exist, with the one that was probably meant', async () => {
    expect(await refusalOf(['sevre'])).toMatch(/unknown command 'sevre'\n\(Did you mean serve\?\)/)
    expect(await refusalOf(['serve', '--prot', '1'])).toMatch(/unknown option '--prot'\n\(Did you mean --port\?\)/)
  })

  it('[O6] a taken port', async () => {
    const taken = await new Promise<Server>((ready) => {
      const server = createServer().listen(0, '127.0.0.1', () => ready(server))
    })
    const { port } = taken.address() as { port: number }
    const told = await refusalOf(['serve', '--port', String(port)], COMPLETE)
    taken.close()
    expect(told).toBe(`Port ${port} is taken. Stop what listens there, or choose another one: PORT=${port + 1}.\n`)
  })

  it('[O6] an address that is not of this machine', async () => {
    expect(await refusalOf(['serve', '--host', '192.0.2.1'], COMPLETE)).toMatch(
      /192\.0\.2\.1 is no address of this machine\. Set HOST/,
    )
  })

  it('[D1] a data folder that cannot be written, for every command', async () => {
    const folder = freshFolder()
    writeFileSync(join(folder, 'file'), '')
    const below = { ...COMPLETE, WABATON_DATA: join(folder, 'file', 'data') }
    const sentence = `The data folder ${below.WABATON_DATA} cannot be used: a part of its path is a file. Make it writable for this user, or name another one in WABATON_DATA.\n`
    expect(await refusalOf(['serve'], below)).toBe(sentence)
    expect(await refusalOf(['migrate'], below)).toBe(sentence)
    expect(await refusalOf(['handoffs'], { ...below, WABATON_DATA: join(folder, 'file') })).toContain(
      'there is a file of this name',
    )
  })
})

describe.concurrent('the simulator', () => {
  it('[S1] refuses real credentials of the environment', async () => {
    expect(await refusalOf(['simulate'], COMPLETE)).toMatch(
      /WHATSAPP_ACCESS_TOKEN.* set, and the simulator does not run with real credentials\.\n {3}Cure: Start the real server/,
    )
  })

  it('[S1] refuses to run in production', async () => {
    expect(await refusalOf(['simulate'], { NODE_ENV: 'production' })).toMatch(
      /NODE_ENV is production.*\n {3}Cure: Start/,
    )
  })
})
