import { describe, expect, it } from 'vitest'
import type { KeptRun } from '../../src/flows/store.ts'
import { NOON, type Scene } from './scene.ts'

export function runsContract(scene: () => Scene) {
  const turnWith = async (run: KeptRun | Omit<KeptRun, 'conversation'>, from = '15550001111') => {
    const { conversation } = await scene().says({ from })
    const work = await scene().claim('answer')
    const turn = await scene().finished(work, ['Answer'], { run })
    await scene().store.commitTurn(turn)
    return { conversation, turn: turn.id }
  }
  const between = { business: 'acme', since: 0, until: NOON * 2 }

  describe('runs', () => {
    it('[O8 O10] are kept with the turn they ended, with tokens, cost and all that happened', async () => {
      const tools = [
        {
          tool: 'refund',
          effect: 'irreversible',
          input: { order: 7, odd: '\0\ud83d' },
          result: { ok: true },
          startedAt: 1,
          ms: 2,
        },
      ] as const
      const run = scene().ran({ cost: 0.0000287, tools, notes: ['the fallback answered'], endedAt: NOON + 900 })
      const { conversation, turn } = await turnWith(run)
      const { store } = scene()
      const [shown] = await store.runsOf({ business: 'acme', id: conversation })
      expect(shown).toEqual({
        id: run.id,
        conversation,
        turn,
        agent: 'concierge',
        outcome: 'replied',
        inputTokens: 120,
        outputTokens: 30,
        cost: 0.000029,
        startedAt: NOON,
        endedAt: NOON + 900,
        trace: JSON.parse(JSON.stringify(run.trace)),
      })
      expect(await store.run({ business: 'acme', id: run.id })).toEqual(shown)
      expect(await store.run({ business: 'globex', id: run.id })).toBeUndefined()
      expect(await store.run({ business: 'acme', id: 'none' })).toBeUndefined()
      expect(await store.runsOf({ business: 'globex', id: conversation })).toEqual([])
      expect(await store.runsOf({ business: 'acme', id: 'none' })).toEqual([])
    })

    it('[O10] that ended no turn are kept by themselves, once, the newest first', async () => {
      const { conversation } = await turnWith(scene().ran({ endedAt: NOON + 1 }))
      const key = { business: 'acme', id: conversation }
      const { store, ids } = scene()
      const interrupted = scene().ran({ outcome: 'interrupted', endedAt: NOON + 5 })
      const kept = { ...interrupted, conversation: key }
      await Promise.all([store.keepRun(kept), store.keepRun(kept)])
      await store.keepRun({ ...scene().ran(), conversation: { business: 'acme', id: ids.next() } })
      await store.keepRun({ ...scene().ran(), conversation: { business: 'globex', id: conversation } })
      const runs = await store.runsOf(key)
      expect(runs.map(({ outcome, turn }) => [outcome, turn !== undefined])).toEqual([
        ['interrupted', false],
        ['replied', true],
      ])
      expect(await scene().rows('select id from runs')).toHaveLength(2)
    })

    it('[O10 O6] the last run of a turn that failed is kept, also where nobody had to be called', async () => {
      const { conversation } = await scene().says()
      const work = await scene().claim('answer')
      const key = { business: 'acme', id: conversation }
      const { store, ids, now } = scene()
      const failed = (run = scene().ran({ outcome: 'failed' })) => ({
        work,
        conversation: key,
        run,
        handoff: { id: ids.next(), reason: 'agent_failed' as const, summary: '' },
        sentence: undefined,
        now,
      })
      expect(await store.failTurn(failed())).toBe(true)
      expect(await store.failTurn(failed())).toBe(false)
      expect(await store.runsOf(key)).toMatchObject([
        { outcome: 'failed', turn: undefined },
        { outcome: 'failed', turn: undefined },
      ])
      const gone = { ...failed(), conversation: { business: 'acme', id: ids.next() } }
      expect(await store.failTurn(gone)).toBe(false)
      expect(await scene().rows('select id from runs')).toHaveLength(2)
    })

    it('[O10] what no JSON can hold does not cost the turn', async () => {
      const circle: Record<string, unknown> = { many: 2n ** 70n }
      circle.self = circle
      let deep: unknown = 'deep'
      for (let depth = 0; depth < 20_000; depth++) deep = [deep]
      const tool = { tool: 'x', effect: 'read', input: circle, result: deep, startedAt: 1, ms: 1 } as const
      const { conversation } = await turnWith(scene().ran({ tools: [tool] }))
      const [shown] = await scene().store.runsOf({ business: 'acme', id: conversation })
      expect(shown!.trace.tools[0]).toMatchObject({ tool: 'x', input: { many: '1180591620717411303424' } })
    })

    it('[O8] add up by agent and by conversation, to the millionth of a dollar', async () => {
      const one = await turnWith(scene().ran({ cost: 0.1 }))
      await turnWith(scene().ran({ cost: 0.2 }))
      const two = await turnWith(scene().ran({ cost: undefined, agent: 'sales' }), '2')
      await turnWith(scene().ran({ cost: 0.000001, agent: 'sales', models: [] }), '2')
      scene().now = NOON + 10
      await turnWith(scene().ran({ cost: 5 }), '3')
      const { store } = scene()
      const until = { ...between, until: NOON + 10 }
      const tokens = { inputTokens: 240, outputTokens: 60 }
      expect(await store.usage({ ...until, by: 'agent' })).toEqual([
        { of: 'concierge', runs: 2, ...tokens, cost: 0.3, unpriced: 0 },
        { of: 'sales', runs: 2, inputTokens: 120, outputTokens: 30, cost: 0, unpriced: 1 },
      ])
      expect(await store.usage({ ...until, by: 'conversation' })).toMatchObject([
        { of: one.conversation, cost: 0.3 },
        { of: two.conversation, cost: 0 },
      ])
      expect(await store.usage({ ...between, by: 'agent', since: NOON + 10 })).toMatchObject([{ cost: 5 }])
      expect(await store.usage({ ...between, by: 'agent', business: 'globex' })).toEqual([])
    })

    it('[O10] are forgotten from before a time', async () => {
      await turnWith(scene().ran({ endedAt: NOON }))
      const { conversation } = await turnWith(scene().ran({ endedAt: NOON + 1 }))
      await scene().store.forgetRuns(NOON + 1)
      const key = { business: 'acme', id: conversation }
      expect((await scene().store.runsOf(key)).map(({ endedAt }) => endedAt)).toEqual([NOON + 1])
    })
  })
}
