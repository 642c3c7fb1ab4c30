import { SESSION_GAP_MS } from './constants.ts'

/** Who stands beside whom: entries of one session in the order they were said, whenever they were added. */
export interface Conversations {
  add(entry: number, session: string): void
  remove(entry: number, session: string): void
  /** As they stand now. */
  order(): Order
}

export interface Order {
  /** Of each entry the one before in the same session, -1 where there is none. */
  readonly before: readonly number[]
  readonly after: readonly number[]
  /** Of each entry the first of its session. */
  readonly first: readonly number[]
  /** How many sessions there are. */
  readonly sessions: number
}

export function createConversations(at: (entry: number) => number): Conversations {
  const bySession = new Map<string, { entries: number[]; sessions: number }>()
  const moved = new Set<string>()
  const before: number[] = []
  const after: number[] = []
  const first: number[] = []
  let sessions = 0

  const settle = () => {
    for (const session of moved) {
      const talk = bySession.get(session)!
      let count = 0
      for (const [place, entry] of talk.entries.entries()) {
        const previous = talk.entries[place - 1]
        const goesOn = previous !== undefined && at(entry) - at(previous) <= SESSION_GAP_MS
        before[entry] = goesOn ? previous : -1
        after[entry] = -1
        first[entry] = goesOn ? first[previous]! : entry
        if (goesOn) after[previous] = entry
        else count++
      }
      sessions += count - talk.sessions
      talk.sessions = count
    }
    moved.clear()
  }
  return {
    add(entry, session) {
      const talk = bySession.get(session) ?? { entries: [], sessions: 0 }
      bySession.set(session, talk)
      // Most come in order: the search goes from the end.
      let place = talk.entries.length
      while (place > 0 && at(talk.entries[place - 1]!) > at(entry)) place--
      if (place === talk.entries.length) talk.entries.push(entry)
      else talk.entries.splice(place, 0, entry)
      moved.add(session)
    },
    remove(entry, session) {
      const talk = bySession.get(session)
      const place = talk?.entries.indexOf(entry) ?? -1
      if (place < 0) return
      talk!.entries.splice(place, 1)
      moved.add(session)
    },
    order() {
      if (moved.size > 0) settle()
      return { before, after, first, sessions }
    },
  }
}
