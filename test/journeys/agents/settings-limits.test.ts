import { describe, expect, it } from 'vitest'
import { testSettings } from '../../settings.ts'
import { calling, offeredIn, setTalk } from './talk.ts'

const { agentFailed } = testSettings().texts

const lookUp = {
  name: 'look_up',
  description: 'Looks something up.',
  effect: 'read',
  parameters: { of: 'string' },
  run: (input: object) => ({ found: input }),
}

describe('how far a turn goes', () => {
  it('[A6] orchestration.max_iterations: so many steps, then one honest sentence and people', async () => {
    for (const max of [2, 4]) {
      const { says, asks, handoffs } = await setTalk(
        { orchestration: { max_iterations: max }, tools: [lookUp] },
        () => ({ calls: [{ tool: 'look_up', input: { of: 'everything' } }] }),
      )
      expect(await says('Hello')).toEqual([agentFailed])
      expect(asks).toHaveLength(max)
      expect(await handoffs()).toMatchObject([{ reason: 'agent_failed' }])
    }
  })

  it('[A6] orchestration.max_iterations: whoever comes to an answer within it is heard', async () => {
    const { says } = await setTalk(
      { orchestration: { max_iterations: 2 }, tools: [lookUp], disclosure: false },
      calling('look_up', { of: 'tea' }),
    )
    expect(await says('Hello')).toEqual(['Done.'])
  })

  it('[A6] orchestration.timeout_seconds: for the whole turn, tools included', async () => {
    const slow = { ...lookUp, run: () => new Promise(() => {}), timeout: 20 }
    for (const [seconds, heard] of [
      [4, agentFailed],
      [9, 'Hello!'],
    ] as const) {
      const options = { thinkMs: () => 8_000 }
      const { says } = await setTalk(
        { orchestration: { timeout_seconds: seconds }, disclosure: false },
        undefined,
        options,
      )
      expect(await says('Hello')).toEqual([heard])
    }
    const stuck = await setTalk(
      { orchestration: { timeout_seconds: 4 }, tools: [slow] },
      calling('look_up', { of: 'tea' }),
    )
    expect(await stuck.says('Hello')).toEqual([agentFailed])
  })

  it('[A6] orchestration.pattern has the one value that it names', async () => {
    const { says } = await setTalk({ orchestration: { pattern: 'react' }, disclosure: false })
    expect(await says('Hello')).toEqual(['Hello!'])
    await expect(setTalk({ orchestration: { pattern: 'plan' } })).rejects.toThrow('cannot be read')
  })
})

describe('guardrails on what comes in', () => {
  const ADDRESS = 'maya@example.org'
  const seen: unknown[] = []
  const book = { ...lookUp, run: (input: unknown) => void seen.push(input) }

  it('[A16] guardrails.input.pii_detection.action: redact shows the model a placeholder, which tools and the customer never see', async () => {
    seen.length = 0
    const { says, asks } = await setTalk(
      { disclosure: false, tools: [book] },
      calling('look_up', { of: '[email 1]' }, 'I have written to [email 1].'),
    )
    expect(await says(`Book it for ${ADDRESS}`)).toEqual([`I have written to ${ADDRESS}.`])
    expect(asks[0]!.said).toBe('Book it for [email 1]')
    expect(JSON.stringify(asks)).not.toContain(ADDRESS)
    expect(seen).toEqual([{ of: ADDRESS }])
  })

  it('[A16] guardrails.input.pii_detection.action: off shows it as it is', async () => {
    const { says, asks } = await setTalk({ guardrails: { input: { pii_detection: { action: 'off' } } } })
    await says(`Book it for ${ADDRESS}`)
    expect(asks[0]!.said).toBe(`Book it for ${ADDRESS}`)
  })

  it('[A16] guardrails.input.max_length.max_chars: the model reads the beginning and a note, the transcript keeps all', async () => {
    const long = `${'word '.repeat(100)}END`
    const { says, asks, stage } = await setTalk({ guardrails: { input: { max_length: { max_chars: 50 } } } })
    await says(long)
    expect(asks[0]!.said.startsWith('word word')).toBe(true)
    expect(asks[0]!.said).not.toContain('END')
    expect(asks[0]!.said.length).toBeLessThan(200)
    const id = await stage.conversationOf('15550001111')
    const turn = await stage.platform.store.loadTurn({ business: 'acme', id }, 30)
    expect(turn!.history[0]!.text).toBe(long.trim())
    const whole = await setTalk({ guardrails: { input: { max_length: 'off' } } })
    await whole.says(long)
    expect(whole.asks[0]!.said).toBe(long)
  })
})

describe('guardrails on what goes out', () => {
  const telling = (text: string) => () => text

  it('[A16] guardrails.output.pii_detection.action: what is not this customer’s does not leave; off lets it', async () => {
    const words = 'Write to tom@example.org or maya@example.org.'
    const guarded = await setTalk({ disclosure: false }, telling(words))
    const [said] = await guarded.says('My address is maya@example.org, who else can I ask?')
    expect(said).not.toContain('tom@example.org')
    expect(said).toContain('maya@example.org')
    const output = { pii_detection: { action: 'off' } }
    const open = await setTalk({ disclosure: false, guardrails: { output } }, telling(words))
    expect(await open.says('My address is maya@example.org, who else can I ask?')).toEqual([words])
  })

  it('[A16] guardrails.allow: the addresses and numbers of the business itself may be told', async () => {
    const words = 'Write to help@acme.com.'
    const shy = await setTalk({ disclosure: false }, telling(words))
    expect((await shy.says('Whom can I ask?'))[0]).not.toContain('help@acme.com')
    const open = await setTalk({ disclosure: false, guardrails: { allow: ['help@acme.com'] } }, telling(words))
    expect(await open.says('Whom can I ask?')).toEqual([words])
  })

  it('[A32] guardrails.off_topic_limit: declined so often in a row, people are asked; off has neither rule nor tool', async () => {
    const declining = calling('decline_off_topic', {}, 'I can only help with tea.')
    const { says, handoffs } = await setTalk({ disclosure: false, guardrails: { off_topic_limit: 2 } }, declining)
    expect(await says('Write my homework')).toEqual(['I can only help with tea.'])
    expect(await handoffs()).toEqual([])
    await says('Then a poem about the sea')
    expect(await handoffs()).toMatchObject([{ reason: 'out_of_scope' }])

    const off = await setTalk({ guardrails: { off_topic_limit: 'off' } })
    await off.says('Write my homework')
    expect(off.asks[0]!.instructions).not.toContain('What you are here for')
    expect(offeredIn(off.asks[0]!)).not.toContain('decline_off_topic')
  })

  it('[A32] guardrails.off_topic_limit: an answer that is on the topic begins the count anew', async () => {
    const { says, handoffs } = await setTalk({ guardrails: { off_topic_limit: 2 } }, (ask, nth) =>
      ask.said.includes('tea') ? 'Tea is $4.' : calling('decline_off_topic', {})(ask, nth),
    )
    for (const text of ['My homework', 'How much is tea?', 'A poem then', 'And tea again?']) await says(text)
    expect(await handoffs()).toEqual([])
  })
})
