import { QUESTION_BEFORE, SESSION_ALONE, SESSION_WEIGHT, SESSIONS, TURN_AFTER, TURN_BEFORE } from './constants.ts'
import { clear, gather, newTally, rarity, saturated } from './field.ts'
import { normalise, type Scoring } from './lexical.ts'

/** Step 6: the answer stands beside the question, and often has none of its words. */
export function withNeighbours({ contents, isKept }: Scoring, scores: Float64Array): Float64Array {
  const { kept, conversations } = contents
  const inherited = Float64Array.from(scores)
  for (const [entry, { isThere }] of kept.entries()) {
    if (!isThere || !isKept(entry)) continue
    const before = conversations.before(entry)
    if (before >= 0) inherited[entry]! += scores[before]! * (TURN_BEFORE + QUESTION_BEFORE * kept[before]!.asked)
    const after = conversations.after(entry)
    if (after >= 0) inherited[entry]! += scores[after]! * TURN_AFTER
  }
  return inherited
}

/** Step 7: what a whole session is about helps each of its turns, and those without a word of their own a little. */
export function addSessions(scoring: Scoring, own: Float64Array, scores: Float64Array) {
  const { contents, asked, isKept } = scoring
  const { kept, conversations } = contents
  const { words } = contents.lengths()
  const lengths = new Float64Array(kept.length)
  let all = 0
  for (const [entry, { isThere }] of kept.entries()) {
    if (!isThere) continue
    all += words[entry]!
    if (isKept(entry)) lengths[conversations.first(entry)]! += words[entry]!
  }
  const average = Math.max(1, all / Math.max(1, conversations.sessions))
  const found = new Float64Array(kept.length)
  const tally = newTally(kept.length)
  const counts = new Float64Array(kept.length)
  for (const { words: meant, weight } of asked.terms) {
    gather(tally, meant.map(contents.said.postings), (entry) => kept[entry]!.isThere)
    const holding = new Set<number>()
    const readable = new Set<number>()
    for (const entry of tally.touched) {
      const session = conversations.first(entry)
      holding.add(session)
      if (!isKept(entry)) continue
      readable.add(session)
      counts[session]! += tally.counts[entry]!
    }
    const idf = rarity(conversations.sessions, holding.size)
    for (const session of readable) {
      found[session]! += weight * idf * saturated(SESSIONS, counts[session]!, lengths[session]! / average)
      counts[session] = 0
    }
    clear(tally)
  }
  normalise(found)
  for (const [entry, { isThere }] of kept.entries()) {
    if (!isThere || !isKept(entry)) continue
    const share = own[entry]! > 0 ? 1 : SESSION_ALONE
    scores[entry]! += SESSION_WEIGHT * share * found[conversations.first(entry)]!
  }
}
