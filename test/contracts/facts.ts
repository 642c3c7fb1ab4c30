import { describe, expect, it } from 'vitest'
import type { Fact } from '../../src/domain/memory/fact.ts'
import type { FactChange } from '../../src/flows/memories.ts'
import { all, fact, keepsFacts, sourceIn, talks, textsOf, whose } from './memory-scene.ts'
import { newWamid, type Scene } from './scene.ts'

/** Facts of a customer: which hold, which did, and what each rests on. */
export function factsContract(scene: () => Scene) {
  describe('facts', () => {
    it('[M17] are kept with what they rest on, and handed back the latest first', async () => {
      const maya = await whose(scene())
      const berlin = fact(scene(), 'Berlin', { confidence: 0.123456, dueAt: 7, pinned: true })
      const tea = fact(scene(), 'tea', { key: 'likes', validFrom: scene().now + 1 })
      expect(await keepsFacts(scene(), maya, { added: [berlin, tea] })).toBe(true)
      expect(await scene().store.facts({ scope: maya })).toEqual([tea, berlin])
      expect(await scene().store.facts({ scope: { business: 'acme' } })).toEqual([])
    })

    it('[M17] a newer one takes the place of the older, which stays in its history', async () => {
      const maya = await whose(scene())
      const berlin = fact(scene(), 'Berlin')
      await keepsFacts(scene(), maya, { added: [berlin] })
      scene().now += 1_000
      const paris = fact(scene(), 'Paris')
      const over = {
        id: berlin.id,
        status: 'superseded',
        validFrom: 5,
        validTo: scene().now,
        supersededBy: paris.id,
      } as const
      expect(await keepsFacts(scene(), maya, { added: [paris], changed: [over] })).toBe(true)
      expect(await scene().store.facts({ scope: maya })).toEqual([paris])
      expect(await scene().store.facts({ scope: maya, history: true })).toEqual([paris, { ...berlin, ...over }])
    })

    it('[M17] what was said again rests on both', async () => {
      const maya = await whose(scene())
      const berlin = fact(scene(), 'Berlin')
      await keepsFacts(scene(), maya, { added: [berlin] })
      const again = fact(scene(), 'Berlin').sources.map((source) => ({ ...source, at: 2 }))
      await keepsFacts(scene(), maya, { seen: [{ id: berlin.id, sources: again }] })
      await keepsFacts(scene(), maya, { seen: [{ id: berlin.id, sources: again }] })
      const [kept] = await scene().store.facts({ scope: maya })
      expect(kept!.sources).toEqual([...berlin.sources, ...again])
    })

    it('[M17] nothing is kept where the facts have changed since they were read', async () => {
      const maya = await whose(scene())
      const { facts: version = 0 } = await scene().store.stateOf(maya)
      const changes = (value: string, key: string) => ({
        changes: { added: [fact(scene(), value, { key })], changed: [], seen: [] },
        ...{ scope: maya, version, now: scene().now },
      })
      const kept = await Promise.all(['a', 'b', 'c'].map((key) => scene().store.keepFacts(changes(key, key))))
      expect(kept.filter(Boolean)).toHaveLength(1)
      expect(await scene().store.facts({ scope: maya })).toHaveLength(1)
    })

    it('[A9] nobody changes those of another customer', async () => {
      const maya = await whose(scene())
      const ben = await whose(scene(), '15550002222')
      const berlin = fact(scene(), 'Berlin')
      await keepsFacts(scene(), maya, { added: [berlin] })
      const withdrawn = {
        id: berlin.id,
        status: 'withdrawn',
        validFrom: 1,
        validTo: 1,
        supersededBy: undefined,
      } as const
      await keepsFacts(scene(), ben, { changed: [withdrawn], seen: [fact(scene(), 'Rome', { id: berlin.id })] })
      expect(await scene().store.facts({ scope: maya, history: true })).toEqual([berlin])
      expect(await scene().store.facts({ scope: ben, history: true })).toEqual([])
    })

    const by = { kind: 'teammate', id: 'tom', name: 'Tom', source: 'desk', ip: undefined } as const

    it('[M18] teammates pin, withdraw and keep promises, and the audit log says who did', async () => {
      const maya = await whose(scene())
      const ben = await whose(scene(), '15550002222')
      const [berlin, tea] = [fact(scene(), 'Berlin'), fact(scene(), 'tea', { key: 'likes' })]
      await keepsFacts(scene(), maya, { added: [berlin, tea] })
      const { store, now } = scene()
      const change = (change: FactChange['change'], one: Fact, scope = maya) =>
        store.changeFact({ scope, fact: one.id, change, by, now })
      expect(await change('pin', berlin)).toBe(true)
      expect(await change('pin', berlin, ben)).toBe(false)
      expect(await change('withdraw', tea)).toBe(true)
      expect(await change('withdraw', tea)).toBe(false)
      expect(await store.facts({ scope: maya })).toEqual([{ ...berlin, pinned: true }])
      expect(await change('unpin', berlin)).toBe(true)
      expect(await change('keep-promise', berlin)).toBe(true)
      expect(await store.facts({ scope: maya, history: true })).toEqual(
        expect.arrayContaining([
          { ...berlin, status: 'kept-promise', validTo: now },
          { ...tea, status: 'withdrawn', validTo: now },
        ]),
      )
      const entries = await store.audit({ business: 'acme', most: 9 })
      expect(entries.map(({ action, subject }) => [action, subject])).toEqual([
        ['fact.promise-kept', berlin.id],
        ['fact.unpinned', berlin.id],
        ['fact.withdrawn', tea.id],
        ['fact.pinned', berlin.id],
      ])
      expect(entries[0]!.by).toEqual(by)
    })

    it('[M18] what is forgotten is gone with what it took the place of', async () => {
      const maya = await whose(scene())
      const [berlin, paris] = [fact(scene(), 'Berlin'), fact(scene(), 'Paris')]
      await keepsFacts(scene(), maya, { added: [berlin] })
      const over = { ...berlin, status: 'superseded', validTo: scene().now, supersededBy: paris.id } as const
      await keepsFacts(scene(), maya, { added: [paris], changed: [over] })
      expect(await scene().store.changeFact({ scope: maya, fact: paris.id, change: 'forget', by, now: 1 })).toBe(true)
      expect(await scene().store.facts({ scope: maya, history: true })).toEqual([])
      expect(await scene().rows('select * from fact_sources')).toEqual([])
    })

    it('[M17] a message that is deleted or edited takes what rests on it along; what it had replaced holds again', async () => {
      for (const kind of ['revoke', 'edit'] as const) {
        const from = kind === 'revoke' ? '15550001111' : '15550002222'
        const wamid = newWamid()
        await talks(scene(), 'I live in Berlin', 'Good', { from })
        await talks(scene(), 'I moved to Paris', 'Oh', { from, wamid })
        const maya = { business: 'acme', customer: (await scene().store.findCustomer('acme', from))! }
        const { 0: first, 2: second } = await all(scene(), maya)
        const berlin = fact(scene(), 'Berlin', { sources: [sourceIn(first!.id)] })
        const paris = fact(scene(), 'Paris', { sources: [sourceIn(second!.id)] })
        await keepsFacts(scene(), maya, { added: [berlin] })
        const over = { ...berlin, status: 'superseded', validTo: scene().now, supersededBy: paris.id } as const
        await keepsFacts(scene(), maya, { added: [paris], changed: [over] })
        const before = await scene().store.stateOf(maya)
        const content =
          kind === 'edit' ? { kind, of: wamid, content: { kind: 'text', text: 'Rome' } as const } : { kind, of: wamid }
        await scene().says({ from, content, ignoredBecause: 'a change' })
        expect((await scene().store.stateOf(maya)).version).not.toBe(before.version)
        expect(await scene().store.facts({ scope: maya, history: true })).toEqual([berlin])
      }
    })

    it('[M18] what is hidden is found no more, nor is what rests on it known', async () => {
      await talks(scene(), 'I live in Berlin', 'Good')
      await talks(scene(), 'I like tea', 'Fine', { line: 'sales' })
      const maya = { business: 'acme', customer: (await scene().store.findCustomer('acme', '15550001111'))! }
      const ben = await whose(scene(), '15550002222')
      const [said] = await all(scene(), maya)
      await keepsFacts(scene(), maya, { added: [fact(scene(), 'Berlin', { sources: [sourceIn(said!.id)] })] })
      const { store, now } = scene()
      await store.hideMessages({ scope: ben, messages: [said!.id], now })
      await store.hideMessages({ scope: ben, now })
      expect(await all(scene(), maya)).toHaveLength(4)
      await store.hideMessages({ scope: maya, messages: [said!.id, 'nothing'], now })
      expect(textsOf(await all(scene(), maya))).toEqual(['Good', 'I like tea', 'Fine'])
      expect(await store.facts({ scope: maya, history: true })).toEqual([])
      await store.hideMessages({ scope: maya, now })
      expect(await all(scene(), maya)).toEqual([])
    })
  })
}
