import { isDeepStrictEqual } from 'node:util'
import type { Settings } from './settings.ts'

/** What is built into a running server, by the name people know it by, and how to leave it as it is. */
const BUILT_IN: readonly {
  readonly name: string
  readonly of: (settings: Settings) => unknown
  readonly keep: (now: Settings, next: Settings) => Settings
}[] = [
  whole('business', 'business'),
  whole('store', 'store'),
  whole('server', 'server'),
  whole('identity', 'identity'),
  whole('graph', 'graph'),
  whole('media', 'media'),
  whole('slack', 'slack'),
  whole('telemetry', 'telemetry'),
  {
    name: 'memory.cache_mb',
    of: ({ memory }) => memory.cacheMb,
    keep: (now, next) => ({ ...next, memory: { ...next.memory, cacheMb: now.memory.cacheMb } }),
  },
  whole('log_level', 'logLevel'),
  ofWebhook('webhook.prefix', 'prefix'),
  ofWebhook('webhook.routes', 'routes'),
]

function whole(name: string, key: keyof Settings) {
  return {
    name,
    of: (settings: Settings) => settings[key],
    keep: (now: Settings, next: Settings) => ({ ...next, [key]: now[key] }),
  }
}

function ofWebhook(name: string, key: keyof Settings['webhook']) {
  return {
    name,
    of: ({ webhook }: Settings) => webhook[key],
    keep: (now: Settings, next: Settings) => ({ ...next, webhook: { ...next.webhook, [key]: now.webhook[key] } }),
  }
}

/** The settings that have changed and take effect only at the next start. */
export function changesThatNeedRestart(before: Settings, after: Settings): string[] {
  return BUILT_IN.filter(({ of }) => !isDeepStrictEqual(of(before), of(after))).map(({ name }) => name)
}

/** Settings that a running server can go on with: what needs a restart stays as it is. */
export function untilRestart(now: Settings, next: Settings): Settings {
  return BUILT_IN.reduce((settings, { keep }) => keep(now, settings), next)
}
