import type { Recollected } from '../domain/turn.ts'
import type { Store } from '../flows/store.ts'
import type { Clock, Ids, Memory } from '../flows/world.ts'

/** So far back is looked: what the engine proper will index stands here in the words of the last messages. */
const LOOKED_AT = 300
const RECALLED = 5
const MOST = 50

interface Needs {
  readonly store: Pick<Store, 'rememberedOf' | 'keepNote'>
  readonly clock: Pick<Clock, 'now'>
  readonly ids: Ids
}

/** What was said with a customer lately, on all lines, found by the words it shares with a question. */
export function createMemory({ store, clock, ids }: Needs): Memory {
  const search: Memory['search'] = async ({ business, customer, query, most = RECALLED }) => {
    const asked = wordsOf(query)
    const remembered = await store.rememberedOf({ business, customer, most: LOOKED_AT })
    return remembered
      .map((one) => ({ one, shared: [...wordsOf(one.text)].filter((word) => asked.has(word)).length }))
      .filter(({ shared }) => shared > 0)
      .sort((left, right) => right.shared - left.shared || right.one.at - left.one.at)
      .slice(0, Math.min(most, MOST))
      .map(({ one }): Recollected => one)
  }
  return {
    search,
    /** What this line itself was told stands in the prompt anyway. */
    async recall(question) {
      const found = await search({ ...question, most: MOST })
      return found
        .filter(({ line }) => line !== question.line)
        .slice(0, RECALLED)
        .sort((left, right) => left.at - right.at)
    },
    async store({ business, customer, line, text }) {
      await store.keepNote({ business, customer, line, text, id: ids.next(), now: clock.now() })
    },
  }
}

const SHORTEST_WORD = 3

function wordsOf(text: string): Set<string> {
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}-]+/gu) ?? []
  return new Set(words.filter((word) => word.length >= SHORTEST_WORD))
}
