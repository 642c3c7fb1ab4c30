import type { Entry } from '../domain/memory/entry.ts'
import type { Fact } from '../domain/memory/fact.ts'
import { inForm, metadataOf } from '../domain/memory/forms.ts'
import { inSnakeCase, type MetadataFilter, passes } from '../domain/memory/metadata.ts'
import { type MemoryScope, scopesSeenFrom, WORLD } from '../domain/memory/scope.ts'
import type { Found, MemorySearch } from '../flows/memory.ts'
import type { Held } from './held-scopes.ts'
import type { Asked, Meaning } from './meaning.ts'
import type { Hit } from './shelf.ts'
import { type Asking, isOpenTo, isWithheld, type Walls } from './walls.ts'

const USUAL = 10
const MOST = 50
/** Facts stand before the words they rest on; so many at most. */
const MOST_FACTS = 5

export interface SearchNeeds {
  readonly heldOf: (scope: MemoryScope) => Promise<Held>
  readonly now: () => number
  readonly walls: Walls
  readonly meaning: Pick<Meaning, 'ask'>
}

/** What is found in one scope, and what of it may not be told to the line that asks. */
export interface Looked {
  readonly held: Held
  readonly hits: readonly Hit[]
  readonly withheld: number
}

export interface Looking extends Asking {
  readonly query: string
  readonly filter?: MetadataFilter | undefined
  readonly most: number
  /** What the query means, where that is asked as well. */
  readonly meant?: Asked | undefined
}

/** So many more are looked for as may have to be kept back. */
const SPARE = 20

/** Scope first: what nobody asked for is not scored. */
export async function lookInto(
  { heldOf, now, walls }: SearchNeeds,
  scope: MemoryScope,
  { query, filter, most, meant, ...asking }: Looking,
): Promise<Looked> {
  const held = await heldOf(scope)
  const wanted = filter && inSnakeCase(filter)
  const isOwn = scope.customer !== undefined
  const isNarrow = wanted !== undefined || (isOwn && (asking.ownLineOnly || asking.lines !== undefined))
  const keep = (entry: Entry) =>
    (!isOwn || isOpenTo(asking, entry.line)) &&
    (!wanted || passes({ document_type: entry.documentType, ...told(scope, entry) }, wanted))
  const near = meant && (await held.meaning.nearness(meant))
  const all = await held.shelf.find({
    query,
    now: now(),
    most: most + SPARE,
    ...held.replaced,
    near,
    ...(isNarrow && { keep }),
  })
  const hits = isOwn ? all.filter(({ entry }) => !isWithheld(walls, asking, entry.line)) : all
  return { held, hits: hits.slice(0, most), withheld: all.length - hits.length }
}

/** One rolling conversation for each customer, whatever lines they write to: it has the customer's own id. */
const told = ({ customer }: MemoryScope, entry: Entry) => ({
  ...metadataOf(entry),
  ...(customer !== undefined && { conversation_id: customer }),
})

/** Of all scopes that are seen from this one, the best first. */
export async function search(needs: SearchNeeds, question: MemorySearch): Promise<readonly Found[]> {
  const meant = question.mode === 'fast' ? undefined : needs.meaning.ask(question.query)
  try {
    return await searchWith(needs, question, meant)
  } finally {
    meant?.end()
  }
}

async function searchWith(
  needs: SearchNeeds,
  question: MemorySearch,
  meant: Asked | undefined,
): Promise<readonly Found[]> {
  const { scope, query, line, ownLineOnly, lines, filter, history } = question
  const most = Math.min(question.most ?? USUAL, MOST)
  const asked = wordsOf(query)
  const found: Found[] = []
  for (const one of scopesSeenFrom(scope)) {
    const looked = await lookInto(needs, one, { query, filter, most, line, ownLineOnly, lines, meant })
    const share = shareFound(asked, looked.hits)
    let facts = 0
    for (const { entry, score } of looked.hits) {
      const resting = restingOn(looked.held, entry.id, history === true)
      for (const fact of resting) {
        if (facts >= MOST_FACTS || !sharesWords(asked, fact) || found.some(({ id }) => id === fact.id)) continue
        if (filter && !passes({ document_type: 'fact', kind: fact.kind }, inSnakeCase(filter))) continue
        facts++
        found.push({ ...factFound(one, fact, entry), score: score * share, scope: levelOf(one) })
      }
      found.push({ ...entryFound(one, entry), score: score * share, scope: levelOf(one) })
    }
  }
  const best = found.reduce((highest, { score }) => Math.max(highest, score), 0)
  return found
    .sort((one, other) => other.score - one.score)
    .slice(0, most)
    .map((one) => ({ ...one, score: best > 0 ? one.score / best : 0 }))
}

function levelOf({ business, tenant, customer }: MemoryScope): Found['scope'] {
  if (customer !== undefined) return 'customer'
  if (tenant !== undefined) return 'tenant'
  return business === WORLD ? 'world' : 'business'
}

function restingOn({ facts, factsOf }: Held, source: string, history: boolean): readonly Fact[] {
  if (!history) return factsOf.get(source) ?? []
  return facts.filter(({ sources }) => sources.some((one) => one.source === source))
}

const entryFound = (scope: MemoryScope, entry: Entry): Omit<Found, 'score' | 'scope'> => ({
  id: entry.id,
  source: entry.source,
  documentType: entry.documentType,
  document: inForm(entry),
  at: entry.at,
  line: entry.line,
  metadata: told(scope, entry),
})

function factFound(scope: MemoryScope, fact: Fact, entry: Entry): Omit<Found, 'score' | 'scope'> {
  const { id, kind, status, sources, text } = fact
  const said = sources.at(-1)
  return {
    id,
    source: 'fact',
    documentType: entry.documentType,
    document: text,
    at: said?.at ?? entry.at,
    line: said?.line ?? entry.line,
    metadata: told(scope, entry),
    fact: { kind, status, sources },
  }
}

/**
 * How much of the question the best of a scope speaks of: scores of two scopes say nothing of each other, because the
 * best of each has 1.
 */
function shareFound(asked: ReadonlySet<string>, hits: readonly Hit[]): number {
  const [best] = hits
  if (!best || asked.size === 0) return LEAST_SHARE
  const there = wordsOf(`${best.entry.text} ${best.entry.name ?? ''}`)
  const shared = [...asked].filter((word) => there.has(word)).length
  return LEAST_SHARE + (1 - LEAST_SHARE) * (shared / asked.size)
}
const LEAST_SHARE = 0.3

function sharesWords(asked: ReadonlySet<string>, { text, tags, value }: Fact): boolean {
  const there = wordsOf([text, value, ...tags].join(' '))
  return [...asked].some((word) => there.has(word))
}

const SHORTEST_WORD = 3

/** Beginnings of words: they are compared across their endings. */
export function wordsOf(text: string): ReadonlySet<string> {
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  return new Set(words.filter((word) => word.length >= SHORTEST_WORD).map((word) => word.slice(0, BEGINNING)))
}
const BEGINNING = 6
