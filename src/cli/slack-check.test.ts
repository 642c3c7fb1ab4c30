import { describe, expect, it } from 'vitest'
import type { SlackSettings } from '../domain/slack.ts'
import type { GraphFetch } from './graph-check.ts'
import { slackFindings } from './slack-check.ts'

const SCOPES =
  'channels:history,channels:read,chat:write,files:read,files:write,groups:history,groups:read,reactions:write,users:read,users:read.email'
const SLACK: SlackSettings = {
  botToken: 'xoxb-secret',
  way: { kind: 'sockets', appToken: 'xapp-secret' },
  channel: '#wa-support',
  channels: {},
  relay: 'claimer',
  holdMs: 3_000,
  group: undefined,
  apiUrl: 'https://slack.com/api',
}
const answering =
  (answers: Record<string, object>, scopes = SCOPES): GraphFetch =>
  async (url) => {
    const answer = answers[url.split('/').at(-1)!] ?? { ok: true, team: 'Harbour', user: 'wabaton' }
    return new Response(JSON.stringify(answer), { headers: { 'x-oauth-scopes': scopes } })
  }
const found = async (fetch: GraphFetch) =>
  (await slackFindings(SLACK, fetch)).map(({ state, detail, cure }) => [state, detail, cure].filter(Boolean).join(' '))

describe('[C13 H16] doctor looks at Slack', () => {
  it('where it is configured, and says who it is', async () => {
    expect(await slackFindings(undefined, answering({}))).toEqual([])
    expect(await found(answering({}))).toEqual(['ok wabaton of Harbour; cases go to #wa-support'])
  })

  it.each([
    [
      'a bot token that is not taken',
      answering({ 'auth.test': { ok: false, error: 'token_revoked' } }),
      'token_revoked',
    ],
    [
      'an app token that is not taken',
      answering({ 'apps.connections.open': { ok: false, error: 'invalid_auth' } }),
      'connections:write',
    ],
    ['a scope that is missing', answering({}, SCOPES.replace('users:read.email', 'chat:write')), 'users:read.email'],
    [
      'no way there',
      async () => {
        throw Object.assign(new Error('fetch failed'), { cause: { code: 'ENOTFOUND' } })
      },
      'ENOTFOUND',
    ],
  ] as [string, GraphFetch, string][])('and finds %s', async (_, fetch, words) => {
    const all = await found(fetch)
    expect(all.join('\n')).toContain('fail')
    expect(all.join('\n')).toContain(words)
    expect(all.join('\n')).not.toContain('-secret')
  })
})
