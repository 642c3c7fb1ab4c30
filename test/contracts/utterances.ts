import { describe, expect, it } from 'vitest'
import type { Acknowledgement, Utterance, Work } from '../../src/flows/store.ts'
import { NOON, newWamid, type Scene, wordsOf } from './scene.ts'

export function utterancesContract(scene: () => Scene) {
  const acknowledges = async (work: Work, change: Partial<Acknowledgement> = {}) => {
    const conversation = { business: work.business, id: work.key }
    const turn = await scene().store.loadTurn(conversation, 0)
    return scene().store.acknowledge({
      work,
      conversation,
      fence: turn!.fence,
      id: scene().ids.next(),
      content: { kind: 'text', text: 'One moment' },
      position: turn!.unanswered[0]!.position,
      now: scene().now,
      ...change,
    })
  }
  const says = async (change: Partial<Utterance> = {}) => {
    const customer = change.customer ?? (await scene().store.findCustomer('acme', '15550001111'))!
    return scene().store.say({
      business: 'acme',
      line: 'support',
      customer,
      id: scene().ids.next(),
      content: { kind: 'text', text: 'Your parcel is here' },
      quotes: undefined,
      now: scene().now,
      ...change,
    })
  }
  /** Sends all that is due in a conversation, in the order it leaves. */
  const sent = async () => {
    const words = []
    const work = await scene().claim('deliver')
    for (;;) {
      const next = await scene().nextSend(work)
      if (next.kind !== 'send') return words
      words.push(wordsOf(next.delivery))
      await scene().record(work, next.delivery, { kind: 'accepted', wamid: newWamid() })
    }
  }

  describe('acknowledge', () => {
    it('[A15] says it once, however often the turn begins anew, and before the answer', async () => {
      await scene().says({ text: 'a question' })
      const first = await scene().claim('answer')
      expect(await acknowledges(first)).toBe(true)
      expect(await acknowledges(first)).toBe(false)
      await scene().store.letGo(first)
      await scene().says({ text: 'and more' })
      const second = await scene().claim('answer')
      expect(await acknowledges(second)).toBe(false)
      const verdict = await scene().store.commitTurn(
        await scene().finished(second, ['Answer'], {
          claim: { rateLimit: { windowMs: 1, most: 99, scope: 'customer' }, unconfirmedAfterMs: 1 },
        }),
      )
      expect(verdict).toMatchObject({ kind: 'committed', first: undefined })
      if (verdict.kind === 'committed' && verdict.deliver) await scene().store.letGo(verdict.deliver)
      expect(await sent()).toEqual(['One moment', 'Answer'])
    })

    it('[A15] the next turn is acknowledged again', async () => {
      await scene().says()
      const work = await scene().claim('answer')
      await acknowledges(work)
      await scene().store.commitTurn(await scene().finished(work, []))
      await scene().says()
      expect(await acknowledges(await scene().claim('answer'))).toBe(true)
    })

    it('[A15] leaves what is unanswered as it is, and is no newer message', async () => {
      await scene().says()
      const work = await scene().claim('answer')
      const turn = await scene().finished(work, ['Answer'])
      await acknowledges(work)
      expect((await scene().store.figures(NOON)).unansweredSince).toBe(NOON)
      expect(await scene().store.commitTurn(turn)).toMatchObject({ kind: 'committed' })
    })

    it('[A15 H8] is an agent speaking: not after a takeover, not for whoever lost the work, not to who took it back', async () => {
      await scene().says()
      const work = await scene().claim('answer')
      expect(await acknowledges({ ...work, token: scene().ids.next() })).toBe(false)
      expect(await acknowledges(work, { fence: { owner: 'agent', epoch: 1 } })).toBe(false)
      expect(await acknowledges(work, { position: 99 })).toBe(false)
      expect(await scene().states()).toEqual([])
      expect(await acknowledges(work)).toBe(true)
      await scene().database.write((tx) =>
        tx.query({ name: '', text: `update conversations set owner = 'teammate', epoch = 1` }, []),
      )
      const delivering = await scene().claim('deliver')
      expect(await scene().nextSend(delivering)).toMatchObject({ kind: 'settled', state: 'dropped' })
    })

    it('[A15] asked again because a connection broke, it was said', async () => {
      await scene().says()
      const work = await scene().claim('answer')
      const id = scene().ids.next()
      expect(await acknowledges(work, { id })).toBe(true)
      expect(await acknowledges(work, { id })).toBe(true)
      expect(await scene().states()).toEqual(['queued'])
    })
  })

  describe('say', () => {
    it('[C9] speaks in the conversation that is there, whoever owns it', async () => {
      await scene().replies(['Hi'])
      await scene().claimAll()
      await scene().database.write((tx) =>
        tx.query({ name: '', text: `update conversations set owner = 'teammate', epoch = 1` }, []),
      )
      expect(await says({ quotes: 'wamid.said' })).toEqual({ kind: 'queued' })
      expect(
        await scene().rows('select m.author, m.text, m.quotes, m.position from messages m order by position desc'),
      ).toMatchObject([
        { author: 'system', text: 'Your parcel is here', quotes: 'wamid.said', position: 3 },
        { text: 'Hi' },
        { text: 'Hello' },
      ])
      expect(await scene().states()).toEqual(['queued', 'queued'])
    })

    it('[C9 D3] begins a conversation where there is none, whose window is closed', async () => {
      const { conversation } = await scene().says()
      await scene().claimAll()
      expect(await says({ line: 'sales' })).toEqual({ kind: 'queued' })
      expect(await says({ line: 'sales', content: TEMPLATE })).toEqual({ kind: 'queued' })
      const [begun, ...others] = await scene().rows<{ id: string; line: string; owner: string }>(
        `select id, line, owner, epoch from conversations where line = 'sales'`,
      )
      expect(others).toEqual([])
      expect(begun).toMatchObject({ owner: 'agent', epoch: 0 })
      expect(begun!.id).not.toBe(conversation)
      const delivering = await scene().claim('deliver')
      expect(await scene().nextSend(delivering)).toMatchObject({ state: 'failed', because: 'window_closed' })
      expect(wordsOf(await scene().sends(delivering))).toBe('Your parcel is here')
      expect(await scene().store.handoffs()).toEqual([])
      expect((await scene().says({ line: 'sales' })).conversation).toBe(begun!.id)
    })

    it('[C9] knows nobody of another business, and nobody who is not there', async () => {
      await scene().says({ business: 'globex' })
      const theirs = (await scene().store.findCustomer('globex', '15550001111'))!
      for (const customer of [theirs, scene().ids.next(), 'nobody'])
        expect(await says({ customer })).toEqual({ kind: 'unknown-customer' })
      expect(await scene().states()).toEqual([])
    })

    it('[C9] said again because a connection broke, it is said once', async () => {
      await scene().says()
      const id = scene().ids.next()
      expect(await says({ id })).toEqual({ kind: 'queued' })
      expect(await says({ id })).toEqual({ kind: 'queued' })
      expect(await scene().states()).toEqual(['queued'])
    })

    it('[C9 A20] hinders no turn that is under way', async () => {
      await scene().says()
      const work = await scene().claim('answer')
      const turn = await scene().finished(work, ['Answer'])
      await says()
      expect(await scene().store.commitTurn(turn)).toMatchObject({ kind: 'committed' })
      expect((await scene().rows('select position from messages order by position')).length).toBe(3)
    })
  })
}

const TEMPLATE = { kind: 'template', name: 'parcel', language: 'en', words: 'Your parcel is here' } as const
