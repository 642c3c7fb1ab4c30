import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { sceneOf } from './test-binding.ts'
import { own, type Run } from './test-tools.ts'

describe('[A9] tools act for the customer of the turn', () => {
  it('whom they act for comes from the turn; what a model adds to the arguments never arrives', async () => {
    const seen: unknown[] = []
    const run: Run = (input, { signal, ...context }) => void seen.push(input, context)
    const strict = { type: 'object', properties: { order: { type: 'string' } } }
    const nested = { type: 'object', properties: { item: { type: 'object', properties: { id: { type: 'string' } } } } }
    const scene = await sceneOf([
      own(run, { name: 'zod' }),
      own(run, { name: 'json', parameters: strict }),
      own(run, { name: 'nested', parameters: nested }),
      own(run, { name: 'none', parameters: undefined }),
    ])
    const foreign = { phone: '+15559998888', customer: 'customer-ben', conversation: 'c2', to: 'ben@evil.com' }
    await scene.call('zod', { order: 'ORD-1', ...foreign })
    await scene.call('json', { order: 'ORD-1', ...foreign })
    await scene.call('nested', { item: { id: 'i', ...foreign }, ...foreign })
    await scene.call('none', foreign)
    const context = {
      business: 'acme',
      line: { name: 'support', displayName: 'Acme Support' },
      conversation: 'conversation-of-ana',
      customer: { id: 'customer-ana', name: 'Ana', phone: '+15550001111' },
      callId: expect.any(String),
    }
    expect(seen).toEqual([
      { order: 'ORD-1' },
      context,
      { order: 'ORD-1' },
      context,
      { item: { id: 'i' } },
      context,
      {},
      context,
    ])
  })

  it('[A16] they get the customer’s own data, of which the model reads placeholders', async () => {
    const run = vi.fn<Run>(({ order }) => ({ sent_to: order, note: 'ana@acme.com' }))
    const scene = await sceneOf([own(run)])
    expect(await scene.call('look_up', { order: '[email 1]' })).toEqual({ sent_to: '[email 1]', note: '[email 1]' })
    expect(run.mock.calls[0]![0]).toEqual({ order: 'ana@acme.com' })
    expect(JSON.stringify(scene.trace())).not.toContain('ana@acme.com')
    expect(scene.trace().tools).toMatchObject([{ tool: 'look_up', effect: 'read', input: { order: '[email 1]' } }])
  })

  it('arguments that do not fit are sent back in words, and the tool does not run', async () => {
    const run = vi.fn<Run>()
    const scene = await sceneOf([
      own(run, { name: 'zod', parameters: z.object({ amount: z.number().max(50) }) }),
      own(run, {
        name: 'json',
        parameters: { type: 'object', properties: { amount: { type: 'number', maximum: 50 } }, required: ['amount'] },
      }),
    ])
    for (const name of ['zod', 'json'])
      for (const wrong of [{ amount: '12' }, { amount: 51 }, {}, null, 'amount', [1], undefined])
        expect(await scene.call(name, wrong), `${name} ${JSON.stringify(wrong)}`).toEqual({
          error: expect.stringContaining('the arguments are wrong'),
        })
    expect(run).not.toHaveBeenCalled()
    expect(scene.trace().tools).toHaveLength(14)
    expect(await scene.call('zod', { amount: 12, other: null })).toBeNull()
  })

  it('null for what is left out is as good as leaving it out', async () => {
    const run = vi.fn<Run>(() => 'fine')
    const scene = await sceneOf([own(run)])
    expect(await scene.call('look_up', { order: null })).toBe('fine')
    expect(run.mock.calls[0]![0]).toEqual({})
  })
})

describe('[A11] tools that misbehave', () => {
  it.each([
    ['throws', () => Promise.reject(new Error('postgres://root:secret@10.0.0.1 refused'))],
    [
      'throws at once',
      () => {
        throw new TypeError('x is not a function at /srv/app.js:12')
      },
    ],
    [
      'throws a text',
      () => {
        throw 'secret'
      },
    ],
    ['throws nothing', () => Promise.reject(undefined)],
    ['throws what cannot be read', () => Promise.reject(Object.create(null))],
    [
      'returns what cannot be read',
      () => ({
        toJSON() {
          throw new Error('secret')
        },
      }),
    ],
  ])('one that %s tells the model nothing of the inside, and the trace everything', async (_, run) => {
    const scene = await sceneOf([own(run)])
    const result = await scene.call('look_up', {})
    expect(result).toEqual({ error: 'the tool has failed' })
    expect(scene.trace().tools).toMatchObject([{ tool: 'look_up', error: expect.any(String) }])
  })

  it('one that hangs is given up after its time, told so, and left behind', async () => {
    const signals: AbortSignal[] = []
    const scene = await sceneOf([
      own((_, { signal }) => new Promise(() => void signals.push(signal)), { timeoutMs: 5000 }),
    ])
    const call = scene.call('look_up', {})
    await vi.waitFor(() => expect(signals).toHaveLength(1))
    scene.clock.pass(4999)
    expect(signals[0]!.aborted).toBe(false)
    scene.clock.pass(1)
    expect(await call).toEqual({ error: 'no result within 5 s' })
    expect(signals[0]!.aborted).toBe(true)
    expect(scene.clock.waiting).toBe(0)
    expect(scene.trace().tools).toMatchObject([{ error: 'no result within 5 s', ms: 5000 }])
  })

  it('[A28] one that only reads ends with the turn', async () => {
    const signals: AbortSignal[] = []
    const run: Run = (_, { signal }) => new Promise(() => void signals.push(signal))
    const scene = await sceneOf([own(run)])
    const call = scene.call('look_up', {})
    await vi.waitFor(() => expect(signals).toHaveLength(1))
    scene.stop(new Error('a newer message came'))
    expect(await call).toEqual({ error: 'the tool has failed' })
    expect(signals[0]!.aborted).toBe(true)
    const after = vi.fn<Run>()
    const stopped = await sceneOf([own(after)], { turn: { signal: AbortSignal.abort(new Error('over')) } })
    await stopped.call('look_up', {})
    expect(after).not.toHaveBeenCalled()
  })

  it('results of 5 MB are cut for the model, with a note, and for the trace', async () => {
    const scene = await sceneOf([
      own(() => 'x'.repeat(5_000_000), { name: 'text' }),
      own(() => Array.from({ length: 100_000 }, (_, id) => ({ id, name: `row ${id}` })), { name: 'rows' }),
      own(() => 'é😀'.repeat(20_000), { name: 'signs' }),
    ])
    for (const name of ['text', 'rows', 'signs']) {
      const result = String(await scene.call(name, {}))
      expect(result.length).toBeLessThanOrEqual(16_000)
      expect(result.length).toBeGreaterThan(15_900)
      expect(result).toContain('[cut here:')
      expect(result.isWellFormed()).toBe(true)
    }
    expect(JSON.stringify(scene.trace()).length).toBeLessThan(60_000)
  })

  it('personal data at the place of the cut is hidden as well', async () => {
    for (let at = 15_920; at < 16_000; at += 5) {
      const scene = await sceneOf([own(() => `${'x'.repeat(at)}ana@acme.com${'y'.repeat(5000)}`)])
      expect(String(await scene.call('look_up', {}))).not.toMatch(/xana?/)
    }
  })

  it.each([
    ['undefined', undefined, null],
    ['null', null, null],
    ['a number', 7, 7],
    ['nothing that JSON knows', () => 1, null],
    ['big numbers', { n: 10n }, { n: '10' }],
    ['bytes', { file: Buffer.from('abc') }, { file: '[3 bytes]' }],
    ['a date', { at: new Date(0) }, { at: '1970-01-01T00:00:00.000Z' }],
    ['maps and sets', { m: new Map([['a', 1]]), s: new Set([1, 2]) }, { m: { a: 1 }, s: [1, 2] }],
  ])('%s is a result', async (_, result, shown) => {
    const scene = await sceneOf([own(() => result)])
    expect(await scene.call('look_up', {})).toEqual(shown)
  })

  it('what holds itself is shown once, and what grows without end is cut', async () => {
    const cyclic: Record<string, unknown> = { name: 'a' }
    cyclic.self = cyclic
    cyclic.list = [cyclic, { again: cyclic }]
    let heap: unknown = 'lol'
    for (let round = 0; round < 40; round++) heap = [heap, heap, heap]
    const scene = await sceneOf([own(() => cyclic), own(() => heap, { name: 'heap' })])
    expect(await scene.call('look_up', {})).toEqual({ name: 'a', self: '[...]', list: ['[...]', { again: '[...]' }] })
    expect(String(await scene.call('heap', {})).length).toBeLessThanOrEqual(16_000)
  })

  it('thirty calls in a minute are enough; people can be called all the same', async () => {
    const run = vi.fn<Run>(() => 'fine')
    const handOff = { kind: 'ready', tool: 'hand_off_to_human', name: 'hand_off_to_human', settings: {} } as const
    const scene = await sceneOf([own(run), handOff])
    for (let count = 0; count < 30; count++) {
      expect(await scene.call('look_up', {})).toBe('fine')
      scene.clock.pass(1000)
    }
    expect(await scene.call('look_up', {})).toEqual({ error: expect.stringContaining('too many tool calls') })
    const handed = await scene.call('hand_off_to_human', { reason: 'sensitive', summary: 'Going round in circles' })
    expect(handed).toEqual({ status: 'handed_off' })
    expect(run).toHaveBeenCalledTimes(30)
    scene.clock.pass(30_001)
    expect(await scene.call('look_up', {})).toBe('fine')
  })

  it('a schema that nobody can read, and a second tool of a name, cost only themselves', async () => {
    const scene = await sceneOf([
      own(() => 'first'),
      own(() => 'second'),
      own(() => 'odd', { name: 'odd', parameters: z.object({ at: z.date() }) }),
    ])
    expect(Object.keys(scene.tools)).toEqual(['look_up'])
    expect(await scene.call('look_up', {})).toBe('first')
    expect(scene.trace().notes).toHaveLength(2)
  })
})
