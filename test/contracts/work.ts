import { describe, expect, it } from 'vitest'
import { LEASE_MS, NOON, type Scene } from './scene.ts'

export function workContract(scene: () => Scene) {
  const rows = () => scene().rows('select due_at, token, attempts, error, died_at from work order by due_at')

  describe('work', () => {
    it('[A20] is claimed in the order it is due, no more than asked for, and says what comes next', async () => {
      const keys = []
      for (const [index, settle] of [50, 10, 30, 20, 40].entries())
        keys[settle] = (await scene().says({ from: String(index), settle })).conversation
      scene().now = NOON + 5
      expect(await scene().claimAll(10)).toEqual({ claimed: [], nextDueAt: NOON + 10 })
      scene().now = NOON + 45
      const first = await scene().claimAll(2)
      expect(first.claimed.map(({ key }) => key)).toEqual([keys[10], keys[20]])
      expect(first.nextDueAt).toBe(NOON + 45)
      const second = await scene().claimAll(10)
      expect(second.claimed.map(({ key }) => key)).toEqual([keys[30], keys[40]])
      expect(second.nextDueAt).toBe(NOON + 50)
      scene().now = NOON + 50
      expect((await scene().claimAll(10)).claimed.map(({ key }) => key)).toEqual([keys[50]])
      expect(await scene().claimAll(10)).toEqual({ claimed: [], nextDueAt: undefined })
    })

    it('[A20] has one holder, however many claim at once', async () => {
      for (let index = 0; index < 100; index++) await scene().says({ from: String(index) })
      const claims = await Promise.all(Array.from({ length: 20 }, () => scene().claimAll(7)))
      const keys = claims.flatMap(({ claimed }) => claimed.map(({ key }) => key))
      expect(keys).toHaveLength(100)
      expect(new Set(keys).size).toBe(100)
      expect(Math.max(...claims.map(({ claimed }) => claimed.length))).toBeLessThanOrEqual(7)
    })

    it('[A20] counts its claims, and only the token of the last one counts', async () => {
      await scene().says()
      const first = await scene().claim('answer')
      expect(first).toMatchObject({ attempts: 1, revision: 1 })
      scene().now = NOON + LEASE_MS
      await scene().store.reap(scene().now)
      const second = await scene().claim('answer')
      expect(second.attempts).toBe(2)
      await scene().store.putBack(first, { dueAt: NOON, error: 'late', diedAt: NOON })
      await scene().store.letGo(first)
      expect(await rows()).toMatchObject([{ token: second.token, error: null, died_at: null }])
      expect(await scene().store.renewLeases({ work: [first, second], until: NOON * 2 })).toEqual({
        lost: [first],
        again: [],
      })
    })

    it('[A20] a lease that is renewed outlives its time; what was lost is told, kind by kind', async () => {
      const deliver = await scene().replies(['One'])
      await scene().says()
      const answer = await scene().claim('answer')
      const until = NOON + 3 * LEASE_MS
      const lost = { ...answer, token: scene().ids.next() }
      expect(deliver.key).toBe(answer.key)
      expect(await scene().store.renewLeases({ work: [deliver, lost], until })).toMatchObject({ lost: [lost] })
      expect(await scene().store.renewLeases({ work: [deliver, answer], until })).toEqual({ lost: [], again: [] })
      expect(await scene().rows('select lease_until from work')).toEqual([
        { lease_until: until },
        { lease_until: until },
      ])
      expect(await scene().store.renewLeases({ work: [], until })).toEqual({ lost: [], again: [] })
      await scene().says()
      expect(await scene().store.renewLeases({ work: [deliver, answer], until })).toEqual({ lost: [], again: [answer] })
    })

    it('[O6] put back, it waits until its time, keeps its count and its error', async () => {
      await scene().says()
      const work = await scene().claim('answer')
      await scene().store.putBack(work, { dueAt: NOON + 4000, error: 'Error: no \0', diedAt: null })
      expect(await rows()).toEqual([
        { due_at: NOON + 4000, token: null, attempts: 1, error: 'Error: no \ufffd', died_at: null },
      ])
      scene().now = NOON + 4000
      expect((await scene().claim('answer')).attempts).toBe(2)
    })

    it('[A20] let go, it is as it was found: its time and the failures before it still count', async () => {
      await scene().says()
      await scene().store.putBack(await scene().claim('answer'), { dueAt: NOON + 10, error: 'x', diedAt: null })
      scene().now = NOON + 20
      await scene().store.letGo(await scene().claim('answer'))
      expect(await rows()).toMatchObject([{ due_at: NOON + 10, token: null, attempts: 1 }])
      expect((await scene().claim('answer')).attempts).toBe(2)
    })

    it('[A20] asked again while it runs, finishing it leaves it free and due, and starts its count anew', async () => {
      await scene().says()
      const work = await scene().claim('answer')
      const turn = await scene().finished(work, [], { yieldToNewer: false })
      await scene().says({ settle: 500 })
      await scene().store.commitTurn(turn)
      expect(await rows()).toMatchObject([{ due_at: NOON + 500, token: null, attempts: 0 }])
      scene().now = NOON + 500
      expect((await scene().claim('answer')).revision).toBe(2)
    })

    it('[O6] dead, it is shown and claimed by nobody until it is replayed, once', async () => {
      const { conversation } = await scene().says()
      const work = await scene().claim('answer')
      await scene().store.putBack(work, { dueAt: NOON, error: 'Terminal: broken', diedAt: NOON + 1 })
      expect((await scene().claimAll()).claimed).toEqual([])
      const letter = { business: 'acme', kind: 'answer' as const, key: conversation }
      expect(await scene().store.deadLetters()).toEqual([
        { ...letter, attempts: 1, error: 'Terminal: broken', diedAt: NOON + 1 },
      ])
      expect(await scene().store.figures(NOON)).toMatchObject({ deadLetters: 1, queued: 0 })
      expect(await scene().store.replay({ ...letter, business: 'globex' }, NOON)).toBe(false)
      expect(await scene().store.replay({ ...letter, key: 'nothing' }, NOON)).toBe(false)
      expect(await scene().store.replay(letter, NOON + 2)).toBe(true)
      expect(await scene().store.replay(letter, NOON + 2)).toBe(false)
      scene().now = NOON + 2
      expect(await scene().claim('answer')).toMatchObject({ key: conversation, attempts: 1 })
      expect(await scene().store.deadLetters()).toEqual([])
    })

    it('[O6 W8] a new message revives dead work, whether it came before the death or after', async () => {
      await scene().says()
      await scene().store.putBack(await scene().claim('answer'), { dueAt: NOON, error: 'x', diedAt: NOON })
      await scene().says({ settle: 100 })
      expect(await rows()).toMatchObject([{ due_at: NOON + 100, attempts: 0, died_at: null }])

      await scene().wipe()
      await scene().says()
      const work = await scene().claim('answer')
      await scene().says({ settle: 100 })
      await scene().store.putBack(work, { dueAt: NOON, error: 'x', diedAt: NOON })
      expect(await rows()).toMatchObject([{ due_at: NOON + 100, token: null, attempts: 0, died_at: null }])
    })

    it('[A20] a reaping frees what outlived its lease', async () => {
      await scene().says()
      const work = await scene().claim('answer')
      scene().now = NOON + LEASE_MS
      expect(await scene().store.reap(scene().now)).toBe(1)
      expect(await scene().nextSend(work)).toEqual({ kind: 'lost' })
      expect(await scene().store.reap(scene().now)).toBe(0)
      expect((await scene().claim('answer')).key).toBe(work.key)
    })
  })

  describe('figures', () => {
    it('[O7] counts what waits', async () => {
      expect(await scene().store.figures(NOON)).toEqual({
        queued: 0,
        oldestDueAt: undefined,
        deadLetters: 0,
        openHandoffs: 0,
        unconfirmed: 0,
        pausedLines: [],
        strays: 0,
        unansweredSince: undefined,
        alarms: 0,
        alarmedSince: undefined,
        waiting: [],
        lastInboundAt: {},
      })
      await scene().says({ from: '1' })
      await scene().says({ from: '2', line: 'sales', settle: 60_000, receivedAt: NOON + 1 })
      expect(await scene().store.figures(NOON + 2)).toMatchObject({
        queued: 2,
        oldestDueAt: NOON,
        unansweredSince: NOON,
        lastInboundAt: { support: NOON, sales: NOON + 1 },
      })
    })
  })
}
