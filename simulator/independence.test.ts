import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, it } from 'vitest'

const HOME = import.meta.dirname

/** Real time, real randomness and real connections live here; everything else runs on what it is handed. */
const EDGES = [
  'clock.ts',
  'delivery.ts',
  'event-stream.ts',
  'graph-transport.ts',
  'main.ts',
  'read-events.ts',
  'server.ts',
  'slack/serve.ts',
  'terminal.ts',
]

const files = readdirSync(HOME, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => ({ file, text: readFileSync(join(HOME, file), 'utf8') }))

it('[S3] stands on its own: imports lead to node and to the simulator, never to the product', () => {
  expect(files.length).toBeGreaterThan(30)
  for (const { file, text } of files) {
    for (const [, target = ''] of text.matchAll(/(?:from|import\() ?'([^']+)'/g)) {
      if (target.startsWith('node:') || (target === 'ws' && file === 'slack/serve.ts')) continue
      const path = relative(HOME, resolve(HOME, dirname(file), target))
      expect(target.startsWith('.') && !path.startsWith('..'), `${file} imports ${target}`).toBe(true)
    }
  }
})

it('[S4] reads no clock, sets no timer and draws no number but through its ports', () => {
  for (const { file, text } of files.filter((one) => !EDGES.includes(one.file))) {
    const real = file === 'virtual-clock.ts' ? text.replaceAll('setImmediate', '') : text
    expect(real, file).not.toMatch(
      /Date\.now|new Date\(\)|setTimeout|setInterval|setImmediate|Math\.random|randomInt|randomUUID|randomBytes/,
    )
  }
})
