import { expect, it } from 'vitest'
import { z } from 'zod'
import { http, mcp } from '../../src/config/agent-far-tools.ts'
import { choice, plan } from '../../src/config/agent-model.ts'
import { manifest, metadata, spec } from '../../src/config/agent-schema.ts'
import { own, ready } from '../../src/config/agent-tools.ts'
import { blockOf } from '../../src/config/entries.ts'
import { filesBelow, read } from './documents.ts'

/** Everything that can be written for an agent, as in YAML. */
const SETTINGS = [
  ...keysOf(z.strictObject(metadata)),
  ...Object.keys(manifest.shape).map(snake),
  ...keysOf(spec),
  ...keysOf(plan, 'model'),
  ...keysOf(choice, 'model'),
  ...keysOf(ready, 'tools.ready'),
  ...keysOf(own, 'tools.own'),
  ...keysOf(http, 'tools.http'),
  ...keysOf(mcp, 'tools.mcp'),
]

it('[A1 Q10] every setting of an agent is named by a journey that shows what it changes', () => {
  const titles = filesBelow('test/journeys/agents', (path) => /\/(settings|escalat)[^/]*\.test\.ts$/.test(path))
    .flatMap((path) => [...read(path).matchAll(/\bit(?:\.each\(.*?\))?\(\s*(['"`])(.*?)\1,/g)])
    .map(([, , title]) => title!)
    .join('\n')
  const named = new Set(titles.match(/[\w.]+/g)?.map((word) => word.replace(/\.$/, '')))
  expect(SETTINGS.length).toBeGreaterThan(70)
  expect(SETTINGS.filter((setting) => !named.has(setting))).toEqual([])
})

function keysOf(schema: z.core.$ZodType, path = ''): string[] {
  const block = blockOf(schema)
  if (!(block instanceof z.ZodObject)) return [path]
  return Object.entries(block.shape).flatMap(([key, child]) =>
    keysOf(child, path ? `${path}.${snake(key)}` : snake(key)),
  )
}

function snake(key: string) {
  return key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
