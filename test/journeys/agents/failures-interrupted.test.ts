import { describe, expect, it } from 'vitest'
import { heard, hurryUntil, MAYA, openaiAt, runsOf, setDouble, setLiveScene, WAYS } from './live-scene.ts'

/** An answer that comes when the test says so. */
function gate() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open, opened }
}

const PATIENT = { turn: { timeoutMs: 300_000 } }
const WEBHOOKS = 50

describe('a model that takes 60 s', () => {
  it('[W7] keeps no webhook waiting: each is acknowledged at its first try, as on an idle platform', async () => {
    const { open, opened } = gate()
    const double = await setDouble(async ({ question }) => {
      await opened
      return `Answer to: ${question}`
    })
    const written = { model: openaiAt(double), orchestration: { timeoutSeconds: 120 } }
    const { stage, maya } = await setLiveScene(written, PATIENT)
    maya.says('Hi')
    await double.until(1)

    const others = Array.from({ length: WEBHOOKS }, (_, index) => `1555000${2000 + index}`)
    await Promise.all(
      others.map((phone) => stage.passUntil(stage.acknowledged(stage.phone(phone).says(`I am ${phone}`)))),
    )
    expect(double.open).toBeGreaterThanOrEqual(1)
    expect(stage.simulator.log.graphCalls().filter(({ body }) => body.includes('"to"'))).toEqual([])

    await stage.pass(60_000)
    open()
    expect(await heard(stage, 1)).toEqual(['Answer to: Hi'])
    for (const phone of others) expect(await heard(stage, 1, phone)).toEqual([`Answer to: I am ${phone}`])
    expect(double.requests).toHaveLength(WEBHOOKS + 1)
    // Statuses have a field of that name, and some may still be on their way.
    const said = stage.simulator.log.webhooks().filter(({ body }) => body.includes('"messages":['))
    expect(said).toHaveLength(WEBHOOKS + 1)
    expect(said.map(({ attempts }) => attempts.map(({ outcome }) => outcome))).toEqual(said.map(() => [200]))
  })
})

describe.each([WAYS[0], WAYS[3]])('a model call over HTTP, $api, streaming: $streaming', (way) => {
  it('[A28 A20] ends at once when a newer message comes, and one answer to both goes out', async () => {
    const double = await setDouble((_, nth) => (nth === 1 ? { hang: true } : 'Both: yes.'))
    const { stage, maya } = await setLiveScene({ model: openaiAt(double, way) })
    maya.says('Do you have it in blue?')
    await double.until(1)
    maya.says('And in size 40?')
    await double.requests[0]!.hungUp
    expect(await heard(stage, 1)).toEqual(['Both: yes.'])
    expect(double.requests.map(({ question }) => question)).toEqual([
      'Do you have it in blue?',
      'Do you have it in blue?\nAnd in size 40?',
    ])
    const runs = await runsOf(stage)
    expect(runs.map(({ outcome }) => outcome)).toEqual(['interrupted', 'replied'])
    expect(runs[0]).toMatchObject({ trace: { models: [{ error: 'stopped' }] } })
  })

  it('[A28 H8] ends at once when a person takes over, and nothing is sent', async () => {
    const double = await setDouble(() => ({ hang: true }))
    const fallback = openaiAt(double, { ...way, model: 'gpt-4o' })
    const { stage, maya } = await setLiveScene({ model: { primary: openaiAt(double, way), fallback } })
    maya.says('Hi')
    await double.until(1)
    expect(await stage.takeOver()).toBe(1)
    await double.requests[0]!.hungUp
    await hurryUntil(stage, async () => (await runsOf(stage)).length === 1)
    expect(await runsOf(stage)).toMatchObject([{ outcome: 'interrupted' }])
    maya.says('Anybody?')
    await stage.passUntil(stage.acknowledged(maya.said.at(-1)!.wamid))
    let passes = 0
    await hurryUntil(stage, () => ++passes > 5)
    expect(maya.bubbles).toEqual([])
    expect(double.requests).toHaveLength(1)
  })
})

describe('an answer that comes in the very moment', () => {
  it('[H8 A28] a person takes over while the answer is on its way: it is discarded, and kept as overtaken', async () => {
    const { open, opened } = gate()
    const double = await setDouble(async () => {
      await opened
      return 'I would have said this.'
    })
    const { stage, maya } = await setLiveScene(
      { model: openaiAt(double) },
      {
        onMessage: async (_, next) => {
          const reply = await next()
          await stage.takeOver()
          return reply
        },
      },
    )
    maya.says('Hi')
    await double.until(1)
    open()
    await hurryUntil(stage, async () => (await runsOf(stage)).length === 1)
    expect(await runsOf(stage)).toMatchObject([
      { outcome: expect.stringMatching(/overtaken|interrupted/), inputTokens: 100 },
    ])
    expect(maya.bubbles).toEqual([])
  })

  it('[A20 A28] three messages, each while the model thinks: one answer, and every call before it is ended', async () => {
    const double = await setDouble((_, nth) => (nth < 3 ? { hang: true } : 'All three.'))
    const { stage, maya } = await setLiveScene({ model: openaiAt(double) })
    for (const [index, text] of ['One', 'Two', 'Three'].entries()) {
      maya.says(text)
      await double.until(index + 1)
    }
    expect(await heard(stage, 1)).toEqual(['All three.'])
    await Promise.all([double.requests[0]!.hungUp, double.requests[1]!.hungUp])
    expect(double.requests.at(-1)!.question).toBe('One\nTwo\nThree')
    expect(stage.phone(MAYA).bubbles).toHaveLength(1)
  })
})
