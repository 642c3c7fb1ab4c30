import { describe, expect, it } from 'vitest'
import { ACME, all, document, talks, textsOf, whose } from './memory-scene.ts'
import type { Scene } from './scene.ts'

const MODEL = 'openai/text-embedding-3-small'

/** What entries mean: kept by their words, gone with them. */
export function vectorsContract(scene: () => Scene) {
  const vectorOf = (text: string) => Float32Array.of(text.length, -0.5, 1 / 3)
  const kept = async () => (await scene().rows('select entry from memory_vectors')).length

  async function embedded(scope = ACME, model = MODEL) {
    const entries = await all(scene(), scope)
    await scene().store.keepVectors({ scope, model, entries, vectors: entries.map(({ text }) => vectorOf(text)) })
    return entries
  }

  describe('vectors', () => {
    it('[M20] hands back each number as it was, to the words and the model that it is of', async () => {
      const { store } = scene()
      const maya = await whose(scene())
      await talks(scene(), 'I like it green', 'Noted!')
      await store.keepMemory(document(scene(), maya, 'A long mail', { parts: [{ text: 'A long' }, { text: 'mail' }] }))
      const entries = await embedded(maya)
      expect(textsOf(entries)).toEqual(expect.arrayContaining(['I like it green', 'A long', 'mail']))
      const found = await store.vectorsOf({ scope: maya, model: MODEL, entries })
      expect(found).toEqual(new Map(entries.map(({ id, text }) => [id, vectorOf(text)])))
      expect(await store.vectorsOf({ scope: maya, model: 'other', entries })).toEqual(new Map())
      const changed = entries.map(({ id, text }) => ({ id, text: `${text}!` }))
      expect(await store.vectorsOf({ scope: maya, model: MODEL, entries: changed })).toEqual(new Map())
      await embedded(maya, 'other')
      expect((await store.vectorsOf({ scope: maya, model: 'other', entries })).size).toBe(entries.length)
      expect(await kept()).toBe(entries.length)
    })

    it('[M20 I9] keeps none of what stands in another scope, or has other words by now', async () => {
      const { store } = scene()
      const maya = await whose(scene())
      const ben = await whose(scene(), '15550002222')
      await talks(scene(), 'I like it green', 'Noted!')
      const entries = await all(scene(), maya)
      const vectors = entries.map(({ text }) => vectorOf(text))
      await store.keepVectors({ scope: ben, model: MODEL, entries, vectors })
      await store.keepVectors({ scope: { ...maya, business: 'other' }, model: MODEL, entries, vectors })
      const changed = entries.map(({ id, text }) => ({ id, text: `${text}!` }))
      await store.keepVectors({ scope: maya, model: MODEL, entries: changed, vectors })
      expect(await kept()).toBe(0)
    })

    it('[M20 O13] goes with the words: hidden, forgotten, changed, read anew', async () => {
      const { store } = scene()
      const maya = await whose(scene())
      await talks(scene(), 'I like it green', 'Noted!')
      const mail = document(scene(), maya, 'A mail', { parts: [{ text: 'A' }, { text: 'mail' }] })
      const note = document(scene(), maya, 'A note')
      const faq = document(scene(), ACME, 'We open at nine', { origin: 'faq.md' })
      await store.keepMemories([mail, note, faq])
      const entries = await embedded(maya)
      await embedded()
      const before = await kept()
      const [green] = entries.filter(({ text }) => text === 'I like it green')
      await store.hideMessages({ scope: maya, messages: [green!.id], now: scene().now })
      expect(await kept()).toBe(before - 1)
      await store.forgetMemory(maya, mail.id)
      expect(await kept()).toBe(before - 3)
      await store.changeMemory({ ...note, body: 'Another', parts: [{ text: 'Another' }] })
      expect(await kept()).toBe(before - 4)
      await store.forgetOrigin(ACME, 'faq.md')
      expect(await kept()).toBe(before - 5)
      await store.keepVectors({ scope: maya, model: MODEL, entries, vectors: entries.map(() => vectorOf('late')) })
      expect(await kept()).toBe(entries.length - 4)
    })
  })
}
