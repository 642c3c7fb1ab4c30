import type { LineSettings, Settings } from '../src/config/settings.ts'
import type { HandoffPolicy } from '../src/domain/handoff-policy.ts'
import { PHRASES } from '../src/domain/phrasebook.ts'
import { EXAMPLE_CARD } from '../src/domain/rate-card-example.ts'

export const APP_SECRET = 'test-app-secret'
export const ACCESS_TOKEN = 'test-access-token'
export const VERIFY_TOKEN = 'test-verify-token'
export const WABA = '102290129340398'

/** Here many say the same again and again: only who asks for a person is heard. */
export const HANDOFF: HandoffPolicy = {
  signals: {
    keywords: [],
    frustration: 'off',
    sensitive: { financial: false, medical: false, legal: false },
    repeatedFailure: false,
  },
  alert: undefined,
  escalation: [],
  autoReleaseMs: undefined,
  slaMs: 300_000,
}

export const SUPPORT = line({ phoneNumberId: '106540352242922', name: 'support', displayName: 'Support' })
export const SALES = line({ phoneNumberId: '106540352242923', name: 'sales', displayName: 'Sales' })

/** Known to Meta from the start; a platform that does not know it yet is given it by a restart. */
export const LATE = line({ phoneNumberId: '999999999999999', name: 'late', displayName: 'Late' })

export function line(
  named: Pick<LineSettings, 'phoneNumberId' | 'name' | 'displayName'> & Partial<LineSettings>,
): LineSettings {
  return {
    agent: 'test',
    accessToken: ACCESS_TOKEN,
    appSecret: APP_SECRET,
    verifyToken: VERIFY_TOKEN,
    throughput: 80,
    mode: 'chat',
    handoff: HANDOFF,
    ...named,
  }
}

/** What a test changes; of a group only what it names. */
export type SettingsChange = Omit<Partial<Settings>, Group> & { [Key in Group]?: Partial<Settings[Key]> }
type Group = 'turn' | 'delivery' | 'texts' | 'media' | 'tools'

/** The settings of a test platform: two lines, no settling, everything else as a user would have it. */
export function testSettings({ turn, delivery, texts, media, tools, ...change }: SettingsChange = {}): Settings {
  return {
    business: 'acme',
    lines: [SUPPORT, SALES],
    defaultAgent: 'test',
    webhook: {
      prefix: '/whatsapp',
      routes: { whatsapp: true, webhook: true, channels: true, agents: true },
      agents: {},
      allowedCidrs: [],
      trustedProxies: [],
      allowUnsigned: false,
    },
    graph: { url: 'http://graph.invalid', version: 'v24.0' },
    store: { kind: 'embedded', folder: '' },
    server: { host: '127.0.0.1', port: 0, publicUrl: undefined },
    turn: {
      settle: 0,
      timeoutMs: 30_000,
      attempts: 3,
      maxReplyAgeMs: 12 * 60 * 60_000,
      readReceipts: true,
      typing: true,
      resetCommand: '/reset',
      ...turn,
    },
    delivery: { unconfirmedAfterMs: 120_000, quoteReplies: 'auto', ...delivery },
    rateLimit: { windowSeconds: 60, maxMessages: 30, scope: 'customer' },
    watchdogLimitMs: 300_000,
    handoffScope: 'line',
    identity: { hash: 'off', secret: undefined },
    allowedNumbers: undefined,
    texts: {
      ...PHRASES,
      agentFailed: 'Sorry, a teammate will answer you.',
      unsupported: 'Sorry, I cannot read this yet.',
      reset: 'We begin anew.',
      notAllowed: 'This operation not allowed',
      ...texts,
    },
    media: { maxFileSize: 10_485_760, ttlMs: 7 * 86_400_000, retention: 'keep', ...media },
    memory: {
      knowledge: [],
      embeddings: undefined,
      facts: { draw: true, model: undefined, quietMs: 60_000, mostTurns: 12 },
      context: { tokens: 1_200, facts: 5, preferences: 3 },
      cacheMb: 64,
    },
    acknowledgement: undefined,
    commands: {},
    onMessage: undefined,
    desks: [],
    targets: {},
    smtp: undefined,
    tools: { allowedHosts: [], privateHosts: [], ...tools },
    prices: {},
    campaigns: { quiet: undefined, messagingLimit: undefined },
    rateCard: EXAMPLE_CARD,
    runs: { keepForMs: 90 * 86_400_000 },
    // Here many write as fast as machines do.
    loopLimit: 0,
    guard: undefined,
    transcriber: undefined,
    realModel: undefined,
    logLevel: 'silent',
    telemetry: { endpoint: undefined },
    apiToken: undefined,
    signIn: { secret: undefined, setupToken: undefined },
    eventHandlers: {},
    warnings: [],
    ...change,
  }
}
