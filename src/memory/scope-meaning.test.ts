import { expect, it } from 'vitest'
import { createManualClock } from '../../test/doubles/models.ts'
import type { Entry } from '../domain/memory/entry.ts'
import { createMeaning } from './meaning.ts'
import { createScopeMeaning } from './scope-meaning.ts'
import { createShelf } from './shelf.ts'

const entry = (id: string, text: string): Entry => ({
  id,
  source: 'message',
  documentType: 'ai-chat-conversation',
  text,
  at: 1,
  speaker: 'customer',
  session: 's',
  metadata: {},
})

/** Makes vectors of what it is asked when a test lets it: `length` numbers, the first tells how long the text is. */
function scene() {
  const clock = createManualClock()
  const log = { debug() {}, info() {}, warn() {}, error() {} }
  const requests: { texts: readonly string[]; answer: (length?: number) => void; fail: () => void }[] = []
  const embedder = {
    model: 'one' as string | undefined,
    embed: (texts: readonly string[]) =>
      new Promise<{ vectors: Float32Array[]; tokens: undefined }>((resolve, reject) => {
        const of = (text: string, length: number) => Float32Array.from({ length }, (_, at) => (at ? 1 : text.length))
        const answer = (length = 2) => resolve({ vectors: texts.map((text) => of(text, length)), tokens: undefined })
        requests.push({ texts, answer, fail: () => reject(new Error('down')) })
      }),
  }
  const kept = new Map<string, Float32Array>()
  const key = (model: string, { id, text }: Pick<Entry, 'id' | 'text'>) => `${model} ${id} ${text}`
  const shelf = createShelf({ entriesById: async () => [] })
  const meaning = createMeaning({ embedder, clock, log })
  const own = createScopeMeaning({
    scope: { business: 'acme' },
    shelf,
    meaning,
    clock: { breathe: async () => {} },
    store: {
      vectorsOf: async ({ model, entries }) =>
        new Map(entries.flatMap((one) => (kept.has(key(model, one)) ? [[one.id, kept.get(key(model, one))!]] : []))),
      async keepVectors({ model, entries, vectors }) {
        for (const [index, one] of entries.entries()) kept.set(key(model, one), vectors[index]!)
      },
    },
  })
  const settle = async () => {
    for (let turn = 0; turn < 100; turn++) await Promise.resolve()
  }
  return {
    clock,
    embedder,
    requests,
    kept,
    meaning,
    own,
    settle,
    add(...entries: readonly Entry[]) {
      shelf.add(entries)
      own.add(entries)
    },
    remove(id: string) {
      shelf.remove([id])
      own.remove([id])
    },
    /** Which entries have a place beside the question, once it is answered. */
    async compared(): Promise<readonly string[]> {
      const asked = meaning.ask('a question')!
      const near = own.nearness(asked)
      requests.at(-1)!.answer()
      const found = await (await near)?.()
      asked.end()
      await settle()
      return [...(found?.keys() ?? [])]
    },
  }
}

it('[M20] what went or changed while its vector was on its way has none', async () => {
  const { add, remove, compared, requests, settle } = scene()
  add(entry('a', 'stays'), entry('b', 'goes'), entry('c', 'changes'))
  await compared()
  const [, background] = requests
  expect(background!.texts).toEqual(['stays', 'goes', 'changes'])
  remove('b')
  add(entry('c', 'changed'))
  background!.answer()
  await settle()
  expect(await compared()).toEqual(['a'])
  expect(requests.at(-1)!.texts).toEqual(['changed'])
  requests.at(-1)!.answer()
  await settle()
  expect(await compared()).toEqual(['a', 'c'])
})

it('[M20] each text is asked once, at most 64 at a time, and blank ones never', async () => {
  const { add, compared, requests, settle } = scene()
  add(...Array.from({ length: 70 }, (_, nth) => entry(`e${nth}`, `text ${nth}`)), entry('blank', ' '))
  await compared()
  await compared()
  requests[1]!.answer()
  await settle()
  requests.at(-1)!.answer()
  await settle()
  expect(await compared()).toHaveLength(70)
  const texts = requests.map((one) => one.texts.length)
  expect(texts.filter((count) => count > 1)).toEqual([64, 6])
})

it('[M20] what has failed is tried again after a minute, by the next question', async () => {
  const { add, compared, requests, settle, clock } = scene()
  add(entry('a', 'words'))
  await compared()
  requests[1]!.fail()
  await settle()
  expect(await compared()).toEqual([])
  expect(requests).toHaveLength(3)
  clock.pass(60_000)
  await compared()
  expect(requests).toHaveLength(5)
  requests[4]!.answer()
  await settle()
  expect(await compared()).toEqual(['a'])
})

it('[M20] vectors of another length are not mixed with those that are there', async () => {
  const { add, compared, requests, settle, own } = scene()
  add(entry('a', 'words'))
  await compared()
  requests[1]!.answer()
  await settle()
  add(entry('b', 'more'))
  await compared()
  requests.at(-1)!.answer(3)
  await settle()
  expect(await compared()).toEqual(['a'])
  expect(own.bytes).toBeGreaterThan(0)
})

it('[M20] another model, and back: never are vectors of two compared', async () => {
  const { add, compared, requests, settle, embedder, kept } = scene()
  add(entry('a', 'words'))
  await compared()
  embedder.model = 'two'
  expect(await compared()).toEqual([])
  // The old one answers late: its vector is none of the new one.
  requests[1]!.answer()
  await settle()
  expect(await compared()).toEqual([])
  for (const { texts, answer } of requests) if (texts[0] === 'words') answer()
  await settle()
  await compared()
  for (const { texts, answer } of requests) if (texts[0] === 'words') answer()
  await settle()
  expect(await compared()).toEqual(['a'])
  expect([...kept.keys()]).toContain('two a words')
})

it('[M20] nothing that one model has told is compared with a question to the next', async () => {
  const { add, compared, requests, settle, embedder } = scene()
  add(entry('a', 'words'))
  await compared()
  requests[1]!.answer()
  await settle()
  expect(await compared()).toEqual(['a'])
  embedder.model = 'two'
  expect(await compared()).toEqual([])
})

it('[M20] what one model was asked for is not asked of the next under its name', async () => {
  const { add, compared, requests, settle, embedder, kept } = scene()
  add(...Array.from({ length: 70 }, (_, nth) => entry(`e${nth}`, `text ${nth}`)))
  await compared()
  embedder.model = 'two'
  requests[1]!.answer()
  await settle()
  expect(requests).toHaveLength(2)
  expect(kept.size).toBe(64)
  await compared()
  expect(requests.at(-1)!.texts).toHaveLength(64)
})
