import { posix } from 'node:path'
import { describe, expect, it } from 'vitest'
import { filesBelow, read } from './documents.ts'

interface Import {
  readonly from: string
  readonly line: number
  /** The names that are there when the program runs; types are not. */
  readonly values: readonly string[]
}

const IMPORT = /^[ \t]*(?:import|export)\s+(type\s+)?([^'";]*?)\s*from\s+'([^']+)'|^[ \t]*import\s+'([^']+)'/gm
const DYNAMIC = /\bimport\(\s*'([^'$]+)'/g

function importsOf(text: string): Import[] {
  const lineAt = (index: number) => text.slice(0, index).split('\n').length
  const plain = [...text.matchAll(IMPORT)].map(({ 0: whole, 1: type, 2: names = '', 3: from, 4: bare, index }) => ({
    from: from ?? bare!,
    line: lineAt(index + whole.search(/\S/)),
    values: type
      ? []
      : [...names.replaceAll(/\btype\s+\w+/g, '').matchAll(/\w+/g)]
          .map(([name]) => name)
          .filter((name) => name !== 'as'),
  }))
  const dynamic = [...text.matchAll(DYNAMIC)].map(({ 1: from, index }) => ({
    from: from!,
    line: lineAt(index),
    values: [],
  }))
  return [...plain, ...dynamic]
}

const PARTS = ['store', 'whatsapp', 'ai', 'memory', 'post', 'ports'] as const
const INTRODUCERS = [
  'platform.ts',
  'doors.ts',
  'duties.ts',
  'reception.ts',
  'live.ts',
  'staff.ts',
  'storage.ts',
  'memories.ts',
  'campaigns.ts',
  'library-campaigns.ts',
  'library-memory.ts',
  'agents-of.ts',
  'wabaton.ts',
  'slack.ts',
] as const
const EVERYTHING_BUT_CLI = ['domain', 'flows', 'config', 'http', 'desks', ...INTRODUCERS, ...PARTS]

/** What each part of src may import of src; a path with a slash stands for one file. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  domain: ['domain'],
  flows: ['domain', 'flows'],
  ...Object.fromEntries(PARTS.map((part) => [part, ['domain', 'flows', part]])),
  desks: ['domain', 'flows', 'desks'],
  ports: ['domain', 'flows', 'ports', 'config/settings.ts'],
  config: ['config', 'domain'],
  http: ['domain', 'flows', 'http', 'whatsapp/parse.ts', 'whatsapp/signature.ts'],
  cli: [...EVERYTHING_BUT_CLI, 'cli'],
  ...Object.fromEntries(INTRODUCERS.map((one) => [one, EVERYTHING_BUT_CLI])),
  'index.ts': EVERYTHING_BUT_CLI,
}
const WITHOUT_PACKAGES = ['domain', 'flows']
/** `index.ts` only hands on. */
const CONSTRUCTORS = [...INTRODUCERS, 'index.ts', 'cli']
const CONSTRUCTS = /^(create|open)[A-Z]/

/** Ranking is a pure function, which no server stands before: that part of the bench asks it as it is. */
const pureFor = (path: string) =>
  path.startsWith('bench/memory/') ? ['src/memory/ranking/', 'src/domain/memory/'] : []

/** The pretend Slack has sockets, and node has no server for them. */
const forSlack = (path: string, from: string) => path.startsWith('simulator/slack/') && from === 'ws'

/** What the desk may know of the server: the shape of its answers, pure rules; and how a voice message is wrapped, from the phone. */
const FOR_CONSOLE = [
  'console/',
  'src/http/wire.ts',
  'src/http/wire-campaigns.ts',
  'src/domain/',
  'simulator/page/ogg.js',
]

/** What a file does that its place does not allow, each with its line. */
function violations(path: string, text: string): string[] {
  const told = (line: number, what: string) => `${path}:${line} ${what}`
  const [root, ...rest] = path.split('/')
  const part = rest[0]!
  const found: string[] = []
  for (const { from, line, values } of importsOf(text)) {
    const isOurs = from.startsWith('.')
    const target = isOurs ? posix.join(posix.dirname(path), from) : from
    if (root === 'simulator') {
      if (isOurs ? !target.startsWith('simulator/') : !from.startsWith('node:') && !forSlack(path, from))
        found.push(told(line, `imports ${from}: the simulator knows itself and node: only`))
      continue
    }
    if (root === 'console') {
      if (isOurs && !FOR_CONSOLE.some((one) => target.startsWith(one)))
        found.push(told(line, `imports ${from}: the desk knows the server by src/http/wire.ts`))
      continue
    }
    if (root === 'bench') {
      if (isOurs && !['bench/', 'test/', ...pureFor(path)].some((folder) => target.startsWith(folder)))
        found.push(told(line, `imports ${from}: the bench measures what is built, from outside`))
      continue
    }
    if (!isOurs) {
      if (WITHOUT_PACKAGES.includes(part)) found.push(told(line, `imports ${from}: src/${part} knows no package`))
      continue
    }
    if (target.startsWith('simulator/')) {
      if (part !== 'cli') found.push(told(line, `imports ${from}: only src/cli starts the simulator`))
      continue
    }
    const inside = target.replace(/^src\//, '')
    const allowed = MAY_IMPORT[part] ?? []
    if (!target.startsWith('src/') || !allowed.some((one) => inside === one || inside.startsWith(`${one}/`)))
      found.push(told(line, `imports ${from}: not allowed for src/${part}`))
    else if (inside.split('/')[0] !== part && !CONSTRUCTORS.includes(part))
      for (const name of values.filter((one) => CONSTRUCTS.test(one)))
        found.push(told(line, `takes ${name} from ${from}: platform.ts alone constructs`))
  }
  if (root === 'src' && WITHOUT_PACKAGES.includes(part))
    found.push(...impurities(text).map(([line, what]) => told(line, what)))
  return found
}

const IMPURE =
  /\bDate\.now\b|\bnew Date\(\s*\)|\bDate\(\s*\)|\bMath\.random\b|\bset(?:Timeout|Interval|Immediate)\b|\bperformance\.now\b|\bcrypto\.\w+|\bprocess\.\w+|\bfetch\(/g

/** Whatever reads a clock, sets a timer, draws a number or reaches outside, in code and not in comments. */
function impurities(text: string): [line: number, what: string][] {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, (comment) => comment.replaceAll(/[^\n]/g, ' '))
  return [...code.matchAll(IMPURE)].map(({ 0: what, index }) => [
    code.slice(0, index).split('\n').length,
    `uses ${what}: time, timers and chance come through ports`,
  ])
}

const sources = ['src', 'simulator', 'bench', 'console/src']
  .flatMap((folder) => filesBelow(folder))
  .filter((path) => /\.tsx?$/.test(path) && !/\.test\.ts$|\/test-[\w-]+\.ts$/.test(path))

describe('the import rule', () => {
  it('holds in src, simulator, bench and console', () => {
    expect(sources.length).toBeGreaterThan(100)
    expect(sources.flatMap((path) => violations(path, read(path)))).toEqual([])
  })

  it('sees every import there is', () => {
    const missed = sources.filter((path) => {
      const written = read(path).match(/ from '[^'\n]+'$/gm)?.length ?? 0
      return importsOf(read(path)).length < written
    })
    expect(missed).toEqual([])
  })

  it.each([
    ['src/domain/turn.ts', "import { z } from 'zod'", 'imports zod: src/domain knows no package'],
    ['src/domain/turn.ts', "import { hash } from 'node:crypto'", 'imports node:crypto: src/domain knows no package'],
    ['src/domain/turn.ts', "import { x } from '../flows/x.ts'", 'imports ../flows/x.ts: not allowed for src/domain'],
    ['src/flows/answer.ts', "import { x } from '../store/x.ts'", 'imports ../store/x.ts: not allowed for src/flows'],
    [
      'src/store/open.ts',
      "import {\n  x,\n} from '../whatsapp/x.ts'",
      'imports ../whatsapp/x.ts: not allowed for src/store',
    ],
    [
      'src/http/app.ts',
      "import { x } from '../whatsapp/client.ts'",
      'imports ../whatsapp/client.ts: not allowed for src/http',
    ],
    [
      'src/http/app.ts',
      "import { createWorker } from '../flows/worker.ts'",
      'takes createWorker from ../flows/worker.ts: platform.ts alone constructs',
    ],
    ['src/platform.ts', "import { x } from './cli/main.ts'", 'imports ./cli/main.ts: not allowed for src/platform.ts'],
    [
      'src/platform.ts',
      "import { x } from '../simulator/index.ts'",
      'imports ../simulator/index.ts: only src/cli starts the simulator',
    ],
    [
      'simulator/line.ts',
      "import { x } from '../src/domain/line.ts'",
      'imports ../src/domain/line.ts: the simulator knows itself and node: only',
    ],
    ['simulator/line.ts', "import { z } from 'zod'", 'imports zod: the simulator knows itself and node: only'],
    ['simulator/line.ts', "import { WebSocket } from 'ws'", 'imports ws: the simulator knows itself and node: only'],
    [
      'bench/servers.ts',
      "import { serve } from '../src/cli/serve.ts'",
      'imports ../src/cli/serve.ts: the bench measures what is built, from outside',
    ],
    [
      'bench/graph.ts',
      "import { x } from '../simulator/index.ts'",
      'imports ../simulator/index.ts: the bench measures what is built, from outside',
    ],
    [
      'console/src/thread/bubble.tsx',
      "import { desk } from '../../../src/flows/desk.ts'",
      'imports ../../../src/flows/desk.ts: the desk knows the server by src/http/wire.ts',
    ],
    ['src/domain/turn.ts', 'const now = Date.now()', 'uses Date.now: time, timers and chance come through ports'],
    ['src/flows/watch.ts', 'const now = new Date()', 'uses new Date(): time, timers and chance come through ports'],
    ['src/flows/watch.ts', 'setTimeout(look, 5)', 'uses setTimeout: time, timers and chance come through ports'],
    ['src/domain/pace.ts', 'return Math.random()', 'uses Math.random: time, timers and chance come through ports'],
  ])('finds what is wrong in %s: %s', (path, code, what) => {
    expect(violations(path, `/** Date.now() in a comment. */\n${code}\n`)).toEqual([`${path}:2 ${what}`])
  })

  it.each([
    ['src/flows/watch.ts', 'const shown = new Date(since).toISOString() // not Date.now()'],
    ['src/http/app.ts', "import type { createWorker } from '../flows/worker.ts'"],
    ['src/http/app.ts', "import { parseWebhook } from '../whatsapp/parse.ts'"],
    ['bench/databases.ts', "import { startPostgres } from '../test/postgres.ts'"],
    ['bench/memory/rankers.ts', "import { createScopeIndex } from '../../src/memory/ranking/scope-index.ts'"],
    ['simulator/slack/serve.ts', "import { WebSocketServer } from 'ws'"],
    ['src/cli/simulate.ts', "import { createSimulator } from '../../simulator/index.ts'"],
    ['console/src/list/row.tsx', "import type { ConversationRow } from '../../../src/http/wire.ts'"],
  ])('lets pass what is right in %s: %s', (path, code) => {
    expect(violations(path, code)).toEqual([])
  })
})
