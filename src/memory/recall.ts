import type { Entry } from '../domain/memory/entry.ts'
import type { Fact, FactKind } from '../domain/memory/fact.ts'
import type { RecollectedLine, Recollection } from '../domain/memory/recollection.ts'
import { scopesSeenFrom } from '../domain/memory/scope.ts'
import type { RecallQuestion } from '../flows/memory.ts'
import type { Held } from './held-scopes.ts'
import { createPack } from './pack.ts'
import { type Looked, lookInto, type SearchNeeds, wordsOf } from './search.ts'
import { type Asking, isOpenTo, isWithheld, type Walls } from './walls.ts'

export interface RecallNeeds extends SearchNeeds {
  /** How much an agent is told at most. */
  readonly context: () => { readonly tokens: number; readonly facts: number; readonly preferences: number }
}

const MOST_TOKENS = 2_000
const LOOKED_AT = 60
const MOST_KNOWLEDGE = 4
/** What is known of the customer takes no more of all there is room for, and neither does what the business says. */
const PROFILE_SHARE = 0.25
const KNOWLEDGE_SHARE = 0.4
/** A hit with fewer words of its own makes no sense without the question before it. */
const FEW_WORDS = 4
/** A promise without a day is one for so long. */
const PROMISE_HOLDS_MS = 30 * 24 * 3_600_000
/** A note for a line is read by its next turns, and is memory like any other then. */
const NOTE_WAITS_MS = 14 * 24 * 3_600_000
/** What was said on other lines lately is told whatever is asked: nobody should have to begin anew. */
const LATELY_MS = 7 * 24 * 3_600_000
const MOST_EPISODES = 2
/** The best of a passage is 1: below this it shares a common word at most. */
const LEAST_SCORE = 0.15

/** What an agent is told before a turn: what must never be forgotten first, then what is owed, who it is, and what fits the question. */
export async function recall(needs: RecallNeeds, question: RecallQuestion): Promise<Recollection> {
  const { query, line, ownLineOnly, lines, conversation, shownFrom } = question
  const looked = await lookAround(needs, question)
  const context = needs.context()
  const pack = createPack(Math.min(question.budget ?? context.tokens, MOST_TOKENS))
  const asking = { line, ownLineOnly, lines }
  const own = looked.find(({ isOwn }) => isOwn)
  const told = own ? factsFor(needs.walls, asking, own.held) : { facts: [], withheld: 0 }
  const isOpen = ({ status }: Fact) => status === 'open'
  const open = told.facts.filter(isOpen)
  const byRelevance = rankedFacts(open, own, query)

  const add = (kind: RecollectedLine['kind'], facts: readonly Fact[], most?: number) =>
    pack.add(
      facts.map((fact) => factLine(kind, fact)),
      most === undefined ? {} : { most },
    )
  add(
    'instruction',
    open.filter(({ kind, pinned }) => kind === 'instruction' || pinned),
  )
  if (own) pack.add(notesFor(own, line, needs.now()))
  const now = needs.now()
  add(
    'commitment',
    open.filter((fact) => isOwed(fact, now)),
  )
  pack.add(
    open.filter(ofKind('profile')).map((fact) => factLine('profile', fact)),
    { share: PROFILE_SHARE },
  )
  add('preference', byRelevance.filter(ofKind('preference')), context.preferences)
  add(
    'fact',
    byRelevance.filter(({ kind }) => kind === 'fact' || kind === 'event' || kind === 'emotion'),
    context.facts,
  )

  const knowledge = looked
    .filter(({ isOwn }) => !isOwn)
    .flatMap(({ hits }) => hits.filter(isNear).slice(0, MOST_KNOWLEDGE))
  pack.add(
    knowledge
      .sort((one, other) => other.score - one.score)
      .slice(0, MOST_KNOWLEDGE)
      .map(({ entry }) => knowledgeLine(entry)),
    { share: KNOWLEDGE_SHARE },
  )
  if (own) {
    const isShown = (entry: Entry) => entry.session === conversation && shownFrom !== undefined && entry.at >= shownFrom
    for (const { entry, score } of own.hits) {
      if (score < LEAST_SCORE || isShown(entry)) continue
      if (isTold(own.held, entry, pack.ids)) continue
      const before = wordsOf(entry.text).size < FEW_WORDS ? questionBefore(own, entry) : undefined
      pack.add([...(before && !isShown(before) ? [passageLine(before)] : []), passageLine(entry)], { whole: true })
    }
  }
  const hasKnowledge = looked.some(({ isOwn, held }) => !isOwn && held.shelf.size > 0)
  const isSaid = pack.lines.some(({ kind }) => kind === 'knowledge')
  if (own) {
    pack.add(latelyElsewhere(needs.walls, question, own.held, now))
    const isSaid = ({ sources }: Fact) => sources.some(({ source }) => pack.ids.has(source))
    const episodes = recentFirst(open.filter(ofKind('episode'))).filter((one) => !isSaid(one))
    add('fact', episodes, MOST_EPISODES)
  }
  return {
    lines: pack.lines,
    knowledge: isSaid ? 'told' : hasKnowledge ? 'silent' : 'none',
    withheld: looked.reduce((sum, { withheld }) => sum + withheld, told.withheld),
    tokens: pack.tokens,
  }
}

/** In all scopes that are seen from this one. */
async function lookAround(
  needs: RecallNeeds,
  { scope, query, line, ownLineOnly, lines }: RecallQuestion,
): Promise<readonly (Looked & { readonly isOwn: boolean })[]> {
  const meant = needs.meaning.ask(query)
  try {
    const looking = { query, line, ownLineOnly, lines, meant, most: LOOKED_AT }
    const looked: (Looked & { readonly isOwn: boolean })[] = []
    for (const one of scopesSeenFrom(scope))
      looked.push({ ...(await lookInto(needs, one, looking)), isOwn: one.customer !== undefined })
    return looked
  } finally {
    meant?.end()
  }
}

const ofKind =
  (wanted: FactKind) =>
  ({ kind, pinned }: Fact) =>
    kind === wanted && !pinned
const isNear = ({ score }: { score: number }) => score >= LEAST_SCORE

function isOwed({ kind, dueAt, validFrom, pinned }: Fact, now: number): boolean {
  return kind === 'commitment' && !pinned && (dueAt ?? validFrom) + PROMISE_HOLDS_MS >= now
}

const recentFirst = (facts: readonly Fact[]) => [...facts].sort((one, other) => other.validFrom - one.validFrom)

/** The end of what was said in other conversations. */
function latelyElsewhere(
  walls: Walls,
  { conversation, line, ownLineOnly, lines }: RecallQuestion,
  { latest }: Held,
  now: number,
): readonly RecollectedLine[] {
  const asking = { line, ownLineOnly, lines }
  return [...latest]
    .filter(([session]) => session !== conversation)
    .flatMap(([, entries]) => entries)
    .filter((entry) => entry.at + LATELY_MS >= now)
    .filter((entry) => isOpenTo(asking, entry.line) && !isWithheld(walls, asking, entry.line))
    .map(passageLine)
}

/** A fact is told where one of those who may be asked has said it. */
function factsFor(walls: Walls, asking: Asking, { facts }: Held): { facts: readonly Fact[]; withheld: number } {
  const open = facts.filter(({ sources }) => sources.some(({ line }) => line === undefined || isOpenTo(asking, line)))
  const told = open.filter(({ sources }) => sources.some(({ line }) => !isWithheld(walls, asking, line)))
  const isHolding = ({ status }: Fact) => status === 'open'
  return { facts: told, withheld: open.filter(isHolding).length - told.filter(isHolding).length }
}

/** By what they rest on, and by their own words; the newest of equal ones first. */
function rankedFacts(facts: readonly Fact[], own: Looked | undefined, query: string): readonly Fact[] {
  const scores = new Map(own?.hits.map(({ entry, score }) => [entry.id, score]))
  const asked = wordsOf(query)
  const scoreOf = ({ sources, text, tags }: Fact) => {
    const there = wordsOf([text, ...tags].join(' '))
    const shared = [...asked].filter((word) => there.has(word)).length
    return shared + Math.max(0, ...sources.map(({ source }) => scores.get(source) ?? 0))
  }
  return [...facts]
    .map((fact) => ({ fact, score: scoreOf(fact) }))
    .sort((one, other) => other.score - one.score || other.fact.validFrom - one.fact.validFrom)
    .map(({ fact }) => fact)
}

/** A fact that is told already says what its only sentence says. */
function isTold({ factsOf }: Held, entry: Entry, ids: ReadonlySet<string>): boolean {
  const resting = factsOf.get(entry.id) ?? []
  return resting.some(({ id, sources }) => {
    const quoted = sources.find(({ source }) => source === entry.id)?.quote.length ?? 0
    return ids.has(id) && quoted * 2 > entry.text.length
  })
}

function questionBefore({ hits, held }: Looked, entry: Entry): Entry | undefined {
  const near = hits.filter((hit) => hit.entry.session === entry.session && hit.entry.at < entry.at)
  const [before] = near.map((hit) => hit.entry).sort((one, other) => other.at - one.at)
  return before?.text.trimEnd().endsWith('?') && held.shelf.size > 1 ? before : undefined
}

/** What a colleague on another line has written for this one. */
function notesFor({ held }: Looked, line: string | undefined, now: number): readonly RecollectedLine[] {
  return held.notes
    .filter(({ metadata, at }) => line !== undefined && metadata.addressed_to === line && at + NOTE_WAITS_MS >= now)
    .map((entry) => ({ ...passageLine(entry), kind: 'note' }))
}

const factLine = (kind: RecollectedLine['kind'], { id, text, sources, validFrom }: Fact): RecollectedLine => {
  const said = sources.at(-1)
  return { id, kind, text, at: said?.at ?? validFrom, who: WHO[said?.speaker ?? 'customer'], line: said?.line }
}

const passageLine = ({ id, text, at, speaker, line, source, name }: Entry): RecollectedLine => ({
  id,
  kind: 'passage',
  text,
  at,
  who: source === 'memory' && speaker === 'system' && name ? name : WHO[speaker],
  line,
})

const knowledgeLine = ({ id, text, at, name }: Entry): RecollectedLine => ({
  id,
  kind: 'knowledge',
  text,
  at,
  who: name ?? 'Document',
  line: undefined,
})

const WHO = { customer: 'Customer', agent: 'Agent', teammate: 'Human agent', system: 'Record' } as const
