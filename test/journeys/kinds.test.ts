import { afterEach, describe, expect, it } from 'vitest'
import type { PhoneMessage } from '../../simulator/index.ts'
import type { Content } from '../../src/domain/content.ts'
import type { Agent, Turn } from '../../src/domain/turn.ts'
import { type Stage, setStage } from '../stage.ts'

let stage: Stage
afterEach(() => stage.stop())

/** A phone, and what the agent was given of each of its messages. */
async function setUp(agent: Agent = () => 'Thank you') {
  const turns: Turn[] = []
  stage = await setStage({
    agent: (turn) => {
      turns.push(turn)
      return agent(turn)
    },
  })
  return { maya: stage.phone('15550001111'), turns, last: () => turns.at(-1)!.messages.at(-1)! }
}

describe('what a customer sends reaches the agent', () => {
  const kinds: [PhoneMessage, Partial<Content> & { kind: Content['kind'] }, RegExp][] = [
    [{ type: 'image', caption: 'My parcel' }, { kind: 'image', caption: 'My parcel' }, /image.*My parcel/i],
    [{ type: 'video' }, { kind: 'video' }, /video/i],
    [{ type: 'audio', voice: true }, { kind: 'audio' }, /voice note/i],
    [{ type: 'document', filename: 'invoice.pdf' }, { kind: 'document' }, /invoice\.pdf/],
    [{ type: 'sticker' }, { kind: 'sticker' }, /sticker/i],
    [{ type: 'location', latitude: 36.7, longitude: -4.4 }, { kind: 'location', latitude: 36.7 }, /36\.7/],
    [
      { type: 'contacts', contacts: [{ name: { formatted_name: 'Bo Lee', first_name: 'Bo' } }] },
      { kind: 'contacts' },
      /Bo/,
    ],
    [
      { type: 'order', items: [{ productId: 'SKU-1', quantity: 2, price: 5, currency: 'EUR' }] },
      { kind: 'order' },
      /SKU-1/,
    ],
  ]
  for (const [message, content, words] of kinds)
    it(`[W12 W14] ${message.type}, typed and in words`, async () => {
      const { maya, last } = await setUp()
      maya.sends(message)
      await stage.pass(5000)
      expect(last()).toMatchObject({ content, text: expect.stringMatching(words) })
      expect(maya.bubbles.map(({ text }) => text)).toEqual(['Thank you'])
    })

  it('[W13] a tapped button and a chosen row, with the id that was agreed', async () => {
    const { maya, last, turns } = await setUp(() => [
      { kind: 'buttons', body: 'Which?', buttons: [{ id: 'order:22', title: 'The blue one' }] },
      {
        kind: 'list',
        body: 'When?',
        button: 'Days',
        sections: [{ rows: [{ id: 'day:1', title: 'Monday', description: 'before noon' }] }],
      },
    ])
    maya.says('Hello')
    await stage.pass(5000)
    maya.taps('The blue one')
    await stage.pass(5000)
    expect(last()).toMatchObject({
      content: { kind: 'choice', from: 'button', id: 'order:22', title: 'The blue one' },
      quoted: { author: 'agent', text: expect.stringContaining('Which?') },
    })
    maya.taps('Monday')
    await stage.pass(5000)
    expect(last().content).toEqual({
      kind: 'choice',
      from: 'list',
      id: 'day:1',
      title: 'Monday',
      description: 'before noon',
    })
    expect(turns).toHaveLength(3)
  })

  it('[W14] a filled-in Flow, with its answers', async () => {
    const { maya, last } = await setUp()
    maya.sends({ type: 'flow', response: { size: 'L', pieces: 2 } })
    await stage.pass(5000)
    expect(last().content).toMatchObject({ kind: 'form', data: { size: 'L', pieces: 2 } })
  })

  it('[W14] a reaction alone starts no turn, and shows on what it was given to', async () => {
    const { maya, turns } = await setUp()
    maya.says('Hello')
    await stage.pass(5000)
    maya.reacts('❤️')
    await stage.pass(5000)
    expect(turns).toHaveLength(1)
    maya.says('Bye')
    await stage.pass(5000)
    expect(turns[1]?.history).toMatchObject([{ text: 'Hello' }, { text: 'Thank you', reaction: '❤️' }])
  })

  it('[W15] what WhatsApp cannot hand over is answered kindly, and told in words when something else came along', async () => {
    const { maya, turns, last } = await setUp()
    maya.sends({ type: 'unsupported', kind: 'poll' })
    await stage.pass(5000)
    expect(maya.bubbles.map(({ text }) => text)).toEqual(['Sorry, I cannot read this yet.'])
    maya.sends({ type: 'unsupported', kind: 'poll' })
    maya.says('What do you think?')
    await stage.pass(5000)
    expect(turns).toHaveLength(1)
    expect(turns[0]?.text).toMatch(/poll[\s\S]*What do you think\?/)
    expect(last().text).toBe('What do you think?')
  })

  it('[W18] with the name the customer gave themselves', async () => {
    const { turns } = await setUp()
    stage.simulator.customer({ phone: '15550009999', name: 'Zoë' }).on('support').says('Hello')
    await stage.pass(5000)
    expect(turns[0]?.customer.name).toBe('Zoë')
  })

  it('[W25] a message in a group is answered neither there nor in private', async () => {
    const { maya, turns } = await setUp()
    maya.sends({ type: 'text', text: 'Hello all', groupId: 'group-1' })
    await stage.pass(60_000)
    expect(turns).toEqual([])
    expect(maya.bubbles).toEqual([])
    expect((await stage.platform.store.figures(stage.clock.now())).unansweredSince).toBeUndefined()
  })
})
