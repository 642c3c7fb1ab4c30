import { tokensOf } from '../domain/memory/budget.ts'
import type { RecollectedLine } from '../domain/memory/recollection.ts'

interface Adding {
  readonly most?: number
  /** Of the whole budget, at most. */
  readonly share?: number
  /** All of them or none. */
  readonly whole?: boolean
}

/** Of what stands around the words: the day, who said it, the id. */
const AROUND = 24

/** Takes lines until the budget is used up; what is there already is not taken again. */
export function createPack(budget: number) {
  const lines: RecollectedLine[] = []
  const ids = new Set<string>()
  let tokens = 0
  const costOf = ({ text }: RecollectedLine) => tokensOf(text) + AROUND
  return {
    lines: lines as readonly RecollectedLine[],
    ids: ids as ReadonlySet<string>,
    get tokens() {
      return tokens
    },
    add(given: readonly RecollectedLine[], { most = given.length, share = 1, whole = false }: Adding = {}): void {
      const fresh = given.filter(({ id }) => !ids.has(id)).slice(0, most)
      if (whole && tokens + fresh.reduce((sum, line) => sum + costOf(line), 0) > budget) return
      let spent = 0
      for (const line of fresh) {
        const cost = costOf(line)
        // A shorter one may still find room.
        if (tokens + cost > budget || spent + cost > share * budget) continue
        lines.push(line)
        ids.add(line.id)
        tokens += cost
        spent += cost
      }
    },
  }
}
