import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { firstCells, pages, prose, ROOT, samples, unquoted } from '../house/documents.ts'
import { COMPILED } from './compiled.ts'
import { inOneProcess } from './one-process.ts'

const MAIN = join(ROOT, 'src/cli/main.ts')
const OPERATE = 'docs/guides/operate.md'
const NODE = ['--disable-warning=ExperimentalWarning']

function run(args: readonly string[]): Promise<{ code: number; output: string }> {
  const env = { PATH: process.env.PATH ?? '', ...COMPILED }
  return new Promise((resolve) => {
    execFile(process.execPath, [...NODE, ...args], { cwd: folder, env }, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, output: stdout + stderr }),
    )
  })
}

/** A configuration that is complete, with a Graph that nobody answers for. */
const FOUR = {
  WHATSAPP_VERIFY_TOKEN: 'verify-me',
  WHATSAPP_ACCESS_TOKEN: 'EAAGtest',
  WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
  WHATSAPP_APP_SECRET: 'a1b2c3d4',
  WHATSAPP_GRAPH_URL: 'http://127.0.0.1:9',
  LOG_LEVEL: 'silent',
}

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wabaton-commands-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('commands in the documents', () => {
  let commands: Map<string, string>
  beforeAll(async () => {
    const [{ output } = { output: '' }] = await inOneProcess([{ args: ['--help'] }], { folder })
    const names = [...output.split('Commands:')[1]!.matchAll(/^ {2}([a-z-]+) /gm)]
      .map(([, name]) => name!)
      .filter((name) => name !== 'help')
    const helps = await inOneProcess(
      names.map((name) => ({ args: [name, '--help'] })),
      { folder },
    )
    commands = new Map(names.map((name, index) => [name, helps[index]!.output]))
  })

  it('[Q10 C12] exist', () => {
    const named = pages.flatMap((page) =>
      [...prose(page).matchAll(/`wabaton ([a-z-]+)/g)].map(([, name]) => ({ page, name: name! })),
    )
    expect(named.length).toBeGreaterThan(20)
    expect(named.filter(({ name }) => !commands.has(name))).toEqual([])
  })

  it('[Q10 C12] are all in the table, with the arguments they take', () => {
    const rows = firstCells(OPERATE, '## Commands').flatMap(unquoted)
    const real = [...commands].map(([name, help]) => {
      const [, given = ''] = /^Usage: wabaton [a-z-]+ \[options\]((?: <\w+>| \[\w+\])*)/m.exec(help) ?? []
      return `wabaton ${name}${given}`
    })
    expect(rows).toEqual(real)
  })

  it('[Q10 C12] take the options that are named with them', () => {
    const written = [
      ...samples.filter(({ language }) => language === 'sh').map(({ code }) => code),
      ...pages.map(prose),
    ]
    const calls = written.flatMap((text) => [...text.matchAll(/\bwabaton ([a-z-]+)((?: +--?[\w-]+(?: [^\s`]+)?)+)/g)])
    expect(calls.length).toBeGreaterThan(1)
    for (const [call, name, options] of calls)
      for (const [option] of options!.matchAll(/(?<= )--[\w-]+/g))
        expect([call, commands.get(name!)]).toEqual([call, expect.stringContaining(option)])
  })
})

/** Every line of a shell sample is one of these: run below, or by the test that is named. */
const KNOWN: readonly (readonly [RegExp, string])[] = [
  [/^git clone <this repository> wabaton && cd wabaton$/, 'run by every clone'],
  [
    /^npm start( -- (--port \d+|--config examples\/[\w-]+\/wabaton\.config\.ts))?$/,
    'simulate below; scripts/run.mjs is its door',
  ],
  [/^npm test( -- [\w/.-]+)?$/, 'what runs this'],
  [/^npm run format$/, 'biome, which npm test runs without writing'],
  [/^npm pack$/, 'test/cli/house-package.test.ts'],
  [/^node --env-file=\.env server\.ts$/, 'test/cli/house-package.test.ts'],
  [/^(npm run )?wabaton (init|doctor|serve|phone|handoffs|letters|unconfirmed|lines|identity)( |$)/, 'below'],
  [/^wabaton templates( |$)/, 'test/cli/templates.test.ts'],
  [/^wabaton (teammate|token)( |$)/, 'test/cli/people.test.ts'],
  [/^wabaton memory rekey /, 'test/cli/customer-data.test.ts'],
  [/^wabaton memory( |$)/, 'test/cli/memory.test.ts'],
  [/^wabaton (export|erase) /, 'test/cli/customer-data.test.ts'],
  [/^wabaton campaign (preview|create|start|show|report) /, 'test/cli/campaign.test.ts'],
  [/^wabaton consent (show|import) /, 'test/cli/consent.test.ts'],
  [/^curl -H 'Authorization: .*\/api\/customers\/15550001111\/consent$/, 'test/journeys/consent.test.ts'],
  [/^curl -H 'Authorization: .*\/api\/campaigns$/, 'test/journeys/campaigns.test.ts'],
  [/^curl -X POST http:\/\/127\.0\.0\.1:8000\/api\/setup .* -d '\{"token":"wabaton_setup_/, 'test/cli/people.test.ts'],
  [/^npm run phone$/, 'wabaton phone, below'],
  [/^npm run bench( -- --(quick|profile))?$/, 'bench/load.test.ts counts with it'],
  [/^npm run bench -- memory( --quick| --data [\w./-]+( --json)?)?$/, 'bench/memory/quality.test.ts'],
  [/^wabaton (release|replay|send-again|leave|resume) /, 'below'],
  [/^node -e ".*vacuum into 'backup\.db'/, 'below'],
  [/^node simulator\/main\.ts /, 'below'],
  [/^curl .*http:\/\/127\.0\.0\.1:8000\/sim\/api\//, 'below'],
  [/^curl -H "Authorization: .*http:\/\/127\.0\.0\.1:8000\/api\//, 'test/cli/house-agents.test.ts'],
  [/^curl -H 'Authorization: .*\/api\/conversations\/<id>\/(files|replies)$/, 'test/journeys/desk/files.test.ts'],
  [/^curl -X DELETE -H "Authorization: .*\/follow-ups\/<follow-up>'$/, 'test/journeys/follow-ups.test.ts'],
  [/^curl -X POST -H "Authorization: .*\/presence'$/, 'test/journeys/desk/presence.test.ts'],
  [/^curl -N -H "Authorization: .*\/channels\/events/, 'test/journeys/events.test.ts asks the same over a socket'],
  [/^OPENAI_API_KEY=sk-\.\.\. npm start$/, 'test/cli/house-agents.test.ts'],
  [/^node examples\/agent\/orders\.mjs$/, 'test/cli/house-agents.test.ts'],
  [/^cp -r examples\/agent\/config examples\/agent\/config\.yaml \.$/, 'test/cli/house-agents.test.ts'],
  [/^ngrok http 8000$/, 'needs an account and the internet'],
  [/^ssh -p443 -R0:localhost:8000 a\.pinggy\.io$/, 'needs the internet'],
]

describe('shell samples', () => {
  it('[Q10 C12 S2] are all known', () => {
    const lines = samples
      .filter(({ language }) => language === 'sh')
      .flatMap(({ page, code }) =>
        code
          .trimEnd()
          .split('\n')
          .map((line) => ({ page, line })),
      )
    expect(lines.length).toBeGreaterThan(25)
    expect(lines.filter(({ line }) => !KNOWN.some(([pattern]) => pattern.test(line)))).toEqual([])
    const unused = KNOWN.filter(([pattern]) => !lines.some(({ line }) => pattern.test(line)))
    expect(unused).toEqual([])
  })

  it('[Q10 C12] of the commands end as the table says', async () => {
    const none = '01a1fc5c-800a-7001-b719-c855ed9d5bbd'
    const list = ['--list', 'nowhere.csv', '--body', '{{name|friend}}', '--body', '{{order no}}']
    const PREVIEW = ['campaign', 'preview', '--template', 'order_update', '--language', 'en_US', ...list]
    const expected: [args: string[], env: Record<string, string>, code: number, output: string][] = [
      [['init'], {}, 0, 'Wrote .env'],
      [['init'], {}, 1, 'left as it is'],
      [['doctor'], {}, 1, 'wabaton simulate'],
      [['doctor'], FOUR, 1, 'cannot be reached'],
      [['migrate'], FOUR, 0, 'schema'],
      [['handoffs'], FOUR, 0, 'Nobody is waiting for a person.'],
      [['letters'], FOUR, 0, 'No dead letters'],
      [['release', none], FOUR, 1, 'There is no open handoff with this id.'],
      [['conversations'], FOUR, 0, 'No conversations here.'],
      [['conversations', '--view', 'yours'], FOUR, 1, 'There is no view yours.'],
      [['thread', none], FOUR, 1, 'There is no conversation with this id.'],
      [['reply', none, 'Hi'], FOUR, 1, 'There is no conversation with this id.'],
      [['note', none, 'Hi'], FOUR, 1, 'There is no conversation with this id.'],
      [['replay', 'deliver', none], FOUR, 1, 'There is no such dead letter.'],
      [['unconfirmed'], FOUR, 0, 'none is unconfirmed'],
      [['send-again', none], FOUR, 1, 'There is no unconfirmed reply'],
      [['leave', none], FOUR, 1, 'There is no unconfirmed reply'],
      [['lines'], FOUR, 0, 'sends'],
      [['memory', 'list'], FOUR, 0, 'No documents here.'],
      [['memory', 'search', 'opening hours'], FOUR, 0, 'Nothing is known of this.'],
      [['memory', 'add', 'nowhere'], FOUR, 1, 'there is no such file or folder'],
      [['memory', 'remove', 'nowhere'], FOUR, 1, 'Nothing was read from there.'],
      [['campaign', 'list'], FOUR, 0, 'There are no campaigns.'],
      [['campaign', 'start', 'Parcels', '--at', '2031-05-01T09:00'], FOUR, 1, 'There is no campaign Parcels.'],
      [[...PREVIEW, '--metadata', 'plan=pro'], FOUR, 1, 'Give a list, or say which customers: not both.'],
      [PREVIEW, FOUR, 1, 'nowhere.csv cannot be read.'],
      [['resume', 'support'], FOUR, 1, 'is not paused'],
      [['templates'], FOUR, 1, 'No account is set.'],
      [['templates'], { ...FOUR, WHATSAPP_BUSINESS_ACCOUNT_ID: '102290129340398' }, 0, 'No template is known.'],
      [['serve', '--config', 'missing.ts'], FOUR, 1, 'missing.ts does not exist'],
    ]
    const ended = await inOneProcess(
      expected.map(([args, env], index) => ({ args, env: { ...env, WABATON_DATA: join(folder, `data-${index}`) } })),
      { folder },
    )
    for (const [index, [args, , code, said]] of expected.entries()) {
      const { output, errors, ...end } = ended[index]!
      expect([args, { ...end, said: output + errors }]).toEqual([args, { code, said: expect.stringContaining(said) }])
    }
  }, 180_000)
})

describe('a simulator as in the documents', () => {
  let server: ChildProcess
  let url: string
  let shown: string
  beforeAll(async () => {
    const home = join(folder, 'simulated')
    const own = { LOG_LEVEL: 'silent', WABATON_SETTLE_MS: '0', WABATON_DATA: home }
    const env = { PATH: process.env.PATH ?? '', ...COMPILED, ...own }
    server = spawn(process.execPath, [...NODE, MAIN, 'simulate', '--port', '0'], { cwd: ROOT, env })
    const greeting = await said(server, /^([\s\S]*Ctrl-C stops\.)/)
    url = /phone +(http:\S+)\/sim /.exec(greeting)![1]!
    shown = greeting.replaceAll(url, 'http://127.0.0.1:8000')
  })
  afterAll(() => ended(server))

  it('[Q10 C12] greets as the README shows', () => {
    const [greeting] = samples.filter(({ page, language }) => page === 'README.md' && language === 'text')
    const lines = greeting!.code
      .trimEnd()
      .replace('npm run phone', 'wabaton phone')
      .replace('npm run wabaton -- ', 'wabaton ')
      .split('\n')
    // Each start prints a secret of its own.
    const secret = /(?<=#token=wabaton_setup_)\S+/
    const told = (line: string) => line.trimEnd().replace(secret, '...')
    expect(shown.split('\n').map(told)).toEqual(lines.map(told))
  })

  it('[Q10 C12 S1] answers what the guide asks of its control API, and the demo answers what is said', async () => {
    const calls = samples
      .flatMap(({ language, code }) => (language === 'sh' ? code.split('\n') : []))
      .filter((line) => line.startsWith('curl ') && line.includes('/sim/api/'))
    expect(calls.length).toBe(6)
    for (const call of calls) {
      const [, path] = /http:\/\/127\.0\.0\.1:8000([^\s']+)/.exec(call)!
      const [, body] = /-d '([^']+)'/.exec(call) ?? []
      const how = body ? { method: 'POST', headers: { 'content-type': 'application/json' }, body } : {}
      const response = await fetch(`${url}${path}`, how)
      expect([call, response.status]).toEqual([call, 200])
    }
    const post = (action: string, body: object) =>
      fetch(`${url}/sim/api/${action}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
    // Maya's reply may have met the jump of the clock and its closed window: somebody else asks.
    const line = '106540352242922'
    await post('reset', {})
    await post('customers', { phone: '15550003333', name: 'Noah' })
    await post('say', { customer: '15550003333', line, text: 'Hi, my order ORD-22' })
    const thread = `${url}/sim/api/thread?customer=15550003333&line=${line}`
    await expect.poll(async () => (await fetch(thread)).text(), { timeout: 10_000 }).toContain('to 12 Oak St')
  })

  it('[Q10 C12] has a phone in the terminal', async () => {
    const phone = spawn(
      process.execPath,
      [...NODE, MAIN, 'phone', '--url', `${url}/sim`, '--line', 'Acme Sales', '--customer', '15550003333'],
      { env: { ...process.env, ...COMPILED } },
    )
    const answered = said(phone, /Acme Sales: [\s\S]*(Pro is)/)
    phone.stdin.write('How much is the Pro plan?\n')
    await answered
    phone.stdin.end('/quit\n')
    expect((await once(phone, 'exit'))[0]).toBe(0)
  })

  it('[Q10 O14] can be backed up while it runs, as the guide says', async () => {
    const [sample = ''] = samples.filter(({ code }) => code.includes('vacuum into')).map(({ code }) => code)
    const script = /^node -e "(.*)"$/m
      .exec(sample)![1]!
      .replaceAll('\\"', '"')
      .replace('.wabaton/data', 'simulated/simulator')
    expect(await run(['-e', script])).toEqual({ code: 0, output: '' })
    const look = `const d = new (require('node:sqlite').DatabaseSync)('backup.db', { readOnly: true })
      console.log(d.prepare('pragma integrity_check').get().integrity_check, d.prepare('select count(*) as n from messages').get().n > 0)`
    expect(await run(['-e', look])).toEqual({ code: 0, output: 'ok true\n' })
  })

  it('[Q10 S3] also runs alone, against another server', async () => {
    const sample = samples
      .flatMap(({ code }) => code.split('\n'))
      .find((line) => line.startsWith('node simulator/main.ts'))!
    const args = sample.split(' ').slice(2).join(' ').replace('--port 8001', '--port 0').split(' ')
    const alone = spawn(process.execPath, [...NODE, join(ROOT, 'simulator/main.ts'), ...args])
    const page = await said(alone, /"phone":"(http:[^"]+)"/)
    expect((await fetch(`${page}/api/state`)).status).toBe(200)
    expect(await ended(alone)).toBe(0)
  })

  it('[C4] and a server of the configuration that init wrote starts and stops', async () => {
    writeFileSync(join(folder, 'wabaton.config.mjs'), "export default { agent: () => 'Hello' }\n")
    const serve = spawn(
      process.execPath,
      [...NODE, MAIN, 'serve', '--host', '127.0.0.1', '--port', '0', '--config', 'wabaton.config.mjs'],
      {
        cwd: folder,
        env: { PATH: process.env.PATH ?? '', ...COMPILED, ...FOUR },
      },
    )
    const health = await said(serve, /health +(http:\S+)/)
    expect(await (await fetch(health)).json()).toMatchObject({ ok: true, status: 'ready' })
    expect(await ended(serve)).toBe(0)
  })
})

async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.kill('SIGTERM')) await once(child, 'exit')
  return child.exitCode
}

/** Waits until a process has said what fits, and hands back the first group. */
function said(child: ChildProcess, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    const listen = (chunk: Buffer) => {
      output += chunk.toString('utf8')
      const found = pattern.exec(output)
      if (found) resolve(found[1]!)
    }
    child.stdout!.on('data', listen)
    child.stderr!.on('data', listen)
    child.once('exit', () => reject(new Error(`ended without saying ${pattern}:\n${output}`)))
  })
}
