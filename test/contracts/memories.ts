import { describe, expect, it } from 'vitest'
import { ACME, all, document, fact, keepsFacts, sourceIn, textsOf, whose } from './memory-scene.ts'
import type { Scene } from './scene.ts'

/** Documents and notes: kept once, found in their scope and in no other. */
export function memoriesContract(scene: () => Scene) {
  describe('memories', () => {
    it('[M2] keeps a document as it was given, and hands it back', async () => {
      const maya = await whose(scene())
      const brought = document(scene(), maya, 'Wants it in green.', {
        title: 'Order',
        documentType: 'email',
        session: 'mail 7',
        line: 'support',
        phoneNumberId: '106540352242922',
        metadata: { sourceWaba: 'support', priority: 3, urgent: true, note: null },
        origin: 'mail/7.eml',
      })
      expect(await scene().store.keepMemory(brought)).toEqual({ id: brought.id, fresh: true })
      const { parts, now, ...kept } = brought
      expect(await scene().store.memory(maya, brought.id)).toEqual({
        ...kept,
        metadata: { source_waba: 'support', priority: 3, urgent: true, note: null },
        createdAt: now,
        updatedAt: now,
        status: 'completed',
      })
      expect(parts).toHaveLength(1)
    })

    it('[M6] the same words in the same scope are one memory, in whatever order their metadata stands', async () => {
      const maya = await whose(scene())
      const ben = await whose(scene(), '15550002222')
      const one = document(scene(), maya, 'Wants it in green.', { metadata: { a: 1, b: 2 } })
      const again = document(scene(), maya, 'Wants it in green.', { metadata: { b: 2, a: 1 } })
      const bens = document(scene(), ben, 'Wants it in green.', { metadata: { a: 1, b: 2 } })
      const { store } = scene()
      expect(await store.keepMemories([one, again, bens])).toEqual([
        { id: one.id, fresh: true },
        { id: one.id, fresh: false },
        { id: bens.id, fresh: true },
      ])
      const { version } = await store.stateOf(maya)
      expect(await store.keepMemory(again)).toEqual({ id: one.id, fresh: false })
      expect((await store.stateOf(maya)).version).toBe(version)
      expect(await store.memory(maya, bens.id)).toBeUndefined()
      expect(textsOf(await all(scene(), maya))).toEqual(['Wants it in green.'])
    })

    it('[M6] what was said again at another time was said again', async () => {
      const maya = await whose(scene())
      const said = { documentType: 'ai-chat-conversation', session: 'web 1', speaker: 'customer' } as const
      const kept = await scene().store.keepMemories([
        document(scene(), maya, 'Yes', said),
        document(scene(), maya, 'Yes', said),
      ])
      expect(kept.map(({ fresh }) => fresh)).toEqual([true, true])
    })

    it('[M6] a long document is found in its pieces', async () => {
      const parts = [
        { text: 'Trams leave every hour.', heading: 'Trams' },
        { text: 'Buses never do.', heading: 'Buses' },
      ]
      const long = document(scene(), ACME, 'Trams and buses', { title: 'Transport', parts })
      await scene().store.keepMemory(long)
      expect((await all(scene(), ACME)).map(({ id, name, text }) => [id, name, text])).toEqual([
        [`${long.id}#0`, 'Trams', 'Trams leave every hour.'],
        [`${long.id}#1`, 'Buses', 'Buses never do.'],
      ])
    })

    it('[M6] lists a scope from the newest back, by kind and by origin', async () => {
      const maya = await whose(scene())
      const kept = [1, 2, 3, 4].map((count) =>
        document(scene(), maya, `Number ${count}`, {
          documentType: count % 2 === 0 ? 'email' : 'note',
          origin: count > 2 ? 'late' : 'early',
        }),
      )
      const { store } = scene()
      await store.keepMemories(kept)
      const list = async (change: object) =>
        (await store.memories({ scope: maya, most: 9, ...change })).map(({ body }) => body.slice(-1)).join('')
      expect(await list({})).toBe('4321')
      expect(await list({ most: 2 })).toBe('43')
      expect(await list({ before: kept[2]!.id })).toBe('21')
      expect(await list({ documentType: 'email' })).toBe('42')
      expect(await list({ origin: 'late' })).toBe('43')
      expect(await list({ before: 'nothing' })).toBe('')
    })

    it('[I13] of a customer who is not there, or is not a name at all, nothing is kept and nothing is found', async () => {
      const { store, ids } = scene()
      for (const customer of [ids.next(), 'nobody']) {
        const nobodys = document(scene(), { business: 'acme', customer }, 'Lost')
        expect(await store.keepMemory(nobodys)).toEqual({ id: nobodys.id, fresh: false })
        expect(await all(scene(), nobodys.scope)).toEqual([])
        expect(await store.memories({ scope: nobodys.scope, most: 9 })).toEqual([])
      }
      expect(await scene().rows('select id from memories')).toEqual([])
    })

    it('[M6] a document that is changed is found in its new words, and what rests on the old ones is gone', async () => {
      const maya = await whose(scene())
      const { store } = scene()
      const old = document(scene(), maya, 'Lives in Berlin.')
      await store.keepMemory(old)
      const berlin = fact(scene(), 'Berlin', { sources: [sourceIn(old.id)] })
      const paris = fact(scene(), 'Paris', { key: 'other', sources: [sourceIn(old.id), sourceIn(scene().ids.next())] })
      await keepsFacts(scene(), maya, { added: [berlin, paris] })
      const { version } = await store.stateOf(maya)
      scene().now += 1_000
      const changed = { ...old, body: 'Lives in Rome.', parts: [{ text: 'Rome' }, { text: 'Italy' }], now: scene().now }
      expect(await store.changeMemory(changed)).toBe(true)
      expect(await store.memory(maya, old.id)).toMatchObject({
        body: 'Lives in Rome.',
        createdAt: old.now,
        updatedAt: scene().now,
      })
      expect(textsOf(await all(scene(), maya))).toEqual(['Rome', 'Italy'])
      expect((await store.stateOf(maya)).version).not.toBe(version)
      expect(await store.facts({ scope: maya, history: true })).toEqual([{ ...paris, sources: [paris.sources[1]] }])
      expect(await store.changeMemory({ ...changed, id: scene().ids.next() })).toBe(false)
      expect(await store.changeMemory({ ...changed, scope: ACME })).toBe(false)
    })

    it('[M6] a document that is deleted is found no more, by anybody else it is not deleted', async () => {
      const maya = await whose(scene())
      const ben = await whose(scene(), '15550002222')
      const { store } = scene()
      const kept = document(scene(), maya, 'Lives in Berlin.')
      await store.keepMemory(kept)
      for (const scope of [ben, ACME, { ...maya, business: 'globex' }, { ...maya, tenant: 'east' }])
        expect(await store.forgetMemory(scope, kept.id)).toBe(false)
      expect(await store.forgetMemory(maya, 'nothing')).toBe(false)
      expect(await store.forgetMemory(maya, kept.id)).toBe(true)
      expect(await store.forgetMemory(maya, kept.id)).toBe(false)
      expect(await all(scene(), maya)).toEqual([])
      expect(await scene().rows('select memory from memory_parts')).toEqual([])
    })

    it('[A29] what a file said before goes when it is read anew; its digest tells whether it is new', async () => {
      const { store } = scene()
      const one = document(scene(), ACME, 'We close at six.', { origin: 'hours.md' })
      const two = document(scene(), ACME, 'We open at nine.', { origin: 'hours.md' })
      const other = document(scene(), ACME, 'Trams run hourly.', { origin: 'trams.md' })
      await store.keepMemories([one, other])
      const before = await store.originsOf(ACME)
      expect(before.map(({ origin }) => origin)).toEqual(['hours.md', 'trams.md'])
      await store.keepMemory(two)
      expect(await store.forgetOrigin(ACME, 'hours.md', [two.id])).toBe(1)
      expect(await store.forgetOrigin(ACME, 'hours.md', [two.id])).toBe(0)
      const after = await store.originsOf(ACME)
      expect(after[0]!.digest).not.toBe(before[0]!.digest)
      expect(after[1]).toEqual(before[1])
      expect(textsOf(await all(scene(), ACME))).toEqual(['We open at nine.', 'Trams run hourly.'])
      expect(await store.forgetOrigin(ACME, 'trams.md')).toBe(1)
      expect(await store.originsOf({ business: 'globex' })).toEqual([])
    })
  })
}
