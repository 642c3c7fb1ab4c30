import { describe, expect, it } from 'vitest'
import type { Person } from '../../src/domain/ownership.ts'
import type { By, Work } from '../../src/flows/store.ts'
import { type Scene, wordsOf } from './scene.ts'

const DANA: Person = { id: 'dana', name: 'Dana' }
const BY: By = { kind: 'system', id: 'test', name: 'test', source: 'system', ip: undefined }
const NOBODY = '01a1fc5c-800a-7001-b719-c855ed9d5bbd'

/** The agent answers while a case waits for people who are not there. */
export function coverContract(scene: () => Scene) {
  const asks = async () => {
    const { conversation } = await scene().says({ text: 'a person!' })
    const work = await scene().claim('answer')
    const handoff = { id: scene().ids.next(), reason: 'customer_asked' as const, summary: 'Wants a person.' }
    const turn = await scene().finished(work, ['They come tomorrow.'], { handoff })
    const verdict = await scene().store.commitTurn(turn)
    if (verdict.kind !== 'committed' || !verdict.deliver) throw new Error(verdict.kind)
    return { conversation, handoff: handoff.id, deliver: verdict.deliver }
  }
  const claims = (conversation: string) =>
    scene().store.passBaton({
      conversation: { business: 'acme', id: conversation },
      step: { kind: 'claim', by: DANA, over: false },
      by: DANA,
      source: 'api',
      epoch: undefined,
      now: scene().now,
    })
  const nextOf = async (work: Work) => {
    const next = await scene().nextSend(work)
    if (next.kind !== 'send') return next.kind
    await scene().record(work, next.delivery, { kind: 'accepted', wamid: scene().ids.next() })
    return wordsOf(next.delivery)
  }
  const answers = async () => {
    await scene().says({ text: 'And tonight?' })
    return scene().finished(await scene().claim('answer'), ['Until then it is me.'])
  }

  describe('cover', () => {
    it('[H13] what the agent says while a case waits is kept and leaves, and the case goes on waiting', async () => {
      const { conversation, handoff, deliver } = await asks()
      const turn = await answers()
      expect(turn.fence.owner).toBe('waiting')
      expect(await scene().store.commitTurn(turn)).toMatchObject({ kind: 'committed' })
      expect([await nextOf(deliver), await nextOf(deliver)]).toEqual(['They come tomorrow.', 'Until then it is me.'])
      expect(await scene().store.handoffs()).toMatchObject([{ id: handoff, conversation, claimedAt: undefined }])
    })

    it('[H13 H8] a turn that calls people again changes nothing of the case', async () => {
      const { handoff } = await asks()
      const { fence } = await answers().then(async (turn) => {
        const again = { id: scene().ids.next(), reason: 'out_of_scope' as const, summary: 'Again.' }
        expect(await scene().store.commitTurn({ ...turn, handoff: again })).toMatchObject({ kind: 'committed' })
        return turn
      })
      expect(fence.epoch).toBe(1)
      expect(await scene().store.handoffs()).toMatchObject([{ id: handoff, reason: 'customer_asked' }])
    })

    it('[H8] a claim comes before: what was prepared is overtaken; after the turn: it does not leave any more', async () => {
      const { conversation } = await asks()
      const turn = await answers()
      await claims(conversation)
      expect(await scene().store.commitTurn(turn)).toEqual({ kind: 'overtaken' })
    })

    it('[H8] a claim after the turn and before the send: nothing of the agent leaves', async () => {
      const { conversation, deliver } = await asks()
      await scene().store.commitTurn(await answers())
      await claims(conversation)
      const left: unknown[] = []
      for (let nth = 0; nth < 4; nth++) left.push(await nextOf(deliver))
      expect(left).toContain('They come tomorrow.')
      expect(left).not.toContain('Until then it is me.')
    })

    it('[H13] says what a conversation waits for, until somebody has it', async () => {
      const { store, now } = scene()
      const { conversation } = await asks()
      const key = { business: 'acme', id: conversation }
      expect(await store.waitingCase(key)).toEqual({ reason: 'customer_asked', since: now })
      expect(await store.waitingCase({ ...key, business: 'other' })).toBeUndefined()
      await claims(conversation)
      for (const id of [conversation, NOBODY, 'nothing'])
        expect(await store.waitingCase({ ...key, id })).toBeUndefined()
    })
  })

  describe('who is on duty', () => {
    // What stands in an audit stays: this business has it for itself.
    const BUSINESS = 'on-duty'
    const hire = async () => {
      const { store, now } = scene()
      const secret = (await store.offerSetUp({ business: BUSINESS, now }))!
      const owner = { name: 'O', email: 'o@example.com', passwordHash: 'x', ip: undefined, trusted: false, now }
      await store.setUp({ ...owner, business: BUSINESS, secret })
      return (await store.teammates(BUSINESS))[0]!.id
    }
    const goes = (id: string, away: boolean, business = BUSINESS) =>
      scene().store.setAway({ business, by: BY, now: scene().now, id, away })
    const awaySince = async () => (await scene().store.teammates(BUSINESS)).map((one) => one.awaySince)

    it('[H24] goes and comes back; said again, it is since the first time; and it stands in the audit', async () => {
      const id = await hire()
      const { now } = scene()
      expect(await awaySince()).toEqual([undefined])
      expect(await goes(id, true)).toBe(true)
      scene().now += 60_000
      expect(await goes(id, true)).toBe(true)
      expect(await awaySince()).toEqual([now])
      expect(await goes(id, false)).toBe(true)
      expect(await awaySince()).toEqual([undefined])
      const audit = await scene().store.audit({ business: BUSINESS, most: 3 })
      expect(audit.map(({ action, subject }) => [action, subject])).toEqual([
        ['teammate.back', id],
        ['teammate.away', id],
        ['teammate.away', id],
      ])
    })

    it('[H24 O5] is known of teammates of the business alone', async () => {
      const id = await hire()
      for (const other of [NOBODY, 'nothing', '']) expect(await goes(other, true)).toBe(false)
      expect(await goes(id, true, 'other')).toBe(false)
      expect(await awaySince()).toEqual([undefined])
    })
  })
}
