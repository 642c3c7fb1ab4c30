import { readFile } from 'node:fs/promises'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createSettableClock, seededRandom } from '../../../simulator/index.ts'
import {
  createSlackDouble,
  type PostToApp,
  type SlackDouble,
  type SlackServer,
  serveSlack,
  sign,
} from '../../../simulator/slack/index.ts'
import type { Role } from '../../../src/domain/access.ts'
import { type Stage, setStage } from '../../stage.ts'
import { agent, CHANNEL, employ, MAYA, PEOPLE, SLACK } from './scene.ts'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

const soon = <T>(look: () => T) => vi.waitFor(look, { timeout: 20_000, interval: 50 })

/** The real Bolt, over the network, in real time. */
async function liveStage(double: SlackDouble, way: (typeof SLACK)['way']): Promise<Stage> {
  const slack = { ...SLACK, way, apiUrl: double.apiUrl, holdMs: 200 }
  const stage = await setStage({ live: true, agent, settings: { slack } })
  closers.push(() => stage.stop())
  const roles: readonly (readonly [string, string, Role])[] = [
    ['Olga', 'olga@harbour.example', 'owner'],
    ['Dana', 'dana@harbour.example', 'member'],
  ]
  await employ(stage, roles)
  return stage
}

async function open(options: Partial<Parameters<typeof createSlackDouble>[0]> = {}) {
  const double = createSlackDouble({
    clock: createSettableClock(),
    random: seededRandom(3),
    people: PEOPLE,
    ...options,
  })
  const server: SlackServer = await serveSlack(double)
  closers.push(
    () => server.close(),
    () => double.stop(),
  )
  return double
}

const healthOf = async ({ platform }: Stage) => {
  const answer = await platform.fetch(new Request('http://localhost/health'))
  return ((await answer.json()) as { interfaces: { slack: object } }).interfaces.slack
}

async function tellStory(double: SlackDouble, stage: Stage, between: () => Promise<unknown>) {
  const dana = double.person('dana')
  const maya = stage.phone(MAYA)
  maya.says('A person please')
  const card = () => double.messages(CHANNEL).find(({ bot, thread }) => bot && thread === undefined)!
  await soon(() => expect(card()).toBeDefined())
  await between()

  expect(await dana.presses({ on: { channel: CHANNEL, ts: card().ts }, action: 'wabaton_take' })).toEqual({ ok: true })
  await soon(() => expect(JSON.stringify(card().blocks)).toContain('*Dana* has it'))
  await between()

  const ts = dana.says(CHANNEL, 'I reissue it', { thread: card().ts })
  await soon(() => expect(maya.bubbles.map(({ text }) => text)).toContain('I reissue it'))
  await soon(() =>
    expect(
      double
        .messages(CHANNEL, card().ts)
        .find((one) => one.ts === ts)
        ?.reactions.map(({ name }) => name),
    ).toContain('white_check_mark'),
  )
  await between()

  maya.says('Thank you')
  await soon(() =>
    expect(double.messages(CHANNEL, card().ts).filter(({ text }) => text.endsWith(': Thank you'))).toHaveLength(1),
  )
  await between()

  await dana.presses({ on: { channel: CHANNEL, ts: card().ts }, action: 'wabaton_release' })
  await soon(() => expect(dana.modal).toBeDefined())
  await dana.submits({ outcome: 'Reissued' })
  await soon(() => expect(JSON.stringify(card().blocks)).toContain('Released by Dana'))
  expect(maya.bubbles.filter(({ text }) => text === 'I reissue it')).toHaveLength(1)
  expect(double.messages(CHANNEL).filter(({ bot, thread }) => bot && thread === undefined)).toHaveLength(1)
}

describe('[H16] Slack by its own library, over the network', () => {
  it('is the only desk, by sockets, with a restart of the server after every step', async () => {
    const double = await open()
    const stage = await liveStage(double, SLACK.way)
    await soon(() => expect(double.sockets.count).toBe(2))
    await tellStory(double, stage, async () => {
      await stage.restart()
      await soon(() => expect(double.sockets.count).toBe(2))
    })
  }, 120_000)

  it('that is away at the start, and goes away and comes back, is caught up with', async () => {
    const double = await open()
    double.setOutage('refused')
    const stage = await liveStage(double, SLACK.way)
    const dana = double.person('dana')
    const maya = stage.phone(MAYA)
    maya.says('A person please')
    await soon(async () => expect(await healthOf(stage)).toMatchObject({ state: 'unreachable' }))
    double.setOutage(undefined)
    const card = () => double.messages(CHANNEL).find(({ bot, thread }) => bot && thread === undefined)!
    await soon(() => expect(card()).toBeDefined())
    await soon(() => expect(double.sockets.count).toBe(2))

    double.setOutage('unavailable')
    dana.says(CHANNEL, 'Said meanwhile', { thread: card().ts })
    await soon(async () => expect(await healthOf(stage)).toMatchObject({ state: 'unreachable' }))
    double.setOutage(undefined)
    await soon(() => expect(maya.bubbles.filter(({ text }) => text === 'Said meanwhile')).toHaveLength(1))

    double.faults.revoke('app', 'invalid_auth')
    double.sockets.drop()
    await soon(async () => expect(await healthOf(stage)).toMatchObject({ state: 'refused', reason: 'invalid_auth' }))
    double.faults.restore('app')
    await soon(() => expect(double.sockets.count).toBe(2))
    await soon(async () => expect(await healthOf(stage)).toMatchObject({ state: 'reached' }))
  }, 120_000)

  it('needs no more than the manifest of the guide asks for', async () => {
    const guide = await readFile(new URL('../../../docs/guides/slack.md', import.meta.url), 'utf8')
    const manifest = JSON.parse(/```json\n([\s\S]*?)```/.exec(guide)![1]!)
    const { scopes } = manifest.oauth_config
    const double = await open({ scopes: scopes.bot, subscribed: manifest.settings.event_subscriptions.bot_events })
    const stage = await liveStage(double, SLACK.way)
    await tellStory(double, stage, async () => {})
    expect(double.people().flatMap(({ ephemerals }) => ephemerals).length).toBeGreaterThan(0)
  }, 60_000)

  it('is the same over HTTP, and believes nothing that is not signed', async () => {
    const secret = 'a-signing-secret'
    const url = 'http://localhost/channels/slack/events'
    let stage: Stage | undefined
    const post: PostToApp = async ({ url, body, headers }) => {
      const answer = await stage!.platform.fetch(new Request(url, { method: 'POST', body, headers }))
      return { status: answer.status, body: await answer.text() }
    }
    const double = await open({ http: { eventsUrl: url, signingSecret: secret, post } })
    stage = await liveStage(double, { kind: 'http', secret })
    await expect(double.verifyUrl()).resolves.toBe(true)
    await tellStory(double, stage, async () => {})

    const body = JSON.stringify({ type: 'url_verification', challenge: 'x' })
    const then = Math.floor(stage.clock.now() / 1000) - 6 * 60
    const old = { 'x-slack-request-timestamp': String(then), 'x-slack-signature': sign(secret, then, body) }
    const at = String(Math.floor(stage.clock.now() / 1000))
    expect((await post({ url, body: 'x'.repeat(2_000_000), headers: {} })).status).toBe(413)
    for (const headers of [{}, { 'x-slack-request-timestamp': at, 'x-slack-signature': `v0=${'0'.repeat(64)}` }, old])
      expect((await post({ url, body, headers: { 'content-type': 'application/json', ...headers } })).status).toBe(401)
  }, 60_000)
})
