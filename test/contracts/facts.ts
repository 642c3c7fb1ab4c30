import { describe, expect, it } from 'vitest'
import { fact, keepsFacts, whose } from './memory-scene.ts'
import type { Scene } from './scene.ts'

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
      const { version } = await scene().store.stateOf(maya)
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
  })
}
