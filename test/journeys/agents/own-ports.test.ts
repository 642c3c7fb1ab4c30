import { describe, expect, it } from 'vitest'
import type { GuardFactory } from '../../../src/domain/guard.ts'
import type { Transcriber } from '../../../src/domain/media.ts'
import type { SettingsChange } from '../../settings.ts'
import { calling, MAYA, setTalk } from './talk.ts'

const plain = { disclosure: false, guardrails: { off_topic_limit: 'off' } }

/** Maya sends a voice note; says what the model was asked, and what she read. */
async function voice(settings: SettingsChange) {
  const { maya, stage, asks } = await setTalk(plain, undefined, { settings })
  maya.sends({ type: 'audio' })
  await stage.pass(40_000)
  const runs = await stage.platform.store.runsOf({ business: 'acme', id: await stage.conversationOf(MAYA) })
  return { said: asks[0]?.said, heard: maya.bubbles.map(({ text }) => text), notes: runs[0]?.trace.notes }
}

describe('a transcriber of a program’s own', () => {
  it('[C10 A27] gets the recording with its type, and its words are what the model reads', async () => {
    const given: { mime: string; size: number }[] = []
    const transcriber: Transcriber = async ({ bytes, mime }) => {
      given.push({ mime, size: bytes.length })
      return 'Where is order 22?'
    }
    const { said, heard } = await voice({ transcriber })
    expect(said).toContain('Where is order 22?')
    expect(heard).toEqual(['Hello!'])
    expect(given).toEqual([{ mime: 'audio/ogg; codecs=opus', size: expect.any(Number) }])
    expect(given[0]!.size).toBeGreaterThan(0)
  })

  it.each([
    ['throws', () => Promise.reject(new Error('no gpu'))],
    ['never answers', () => new Promise<string>(() => {})],
    ['hears nothing', async () => '  '],
  ])('[C10 A27] one that %s costs its words, not the turn', async (_, transcriber: Transcriber) => {
    const { said, heard, notes } = await voice({ transcriber })
    expect(said).toMatch(/^\[Attached audio: audio\/ogg, \d+ bytes\]$/)
    expect(heard).toEqual(['Hello!'])
    expect(notes).toEqual([expect.stringContaining('a recording could not be transcribed')])
  })
})

describe('a guard of a program’s own', () => {
  const NAME = 'Maya Lovelace'
  const nameless: GuardFactory = () => {
    const shown = (text: string) => text.replaceAll(NAME, '[name]')
    const said = (text: string) => text.replaceAll('[name]', NAME)
    const within = <Value>(value: Value, change: (text: string) => string) =>
      JSON.parse(change(JSON.stringify(value))) as Value
    return {
      input: shown,
      cut: (text) => text,
      reveal: (value) => within(value, said),
      hide: (value) => within(value, shown),
      output: said,
    }
  }

  it('[C10 A16] stands before the model, its tools and the customer in place of the built-in one', async () => {
    const booked: unknown[] = []
    const tool = {
      name: 'book',
      description: 'Books.',
      effect: 'reversible',
      parameters: { name: 'string' },
      run: (input: unknown) => {
        booked.push(input)
        return { for: NAME }
      },
    }
    const { says, asks } = await setTalk(
      { ...plain, tools: [tool] },
      calling('book', { name: '[name]' }, 'Booked for [name].'),
      { settings: { guard: nameless } },
    )
    expect(await says(`I am ${NAME}, maya@example.org`)).toEqual([`Booked for ${NAME}.`])
    expect(asks[0]!.said).toBe('I am [name], maya@example.org')
    expect(booked).toEqual([{ name: NAME }])
    expect(asks[1]!.results).toEqual([{ tool: 'book', output: { for: '[name]' } }])
  })

  it('[C10 A22] one that throws lets nothing through: people take over', async () => {
    const broken: GuardFactory = () => {
      throw new Error('guard service at 10.0.0.1 is down')
    }
    const { says, asks, handoffs } = await setTalk(plain, undefined, { settings: { guard: broken } })
    expect((await says('Hello')).concat((await says('Hello?')) as string[]).join()).not.toContain('10.0.0.1')
    expect(asks).toEqual([])
    expect(await handoffs()).toMatchObject([{ reason: 'agent_failed' }])
  })
})
