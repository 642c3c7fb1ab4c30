import { expect, test } from 'vitest'
import { createScopeIndex, type IndexedEntry, type RankQuestion, type ScopeIndex } from './scope-index.ts'

const START = Date.UTC(2026, 2, 2, 12)
const WORDS =
  'parcel parcels where arrived Leeds broken glass tea kettle size 42 ORD-22-R ord 7741 mi dirección calle pedido llegó meine Bestellung kaputt Größe मेरा ऑर्डर एलर्जी طلبي حساسية 花生 yesterday May when? what? Ana Ben my 14 March 2026 the is'.split(
    ' ',
  )
const SEEDS = [1, 2, 3, 4, 5, 6]

/** Numbers from 0 to 1 that come again with the same seed. */
function chance(seed: number): () => number {
  let state = seed * 7919
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

function scope(random: () => number) {
  const below = (most: number) => Math.floor(random() * most)
  const text = () => Array.from({ length: 1 + below(9) }, () => WORDS[below(WORDS.length)]!).join(' ')
  const entries = Array.from(
    { length: 60 },
    (_, at): IndexedEntry => ({
      id: `e${at}`,
      text: text(),
      at: START + at * 600_000 + below(3) * 8 * 3_600_000 + at,
      speaker: ['customer', 'agent', 'Ana', 'Ben'][below(4)]!,
      session: `s${below(5)}`,
    }),
  )
  const facts = Array.from({ length: 8 }, () => ({ source: `e${below(60)}`, text: text() }))
  const questions = Array.from({ length: 12 }, (): RankQuestion => ({ query: text(), now: START, most: 60 }))
  return { entries, facts, questions, below }
}

function indexOf(batches: readonly (readonly IndexedEntry[])[]): ScopeIndex {
  const index = createScopeIndex()
  for (const batch of batches) index.add(batch)
  return index
}

for (const seed of SEEDS) {
  const { entries, facts, questions, below } = scope(chance(seed))

  test(`[M4 M5 M20] nothing that may not be read is found, and its words lend nothing (seed ${seed})`, () => {
    const index = indexOf([entries])
    index.setFacts(facts)
    const allowed = new Set(entries.filter(() => below(2) === 0).map(({ id }) => id))
    for (const question of questions) {
      const found = index.rank({ ...question, keep: (id) => allowed.has(id) })
      expect(found.filter(({ id }) => !allowed.has(id))).toEqual([])
    }
  })

  test(`[M20] in whatever batches it came, the ranks are the same (seed ${seed})`, () => {
    const whole = indexOf([entries])
    const parts: IndexedEntry[][] = []
    for (let at = 0; at < entries.length; ) {
      const size = 1 + below(9)
      parts.push(entries.slice(at, at + size))
      at += size
    }
    const inParts = createScopeIndex()
    for (const part of parts) {
      inParts.add(part)
      inParts.rank(questions[0]!)
    }
    // Sessions one after the other: what is older may come later.
    const bySession = indexOf([
      [...entries].sort((one, other) =>
        one.session < other.session ? -1 : one.session > other.session ? 1 : one.at - other.at,
      ),
    ])
    for (const index of [whole, inParts, bySession]) index.setFacts(facts)
    for (const question of questions) {
      expect(inParts.rank(question)).toEqual(whole.rank(question))
      expect(bySession.rank(question)).toEqual(whole.rank(question))
    }
  })

  test(`[M6 M20] what was removed was never there, and what was changed was always so (seed ${seed})`, () => {
    const gone = new Set(entries.filter(() => below(3) === 0).map(({ id }) => id))
    const index = indexOf([
      entries.map((entry) => (below(4) === 0 ? { ...entry, text: 'what stood here before', speaker: 'Zoe' } : entry)),
    ])
    index.add(entries)
    index.remove([...gone])
    const rest = indexOf([entries.filter(({ id }) => !gone.has(id))])
    for (const one of [index, rest]) one.setFacts(facts)
    // Much comes and goes: what is left moves together.
    for (let at = 0; at < 300; at++) index.add([{ ...entries[0]!, id: 'passing', text: `passing ${at}` }])
    index.remove(['passing'])
    expect(index.size).toBe(rest.size)
    expect(index.bytes).toBeLessThan(rest.bytes * 6)
    for (const question of questions) expect(index.rank(question)).toEqual(rest.rank(question))
  })
}

const HOSTILE: readonly (readonly [string, string])[] = [
  ['one letter', 'a'.repeat(4096)],
  ['digits', '7'.repeat(4096)],
  ['digits apart', '7 '.repeat(2048)],
  ['parts without end', 'a-'.repeat(2048)],
  ['dots and a letter', `${'.'.repeat(4095)}x?`],
  ['question marks', '?'.repeat(4096)],
  ['at signs', 'a@'.repeat(2048)],
  ['apostrophes', "l'".repeat(2048)],
  ['emoji', '👩‍👩‍👧'.repeat(512)],
  ['right to left', `\u202e${'مرحبا '.repeat(600)}\u202c`],
  ['marks without letters', '\u0301'.repeat(4096)],
  ['half a character', '\ud800'.repeat(4096)],
  ['no spaces', '花生过敏'.repeat(1024)],
  ['nothing', '\0\n\t '.repeat(1024)],
]

test.each(HOSTILE)('[M20 M21] %s is a text and a question as any other', (_, text) => {
  const index = createScopeIndex({ participants: [text] })
  const entry = { at: START, session: 'a', speaker: 'customer' }
  index.add([
    { ...entry, id: 'hostile', text },
    { ...entry, id: 'other', text: 'the tea kettle is broken', session: 'b' },
  ])
  index.setFacts([{ source: 'other', text }])
  for (const { score } of index.rank({ query: text, now: START, most: 5 })) expect(score).toBeGreaterThan(0)
  expect(index.rank({ query: 'tea kettle', now: START, most: 1 })).toEqual([{ id: 'other', score: 1 }])
})

test('[M20] names of properties that every object has are words', () => {
  const index = indexOf([
    [{ id: '__proto__', text: 'constructor __proto__ toString', at: START, session: 'a', speaker: 'customer' }],
  ])
  expect(index.rank({ query: 'constructor', now: START, most: 5 })).toEqual([{ id: '__proto__', score: 1 }])
})
