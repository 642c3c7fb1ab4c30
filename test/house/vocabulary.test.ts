import { basename, extname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { filesBelow, read } from './documents.ts'

const LONGEST_FILE = 300

const ourFiles = [
  'src',
  'console',
  'simulator',
  'bench',
  'test',
  'scripts',
  'examples',
  'docs',
  'bin',
  'toolchain',
].flatMap((folder) => filesBelow(folder))
const isText = (path: string) => ['.ts', '.tsx', '.js', '.mjs', '.md', '.json', '.html', '.css'].includes(extname(path))
const ourTexts = [
  ...ourFiles.filter(isText),
  'README.md',
  'ARCHITECTURE.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'llms.txt',
]

const UNFINISHED = /\b(TO[D]O|FIX[M]E|XX[X])\b/
const EMPTY_NAMES = /^(utils?|helpers?|managers?|common|misc|shared|service)$/

const lock = JSON.parse(read('package-lock.json')) as {
  packages: Record<string, { version?: string; resolved?: string }>
}
const manifest = JSON.parse(read('package.json')) as Record<'dependencies' | 'devDependencies', Record<string, string>>

describe('the house', () => {
  it('has nothing unfinished lying about', () => {
    expect(ourTexts.filter((path) => UNFINISHED.test(read(path)))).toEqual([])
  })

  it('names files for what they hold', () => {
    const words = (path: string) => path.split('/').flatMap((name) => basename(name, extname(name)).split(/[-.]/))
    expect(ourFiles.filter((path) => words(path).some((word) => EMPTY_NAMES.test(word)))).toEqual([])
  })

  it(`keeps files under ${LONGEST_FILE} lines`, () => {
    const sources = ['src', 'console', 'simulator', 'bench']
      .flatMap((folder) => filesBelow(folder))
      .filter((path) => /\.tsx?$/.test(path))
    const long = sources
      .map((path) => ({ path, lines: read(path).trimEnd().split('\n').length }))
      .filter(({ lines }) => lines > LONGEST_FILE)
    expect(long).toEqual([])
  })

  it('pins every dependency to one version', () => {
    const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version),
    )
    expect(loose).toEqual([])
    const toolchain = JSON.parse(read('toolchain/package.json')) as { optionalDependencies: Record<string, string> }
    expect(new Set(Object.values(toolchain.optionalDependencies)).size).toBe(1)
  })

  it('installs what the manifest names', () => {
    const differing = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
      ([name, version]) => lock.packages[`node_modules/${name}`]?.version !== version,
    )
    expect(differing).toEqual([])
  })

  it('[Q12] names no registry in the lockfile, so that it installs from whichever a machine has', () => {
    const resolved = Object.entries(lock.packages).filter(([, one]) => one.resolved && /:\/\//.test(one.resolved))
    expect(resolved).toEqual([])
  })

  it('has the Node that it says it needs', () => {
    const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } }
    expect(engines.node).toBe('>=24')
    expect(Number(process.versions.node.split('.')[0])).toBeGreaterThanOrEqual(24)
    expect(read('.nvmrc').trim()).toMatch(/^v?24(\.|$)/)
  })
})
