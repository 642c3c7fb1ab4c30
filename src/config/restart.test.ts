import { expect, it } from 'vitest'
import { testSettings } from '../../test/settings.ts'
import { changesThatNeedRestart, untilRestart } from './restart.ts'
import type { Settings } from './settings.ts'

const before = testSettings()
const after: Settings = {
  ...before,
  business: 'other',
  store: { kind: 'embedded', folder: '/elsewhere' },
  server: { host: '127.0.0.1', port: 1, publicUrl: undefined },
  identity: { hash: 'sha256', secret: undefined },
  graph: { ...before.graph, version: 'v25.0' },
  media: { ...before.media, retention: 'none' },
  telemetry: { endpoint: 'http://127.0.0.1:4318' },
  logLevel: 'debug',
  webhook: {
    ...before.webhook,
    prefix: '/hooks',
    routes: { ...before.webhook.routes, agents: false },
    agents: { shop: {} },
  },
  lines: before.lines.slice(0, 1),
  apiToken: 'rotated',
}

it('[C11] what cannot change while it runs is named, everything else is not', () => {
  expect(changesThatNeedRestart(before, structuredClone(before))).toEqual([])
  expect(
    changesThatNeedRestart(before, { ...before, lines: [], apiToken: 'x', texts: { ...before.texts, reset: 'y' } }),
  ).toEqual([])
  expect(changesThatNeedRestart(before, after)).toEqual([
    'business',
    'store',
    'server',
    'identity',
    'graph',
    'media',
    'telemetry',
    'log_level',
    'webhook.prefix',
    'webhook.routes',
  ])
})

it('[C11] until then it stays as it is, and the rest goes over', () => {
  expect(untilRestart(before, after)).toEqual({
    ...before,
    webhook: { ...before.webhook, agents: { shop: {} } },
    lines: after.lines,
    apiToken: 'rotated',
  })
})
