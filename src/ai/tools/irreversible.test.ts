import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { NothingDone } from '../../domain/effect.ts'
import { sceneOf } from './test-binding.ts'
import { own, type Run, refund } from './test-tools.ts'

describe('[A28] irreversible tools', () => {
  it('run once for what their key names, whatever else the arguments say', async () => {
    const run = vi.fn<Run>(({ order }, { callId }) => ({ refunded: order, callId }))
    const parameters = z.object({ order: z.string(), why: z.string().optional() })
    const scene = await sceneOf([refund(run, { parameters })])
    expect(scene.effects.get('refund')).toBe('irreversible')
    const first = await scene.call('refund', { order: 'ORD-1', why: 'late' })
    expect(first).toEqual({ refunded: 'ORD-1', callId: 'call-1' })
    expect(await scene.call('refund', { why: 'broken', order: 'ORD-1' })).toEqual({ already_done: true, result: first })
    expect(await scene.call('refund', { order: 'ORD-2' })).toMatchObject({ refunded: 'ORD-2' })
    expect(run).toHaveBeenCalledTimes(2)
    expect(scene.trace().tools.map(({ earlier }) => earlier ?? false)).toEqual([false, true, false])
  })

  it('without a key run once a turn', async () => {
    const run = vi.fn<Run>()
    const scene = await sceneOf([refund(run, { key: undefined })])
    expect(await scene.call('refund', { order: 'ORD-1' })).toEqual({ done: true })
    expect(await scene.call('refund', { order: 'ORD-2' })).toMatchObject({ already_done: true })
    expect(run).toHaveBeenCalledTimes(1)
    expect(scene.ledger.calls[0]!.key).toBe('{"order":"ORD-1"}')
  })

  it('have keys that do not depend on the order of the arguments, and fit into an index', async () => {
    const scene = await sceneOf([
      refund(() => 1, {
        key: ['b', 'a'],
        parameters: z.object({ a: z.object({ x: z.int(), y: z.int() }), b: z.string() }),
      }),
    ])
    await scene.call('refund', { b: 'B', a: { y: 2, x: 1 } })
    expect(await scene.call('refund', { a: { x: 1, y: 2 }, b: 'B' })).toMatchObject({ already_done: true })
    await scene.call('refund', { b: 'B'.repeat(5000), a: { x: 1, y: 2 } })
    expect(scene.ledger.calls.map(({ key }) => key)).toEqual([
      '{"a":{"x":1,"y":2},"b":"B"}',
      expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
    ])
  })

  it('that failed in the middle are unknown, and are not tried again', async () => {
    const run = vi.fn<Run>(() => Promise.reject(new Error('socket hang up at 10.0.0.1')))
    const scene = await sceneOf([refund(run)])
    const advice = expect.stringContaining('Do not try again')
    expect(await scene.call('refund', { order: 'ORD-1' })).toEqual({ outcome: 'unknown', advice })
    expect(await scene.call('refund', { order: 'ORD-1' })).toEqual({
      already_started: true,
      outcome: 'unknown',
      advice,
    })
    expect(run).toHaveBeenCalledTimes(1)
    expect(scene.trace().tools[0]).toMatchObject({ error: 'socket hang up at 10.0.0.1' })
  })

  it('that say they have done nothing may be tried again', async () => {
    const run = vi.fn<Run>(() => 'refunded')
    run.mockRejectedValueOnce(new NothingDone('the order is not paid yet'))
    const scene = await sceneOf([refund(run)])
    const refused = await scene.call('refund', { order: 'ORD-1' })
    expect(refused).toEqual({ error: 'the order is not paid yet', nothing_done: true })
    expect(await scene.call('refund', { order: 'ORD-1' })).toBe('refunded')
  })

  it('whose result cannot be read are done all the same', async () => {
    const cyclic: Record<string, unknown> = {}
    cyclic.self = cyclic
    const run = vi.fn<Run>(() => ({
      toJSON() {
        throw new Error('no')
      },
    }))
    run.mockReturnValueOnce(cyclic)
    const scene = await sceneOf([refund(run)])
    expect(await scene.call('refund', { order: 'ORD-1' })).toEqual({ self: '[...]' })
    expect(await scene.call('refund', { order: 'ORD-2' })).toBe('[cannot be read]')
    expect(scene.ledger.calls.map(({ state }) => state)).toEqual(['done', 'done'])
  })

  it('begin nothing after a takeover', async () => {
    const run = vi.fn<Run>()
    const scene = await sceneOf([refund(run)])
    scene.ledger.overtaken = true
    expect(await scene.call('refund', { order: 'ORD-1' })).toEqual({
      error: 'a person has taken over: nothing was done',
    })
    expect(run).not.toHaveBeenCalled()
  })

  it('go on when the run ends: only their own time stops them', async () => {
    let end = (_: unknown) => {}
    const signals: AbortSignal[] = []
    const scene = await sceneOf([
      refund((_, { signal }) => {
        signals.push(signal)
        return new Promise((resolve) => {
          end = resolve
        })
      }),
    ])
    const call = scene.call('refund', { order: 'ORD-1' })
    await vi.waitFor(() => expect(signals).toHaveLength(1))
    scene.stop(new Error('a newer message came'))
    await scene.close()
    expect(signals[0]!.aborted).toBe(false)
    end('refunded')
    expect(await call).toBe('refunded')
    expect(scene.ledger.calls).toMatchObject([{ state: 'done', result: 'refunded' }])
  })
})

it('[A28] calls that may be repeated have the same id when the turn begins anew, and another in the next', async () => {
  const ids: string[] = []
  const tool = own((_, { callId }) => void ids.push(callId), { effect: 'reversible' })
  const later = { messages: [{ id: 'm2', author: 'customer' as const, text: 'Hi', at: 1 }] }
  for (const turn of [{}, {}, later]) await (await sceneOf([tool], { turn })).call('look_up', { order: 'ORD-1' })
  expect(ids[0]).toBe(ids[1])
  expect(ids[2]).not.toBe(ids[0])
})
