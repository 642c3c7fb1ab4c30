import { describe, expect, it, onTestFinished } from 'vitest'
import { demoAgent } from '../../../src/ai/demo-agent.ts'
import { builtInAgent } from '../../../src/config/built-in.ts'
import { HANDOFF, SALES, SUPPORT } from '../../settings.ts'
import { setStage } from '../../stage.ts'
import { ANGRY, FIRST, MAYA, NEXT_DAY, STILL, TEAMMATE, THANKS, TRANSCRIPT } from './story-one.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** The clock would have the agent answer a thank-you that nobody has. */
const WELCOME = 'You are welcome, Maya.'
const TOLD = TRANSCRIPT.flatMap((one) => (one[1] === THANKS ? [one, ['teammate', WELCOME]] : [one]))
const HANDOFF_OF_PHONE = { ...HANDOFF, autoReleaseMs: 30 * MINUTE }

/** Nobody is at any desk: whoever answers has the phone in their hand, and the clock gives back what they have left. */
async function tell(how?: 'restart' | 'crash'): Promise<void> {
  const stage = await setStage({
    agent: demoAgent(builtInAgent(), undefined),
    coexistence: true,
    settings: { lines: [{ ...SUPPORT, handoff: HANDOFF_OF_PHONE }, SALES] },
  })
  onTestFinished(() => stage.stop())
  const maya = stage.phone(MAYA)
  const phone = stage.simulator.businessApp('support')
  const steps: readonly [act: () => unknown, then: number][] = [
    [() => maya.says(FIRST), MINUTE],
    [() => maya.says(ANGRY), MINUTE],
    [() => maya.says(STILL), MINUTE],
    [() => phone.types(maya.customer, TEAMMATE), MINUTE],
    [() => maya.says(THANKS), MINUTE],
    [() => phone.types(maya.customer, WELCOME), MINUTE],
    // Half an hour after that it is given back, whoever has been started anew since.
    [() => {}, 20 * HOUR],
    [() => maya.says(NEXT_DAY), MINUTE],
  ]
  for (const [act, then] of steps) {
    act()
    await stage.pass(then)
    if (how) await stage[how]()
  }
  await stage.pass(10 * MINUTE)
  const said = await stage.rows('select author, text, writer_name from messages order by position')
  expect(said.map(({ author, text }) => [author, text])).toEqual(TOLD)
  expect(said.flatMap(({ writer_name }) => (writer_name === null ? [] : [writer_name]))).toEqual([
    'WhatsApp Business app',
    'WhatsApp Business app',
  ])
  expect(maya.bubbles.map(({ text }) => text)).toEqual(
    TOLD.flatMap(([author, text]) => (author === 'customer' ? [] : [text])),
  )
  expect(await stage.rows('select kind, source from handoff_steps order by at, id')).toEqual([
    { kind: 'opened', source: 'system' },
    { kind: 'alerted', source: 'system' },
    { kind: 'reply', source: 'phone' },
    { kind: 'auto-released', source: 'system' },
  ])
  // What people had said stood before the agent that went on, as theirs, and that they had been there.
  const { store } = stage.platform
  const [last] = await store.runsOf({ business: 'acme', id: await stage.conversationOf(MAYA) })
  const { messages } = last!.trace.prompt!
  expect(messages.filter(({ role }) => role === 'teammate').map(({ text }) => text)).toEqual([TEAMMATE, WELCOME])
  expect(messages.at(-2)).toMatchObject({ role: 'system', text: expect.stringMatching(/came back to the AI/) })
}

describe('story 1 with the WhatsApp Business app as the only desk', () => {
  it('[H19 H14 Q9] plays whole: no word of the AI while somebody answers on the phone, no recap the day after', async () => {
    await tell()
  })

  for (const how of ['restart', 'crash'] as const)
    it(`[H19 H14 Q9] with a ${how} after each step`, async () => {
      await tell(how)
    })
})
