import { afterEach, describe, expect, it } from 'vitest'
import type { Store } from '../../../src/flows/store.ts'
import { CHANNEL, HOUR, MAYA, MINUTE, SECOND, type SlackScene, setSlackScene } from './scene.ts'

let scene: SlackScene
afterEach(() => scene.stop())

const healthOf = async () => {
  const answer = await scene.stage.platform.fetch(new Request('http://localhost/health'))
  return ((await answer.json()) as { interfaces: { slack: Record<string, unknown> } }).interfaces.slack
}
/** What the web desk is told before it shows anything. */
const home = async () => {
  const headers = { authorization: 'Bearer test-api-token' }
  const answer = await scene.stage.platform.fetch(new Request('http://localhost/api/desk', { headers }))
  return ((await answer.json()) as { desk: { slack?: { state: string; since?: number } } }).desk
}
const cards = () => scene.double.messages(CHANNEL).filter(({ bot, thread }) => bot && thread === undefined)

describe('[H16] Slack in trouble', () => {
  it('away for an hour loses no case: it is told once Slack is back, and health says since when it waits', async () => {
    scene = await setSlackScene({ settings: { apiToken: 'test-api-token' } })
    const { double, stage, maya, dana } = scene
    double.setOutage('unavailable')
    await scene.asks()
    maya.says('Are you there?')
    await stage.pass(MINUTE)
    expect(await healthOf()).toMatchObject({ state: 'unreachable', waiting: expect.any(Number) })
    expect((await healthOf()).behindSince).toEqual(expect.any(String))
    expect(cards()).toEqual([])
    expect((await home()).slack).toMatchObject({ state: 'unreachable', since: expect.any(Number) })
    await stage.pass(HOUR)
    expect(await stage.platform.store.deadLetters()).toEqual([])
    double.setOutage(undefined)
    await stage.pass(3 * MINUTE)
    expect(cards()).toHaveLength(1)
    expect(
      scene.said().filter((text) => text.includes('Are you there?') && text.startsWith('*Customer 1111')),
    ).toHaveLength(1)
    expect(await healthOf()).toMatchObject({ state: 'reached', behindSince: null, waiting: 0 })

    await scene.presses(dana, 'wabaton_take')
    await scene.says(dana, 'I am here')
    expect(scene.received()).toContain('I am here')
  })

  it('away while people write is caught up with, each message once', async () => {
    scene = await setSlackScene()
    const { double, stage, dana, received } = scene
    await scene.asks()
    await scene.presses(dana, 'wabaton_take')
    double.faults.rates.lost = 1
    for (const index of [0, 1, 2]) await scene.says(dana, `Missed ${index}`)
    expect(received()).not.toContain('Missed 0')
    double.faults.clear()
    double.sockets.refresh()
    await stage.pass(MINUTE)
    for (const index of [0, 1, 2]) expect(received().filter((text) => text === `Missed ${index}`)).toHaveLength(1)
  })

  it.each(['before', 'after'] as const)(
    'whose answer is lost %s it was done is asked again, and shows nothing twice',
    async (lost) => {
      scene = await setSlackScene()
      const { double, stage, maya } = scene
      double.faults.next({ method: 'chat.postMessage', lost, times: 2 })
      await scene.asks()
      await stage.pass(2 * MINUTE)
      expect(cards()).toHaveLength(1)
      double.faults.next({ method: 'chat.postMessage', lost })
      maya.says('One more')
      await stage.pass(2 * MINUTE)
      expect(scene.said().filter((text) => text.includes('One more'))).toHaveLength(1)
      expect(scene.said().filter((text) => text.includes('A person please'))).toHaveLength(1)
    },
  )

  it('that allows no more is asked again when it says so, and everything comes in its order', async () => {
    scene = await setSlackScene()
    const { double, stage, maya } = scene
    await scene.asks()
    double.faults.next({ method: 'chat.postMessage', rateLimited: 30, times: 3 })
    for (const index of [1, 2, 3]) {
      maya.says(`Number ${index}`)
      await stage.pass(SECOND)
    }
    await stage.pass(5 * MINUTE)
    const numbers = scene.said().filter((text) => text.includes('Number'))
    expect(numbers.map((text) => text.slice(-1))).toEqual(['1', '2', '3'])
  })

  it('whose token was revoked is told of, and not asked in a hot loop', async () => {
    scene = await setSlackScene()
    const { double, stage } = scene
    let calls = 0
    double.happenings.subscribe((happening) => {
      if (happening.type === 'called') calls++
    })
    double.faults.revoke('bot')
    await scene.asks()
    await stage.pass(10 * MINUTE)
    expect(await healthOf()).toMatchObject({ state: 'refused', reason: 'token_revoked' })
    expect(calls).toBeLessThan(25)
    double.faults.restore('bot')
    await stage.pass(2 * MINUTE)
    expect(cards()).toHaveLength(1)
    expect(await healthOf()).toMatchObject({ state: 'reached', waiting: 0 })
  })

  it('where somebody deletes the card has another one, and goes on below it', async () => {
    scene = await setSlackScene()
    const { double, stage, maya, dana } = scene
    await scene.asks()
    await scene.says(dana, 'I look at it')
    double.deletes(CHANNEL, scene.card().ts)
    await stage.pass(MINUTE)
    maya.says('Hello?')
    await stage.pass(MINUTE)
    const card = double
      .messages(CHANNEL)
      .findLast(({ bot, thread, subtype }) => bot && !thread && subtype !== 'tombstone')!
    expect(JSON.stringify(card.blocks)).toContain('*Dana* has it')
    const below = double.messages(CHANNEL, card.ts).map(({ text }) => text)
    expect(below.some((text) => text.includes('Hello?'))).toBe(true)
    dana.says(CHANNEL, 'Still here', { thread: card.ts })
    await stage.pass(10 * SECOND)
    expect(scene.received().filter((text) => text === 'Still here')).toHaveLength(1)
  })

  it('in which the bot is in no such channel says so', async () => {
    scene = await setSlackScene({ slack: { channel: '#nowhere' } })
    await scene.asks()
    await scene.stage.pass(MINUTE)
    expect(await healthOf()).toMatchObject({ state: 'refused', reason: 'channel_not_found' })
  })

  it('tells under the words what did not arrive, and sends it again once', async () => {
    scene = await setSlackScene()
    const { stage, dana } = scene
    await scene.asks()
    await scene.presses(dana, 'wabaton_take')
    stage.simulator.faults.next(131026)
    const ts = await scene.says(dana, 'Hello', 30 * SECOND)
    expect(scene.reactions(ts)).toEqual(['x'])
    const line = scene.thread().find(({ text }) => text.includes('Not delivered: 131026'))!
    await scene.presses(dana, 'wabaton_retry', line.ts)
    await scene.presses(dana, 'wabaton_retry', line.ts)
    await stage.pass(30 * SECOND)
    expect(scene.received().filter((text) => text === 'Hello')).toHaveLength(1)
    expect(scene.reactions(ts)).toEqual(['white_check_mark', 'eyes'])
    expect(scene.thread().filter(({ text }) => text.endsWith(': Hello'))).toEqual([])
  })

  it('with a closed window says why, and sends nothing', async () => {
    scene = await setSlackScene()
    const { stage, dana, told, received } = scene
    await scene.asks()
    await stage.pass(25 * HOUR)
    const before = received()
    const ts = await scene.says(dana, 'Too late')
    expect(received()).toEqual(before)
    expect(scene.reactions(ts)).toEqual(['x'])
    expect(told(dana)).toContain('more than 24 hours ago')
    expect(scene.cardWords()).toContain('only a template')
  })
})

describe('[H16] the server ends in the middle', () => {
  it.each(['sending', 'sent', 'withdrawn'] as const)(
    'right before it writes down that something is %s: it is said once',
    async (state) => {
      let failures = 2
      const wrapStore = (store: Store): Store => ({
        ...store,
        async settleSlack(settled) {
          if (settled.state === state && failures-- > 0) throw new Error('the disk is full')
          return store.settleSlack(settled)
        },
      })
      scene = await setSlackScene({ ports: { wrapStore } })
      const { dana, received, stage } = scene
      await scene.asks()
      await scene.says(dana, 'Once', MINUTE)
      const ts = await scene.says(dana, 'Never', SECOND)
      dana.deletes(CHANNEL, ts)
      await stage.pass(MINUTE)
      expect(failures).toBeLessThan(2)
      expect(received().filter((text) => text === 'Once')).toHaveLength(1)
      expect(received()).not.toContain('Never')
    },
  )

  it('and goes on where it was, whatever it was at: nothing is lost, nothing is said twice', async () => {
    scene = await setSlackScene()
    const { stage, maya, dana, received } = scene
    const crashes = async () => {
      await stage.crash()
      await stage.pass(30 * SECOND)
    }
    maya.says('A person please')
    await stage.pass(SECOND)
    await crashes()
    expect(cards()).toHaveLength(1)
    await scene.presses(dana, 'wabaton_take')
    await crashes()
    dana.says(CHANNEL, 'I look', { thread: scene.card().ts })
    await stage.pass(10)
    await crashes()
    const held = dana.says(CHANNEL, 'It is lost', { thread: scene.card().ts })
    await stage.pass(SECOND)
    dana.edits(CHANNEL, held, 'It is on its way')
    await stage.pass(10)
    await crashes()
    maya.says('Good')
    await stage.pass(10)
    await crashes()
    expect(received().filter((text) => text === 'I look')).toHaveLength(1)
    expect(received()).not.toContain('It is lost')
    expect(received().filter((text) => text === 'It is on its way')).toHaveLength(1)
    expect(scene.said().filter((text) => text.endsWith(': Good'))).toHaveLength(1)
    expect(await scene.owner()).toBe('Dana')
    expect(await stage.conversationOf(MAYA)).toBeTruthy()
  })
})
