import { describe, expect, it } from 'vitest'
import { afterStatus, type DeliveryState, STATUSES, type Status } from '../../src/domain/delivery.ts'
import { NOON, type Scene, UNCONFIRMED_AFTER_MS, wordsOf } from './scene.ts'

function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length === 0) return [[]]
  return items.flatMap((item, index) => permutations(items.toSpliced(index, 1)).map((rest) => [item, ...rest]))
}

export function statusesContract(scene: () => Scene) {
  async function accepted(change: Parameters<Scene['replies']>[1] = {}, wamid = 'w1') {
    const deliver = await scene().replies(['One'], change)
    const delivery = await scene().sends(deliver)
    await scene().record(deliver, delivery, { kind: 'accepted', wamid })
    return delivery
  }
  const orphans = () => scene().rows('select status from orphan_statuses')

  describe('applyStatus', () => {
    it('[D16] any order comes to the same end, one by one and all at once', async () => {
      const orders = permutations<Status>(['sent', 'delivered', 'read', 'failed'])
      const byText = new Map<string, DeliveryState>()
      for (const [index, order] of orders.entries()) {
        await accepted({ from: String(index), text: String(index) }, `w${index}`)
        byText.set(
          `w${index}`,
          order.reduce<DeliveryState>((state, status) => afterStatus(state, status), 'accepted'),
        )
      }
      await Promise.all(
        orders.map(async (order, index) => {
          const asked = order.map((status) => () => scene().status(status, { wamid: `w${index}` }))
          if (index % 2) await Promise.all(asked.map((ask) => ask()))
          else for (const ask of asked) await ask()
        }),
      )
      const rows = await scene().rows<{ wamid: string; state: DeliveryState }>('select wamid, state from deliveries')
      expect(new Map(rows.map(({ wamid, state }) => [wamid, state]))).toEqual(byText)
      expect(rows.every(({ state }) => state === 'read')).toBe(true)
    })

    it('[D16] is told once: twice the same does not move, and the first time is kept', async () => {
      await accepted()
      expect(await scene().status('delivered', { wamid: 'w1', at: NOON + 5 })).toEqual({
        kind: 'moved',
        wakeAt: undefined,
      })
      expect(await scene().status('delivered', { wamid: 'w1', at: NOON + 9 })).toMatchObject({ kind: 'unmoved' })
      expect(await scene().status('sent', { wamid: 'w1', at: NOON + 3 })).toMatchObject({ kind: 'unmoved' })
      expect(await scene().rows('select state, sent_at, delivered_at from deliveries')).toEqual([
        { state: 'delivered', sent_at: NOON + 3, delivered_at: NOON + 5 },
      ])
    })

    it('[D16] finds its delivery by attempt, by message id, and on its own line only', async () => {
      const { id } = await accepted()
      expect(await scene().status('sent', { delivery: id, wamid: 'w1' })).toMatchObject({ kind: 'moved' })
      expect(await scene().status('delivered', { wamid: 'w1' })).toMatchObject({ kind: 'moved' })
      expect(await scene().status('read', { wamid: 'w1', line: 'sales' })).toMatchObject({ kind: 'orphan' })
      expect(await scene().status('read', { wamid: 'w1', business: 'globex' })).toMatchObject({ kind: 'orphan' })
      expect(await scene().status('read', { delivery: scene().ids.next(), wamid: 'w1' })).toMatchObject({
        kind: 'moved',
      })
      expect(await scene().status('played', { delivery: '-'.repeat(36), wamid: 'w1' })).toMatchObject({ kind: 'moved' })
      expect(await scene().states()).toEqual(['played'])
    })

    it('[D16] what comes before the message has its name waits for it', async () => {
      const deliver = await scene().replies(['One', 'Two'])
      const one = await scene().sends(deliver)
      expect(await scene().status('delivered', { wamid: 'w1' })).toEqual({ kind: 'orphan', wakeAt: undefined })
      await scene().status('sent', { wamid: 'w1' })
      await scene().status('sent', { wamid: 'w1' })
      await scene().status('sent', { wamid: 'of somebody else' })
      await scene().record(deliver, one, { kind: 'accepted', wamid: 'w1' })
      expect(await scene().states()).toEqual(['delivered', 'queued'])
      expect(await orphans()).toHaveLength(1)
    })

    it('[D16 O6] a failure that came before the message had its name calls people too', async () => {
      const deliver = await scene().replies(['One'])
      const one = await scene().sends(deliver)
      await scene().status('failed', { wamid: 'w1', error: { code: 131026, reason: 'undeliverable' } })
      await scene().record(deliver, one, { kind: 'accepted', wamid: 'w1' })
      expect(await scene().rows('select state, error_code, error_reason from deliveries')).toEqual([
        { state: 'failed', error_code: 131026, error_reason: 'undeliverable' },
      ])
      expect(await scene().store.handoffs()).toHaveLength(1)
    })

    it('[D16] what missed its message in the same moment is joined by the next reaping', async () => {
      await accepted()
      await scene().database.write((tx) =>
        tx.query(
          {
            name: '',
            text: `insert into orphan_statuses (business, line, wamid, status, at) values ('acme', 'support', 'w1', 'read', ${NOON})`,
          },
          [],
        ),
      )
      await scene().store.reap(NOON)
      expect(await scene().states()).toEqual(['read'])
      expect(await orphans()).toEqual([])
    })

    it('[D16] what never meets a message of ours is forgotten in the end', async () => {
      await scene().status('sent', { wamid: 'of another app' })
      await scene().store.forgetOrphans(NOON)
      expect(await orphans()).toHaveLength(1)
      await scene().store.forgetOrphans(NOON + 1)
      expect(await orphans()).toEqual([])
    })

    it('[D6] settles what was unknown: it has its name, and the conversation goes on at once', async () => {
      const deliver = await scene().replies(['One', 'Two'])
      const one = await scene().sends(deliver)
      await scene().record(deliver, one, { kind: 'unknown', reason: 'reset' })
      expect(await scene().nextSend(deliver)).toMatchObject({ kind: 'later', at: NOON + UNCONFIRMED_AFTER_MS })
      scene().now = NOON + 2000
      const effect = await scene().status('sent', { delivery: one.id, wamid: 'w1' })
      expect(effect).toEqual({ kind: 'moved', wakeAt: NOON + 2000 })
      expect(await scene().rows(`select wamid from deliveries where author = 'agent' order by position`)).toEqual([
        { wamid: 'w1' },
        { wamid: null },
      ])
      expect(wordsOf(await scene().sends(await scene().claim('deliver')))).toBe('Two')
      expect(await scene().status('delivered', { wamid: 'w1' })).toEqual({ kind: 'moved', wakeAt: undefined })
    })

    it('[D6] what was unconfirmed is confirmed after all', async () => {
      const deliver = await scene().replies(['One'])
      const one = await scene().sends(deliver)
      await scene().record(deliver, one, { kind: 'unknown', reason: 'reset' })
      scene().now = NOON + UNCONFIRMED_AFTER_MS
      await scene().nextSend(deliver)
      await scene().status('delivered', { delivery: one.id, wamid: 'w1' })
      expect(await scene().states()).toEqual(['delivered'])
    })

    it('[D16] failed after delivered is one device of several: it stays delivered and calls nobody', async () => {
      await accepted()
      await scene().status('delivered', { wamid: 'w1' })
      expect(await scene().status('failed', { wamid: 'w1', error: { code: 1, reason: 'x' } })).toMatchObject({
        kind: 'unmoved',
      })
      expect(await scene().states()).toEqual(['delivered'])
      expect(await scene().store.handoffs()).toEqual([])
    })

    it("[O6] an agent's reply that failed after it was accepted calls people, once", async () => {
      await accepted()
      const error = { code: 131026, reason: 'undeliverable' }
      await Promise.all([1, 2, 3].map(() => scene().status('failed', { wamid: 'w1', error })))
      await scene().status('failed', { wamid: 'w1', error })
      expect(await scene().store.handoffs()).toMatchObject([{ reason: 'agent_failed', line: 'support' }])
      expect(await scene().rows('select owner, epoch from conversations')).toEqual([{ owner: 'waiting', epoch: 1 }])
      expect(await scene().rows('select state, error_code, error_reason from deliveries')).toEqual([
        { state: 'failed', error_code: 131026, error_reason: 'undeliverable' },
      ])
    })

    it('[D16] every status there is has its time', async () => {
      await accepted()
      for (const [index, status] of STATUSES.entries()) await scene().status(status, { wamid: 'w1', at: NOON + index })
      const columns = STATUSES.map((status) => `${status}_at`)
      expect(await scene().rows(`select ${columns.join(', ')} from deliveries`)).toEqual([
        Object.fromEntries(columns.map((column, index) => [column, NOON + index])),
      ])
    })
  })
}
