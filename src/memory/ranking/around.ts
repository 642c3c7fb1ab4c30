import { damped, rarity, saturated } from './bm25.ts'
import { QUESTION_BEFORE, SESSION_ALONE, SESSION_WEIGHT, SESSIONS, TURN_AFTER, TURN_BEFORE } from './constants.ts'
import { clear, gather, newTally } from './field.ts'
import type { Scoring } from './lexical.ts'
import { normalise } from './scores.ts'

/** Step 6: the answer stands beside the question, and often has none of its words. */
export function withNeighbours({ contents, allowed }: Scoring, scores: Float64Array): Float64Array {
  const { kept } = contents
  const { before, after } = contents.conversations.order()
  const inherited = Float64Array.from(scores)
  for (let entry = 0; entry < scores.length; entry++) {
    if (allowed[entry] === 0) continue
    const previous = before[entry]!
    if (previous >= 0) inherited[entry]! += scores[previous]! * (TURN_BEFORE + QUESTION_BEFORE * kept[previous]!.asked)
    const next = after[entry]!
    if (next >= 0) inherited[entry]! += scores[next]! * TURN_AFTER
  }
  return inherited
}

/** Step 7: what a whole session is about helps each of its turns, and those without a word of their own a little. */
export function addSessions(scoring: Scoring, own: Float64Array, scores: Float64Array) {
  const { contents, asked, allowed } = scoring
  const { there } = contents.measures()
  const { first, sessions } = contents.conversations.order()
  const damping = dampingOfSessions(scoring)
  const found = new Float64Array(own.length)
  const counts = new Float64Array(own.length)
  const tally = newTally(own.length)
  for (const { words, weight } of asked.terms) {
    gather(tally, words.map(contents.said.postings), there)
    const holding = new Set<number>()
    const readable = new Set<number>()
    for (const entry of tally.touched) {
      const session = first[entry]!
      holding.add(session)
      if (allowed[entry] === 0) continue
      readable.add(session)
      counts[session]! += tally.counts[entry]!
    }
    const idf = rarity(sessions, holding.size)
    for (const session of readable) {
      found[session]! += weight * idf * saturated(SESSIONS, counts[session]!, damping[session]!)
      counts[session] = 0
    }
    clear(tally)
  }
  normalise(found)
  for (let entry = 0; entry < own.length; entry++) {
    if (allowed[entry] === 0) continue
    const share = own[entry]! > 0 ? 1 : SESSION_ALONE
    scores[entry]! += SESSION_WEIGHT * share * found[first[entry]!]!
  }
}

/** A session is as long as what may be read of it; the average is that of the scope. */
function dampingOfSessions({ contents, allowed }: Scoring): Float64Array {
  const { lengths } = contents.measures()
  const { first, sessions } = contents.conversations.order()
  const own = new Float64Array(lengths.length)
  let all = 0
  for (let entry = 0; entry < lengths.length; entry++) {
    all += lengths[entry]!
    if (allowed[entry] === 1) own[first[entry]!]! += lengths[entry]!
  }
  const average = Math.max(1, all / Math.max(1, sessions))
  return own.map((length) => damped(SESSIONS, length / average))
}
