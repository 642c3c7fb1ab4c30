import { expect, it } from 'vitest'
import type { Entry } from '../domain/memory/entry.ts'
import { createShelf, LARGE } from './shelf.ts'

const entry = (nth: number, text: string): Entry => ({
  id: `e${nth}`,
  source: 'message',
  documentType: 'ai-chat-conversation',
  text,
  at: nth,
  speaker: 'customer',
  session: `s${nth % 50}`,
  metadata: {},
})

it('[M20] in a large scope only what its words have found is compared in meaning', async () => {
  const all = Array.from({ length: LARGE + 1 }, (_, nth) => entry(nth, nth % 500 === 0 ? 'a parcel' : `word${nth}`))
  const known = new Map(all.map((one) => [one.id, one]))
  const shelf = createShelf({ entriesById: async (ids) => ids.flatMap((id) => known.get(id) ?? []) })
  shelf.add(all)
  expect(shelf.isLarge).toBe(true)
  const compared: string[] = []
  const question = { query: 'parcel', now: LARGE, most: 5 }
  const usual = await shelf.find(question)
  const meant = usual.at(-1)!.entry.id
  const hits = await shelf.find({
    ...question,
    async near(few) {
      compared.push(...few!.map(({ id }) => id))
      return new Map(few!.map(({ id }) => [id, id === meant ? 0.9 : 0.1]))
    },
  })
  expect(compared.length).toBeLessThanOrEqual(300)
  expect(hits[0]!.entry.id).toBe(meant)
  expect(usual[0]!.entry.id).not.toBe(meant)
}, 30_000)
