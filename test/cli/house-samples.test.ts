import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ROOT, samples } from '../house/documents.ts'

const CONFIGURATION = 'docs/guides/configuration.md'
/** The samples of configuration.md are loaded as configurations by src/config/documentation.test.ts. */
const typed = samples.filter(({ language, page }) => language === 'ts' && page !== CONFIGURATION)

/** What a sample leaves out because its page has just said it. */
const PREAMBLES: Readonly<Record<string, string>> = {
  'simulator/README.md': `import { createSimulator, createVirtualClock, type Deliver, type SimulatedLine, seededRandom } from '${ROOT}/simulator/index.ts'
    declare const appSecret: string, accessToken: string, lines: SimulatedLine[], deliver: Deliver\n`,
  'simulator/slack/README.md': `import { type SimulatorClock, seededRandom } from '${ROOT}/simulator/index.ts'
    import { createSlackDouble, serveSlack } from '${ROOT}/simulator/slack/index.ts'
    declare const clock: SimulatorClock, root: string\n`,
}

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wabaton-samples-'))
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** What the compiler says of these files in a user's own project. Our sources have their own check. */
function compile(files: Readonly<Record<string, string>>): string[] {
  for (const [name, code] of Object.entries(files)) writeFileSync(join(folder, name), code)
  const config = {
    extends: join(ROOT, 'tsconfig.json'),
    compilerOptions: {
      paths: { wabaton: [join(ROOT, 'src/index.ts')] },
      noUnusedLocals: false,
      rewriteRelativeImportExtensions: false,
    },
    files: Object.keys(files),
    include: [],
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
  const compiler = join(ROOT, 'node_modules/typescript/bin/tsc')
  const { stdout } = spawnSync(process.execPath, [compiler, '-p', folder], { cwd: folder, encoding: 'utf8' })
  return stdout.split('\n').filter((line) => line !== '' && !/^\.\.|^ /.test(line))
}

/** Wrong on purpose. */
const WRONG: Readonly<Record<string, string>> = {
  'wrong.ts': "import { createWabaton } from 'wabaton'\ncreateWabaton({ agnet: () => '' })\n",
  'wrong-deeper.ts': `import type { WabatonOptions } from 'wabaton'
    export default { agent: { model: { primary: 'gpt-4o', falback: 'o4-mini' } } } satisfies WabatonOptions\n`,
  'wrong-tool.ts': `import { defineTool } from 'wabaton'
    defineTool({ name: 'x', description: 'x', effect: 'read', parameters: { order: 'string' }, run: ({ ordr }) => ordr })\n`,
}

describe('samples in TypeScript', () => {
  /** All at once: the compiler reads the whole of Wabaton each time. */
  let told: readonly string[]
  beforeAll(() => {
    const files = typed.map(({ page, line, code }) => [
      `${page.replaceAll(/[^a-z]/gi, '-')}-line-${line}.ts`,
      (PREAMBLES[page] ?? '') + code.replaceAll("'../test/", `'${ROOT}/test/`),
    ])
    told = compile({ ...Object.fromEntries(files), ...WRONG })
  }, 120_000)

  it('[Q10 C12] type-check as they stand', () => {
    expect(typed.length).toBeGreaterThan(8)
    expect(told.filter((line) => !line.startsWith('wrong')).join('\n')).toBe('')
  })

  it('would be found if they did not', () => {
    const found = told.filter((line) => line.startsWith('wrong')).join('\n')
    for (const misspelt of ['agnet', 'falback', 'ordr']) expect(found).toContain(`'${misspelt}' does not exist`)
  })
})
