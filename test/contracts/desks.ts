import { describe, expect, it } from 'vitest'
import type { Pass, Work } from '../../src/flows/store.ts'
import { createPhoneHash } from '../../src/ports/phone-hash.ts'
import { openStore } from '../../src/store/open.ts'
import { keepSettings } from '../../src/store/settings.ts'
import { breathe, inbound, type Scene } from './scene.ts'

const DANA = { id: 'dana', name: 'Dana' }

/** What desks of a program are told, each thing until it was taken. */
export function desksContract(scene: () => Scene) {
  const settle = (desks: string[], handoffScope: 'line' | 'customer' = 'line') =>
    keepSettings(
      scene().database,
      { business: 'acme', handoffScope, desks: desks.map((name) => ({ name })), lines: [] },
      scene().now,
    )
  const store = () => {
    const { database, ids } = scene()
    const clock = { now: () => scene().now, breathe }
    return openStore(database, { ids, clock, hash: createPhoneHash({ hash: 'off' }), hasDesks: () => true })
  }
  const says = async (text: string, change: object = {}) => {
    const receipt = await store().receive(inbound({ text, receivedAt: scene().now, ...change }))
    if (receipt.kind !== 'stored') throw new Error('it was a duplicate')
    return receipt.conversation
  }
  const pass = (conversation: string, step: Pass['step']) =>
    scene().store.passBaton({
      conversation: { business: 'acme', id: conversation },
      step,
      by: DANA,
      source: 'library',
      epoch: undefined,
      now: ++scene().now,
    })
  const claim = (conversation: string) => pass(conversation, { kind: 'claim', by: DANA, over: false })
  const untold = async (desk: string, id: string) =>
    scene().store.untold({ desk, conversation: { business: 'acme', id } })
  const short = async (desk: string, id: string) =>
    (await untold(desk, id)).map((one) => {
      if (one.kind === 'message') return `message ${one.news.text}`
      return one.kind === 'change' ? `change ${one.news.step}` : one.kind
    })
  const tellAll = async (work: Work, desk: string) => {
    for (;;) {
      const all = await untold(desk, work.key)
      if (all.length === 0) return
      for (const news of all) expect(await scene().store.told({ work, desk, news })).toBe(true)
    }
  }

  describe('[H15] desks of a program', () => {
    it('hear of what happens while people have a conversation, each by itself, in order', async () => {
      await settle(['slack', 'phone'])
      const conversation = await says('Hello')
      await claim(conversation)
      scene().now++
      await says('Are you there?')
      const work = await scene().claim('desk')
      expect(work.key).toBe(conversation)
      const all = ['handoff', 'change claim', 'message Are you there?']
      expect(await short('slack', conversation)).toEqual(all)
      const [first, second] = await untold('slack', conversation)
      await scene().store.told({ work, desk: 'slack', news: first! })
      await scene().store.told({ work, desk: 'slack', news: second! })
      expect(await short('slack', conversation)).toEqual(all.slice(2))
      expect(await short('phone', conversation)).toEqual(all)
      expect(
        await scene().store.told({ work: { ...work, token: scene().ids.next() }, desk: 'slack', news: first! }),
      ).toBe(false)
    })

    it('are asked by work that is promised with what happened, and only while people have it', async () => {
      await settle(['slack'])
      const conversation = await says('Hello')
      const kinds = async () => (await scene().rows<{ kind: string }>('select kind from work')).map(({ kind }) => kind)
      expect(await kinds()).not.toContain('desk')
      await claim(conversation)
      await scene().store.putOff(await scene().claim('desk'), undefined)
      await says('Hm')
      await scene().store.putOff(await scene().claim('desk'), undefined)
      await pass(conversation, { kind: 'release' })
      const work = await scene().claim('desk')
      await tellAll(work, 'slack')
      await scene().store.putOff(work, undefined)
      await says('Bye')
      expect(await kinds()).not.toContain('desk')
      await settle([])
      await claim(conversation)
      expect(await kinds()).not.toContain('desk')
    })

    it('hear of a released handoff to its end, and of one that goes on again when the release is taken back', async () => {
      await settle(['slack'])
      const conversation = await says('Hello')
      await claim(conversation)
      await pass(conversation, { kind: 'release' })
      expect(await short('slack', conversation)).toEqual(['handoff', 'change claim', 'change release'])
      await tellAll(await scene().claim('desk'), 'slack')
      expect(await untold('slack', conversation)).toEqual([])
      await pass(conversation, { kind: 'undo' })
      expect(await short('slack', conversation)).toEqual(['change undo'])
    })

    it('hear nothing of what was over before they came', async () => {
      const conversation = await says('Hello')
      await claim(conversation)
      await pass(conversation, { kind: 'release' })
      scene().now++
      await settle(['slack'])
      expect(await untold('slack', conversation)).toEqual([])
      await claim(conversation)
      expect(await short('slack', conversation)).toEqual(['handoff', 'change claim'])
    })

    it('[H6] hear of all lines of a customer where a handoff holds for all', async () => {
      await settle(['slack'], 'customer')
      const support = await says('Hello')
      await claim(support)
      await scene().store.putOff(await scene().claim('desk'), undefined)
      scene().now++
      await says('And here?', { line: 'sales' })
      const work = await scene().claim('desk')
      expect(work.key).toBe(support)
      expect(await short('slack', support)).toEqual(['handoff', 'change claim', 'message And here?'])
    })
  })
}
