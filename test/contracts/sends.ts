import { describe, expect, it } from 'vitest'
import { WINDOW_MS } from '../../src/domain/window.ts'
import { LEASE_MS, LIMIT, NOON, type Scene, UNCONFIRMED_AFTER_MS, wordsOf } from './scene.ts'

export function sendsContract(scene: () => Scene) {
  const work = () => scene().rows('select kind, due_at, token, attempts from work order by kind')
  const takeOver = () =>
    scene().database.write((tx) =>
      tx.query({ name: '', text: `update conversations set owner = 'teammate', epoch = epoch + 1` }, []),
    )

  describe('claimNextSend', () => {
    it('[D8 I3] hands out the parts in order, to the address and from the line of the conversation', async () => {
      const deliver = await scene().replies(['One', 'Two'], { line: 'sales' })
      const one = await scene().sends(deliver)
      expect(one).toEqual({
        id: one.id,
        line: 'sales',
        to: { phone: '15550001111' },
        content: { kind: 'text', text: 'One' },
        quotes: undefined,
        author: 'agent',
        attempt: 1,
        probe: false,
      })
      expect(await scene().record(deliver, one, { kind: 'accepted', wamid: 'w1' })).toMatchObject({ more: true })
      const two = await scene().sends(deliver)
      expect(wordsOf(two)).toBe('Two')
      expect(await scene().record(deliver, two, { kind: 'accepted', wamid: 'w2' })).toMatchObject({ more: false })
      expect(await work()).toEqual([])
      expect(await scene().states()).toEqual(['accepted', 'accepted'])
    })

    it('[I17] writes to a scoped id where there is no phone', async () => {
      const deliver = await scene().replies(['One'], { sender: { bsuid: 'US.77' } })
      expect((await scene().sends(deliver)).to).toEqual({ bsuid: 'US.77' })
    })

    it('[D10] per customer: the message after the limit leaves when the first has left the window, to the millisecond', async () => {
      const rateLimit = { ...LIMIT, most: 3 }
      const deliver = await scene().replies(['1', '2', '3', '4', '5'])
      for (const at of [NOON, NOON + 10, NOON + 20]) {
        scene().now = at
        await scene().record(deliver, await scene().sends(deliver, { rateLimit }), {
          kind: 'accepted',
          wamid: `w${at}`,
        })
      }
      scene().now = NOON + 30
      const free = NOON + LIMIT.windowMs
      expect(await scene().nextSend(deliver, { rateLimit })).toEqual({ kind: 'later', at: free, because: 'rate-limit' })
      expect(await work()).toEqual([{ kind: 'deliver', due_at: free, token: null, attempts: 0 }])
      scene().now = free
      const again = await scene().claim('deliver')
      await scene().record(again, await scene().sends(again, { rateLimit }), { kind: 'accepted', wamid: 'w4' })
      expect(await scene().nextSend(again, { rateLimit })).toMatchObject({ kind: 'later', at: free + 10 })
    })

    it('[D10] per customer: another customer of the line is not held up', async () => {
      const rateLimit = { ...LIMIT, most: 1 }
      const maya = await scene().replies(['1', '2'], { from: '1' })
      const bo = await scene().replies(['1'], { from: '2' })
      await scene().record(maya, await scene().sends(maya, { rateLimit }), { kind: 'accepted', wamid: 'w1' })
      expect(await scene().nextSend(maya, { rateLimit })).toMatchObject({ because: 'rate-limit' })
      expect(await scene().sends(bo, { rateLimit })).toMatchObject({ content: { text: '1' } })
    })

    it('[D10] per line: all customers share the limit, also those who are claimed in the same moment', async () => {
      const rateLimit = { windowMs: 60_000, most: 3, scope: 'line' as const }
      const works = []
      for (let index = 0; index < 8; index++) works.push(await scene().replies(['x'], { from: String(index) }))
      const other = await scene().replies(['x'], { line: 'sales' })
      const results = await Promise.all([...works, other].map((one) => scene().nextSend(one, { rateLimit })))
      expect(results.slice(0, 8).filter(({ kind }) => kind === 'send')).toHaveLength(3)
      expect(results.slice(0, 8).filter(({ kind }) => kind === 'later')).toHaveLength(5)
      expect(results[8]!.kind).toBe('send')
      scene().now = NOON + 60_000
      const { claimed } = await scene().claimAll()
      const later = await Promise.all(claimed.map((one) => scene().nextSend(one, { rateLimit })))
      expect(later.filter(({ kind }) => kind === 'send')).toHaveLength(3)
    })

    it('[D7] a retry waits for its time, and counts on', async () => {
      const deliver = await scene().replies(['One'])
      const one = await scene().sends(deliver)
      const refusal = { kind: 'retry', code: 130429, reason: 'too fast' } as const
      expect(await scene().record(deliver, one, refusal, NOON + 4000)).toMatchObject({ more: true })
      expect(await scene().nextSend(deliver)).toEqual({ kind: 'later', at: NOON + 4000, because: 'retry' })
      expect(await work()).toMatchObject([{ due_at: NOON + 4000, token: null }])
      scene().now = NOON + 4000
      const again = await scene().claim('deliver')
      expect(await scene().sends(again)).toMatchObject({ id: one.id, attempt: 2 })
    })

    it('[D6] what a dead worker had claimed is unknown, waits for a status, and is never sent again', async () => {
      const deliver = await scene().replies(['One', 'Two'])
      const one = await scene().sends(deliver)
      scene().now = NOON + LEASE_MS + 1
      expect(await scene().store.reap(scene().now)).toBe(1)
      expect(await scene().nextSend(deliver)).toEqual({ kind: 'lost' })
      const next = await scene().claim('deliver')
      expect(await scene().nextSend(next)).toMatchObject({ kind: 'settled', delivery: one.id, state: 'unknown' })
      const limit = scene().now + UNCONFIRMED_AFTER_MS
      expect(await scene().nextSend(next)).toEqual({ kind: 'later', at: limit, because: 'unknown' })
      scene().now = limit - 1
      expect((await scene().claimAll()).claimed).toEqual([])
      scene().now = limit
      const last = await scene().claim('deliver')
      expect(await scene().nextSend(last)).toMatchObject({ kind: 'settled', delivery: one.id, state: 'unconfirmed' })
      expect(await scene().store.handoffs()).toMatchObject([{ reason: 'agent_failed', line: 'support' }])
      expect(await scene().nextSend(last)).toMatchObject({ kind: 'settled', state: 'dropped' })
      expect(await scene().nextSend(last)).toMatchObject({ kind: 'done' })
      expect(await scene().states()).toEqual(['unconfirmed', 'dropped'])
      expect((await work()).map(({ kind }) => kind).toSorted()).toEqual(['brief', 'handoff'])
      expect((await scene().store.figures(scene().now)).unconfirmed).toBe(1)
    })

    it('[H8] drops what the agent had prepared before people took over; what people say passes', async () => {
      const deliver = await scene().replies(['One'])
      await takeOver()
      const { database } = scene()
      expect(await scene().nextSend(deliver)).toMatchObject({ kind: 'settled', state: 'dropped' })
      await database.write((tx) =>
        tx.query({ name: '', text: `update deliveries set state = 'queued', author = 'teammate', epoch = null` }, []),
      )
      expect(wordsOf(await scene().sends(deliver))).toBe('One')
    })

    it('[H8] given back, the agent does not send what it had prepared before', async () => {
      const deliver = await scene().replies(['One'])
      await takeOver()
      await scene().database.write((tx) =>
        tx.query({ name: '', text: `update conversations set owner = 'agent', epoch = epoch + 1` }, []),
      )
      expect(await scene().nextSend(deliver)).toMatchObject({ kind: 'settled', state: 'dropped' })
    })

    it('[D13 D14] the window is open at 23:59:59.999 and closed at 24:00:00.000', async () => {
      const deliver = await scene().replies(['One', 'Two'])
      scene().now = NOON + WINDOW_MS - 1
      const one = await scene().sends(deliver)
      await scene().record(deliver, one, { kind: 'accepted', wamid: 'w1' })
      scene().now = NOON + WINDOW_MS
      expect(await scene().nextSend(deliver)).toMatchObject({
        kind: 'settled',
        state: 'failed',
        because: 'window_closed',
      })
      expect(await scene().rows(`select error_reason from deliveries where state = 'failed'`)).toEqual([
        { error_reason: 'window_closed' },
      ])
      expect(await scene().store.handoffs()).toMatchObject([{ reason: 'agent_failed' }])
    })

    it('[A20] done finishes the work, unless somebody asked again meanwhile; lost changes nothing', async () => {
      const deliver = await scene().replies(['One'])
      await scene().record(deliver, await scene().sends(deliver), { kind: 'unknown', reason: 'reset' })
      await scene().database.write((tx) =>
        tx.query({ name: '', text: `update deliveries set state = 'delivered'` }, []),
      )
      expect(await scene().nextSend({ ...deliver, token: scene().ids.next() })).toEqual({ kind: 'lost' })
      expect(await work()).toMatchObject([{ token: deliver.token }])
      await scene().says()
      const turn = await scene().finished(await scene().claim('answer'), [])
      await scene().store.commitTurn(turn)
      expect(await scene().nextSend(deliver)).toMatchObject({ kind: 'done' })
      expect(await work()).toEqual([])
    })

    it('[I3] many at once get each their own', async () => {
      const works = []
      for (let index = 0; index < 30; index++)
        works.push(await scene().replies([String(index)], { from: String(index) }))
      const results = await Promise.all(works.map((one) => scene().nextSend(one)))
      expect(
        results.map((one) => one.kind === 'send' && `${wordsOf(one.delivery)} ${JSON.stringify(one.delivery.to)}`),
      ).toEqual(works.map((_, index) => `${index} {"phone":"${index}"}`))
    })
  })

  describe('recordSend', () => {
    it('[D7] refused for good, or once too often, is failed with its reason and calls people once', async () => {
      const maya = await scene().replies(['One', 'Two'])
      const one = await scene().sends(maya)
      expect(await scene().record(maya, one, { kind: 'refused', code: 131026, reason: 'undeliverable' })).toMatchObject(
        {
          more: true,
        },
      )
      expect(await scene().nextSend(maya)).toMatchObject({ state: 'dropped' })
      const bo = await scene().replies(['One'], { from: '2' })
      const retry = { kind: 'retry', code: 2, reason: 'passing' } as const
      expect(await scene().record(bo, await scene().sends(bo), retry, undefined)).toMatchObject({ more: false })
      expect(await scene().rows('select state, error_code, error_reason from deliveries order by id')).toMatchObject([
        { state: 'failed', error_code: 131026, error_reason: 'undeliverable' },
        { state: 'dropped' },
        { state: 'failed', error_code: 2, error_reason: 'passing' },
      ])
      expect(await scene().store.handoffs()).toHaveLength(2)
    })

    it('[D6] unknown stays open and waits from when it became so', async () => {
      const deliver = await scene().replies(['One'])
      const one = await scene().sends(deliver)
      scene().now = NOON + 20_000
      expect(await scene().record(deliver, one, { kind: 'unknown', reason: 'timeout' })).toMatchObject({ more: true })
      expect(await scene().nextSend(deliver)).toMatchObject({ at: NOON + 20_000 + UNCONFIRMED_AFTER_MS })
      expect(await scene().rows('select error_reason from deliveries')).toEqual([{ error_reason: 'timeout' }])
    })

    it('[D16] a status that was faster than the answer is kept, with what it said', async () => {
      const deliver = await scene().replies(['One', 'Two'])
      const one = await scene().sends(deliver)
      await scene().status('delivered', { delivery: one.id, wamid: 'w1' })
      await scene().record(deliver, one, { kind: 'accepted', wamid: 'w1' })
      const two = await scene().sends(deliver)
      const error = { code: 131049, reason: 'not now' }
      await scene().status('failed', { delivery: two.id, wamid: 'w2', error })
      expect(await scene().record(deliver, two, { kind: 'accepted', wamid: 'w2' })).toMatchObject({ more: false })
      expect(
        await scene().rows('select state, wamid, error_code, error_reason from deliveries order by position'),
      ).toEqual([
        { state: 'delivered', wamid: 'w1', error_code: null, error_reason: null },
        { state: 'failed', wamid: 'w2', error_code: 131049, error_reason: 'not now' },
      ])
    })

    it('[D5] evidence is not undone: neither lost answers nor refusals move what a status has shown', async () => {
      for (const outcome of [
        { kind: 'unknown', reason: 'reset' },
        { kind: 'refused', code: 1, reason: 'no' },
        { kind: 'retry', code: 2, reason: 'later' },
      ] as const) {
        await scene().wipe()
        const deliver = await scene().replies(['One'])
        const one = await scene().sends(deliver)
        await scene().status('read', { delivery: one.id, wamid: 'w1' })
        await scene().record(deliver, one, outcome, NOON + 1000)
        expect(await scene().states()).toEqual(['read'])
        expect(await scene().store.handoffs()).toEqual([])
      }
    })

    it('[D6] the answer of a worker that was thought dead still counts, and the rest goes on at once', async () => {
      const deliver = await scene().replies(['One', 'Two'])
      const one = await scene().sends(deliver)
      scene().now = NOON + LEASE_MS + 1
      await scene().store.reap(scene().now)
      const second = await scene().claim('deliver')
      expect(await scene().nextSend(second)).toMatchObject({ state: 'unknown' })
      expect(await scene().nextSend(second)).toMatchObject({ kind: 'later' })
      await scene().record(deliver, one, { kind: 'accepted', wamid: 'w1' })
      expect(await scene().states()).toEqual(['accepted', 'queued'])
      expect(wordsOf(await scene().sends(await scene().claim('deliver')))).toBe('Two')
    })

    it('[D6] nothing goes back to unknown once it is unconfirmed', async () => {
      const deliver = await scene().replies(['One'])
      const one = await scene().sends(deliver)
      await scene().record(deliver, one, { kind: 'unknown', reason: 'timeout' })
      scene().now = NOON + UNCONFIRMED_AFTER_MS
      expect(await scene().nextSend(deliver)).toMatchObject({ state: 'unconfirmed' })
      await scene().record(deliver, one, { kind: 'unknown', reason: 'timeout' })
      expect(await scene().states()).toEqual(['unconfirmed'])
    })

    it('[D8] what is recorded twice, or of an older attempt, changes nothing', async () => {
      const deliver = await scene().replies(['One'])
      const one = await scene().sends(deliver)
      await scene().record(deliver, one, { kind: 'retry', code: 2, reason: 'passing' }, NOON)
      const two = await scene().sends(deliver)
      await scene().record(deliver, one, { kind: 'refused', code: 1, reason: 'late' })
      expect(await scene().states()).toEqual(['claimed'])
      await scene().record(deliver, two, { kind: 'accepted', wamid: 'w1' })
      await scene().record(deliver, two, { kind: 'accepted', wamid: 'w1' })
      expect(await scene().rows('select state, wamid from deliveries')).toEqual([{ state: 'accepted', wamid: 'w1' }])
      expect(await scene().rows(`select wamid from deliveries where author = 'agent'`)).toEqual([{ wamid: 'w1' }])
    })
  })
}
