import type { Fact } from '../../../src/http/wire.ts'
import type { KeptNote } from '../wire/memory.ts'
import type { Word } from '../words/t.ts'

/** Something that holds, and what was held to be so before. */
export interface Known {
  readonly fact: Fact
  readonly before: readonly Fact[]
  /** Who has corrected it. */
  readonly correctedBy: string | undefined
}

export interface Remembered {
  readonly pinned: readonly Known[]
  readonly groups: readonly { readonly word: Word; readonly known: readonly Known[] }[]
  /** What holds no more, and nothing took its place. */
  readonly gone: readonly Fact[]
  /** By the id of anything that was ever remembered: of what it is shown with. */
  readonly shownWith: ReadonlyMap<string, string>
  readonly count: number
}

/** What must not be overlooked comes first. */
const GROUPS: readonly { readonly word: Word; readonly kinds: readonly Fact['kind'][] }[] = [
  { word: 'memory.instructions', kinds: ['instruction'] },
  { word: 'memory.promises', kinds: ['commitment'] },
  { word: 'memory.profile', kinds: ['profile'] },
  { word: 'memory.preferences', kinds: ['preference'] },
  { word: 'memory.facts', kinds: ['fact', 'event', 'emotion'] },
  { word: 'memory.talks', kinds: ['episode'] },
]

/** All that is remembered, in the order in which somebody who answers wants to know it. */
export function remembered(facts: readonly Fact[], notes: readonly KeptNote[]): Remembered {
  const written = new Map(notes.map((note) => [note.id, note.metadata]))
  const past = facts.filter(({ status }) => status !== 'open')
  const known = facts
    .filter(({ status }) => status === 'open')
    .toSorted((one, other) => dueOf(one) - dueOf(other) || saidAt(other) - saidAt(one))
    .map((fact) => knownOf(fact, past, written))
  const shownWith = new Map(
    known.flatMap(({ fact, before }) => [fact, ...before].map(({ id }) => [id, fact.id] as const)),
  )
  const gone = past.filter(({ id }) => !shownWith.has(id))
  for (const { id } of gone) shownWith.set(id, id)
  return {
    pinned: known.filter(({ fact }) => fact.pinned),
    groups: GROUPS.map(({ word, kinds }) => ({
      word,
      known: known.filter(({ fact }) => !fact.pinned && kinds.includes(fact.kind)),
    })).filter((group) => group.known.length > 0),
    gone,
    shownWith,
    count: known.length,
  }
}

/** What is due comes first, the sooner the higher. */
const dueOf = ({ dueAt = Number.MAX_SAFE_INTEGER }: Fact) => dueAt
const saidAt = ({ sources, recordedAt }: Fact) => sources.at(-1)?.at ?? recordedAt

function knownOf(fact: Fact, past: readonly Fact[], notes: ReadonlyMap<string, KeptNote['metadata']>): Known {
  const corrections = fact.sources.flatMap(({ source }) => notes.get(source) ?? [])
  const before = past.filter(
    ({ id, key, supersededBy }) =>
      key === fact.key || supersededBy === fact.id || corrections.some(({ corrects }) => corrects === id),
  )
  const by = corrections.at(-1)?.corrected_by
  return {
    fact,
    before: before.toSorted((one, other) => other.validFrom - one.validFrom),
    correctedBy: typeof by === 'string' ? by : undefined,
  }
}

/** A note that somebody wrote for its own sake; one that corrects a fact is shown as the fact. */
export const isOwnNote = ({ metadata }: KeptNote): boolean => metadata.corrects === undefined
