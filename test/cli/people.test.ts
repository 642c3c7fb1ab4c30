import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runServer } from '../../src/cli/running-server.ts'
import { deskLines } from '../../src/cli/set-up-lines.ts'
import { teammate } from '../../src/cli/teammate.ts'
import { token } from '../../src/cli/token.ts'
import { SUPPORT, testSettings } from '../settings.ts'

const env = {
  WHATSAPP_VERIFY_TOKEN: 'verify-me',
  WHATSAPP_ACCESS_TOKEN: 'EAAG0123',
  WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
  WHATSAPP_APP_SECRET: 'a1b2c3d4',
}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wabaton-people-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

type Command<Given> = (given: Given, surroundings: Parameters<typeof token>[1]) => Promise<number>

/** What a command prints; what it refuses stands there as well. */
async function run<Given>(command: Command<Given>, given: Given): Promise<{ code: number; said: string }> {
  const said: string[] = []
  try {
    return { code: await command(given, { env, folder, print: (line) => said.push(line) }), said: said.join('\n') }
  } catch (error) {
    return { code: 1, said: (error as Error).message }
  }
}

/** The server of this folder, as `wabaton serve` would run it. */
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

/** The page of the desk that a printed link opens, and the secret that it brings along where no log sees it. */
const linkIn = (said: string) => {
  const [, page, token] = /http:\/\/[^/]+\/desk\/([\w-]+)#token=([\w-]+)$/m.exec(said) ?? []
  if (!page || !token) throw new Error(`no link in: ${said}`)
  return { page, token }
}
const EMAIL = 'ana@example.com'
const PASSWORD = 'a password of Ana'

/** Everything works with the server beside it and without. */
describe.each([true, false])('wabaton teammate and token, server running: %s', (running) => {
  let server: Awaited<ReturnType<typeof serve>> | undefined
  beforeEach(async () => {
    server = running ? await serve() : undefined
  })
  afterEach(async () => {
    await server?.stop()
    server = undefined
  })
  async function post(path: string, body: object) {
    const asked = server ?? (await serve())
    const response = await fetch(`${asked.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!server) await asked.stop()
    return response.status
  }
  const comeIn = async (said: string, name = 'Ana') => {
    const { page, token } = linkIn(said)
    expect(page).toBe('join')
    return post('/api/invitations/accept', { token, name, password: PASSWORD })
  }

  it('[O5] the first one added is the owner, the next ones what is said', async () => {
    expect((await run(teammate, {})).said).toContain('Nobody can sign in yet')
    expect(await run(teammate, { act: 'add', email: EMAIL, role: 'member' })).toMatchObject({ code: 1 })
    const first = await run(teammate, { act: 'add', email: EMAIL })
    expect(first.said).toContain('as owner (all lines)')
    expect(await comeIn(first.said)).toBe(201)
    expect(await comeIn(first.said)).toBe(403)
    const second = await run(teammate, { act: 'add', email: 'bo@example.com', lines: 'main' })
    expect(second.said).toContain('as member (main)')
    const { said } = await run(teammate, {})
    expect(said).toContain(`${EMAIL}  Ana, owner, all lines`)
    expect(said).toContain('bo@example.com  invited as member, main, until ')
    expect(await post('/api/setup', { token: 'any', name: 'X', email: 'x@example.com', password: PASSWORD })).toBe(410)
  })

  it('[O5] a password is chosen anew, and somebody removed, but for the last owner', async () => {
    await comeIn((await run(teammate, { act: 'add', email: EMAIL })).said)
    await comeIn((await run(teammate, { act: 'add', email: 'bo@example.com', role: 'admin' })).said, 'Bo')
    const { page, token } = linkIn((await run(teammate, { act: 'reset', email: 'BO@example.com' })).said)
    expect(page).toBe('new-password')
    expect(await post('/api/password', { token, password: 'another long password' })).toBe(200)
    expect(await post('/api/session', { email: 'bo@example.com', password: PASSWORD })).toBe(401)
    expect(await post('/api/session', { email: 'bo@example.com', password: 'another long password' })).toBe(200)
    expect(await run(teammate, { act: 'remove', email: 'bo@example.com' })).toMatchObject({ code: 0 })
    expect(await run(teammate, { act: 'remove', email: 'bo@example.com' })).toMatchObject({ code: 1 })
    expect(await run(teammate, { act: 'remove', email: EMAIL })).toEqual({
      code: 1,
      said: expect.stringContaining('The last owner stays'),
    })
  })

  it('[H24] somebody is said to be away, and back', async () => {
    await comeIn((await run(teammate, { act: 'add', email: EMAIL })).said)
    expect(await run(teammate, { act: 'away', email: EMAIL })).toEqual({ code: 0, said: `${EMAIL} is away.` })
    expect((await run(teammate, {})).said).toBe(`${EMAIL}  Ana, owner, all lines, away for 0 min`)
    expect(await run(teammate, { act: 'back', email: EMAIL })).toEqual({ code: 0, said: `${EMAIL} is back.` })
    expect((await run(teammate, {})).said).toBe(`${EMAIL}  Ana, owner, all lines`)
    expect((await run(teammate, { act: 'away', email: 'bo@example.com' })).code).toBe(1)
  })

  it('[O5] tokens are made, listed and revoked; the secret is printed once, alone', async () => {
    expect((await run(token, { act: 'list' })).said).toContain('There is no token')
    const made = await run(token, { act: 'create', name: 'Weekly report', role: 'viewer', lines: 'main', days: '30' })
    expect(made.said).toMatch(/^wabaton_token_[\w-]{43}$/)
    const { said } = await run(token, { act: 'list' })
    expect(said).toMatch(/Weekly report: viewer, main, good until .*, never used, by command line/)
    expect(said).not.toContain(made.said)
    const asked = server ?? (await serve())
    const ask = () => fetch(`${asked.url}/api/lines`, { headers: { authorization: `Bearer ${made.said}` } })
    expect((await ask()).status).toBe(200)
    if (!server) await asked.stop()
    const id = said.split(' ')[0]!
    expect((await run(token, { act: 'revoke', name: id })).code).toBe(0)
    expect((await run(token, { act: 'revoke', name: id })).code).toBe(1)
    if (server) expect((await ask()).status).toBe(401)
    expect((await run(token, { act: 'list' })).said).toContain('revoked')
  })

  it('says what it does not understand', async () => {
    expect((await run(teammate, { act: 'invite', email: EMAIL })).said).toContain('wabaton teammate add <email>')
    expect((await run(teammate, { act: 'add' })).said).toContain('wabaton teammate add <email>')
    expect((await run(token, { act: 'toString', name: 'x' })).said).toContain('wabaton token create <name>')
    expect((await run(token, { act: 'create' })).said).toContain('wabaton token create <name>')
    expect((await run(teammate, { act: 'add', email: 'ana' })).said).toContain('not an e-mail address')
    expect((await run(teammate, { act: 'add', email: EMAIL, role: 'boss' })).said).toContain('owner, admin, supervisor')
    expect((await run(teammate, { act: 'add', email: EMAIL, lines: 'main,nowhere' })).said).toContain('There are: main')
    expect((await run(teammate, { act: 'reset', email: EMAIL })).said).toContain('wabaton teammate list')
    expect((await run(token, { act: 'create', name: 'A', days: '0' })).said).toContain('--days')
    expect((await run(token, { act: 'create', name: '', days: '1' })).said).toContain('empty')
    expect((await run(token, { act: 'create', name: 'A', role: 'owner', lines: 'main' })).said).toContain(
      'owner works on all',
    )
    expect((await run(token, { act: 'revoke', name: 'nothing' })).code).toBe(1)
  })
})

describe('what a server prints of its desk', () => {
  it('[O5] is a link that makes the owner as it stands, once; then the desk alone', async () => {
    const server = await serve()
    try {
      const { store } = server.platform
      const { url } = server
      const about = { settings: testSettings({ business: 'default' }), store, url, now: Date.now() }
      const [link = ''] = await deskLines(about)
      const token = /^ {2}desk {5}http:\S+\/desk\/set-up#token=([\w-]+)$/.exec(link)?.[1]
      const ask = async () =>
        fetch(`${url}/api/setup`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ token, name: 'Ana', email: EMAIL, password: PASSWORD }),
        })
      expect((await ask()).status).toBe(201)
      expect((await ask()).status).toBe(410)
      expect(await deskLines(about)).toEqual([`  desk     ${url}/desk     answer as a teammate`])
      const root = await fetch(`${url}/`, { redirect: 'manual' })
      expect([root.status, root.headers.get('location')]).toEqual([302, '/desk'])
      expect((await server.platform.fetch(new Request(`${url}/`))).status).toBe(404)
    } finally {
      await server.stop()
    }
  })

  it('[O5] names the variable, not the token, where the token is configured; and the address that is public', async () => {
    const server = await serve()
    try {
      const secret = 'a-set-up-token-of-the-configuration'
      const given = testSettings({ business: 'default', signIn: { secret: undefined, setupToken: secret } })
      const settings = { ...given, server: { ...given.server, publicUrl: 'https://wabaton.example.com' } }
      const lines = await deskLines({ settings, store: server.platform.store, url: server.url, now: Date.now() })
      expect(lines.join('\n')).toContain('https://wabaton.example.com/desk/set-up')
      expect(lines.join('\n')).toContain('WABATON_SETUP_TOKEN')
      expect(lines.join('\n')).not.toContain(secret)
    } finally {
      await server.stop()
    }
  })
})
