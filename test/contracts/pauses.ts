import { describe, expect, it } from 'vitest'
import type { SendOutcome } from '../../src/domain/delivery.ts'
import { LIMIT, NOON, type Scene, UNCONFIRMED_AFTER_MS, wordsOf } from './scene.ts'

const EXPIRED: SendOutcome = { kind: 'line-fault', code: 190, reason: '190: the access token has expired' }
const MINUTE = 60_000

export function pausesContract(scene: () => Scene) {
  const people = ['15550001', '15550002', '15550003']
  /** Three customers are owed a reply; the first send meets an expired token. */
  async function paused() {
    const works = []
    for (const from of people) works.push(await scene().replies([`To ${from}`], { from }))
    const first = await scene().sends(works[0]!)
    expect(await scene().record(works[0]!, first, EXPIRED)).toEqual({ more: true, again: false, resumed: false })
    return works
  }
  const dueAt = async () =>
    (await scene().rows<{ due_at: number }>('select due_at from work order by due_at')).map((row) => row.due_at)

  describe('a line that Meta lets send nothing', () => {
    it('[D27] is paused: nothing leaves, nothing is lost, and nobody else is held up', async () => {
      const works = await paused()
      for (const work of works)
        expect(await scene().nextSend(work)).toEqual({ kind: 'later', at: NOON + MINUTE, because: 'line-paused' })
      expect(await scene().states()).toEqual(['queued', 'queued', 'queued'])
      expect(await scene().store.pausedLines()).toMatchObject([{ line: 'support', code: 190, since: NOON }])
      const other = await scene().replies(['Hi'], { line: 'sales', from: '15550009' })
      expect(await scene().sends(other)).toMatchObject({ line: 'sales', probe: false })
    })

    it('[D27] lets one message try, and goes on when it passes', async () => {
      for (const work of await paused()) await scene().nextSend(work)
      scene().now = NOON + MINUTE
      const works = (await scene().claimAll()).claimed
      const tries = await Promise.all(works.map((work) => scene().nextSend(work)))
      const probes = tries.filter((one) => one.kind === 'send')
      expect(probes).toMatchObject([{ delivery: { probe: true } }])
      const work = works[tries.findIndex((one) => one.kind === 'send')]!
      const recorded = await scene().record(
        work,
        probes[0]!.kind === 'send' ? probes[0]!.delivery : (undefined as never),
        {
          kind: 'accepted',
          wamid: 'w1',
        },
      )
      expect(recorded).toEqual({ more: false, again: false, resumed: true })
      expect(await scene().store.pausedLines()).toEqual([])
      expect(await dueAt()).toEqual([NOON + MINUTE, NOON + MINUTE])
      for (const waiting of (await scene().claimAll()).claimed)
        expect(await scene().sends(waiting)).toMatchObject({ probe: false })
    })

    it('[D27] is asked more and more rarely while it is refused', async () => {
      for (const work of await paused()) await scene().nextSend(work)
      const waits: number[] = []
      for (let tries = 0; tries < 7; tries++) {
        const [pause] = await scene().store.pausedLines()
        waits.push((pause!.probeAt - scene().now) / MINUTE)
        scene().now = pause!.probeAt
        for (const work of (await scene().claimAll()).claimed) {
          const next = await scene().nextSend(work)
          if (next.kind !== 'send') continue
          await scene().record(work, next.delivery, EXPIRED)
          await scene().nextSend(work)
        }
      }
      expect(waits).toEqual([1, 2, 4, 6, 8, 15, 15])
    })

    it('[D27] goes on when somebody says so, and a restart tries at once', async () => {
      for (const work of await paused()) await scene().nextSend(work)
      await scene().store.probePausedLines(NOON + 5)
      expect(await dueAt()).toEqual([NOON + 5, NOON + 5, NOON + 5])
      expect(await scene().store.pausedLines()).toMatchObject([{ probeAt: NOON + 5 }])
      const resume = { business: 'acme', line: 'support', now: NOON + 6 }
      expect(await scene().store.resumeLine(resume)).toBe(true)
      expect(await scene().store.resumeLine(resume)).toBe(false)
      scene().now = NOON + 6
      for (const work of (await scene().claimAll()).claimed)
        expect(await scene().sends(work)).toMatchObject({ probe: false })
    })

    it('[D27 D14] does not keep a message past its window', async () => {
      const [work] = await paused()
      await scene().nextSend(work!)
      scene().now = NOON + 24 * 60 * MINUTE
      const late = (await scene().claimAll()).claimed.find(({ key }) => key === work!.key)!
      expect(await scene().nextSend(late)).toMatchObject({ kind: 'settled', because: 'window_closed' })
    })
  })

  describe('a reply of which nobody knows whether it arrived', () => {
    async function unconfirmed() {
      const work = await scene().replies(['One', 'Two'])
      const one = await scene().sends(work)
      await scene().record(work, one, { kind: 'unknown', reason: 'the connection was lost' })
      await scene().nextSend(work)
      scene().now = NOON + UNCONFIRMED_AFTER_MS
      const again = await scene().claim('deliver')
      expect(await scene().nextSend(again)).toMatchObject({ kind: 'settled', state: 'unconfirmed' })
      await scene().store.letGo(again)
      return one
    }
    const settle = (delivery: string, choice: 'send-again' | 'leave') =>
      scene().store.settleUnconfirmed({ delivery, choice, now: scene().now })

    it('[D21] is shown, and people are called', async () => {
      const { id } = await unconfirmed()
      expect(await scene().store.unconfirmed()).toMatchObject([
        { id, line: 'support', author: 'agent', text: 'One', reason: 'no status confirmed it', since: NOON },
      ])
      expect(await scene().store.handoffs()).toMatchObject([{ reason: 'agent_failed' }])
    })

    it('[D21] is sent again only because a person says so, once, and in their name', async () => {
      const one = await unconfirmed()
      expect(await settle(one.id, 'send-again')).toBe(true)
      expect(await settle(one.id, 'send-again')).toBe(false)
      const work = await scene().claim('deliver')
      const again = await scene().sends(work)
      expect(again).toMatchObject({ id: one.id, attempt: 2, author: 'teammate' })
      expect(wordsOf(again)).toBe('One')
      await scene().record(work, again, { kind: 'accepted', wamid: 'w1' })
      expect(await scene().nextSend(work)).toMatchObject({ state: 'dropped' })
    })

    it('[D21] is left as it is, and still believes a late status', async () => {
      const one = await unconfirmed()
      expect(await settle(one.id, 'leave')).toBe(true)
      expect(await scene().store.unconfirmed()).toEqual([])
      expect((await scene().states())[0]).toBe('dropped')
      await scene().status('delivered', { delivery: one.id, wamid: 'w1' })
      expect((await scene().states())[0]).toBe('delivered')
    })

    it('[D21] is settled by a status before any person', async () => {
      const one = await unconfirmed()
      await scene().status('sent', { delivery: one.id, wamid: 'w1' })
      expect(await settle(one.id, 'send-again')).toBe(false)
      expect(await settle('not an id', 'leave')).toBe(false)
    })
  })

  describe('the first part of a reply', () => {
    const claim = { rateLimit: LIMIT, unconfirmedAfterMs: UNCONFIRMED_AFTER_MS }
    const commit = async (parts: string[], from?: string) => {
      const work = await scene().claim('answer')
      const verdict = await scene().store.commitTurn(await scene().finished(work, parts, { claim }))
      if (verdict.kind !== 'committed') throw new Error(`not committed: ${verdict.kind} ${from ?? ''}`)
      return verdict
    }

    it('[D8 H8] is claimed by the transaction that makes it, the others by their own', async () => {
      await scene().says()
      const { first, deliver } = await commit(['One', 'Two'])
      expect(first).toMatchObject({ line: 'support', attempt: 1, author: 'agent', to: { phone: '15550001111' } })
      expect(wordsOf(first!)).toBe('One')
      expect(await scene().states()).toEqual(['claimed', 'queued'])
      expect(await scene().record(deliver!, first!, { kind: 'accepted', wamid: 'w1' })).toMatchObject({ more: true })
      expect(wordsOf(await scene().sends(deliver!))).toBe('Two')
    })

    it('[D2] waits behind what is still on its way', async () => {
      const earlier = await scene().replies(['One'])
      await scene().says()
      expect((await commit(['Two'])).first).toBeUndefined()
      expect(wordsOf(await scene().sends(earlier))).toBe('One')
    })

    it('[D27 D10 D14] waits where the line is paused, the pace is used up or the window is closed', async () => {
      const refused = await scene().replies(['One'], { from: '1' })
      await scene().record(refused, await scene().sends(refused), EXPIRED)
      await scene().says({ from: '2' })
      expect((await commit(['Two'])).first).toBeUndefined()

      await scene().wipe()
      const rateLimit = { ...LIMIT, most: 1 }
      await scene().says()
      const once = await scene().store.commitTurn(
        await scene().finished(await scene().claim('answer'), ['One'], { claim: { ...claim, rateLimit } }),
      )
      if (once.kind !== 'committed') throw new Error(once.kind)
      await scene().record(once.deliver!, once.first!, { kind: 'accepted', wamid: 'w1' })
      await scene().says()
      const twice = await scene().store.commitTurn(
        await scene().finished(await scene().claim('answer'), ['Two'], { claim: { ...claim, rateLimit } }),
      )
      expect(twice).toMatchObject({ kind: 'committed', first: undefined })

      await scene().wipe()
      await scene().says({ sentAt: NOON - 25 * 60 * MINUTE })
      expect((await commit(['Late'])).first).toBeUndefined()
    })

    it('[D21] of a process that died is unknown, not sent again', async () => {
      await scene().says()
      const { deliver } = await commit(['One'])
      expect(await scene().nextSend(deliver!)).toMatchObject({ kind: 'settled', state: 'unknown' })
    })
  })
}
