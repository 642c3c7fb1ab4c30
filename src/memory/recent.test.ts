import { describe, expect, it } from 'vitest'
import type { Note, Remembered } from '../flows/runs.ts'
import { createMemory } from './recent.ts'

const said: Remembered[] = [
  { text: 'Customer: My export is failing', at: 30, line: 'support' },
  { text: 'Agent: Pro is $49 a month', at: 20, line: 'sales' },
  { text: 'Customer: How much is the Pro plan?', at: 10, line: 'sales' },
]

function memory() {
  const notes: Note[] = []
  const asked: object[] = []
  const store = {
    rememberedOf: async (question: object) => {
      asked.push(question)
      return said
    },
    keepNote: async (note: Note) => void notes.push(note),
  }
  return { notes, asked, ...createMemory({ store, clock: { now: () => 5 }, ids: { next: () => 'id' } }) }
}
const whose = { business: 'acme', customer: 'maya' }

describe('what was said lately', () => {
  it('[A10] is found by the words of a question, best first, and only of this customer', async () => {
    const { search, asked } = memory()
    const found = await search({ ...whose, line: 'support', query: 'the pro plan' })
    expect(found.map(({ at }) => at)).toEqual([10, 20])
    expect(asked).toEqual([{ ...whose, most: 300 }])
  })

  it('[I2] comes up on the other lines, in order', async () => {
    const { recall } = memory()
    expect((await recall({ ...whose, line: 'support', query: 'pro export' })).map(({ at }) => at)).toEqual([10, 20])
    expect(await recall({ ...whose, line: 'sales', query: 'pro' })).toEqual([])
  })

  it('[A10] keeps what an agent notes about the customer', async () => {
    const { store, notes } = memory()
    await store({ ...whose, line: 'sales', text: 'likes mornings' })
    expect(notes).toEqual([{ ...whose, line: 'sales', text: 'likes mornings', id: 'id', now: 5 }])
  })
})
