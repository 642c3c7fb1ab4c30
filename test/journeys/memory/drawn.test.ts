import { describe, expect, it } from 'vitest'
import { MAYA, setTalk } from '../agents/talk.ts'

const told = (talk: Awaited<ReturnType<typeof setTalk>>) => talk.asks.at(-1)!.instructions

describe('facts from what programs record', () => {
  it('[M2 M17] an allergy that was told elsewhere is known a little later, and in the next turn on WhatsApp', async () => {
    const talk = await setTalk({})
    const { memory } = talk.stage.platform
    const userId = MAYA
    const text = 'By the way, I am allergic to peanuts'
    const { id } = await memory.recordMessage({ userId, role: 'customer', text, conversationId: 'shop-chat' })
    await talk.stage.pass(1_000)
    expect(await memory.wait({ id, userId })).toBe('completed')
    expect(await memory.facts({ userId })).toMatchObject([{ predicate: 'allergic_to', value: 'peanuts' }])
    await talk.says('Which snack would you send me?')
    expect(told(talk)).toContain('allergic to peanuts')
  })

  it('[M2 M16] what is recorded later takes the place of what was said before', async () => {
    const talk = await setTalk({})
    const { memory } = talk.stage.platform
    const userId = MAYA
    const says = async (text: string, at: number) => {
      const { id } = await memory.recordMessage({ userId, role: 'customer', text, conversationId: 'shop-chat', at })
      await talk.stage.pass(1_000)
      expect(await memory.wait({ id, userId })).toBe('completed')
    }
    await says('We have moved, we are at 91 Station Avenue now', 2_000)
    await says('My address is 12 Oak Street', 1_000)
    expect(await memory.facts({ userId })).toMatchObject([{ value: '91 Station Avenue' }])
  })
})
