import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { calm } from '../../simulator/chaos.ts'
import { ACTIONS } from '../../simulator/control.ts'
import { NAMED_FAULTS } from '../../simulator/faults.ts'
import { VARIABLES } from '../../src/config/environment.ts'
import { UnknownLine } from '../../src/domain/line.ts'
import { health } from '../../src/http/health.ts'
import { webhookRoutes } from '../../src/http/webhook-routes.ts'
import { createWabaton } from '../../src/index.ts'
import { SUPPORT, testSettings } from '../settings.ts'
import { filesBelow, firstCells, pages, prose, ROOT, read, samples, targetOf, unquoted } from './documents.ts'

const documents = [...pages, 'llms.txt']
const OPERATE = 'docs/guides/operate.md'
const SIMULATOR = 'docs/guides/simulator.md'

interface Link {
  readonly page: string
  readonly text: string
  readonly target: string
  readonly anchor: string | undefined
}

const links: readonly Link[] = documents.flatMap((page) =>
  [...prose(page).matchAll(/\[([^\]]*)\]\(([^)\s]+)\)/g)]
    .filter(([, , to]) => !/^[a-z]+:/.test(to!))
    .map(([, text, to]) => {
      const [path, anchor] = to!.split('#')
      return { page, text: text!, target: path ? targetOf(page, path) : page, anchor }
    }),
)

/** The name a heading gets on the usual hosts. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, '')
    .trim()
    .replaceAll(' ', '-')
const anchorsOf = (page: string) => [...read(page).matchAll(/^#+ (.*)$/gm)].map(([, heading]) => anchorOf(heading!))

describe('links', () => {
  it('[Q10 C12] lead to something that is there', () => {
    expect(links.length).toBeGreaterThan(100)
    expect(links.filter(({ target }) => !existsSync(join(ROOT, target)))).toEqual([])
  })

  it('[Q10 C12] lead to headings that are there', () => {
    const lost = links.filter(({ target, anchor }) => anchor !== undefined && !anchorsOf(target).includes(anchor))
    expect(lost).toEqual([])
  })

  it('[Q10] that name something of the code lead to the file that has it', () => {
    const named = links.filter(({ text, target }) => /^`\w+`$/.test(text) && target.endsWith('.ts'))
    expect(named.length).toBeGreaterThan(40)
    const lost = named.filter(({ text, target }) => !new RegExp(`\\b${text.slice(1, -1)}\\b`).test(read(target)))
    expect(lost).toEqual([])
  })

  it('[Q10] and paths written in the text are there', () => {
    const paths = documents.flatMap((page) =>
      [...prose(page).matchAll(/`((?:src|simulator|test|scripts|bin|docs|examples|toolchain)\/[\w./-]*)`/g)].map(
        ([, path]) => ({ page, path: path! }),
      ),
    )
    const announced = /not there yet|will stand|will be/
    const lost = paths.filter(
      ({ page, path }) =>
        !existsSync(join(ROOT, path)) &&
        !prose(page)
          .split('\n\n')
          .some((paragraph) => paragraph.includes(`\`${path}\``) && announced.test(paragraph)),
    )
    expect(lost).toEqual([])
  })

  it('[C12] bring a reader from the indexes to every page', () => {
    const from = (index: string) => links.filter(({ page }) => page === index).map(({ target }) => target)
    const guides = pages.filter((page) => /^docs\/guides\/(?!README)/.test(page))
    const decisions = pages.filter((page) => /^docs\/decisions\/\d/.test(page))
    const examples = pages.filter((page) => page.startsWith('examples/'))
    expect(from('docs/guides/README.md')).toEqual(expect.arrayContaining(guides))
    expect(from('README.md')).toEqual(expect.arrayContaining(guides))
    expect(from('docs/decisions/README.md')).toEqual(decisions)
    expect(from('llms.txt')).toEqual(expect.arrayContaining([...guides, ...examples]))
  })
})

describe('what the pages name', () => {
  it('[Q10 C1] are variables that have effect', () => {
    const ofFaults = [...read('scripts/faults.ts').matchAll(/WABATON_[A-Z]+/g)].map(([name]) => name)
    const known = [
      ...Object.values(VARIABLES).flat(),
      ...ofFaults,
      'WABATON_ALLOW_UNSIGNED',
      'NODE_ENV',
      'SALES_ACCESS_TOKEN',
    ]
    const named = documents.flatMap((page) =>
      [...read(page).matchAll(/\b(?:WHATSAPP|WABA|WABATON|AK_WHATSAPP|NODE|DATABASE|LOG|SALES)_[A-Z_]+\b/g)].map(
        ([name]) => ({ page, name }),
      ),
    )
    expect(named.length).toBeGreaterThan(40)
    expect(named.filter(({ name }) => !known.includes(name))).toEqual([])
  })

  it('[Q10 C6] are routes that answer', () => {
    const { webhook } = testSettings()
    const route = webhookRoutes({ ...webhook, hasAgent: () => true })
    const webhooks = [
      '/webhook/whatsapp',
      '/v1/channels/whatsapp/webhook',
      '/v1/agents/:agent/channels/whatsapp/webhook',
    ]
    for (const path of webhooks) expect(route(path.replace(':agent', 'sales'))?.kind).toBe('webhook')
    expect(read('src/http/app.ts')).toContain(`'/health'`)
    for (const path of [...webhooks, '/health']) expect(read('docs/guides/library.md')).toContain(`\`${path}\``)
  })

  it('[Q10] are npm scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> }
    const named = documents.flatMap((page) => [...read(page).matchAll(/\bnpm run ([\w-]+)/g)].map(([, name]) => name!))
    expect(named.filter((name) => !Object.hasOwn(scripts, name))).toEqual([])
  })

  it('[Q10] are log events that are written', () => {
    const code = filesBelow('src', (path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
      .map(read)
      .join('\n')
    const events = [OPERATE, 'docs/guides/go-live.md'].flatMap((page) => [
      ...prose(page).matchAll(/^\| `([a-z]+(?:-[a-z]+)+)`|Wabaton logs `([a-z-]+)`|, `([a-z]+(?:-[a-z]+)+)`/gm),
    ])
    const names = events.map(([, a, b, c]) => a ?? b ?? c!)
    expect(names.length).toBeGreaterThan(15)
    expect(names.filter((name) => !code.includes(`'${name}'`))).toEqual([])
  })

  it('[Q10 O1] are the fields that health has, and no other', async () => {
    const { body } = await health({
      ready: true,
      lines: [{ ...SUPPORT, business: 'acme' }],
      tokenOf: () => 'unknown',
      figures: async () => ({
        queued: 0,
        oldestDueAt: undefined,
        deadLetters: 0,
        openHandoffs: 0,
        unconfirmed: 0,
        pausedLines: [{ business: 'acme', line: 'support', code: 190, reason: '190', since: 1, probeAt: 2 }],
        strays: 0,
        unansweredSince: undefined,
        alarms: 0,
        alarmedSince: undefined,
        waiting: [],
        lastInboundAt: {},
      }),
      slack: async () => ({ state: 'reached', since: 1, reason: 'x', behindSince: 1, waiting: 0 }),
      warnings: [],
      refusedSignatures: 0,
      unknownLines: [],
      now: 0,
      watchdogLimitMs: 1,
    })
    expect(firstCells(OPERATE, '## Health').flatMap(unquoted)).toEqual(fieldsOf(body))
  })

  it('[Q10 C6] are the members that createWabaton has, and no other', () => {
    const wabaton = createWabaton({
      agent: () => 'Hello',
      accessToken: 'a',
      appSecret: 's',
      verifyToken: 'v',
      phoneNumberId: '106540352242922',
    })
    expect(firstCells('docs/guides/library.md', '## createWabaton').flatMap(unquoted)).toEqual(Object.keys(wabaton))
    expect(() => wabaton.lineFor('123')).toThrow(new UnknownLine('123').message)
    expect(read('docs/guides/library.md')).toContain(new UnknownLine('<id>').message)
  })

  it('[Q10] are the fields that a turn has, and no other', () => {
    const [, declared = ''] = /export interface Turn \{([\s\S]*?)^\}/m.exec(read('src/domain/turn.ts')) ?? []
    const fields = [...declared.matchAll(/^ {2}readonly (\w+):/gm)].map(([, name]) => name)
    expect(firstCells('docs/guides/your-own-agent.md', '## What a turn holds').flatMap(unquoted).sort()).toEqual(
      fields.sort(),
    )
  })

  it('[Q10 S3] are the actions, chaos settings and faults that the simulator has, and no other', () => {
    const below = (cell: string) =>
      firstCells(SIMULATOR, '## The control API').slice(cell === 'POST' ? 4 : 0, cell === 'POST' ? undefined : 4)
    expect(below('GET').flatMap(unquoted)).toEqual(['state', 'thread', 'log', 'events'])
    expect(below('POST').flatMap(unquoted)).toEqual(Object.keys(ACTIONS))
    const rows = read(SIMULATOR).split('\n## Chaos\n')[1]!.split('\n## ')[0]!
    const defaults = [...rows.matchAll(/^\| `(\w+)` \| `(\w+)` \|/gm)].map(([, name, value]) => [name, value])
    expect(defaults).toEqual(Object.entries(calm()).map(([name, value]) => [name, String(value)]))
    const faults = read(SIMULATOR).split('\n## Faults\n')[1]!.split('\n## ')[0]!.split('\n\n').at(-1)!
    expect(unquoted(faults)).toEqual([...NAMED_FAULTS])
  })
})

describe('samples', () => {
  it('[Q10 C12] are fenced with a language', () => {
    expect(samples.filter(({ language }) => language === '')).toEqual([])
  })
})

/** `interfaces.whatsapp[].line` and so on. */
function fieldsOf(body: object): string[] {
  return Object.entries(body).flatMap(([name, value]): string[] => {
    if (Array.isArray(value) && typeof value[0] === 'object')
      return fieldsOf(value[0] as object).map((inner) => `${name}[].${inner}`)
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return fieldsOf(value as object).map((inner) => `${name}.${inner}`)
    return [name]
  })
}
