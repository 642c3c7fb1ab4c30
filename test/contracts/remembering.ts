import { describe, expect, it } from 'vitest'
import { inForm } from '../../src/domain/memory/forms.ts'
import { createPhoneHash } from '../../src/ports/phone-hash.ts'
import { keepLineNames } from '../../src/store/line-names.ts'
import { openStore } from '../../src/store/open.ts'
import { all, fact, sourceIn, talks } from './memory-scene.ts'
import { breathe, type Scene } from './scene.ts'

/** Facts are drawn from what was said, once it is quiet; and what lines were called stays with what was said on them. */
export function rememberingContract(scene: () => Scene) {
  describe('what facts are drawn from', () => {
    const store = () => {
      const { database, ids } = scene()
      const clock = { now: () => scene().now, breathe }
      const burst = () => ({ quietMs: 60_000, mostTurns: 6 })
      return openStore(database, { ids, clock, hash: createPhoneHash({ hash: 'off' }), burst })
    }
    const answers = async (text: string) => {
      const work = await scene().claim('answer')
      const verdict = await store().commitTurn(await scene().finished(work, [text]))
      if (verdict.kind !== 'committed' || !verdict.deliver) throw new Error(verdict.kind)
      await scene().store.putOff(verdict.deliver, undefined)
    }
    const due = async () =>
      (await scene().rows(`select due_at from work where kind = 'remember'`)).map(({ due_at }) => due_at)

    it('[M2] is promised with the turn, moves on while there is talk, and not while nothing is drawn', async () => {
      await talks(scene(), 'one', 'first')
      expect(await due()).toEqual([])
      await scene().says({ text: 'two' })
      await answers('second')
      expect(await due()).toEqual([scene().now + 60_000])
      scene().now += 10_000
      await scene().says({ text: 'three' })
      await answers('third')
      expect(await due()).toEqual([expect.any(Number)])
    })

    it('[M17] is what was said since, with what is known; what is drawn and how far is kept in one go', async () => {
      const conversation = { business: 'acme', id: await talks(scene(), 'I live in Berlin', 'Good') }
      await scene().says({ text: 'Thanks' })
      await answers('Welcome')
      await scene().says({ text: 'pending' })
      const given = (await scene().store.unremembered(conversation))!
      expect(given.messages.map(({ speaker, text }) => `${speaker}: ${text}`)).toEqual([
        'customer: I live in Berlin',
        'agent: Good',
        'customer: Thanks',
        'agent: Welcome',
      ])
      scene().now += 60_000
      const work = await scene().claim('remember')
      const berlin = fact(scene(), 'Berlin', { sources: [sourceIn(given.messages[0]!.id)] })
      const done = {
        work,
        conversation,
        upTo: given.messages.at(-1)!.position,
        changes: { added: [berlin], changed: [], seen: [] },
        version: given.version,
        now: scene().now,
      }
      expect(await scene().store.remember({ ...done, version: given.version + 1 })).toBe(false)
      expect(await scene().store.facts({ scope: given.scope })).toEqual([])
      expect(await scene().store.remember(done)).toBe(true)
      expect(await scene().store.remember(done)).toBe(false)
      expect(await scene().store.facts({ scope: given.scope })).toEqual([berlin])
      expect(await scene().store.unremembered(conversation)).toBeUndefined()
      expect(await due()).toEqual([])
      expect(await scene().store.unremembered({ business: 'globex', id: conversation.id })).toBeUndefined()
      expect(await scene().store.unremembered({ business: 'acme', id: 'nothing' })).toBeUndefined()
    })

    it('[I11 M8] lines that are renamed change no record, and alone a line has no name', async () => {
      const line = (name: string, displayName: string) => ({ name, displayName, phoneNumberId: `10000${name.length}` })
      const called = (...lines: ReturnType<typeof line>[]) =>
        scene().database.write((tx) => keepLineNames(tx, { business: 'acme', lines, now: scene().now }))
      await called(line('support', 'Help'))
      await talks(scene(), 'one', 'alone')
      scene().now += 1_000
      await called(line('support', 'Help'), line('sales', 'Sales'))
      await talks(scene(), 'two', 'of two')
      scene().now += 1_000
      await called(line('support', 'Care'), line('sales', 'Sales'))
      await called(line('support', 'Care'), line('sales', 'Sales'))
      await talks(scene(), 'three', 'renamed')
      scene().now += 1_000
      await called(line('support', 'Care'))
      await talks(scene(), 'four', 'alone again')
      const scope = { business: 'acme', customer: (await scene().store.findCustomer('acme', '15550001111'))! }
      const said = (await all(scene(), scope)).filter(({ speaker }) => speaker === 'agent').map(inForm)
      expect(said).toEqual(['Agent: alone', 'Help agent: of two', 'Care agent: renamed', 'Agent: alone again'])
      expect(await scene().rows('select line from line_names')).toHaveLength(4)
    })
  })
}
