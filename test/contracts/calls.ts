import { describe, expect, it } from 'vitest'
import type { FinishedTurn, Work } from '../../src/flows/store.ts'
import { LEASE_MS, NOON, type Scene } from './scene.ts'

/** Irreversible tools run once. */
export function callsContract(scene: () => Scene) {
  const calls = (work: Work, since = NOON * 2) =>
    scene().store.callsOf({ business: work.business, id: work.key }, since)
  const ends = (work: Work, id: string, change = {}) =>
    scene().store.endCall({
      conversation: { business: work.business, id: work.key },
      id,
      state: 'done',
      result: { refunded: 12 },
      error: undefined,
      now: scene().now,
      ...change,
    })
  const turn = async (text = 'refund, please') => {
    await scene().says({ text })
    return scene().claim('answer')
  }
  const answers = async (work: Work, change: Partial<FinishedTurn> = {}) =>
    scene().store.commitTurn(await scene().finished(work, ['Done'], { run: scene().ran(), ...change }))

  describe('beginCall', () => {
    it('[A28] writes the call down before it runs, and what became of it after', async () => {
      const work = await turn()
      const id = scene().ids.next()
      expect(await scene().begins(work, { id, input: { order: 7, note: 'a\0b' } })).toEqual({ kind: 'begun' })
      const call = { id, tool: 'refund', key: 'order 7', input: { order: 7, note: 'a\0b' }, startedAt: NOON }
      expect(await calls(work)).toEqual([{ ...call, state: 'started' }])
      await ends(work, id)
      expect(await calls(work)).toEqual([{ ...call, state: 'done', result: { refunded: 12 } }])
    })

    it('[A28] asked twice at once in one turn, runs once; the other is told that it runs', async () => {
      const work = await turn()
      const begun = await Promise.all([scene().begins(work), scene().begins(work), scene().begins(work)])
      expect(begun.map(({ kind }) => kind).toSorted()).toEqual(['begun', 'earlier', 'earlier'])
      for (const one of begun) if (one.kind === 'earlier') expect(one.call).toMatchObject({ state: 'started' })
      expect(await calls(work)).toHaveLength(1)
    })

    it('[A28] asked again because a connection broke, it has begun, and not earlier', async () => {
      const work = await turn()
      const id = scene().ids.next()
      expect(await scene().begins(work, { id })).toEqual({ kind: 'begun' })
      expect(await scene().begins(work, { id })).toEqual({ kind: 'begun' })
      expect(await calls(work)).toHaveLength(1)
    })

    it('[A28] after a newer message finds what the interrupted run has done', async () => {
      const first = await turn()
      const id = scene().ids.next()
      await scene().begins(first, { id })
      await ends(first, id)
      await scene().store.letGo(first)
      const second = await turn('hello?')
      expect(second.token).not.toBe(first.token)
      const found = await scene().begins(second)
      expect(found).toMatchObject({ kind: 'earlier', call: { id, state: 'done', result: { refunded: 12 } } })
    })

    it('[A28] what a process began that is gone is unknown, and is not run again; a late result still counts', async () => {
      const first = await turn()
      const id = scene().ids.next()
      await scene().begins(first, { id })
      scene().now = NOON + LEASE_MS
      await scene().store.reap(scene().now)
      expect(await calls(first)).toMatchObject([{ id, state: 'unknown' }])
      const second = await scene().claim('answer')
      expect(await calls(second)).toMatchObject([{ id, state: 'unknown' }])
      expect(await scene().begins(second)).toMatchObject({ kind: 'earlier', call: { id, state: 'unknown' } })
      expect(await scene().rows('select state from tool_calls')).toEqual([{ state: 'unknown' }])
      await ends(first, id)
      expect(await scene().begins(second)).toMatchObject({ kind: 'earlier', call: { id, state: 'done' } })
    })

    it('[A28] what says that it has done nothing may be tried again; what is done stays done', async () => {
      const work = await turn()
      const id = scene().ids.next()
      await scene().begins(work, { id })
      await ends(work, id, { state: 'refused', result: undefined, error: 'out of stock' })
      expect(await calls(work)).toMatchObject([{ state: 'refused', error: 'out of stock' }])
      const again = scene().ids.next()
      expect(await scene().begins(work, { id: again })).toEqual({ kind: 'begun' })
      await ends(work, again, { state: 'unknown', result: undefined, error: 'no answer in time' })
      expect(await scene().begins(work)).toMatchObject({ kind: 'earlier', call: { state: 'unknown' } })
      await ends(work, again)
      await ends(work, again, { state: 'unknown' })
      await ends(work, id)
      expect((await calls(work)).map(({ state }) => state)).toEqual(['refused', 'done'])
    })

    it('[A28] another key is another call, unless nothing tells two apart', async () => {
      const work = await turn()
      await scene().begins(work)
      expect(await scene().begins(work, { key: 'order 8' })).toEqual({ kind: 'begun' })
      expect(await scene().begins(work, { tool: 'book' })).toEqual({ kind: 'begun' })
      const once = { oncePerTurn: true, key: 'order 9' }
      expect(await scene().begins(work, once)).toMatchObject({ kind: 'earlier', call: { key: 'order 8' } })
      expect(await scene().begins(work, { ...once, key: 'order 7' })).toMatchObject({ call: { key: 'order 7' } })
      expect(await scene().begins(work, { ...once, tool: 'cancel' })).toEqual({ kind: 'begun' })
    })

    it('[A28] once an answer has told of it, only the same key finds it, and only for a while', async () => {
      const work = await turn()
      const id = scene().ids.next()
      await scene().begins(work, { id, oncePerTurn: true })
      await ends(work, id)
      expect(await answers(work)).toMatchObject({ kind: 'committed' })
      expect(await calls(work)).toEqual([])
      expect(await calls(work, NOON)).toMatchObject([{ id, told: true }])
      scene().now = NOON + 5000
      const next = await turn('once more')
      const found = await scene().begins(next, { oncePerTurn: true, since: NOON })
      expect(found).toMatchObject({ kind: 'earlier', call: { id } })
      const other = { oncePerTurn: true, key: 'order 8' }
      expect(await scene().begins(next, { ...other, since: NOON })).toEqual({ kind: 'begun' })
      expect(await scene().begins(next, { since: NOON + 1 })).toEqual({ kind: 'begun' })
    })

    it('[A28] an answer tells also of what the run before it has done', async () => {
      const first = await turn()
      await scene().begins(first)
      await scene().store.letGo(first)
      const second = await turn('hello?')
      const finished = await scene().finished(second, ['Refunded'], { run: scene().ran() })
      await scene().store.commitTurn(finished)
      expect(await scene().rows('select turn from tool_calls')).toEqual([{ turn: finished.id }])
    })

    it('[A28 C10] an agent without a run tells of its calls as well', async () => {
      const work = await turn()
      await scene().begins(work)
      await answers(work, { run: undefined })
      expect((await calls(work)).length).toBe(0)
    })

    it('[A28 H8] silence, fixed words and failures tell of nothing; a handoff does', async () => {
      const work = await turn()
      await scene().begins(work)
      const untold = async () => (await calls(work)).length
      const fixed = {
        id: scene().ids.next(),
        content: { kind: 'text', text: 'One moment' },
        author: 'system',
        fenced: true,
      } as const
      await answers(work, { run: undefined, parts: [fixed] })
      expect(await untold()).toBe(1)
      await answers(await turn(), { outcome: 'ignored', parts: [] })
      expect(await untold()).toBe(1)
      await answers(await turn(), {
        handoff: { id: scene().ids.next(), reason: 'customer_asked', summary: '' },
        run: scene().ran({ outcome: 'handed-off' }),
      })
      expect(await untold()).toBe(0)
    })

    it('[A28 H8] begins nothing after a takeover, and not for whoever lost the work', async () => {
      const work = await turn()
      const lost = { ...work, token: scene().ids.next() }
      expect(await scene().begins(lost)).toEqual({ kind: 'overtaken' })
      expect(await scene().begins(work, { fence: { owner: 'agent', epoch: 1 } })).toEqual({ kind: 'overtaken' })
      const elsewhere = { conversation: { business: 'globex', id: work.key } }
      expect(await scene().begins(work, elsewhere)).toEqual({ kind: 'overtaken' })
      await scene().database.write((tx) =>
        tx.query({ name: '', text: `update conversations set owner = 'teammate', epoch = 1` }, []),
      )
      expect(await scene().begins(work)).toEqual({ kind: 'overtaken' })
      expect(await scene().rows('select * from tool_calls')).toEqual([])
    })

    it('[A28] a call of another conversation is none of this one', async () => {
      const work = await turn()
      await scene().begins(work)
      await scene().says({ from: '2' })
      const other = await scene().claim('answer')
      expect(await scene().begins(other)).toEqual({ kind: 'begun' })
      expect(await calls(work)).toHaveLength(1)
      expect(await scene().store.callsOf({ business: 'globex', id: work.key }, 0)).toEqual([])
      expect(await scene().store.callsOf({ business: 'acme', id: 'none' }, 0)).toEqual([])
    })
  })
}
