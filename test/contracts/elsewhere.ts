import { describe, expect, it } from 'vitest'
import { ELSEWHERE } from '../../src/domain/conversation.ts'
import { otherAgent } from '../../src/domain/phone-app.ts'
import { type InboundChange, inbound, type Scene } from './scene.ts'

/** While Meta's own agent, or another program on the number, has the chat. */
export function elsewhereContract(scene: () => Scene) {
  const moves = (elsewhere: boolean, at = scene().now) =>
    scene().store.moveControl({
      business: 'acme',
      line: 'support',
      who: { phone: '15550001111' },
      receivedAt: scene().now,
      elsewhere,
      at,
    })
  const overhears = (change: InboundChange = {}) =>
    scene().store.receive({
      ...inbound({ receivedAt: scene().now, ignoredBecause: ELSEWHERE, ...change }),
      elsewhere: true,
    })
  const theySay = (text: string) => {
    const { business, line, message, receivedAt } = inbound({ receivedAt: scene().now, text })
    return scene().store.hearEcho({ business, line, message, receivedAt, author: 'agent', by: otherAgent(line) })
  }
  const turn = async () => {
    const [row] = await scene().rows<{ id: string }>('select id from conversations')
    return (await scene().store.loadTurn({ business: 'acme', id: row!.id }, 30))!
  }

  describe('somebody else has the chat', () => {
    it('[H19 law4] what the agent has prepared is dropped, and what is overheard is not answered', async () => {
      const deliver = await scene().replies(['Prepared'])
      expect(await moves(true)).toBe(deliver.key)
      expect(await moves(true)).toBeUndefined()
      expect(await scene().nextSend(deliver)).toMatchObject({ kind: 'settled', state: 'dropped' })
      expect(await overhears({ text: 'Is it open?' })).toMatchObject({ kind: 'stored', dueAt: undefined })
      await theySay('On Sunday')
      expect(await turn()).toMatchObject({ elsewhere: true, unanswered: [], fence: { owner: 'agent', epoch: 1 } })
      expect((await turn()).history.map(({ author, text }) => [author, text])).toEqual([
        ['customer', 'Hello'],
        ['customer', 'Is it open?'],
        ['agent', 'On Sunday'],
      ])
    })

    it('[H19 law4] what an agent has prepared that covers for people is overtaken as well; a teammate’s is not', async () => {
      const { conversation } = await scene().says({ text: 'a person!' })
      const work = await scene().claim('answer')
      const handoff = { id: scene().ids.next(), reason: 'customer_asked' as const, summary: 'Wants a person.' }
      await scene().store.commitTurn(await scene().finished(work, ['They come.'], { handoff }))
      const { epoch } = (await turn()).fence
      await moves(true)
      expect((await turn()).fence).toEqual({ owner: 'waiting', epoch: epoch + 1 })
      scene().now += 5000
      await moves(false)
      const by = { id: 'dana', name: 'Dana' }
      const act = { conversation: { business: 'acme', id: conversation }, by, source: 'api' as const, epoch: undefined }
      await scene().store.passBaton({ ...act, now: scene().now, step: { kind: 'claim', by, over: false } })
      const claimed = (await turn()).fence
      await moves(true)
      expect((await turn()).fence).toEqual(claimed)
    })

    it('[H19 law6] when it comes back, what nobody has answered is the agent’s', async () => {
      await overhears({ text: 'Is it open?' })
      await theySay('On Sunday')
      await overhears({ text: 'And how much?' })
      scene().now += 5000
      await moves(false)
      expect(await turn()).toMatchObject({ elsewhere: false, unanswered: [{ text: 'And how much?' }] })
      await scene().claim('answer')
    })

    it('[H19] an overheard message is proof enough, and so is one that was written to us since', async () => {
      await scene().says()
      await overhears()
      expect((await turn()).elsewhere).toBe(true)
      scene().now += 2000
      await scene().says()
      expect((await turn()).elsewhere).toBe(false)
    })

    it('[H19] what comes late moves nothing back', async () => {
      const { now } = scene()
      await moves(true, now)
      scene().now += 10_000
      await moves(true, now + 6000)
      await moves(false, now + 5000)
      expect((await turn()).elsewhere).toBe(true)
      await moves(false, now + 7000)
      await scene().says({ sentAt: now + 9000 })
      await overhears({ sentAt: now + 4000 })
      expect((await turn()).elsewhere).toBe(false)
    })
  })
}
