import { describe, expect, it } from 'vitest'
import { rememberedOf } from '../../remembered.ts'
import { MAYA, setTalk } from '../agents/talk.ts'

/** After it a burst is over, and facts are drawn from what was said. */
const QUIET_MS = 2 * 60_000

async function talkAbout(text: string) {
  const talk = await setTalk({})
  await talk.says(text)
  await talk.stage.pass(QUIET_MS)
  const customer = (await talk.stage.platform.store.findCustomer('acme', MAYA))!
  const facts = async () =>
    (await talk.stage.platform.memory.facts({ userId: MAYA })).map(({ predicate, value }) => `${predicate}: ${value}`)
  return { ...talk, customer, facts }
}

describe('what customers may ask of their own memory', () => {
  it('[M18] "What do you know about me?" is answered with what was noted, its day and its line, by no model', async () => {
    const { says, asks, facts } = await talkAbout('I am allergic to peanuts')
    expect(await facts()).toContainEqual(expect.stringContaining('peanuts'))
    const before = asks.length
    const [answer] = await says('What do you know about me?')
    expect(answer).toMatch(/This is what we remember about you:\n• [^\n]*peanuts[^\n]*\(\d{4}-\d\d-\d\d, support\)/)
    expect(asks).toHaveLength(before)
  })

  it('[M18] "that is wrong" makes a fact hold no more, and "forget" takes it away with the words it rests on', async () => {
    const { says, facts, stage, customer } = await talkAbout('My address is 12 Oak St. I am allergic to peanuts.')
    await says('What do you know about me?')
    const [corrected] = await says('That is wrong, my address is not 12 Oak St')
    expect(corrected).toContain('Oak')
    expect((await facts()).join()).not.toContain('Oak')
    const [forgotten] = await says('Forget my allergy')
    expect(forgotten).toContain('peanuts')
    expect((await facts()).join()).not.toContain('peanuts')
    expect((await rememberedOf(stage.platform.store, customer)).join()).not.toContain('I am allergic')
  })

  it('[M18] "forget everything about me" leaves nothing for later answers, and nothing is learnt from it again', async () => {
    const { says, facts, stage, customer, asks } = await talkAbout('I am allergic to peanuts')
    const [answer] = await says('Please forget everything you know about me')
    expect(answer).toContain('forgotten everything')
    await stage.pass(QUIET_MS)
    expect(await facts()).toEqual([])
    expect((await rememberedOf(stage.platform.store, customer)).join()).not.toContain('peanuts')
    stage.phone(MAYA, 'sales').says('Do you have peanuts?')
    await stage.pass(10_000)
    expect(asks.at(-1)!.instructions).not.toContain('allergic')
  })

  it('[M18] "forget it" is a wave of the hand unless memory was just spoken of', async () => {
    const { says, asks, facts } = await talkAbout('I am allergic to peanuts')
    const before = asks.length
    await says('Forget it')
    expect(asks.length).toBeGreaterThan(before)
    expect((await facts()).join()).toContain('peanuts')
    await says('What do you know about me?')
    expect((await says('Forget it'))[0]).toContain('peanuts')
    expect((await facts()).join()).not.toContain('peanuts')
  })

  it('[M18 A20] what came in the same burst is answered by the agent as well', async () => {
    const { maya, stage, asks } = await talkAbout('I am allergic to peanuts')
    const before = [asks.length, maya.bubbles.length]
    maya.says('What do you know about me?')
    maya.says('And where is ORD-22?')
    await stage.pass(10_000)
    const words = maya.bubbles
      .slice(before[1])
      .map(({ text }) => text)
      .join('\n')
    expect(words).toContain('peanuts')
    expect(
      asks
        .slice(before[0])
        .map(({ said }) => said)
        .join(),
    ).toContain('ORD-22')
  })
})
