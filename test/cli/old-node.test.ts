import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))))
const BIN = join(ROOT, 'bin', 'wabaton.js')
/** This Node says that it is an older one, on a machine npm may have no Node for. */
const pretend = (architecture: string) => [
  '--import',
  `data:text/javascript,${encodeURIComponent(`
    Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.11.1' } })
    Object.defineProperty(process, 'version', { value: 'v20.11.1' })
    Object.defineProperty(process, 'arch', { value: '${architecture}' })`)}`,
]
const tooOld = (node: string) =>
  Number(execFileSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' }).split('.')[0]) < 24
/** Where this machine has an old Node, the real thing is tried as well. */
const OLD_NODES = ['/usr/bin/node', '/usr/local/bin/node'].filter((node) => existsSync(node) && tooOld(node))

const run = (node: string, args: readonly string[]) =>
  spawnSync(node, args, { encoding: 'utf8', env: { PATH: process.env.PATH }, timeout: 30_000 })

describe('an old Node', () => {
  it.each([[process.execPath, pretend(process.arch)] as const, ...OLD_NODES.map((node) => [node, []] as const)])(
    '[C13] the installed command says which one it needs (%s)',
    (node, preload) => {
      const { status, stdout, stderr } = run(node, [...preload, BIN, 'serve'])
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
      expect(stderr).toMatch(
        /^Wabaton needs Node 24 or newer; this is v\d+\.\d+\.\d+\. Install it from nodejs\.org .*\n$/,
      )
    },
  )
})

describe('the door of `npm start` on an old Node', () => {
  let clone: string
  /** An installed clone in miniature, for a machine of this architecture. */
  function install(architecture: string) {
    const hash = createHash('sha256')
    for (const file of ['package.json', 'package-lock.json', 'toolchain/package.json'])
      hash.update(readFileSync(join(clone, file)))
    writeFileSync(
      join(clone, 'node_modules', '.wabaton-installed'),
      hash.update(`${process.platform} ${architecture}`).digest('hex'),
    )
  }
  beforeAll(() => {
    clone = mkdtempSync(join(tmpdir(), 'wabaton-clone-'))
    for (const path of ['package.json', 'package-lock.json', 'toolchain/package.json', 'scripts/run.mjs']) {
      mkdirSync(dirname(join(clone, path)), { recursive: true })
      copyFileSync(join(ROOT, path), join(clone, path))
    }
    mkdirSync(join(clone, 'src', 'cli'), { recursive: true })
    writeFileSync(join(clone, 'src', 'cli', 'main.ts'), `console.log(\`went on with \${process.version as string}\`)`)
    const system = process.platform === 'win32' ? 'win' : process.platform
    const home = join(clone, 'node_modules', `node-${system}-${process.arch}`, 'bin')
    mkdirSync(home, { recursive: true })
    symlinkSync(process.execPath, join(home, system === 'win' ? 'node.exe' : 'node'))
  })
  afterAll(() => rmSync(clone, { recursive: true, force: true }))

  it.each([[process.execPath, pretend(process.arch)] as const, ...OLD_NODES.map((node) => [node, []] as const)])(
    '[Q12] goes on with the Node 24 that was installed along (%s)',
    (node, preload) => {
      install(process.arch)
      const { status, stdout, stderr } = run(node, [...preload, join(clone, 'scripts', 'run.mjs'), 'wabaton'])
      expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: `went on with ${process.version}\n`, stderr: '' })
    },
  )

  it('[C13] says what to install where npm has none for the machine', () => {
    install('s390x')
    const { status, stderr } = run(process.execPath, [
      ...pretend('s390x'),
      join(clone, 'scripts', 'run.mjs'),
      'wabaton',
    ])
    expect(status).toBe(1)
    expect(stderr).toMatch(
      /^Wabaton needs Node 24\. This machine has v20\.11\.1, and npm has no Node package for \w+-s390x: install/,
    )
  })
})
