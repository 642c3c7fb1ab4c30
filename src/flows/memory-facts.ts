import type { Fact, ProposedFact } from '../domain/memory/fact.ts'
import { flag, naming, readParameters, words } from '../domain/memory/parameters.ts'
import { MemoryRefused } from '../domain/memory/refused.ts'
import type { MemoryScope } from '../domain/memory/scope.ts'
import { settle } from '../domain/memory/settle.ts'
import type { FactChange } from './memories.ts'
import { LIBRARY, type MemoryAsker } from './memory-asker.ts'
import type { MemoryPort, MemoryPortNeeds } from './memory-port.ts'
import { ALSO, type Scopes, whose } from './memory-scopes.ts'

const LONGEST_VALUE = 500
const key = { ...whose, fact: naming }
const asked = { ...whose, history: flag }
const correction = { ...key, value: words(LONGEST_VALUE) }

type Needs = MemoryPortNeeds & { readonly scopes: Scopes }
type Facts = Pick<MemoryPort, 'facts' | 'pin' | 'unpin' | 'correct' | 'forget'>

/** What is known of a customer, and what people make of it. */
export function memoryFacts({ memory, store, clock, ids, scopes }: Needs): Facts {
  /** A fact is seen from the lines that it was said on, with what was said there. */
  async function seen(scope: MemoryScope, { lines }: MemoryAsker, history: boolean): Promise<readonly Fact[]> {
    const all = await memory.facts(scope, { history })
    if (lines === 'all') return all
    return all
      .map((fact) => ({
        ...fact,
        sources: fact.sources.filter(({ line }) => line !== undefined && lines.includes(line)),
      }))
      .filter(({ sources }) => sources.length > 0)
  }

  async function find(values: { userId?: string; customerId?: string; fact?: string }, asker: MemoryAsker) {
    const { scope, isKnown } = await scopes.read(values, asker)
    const all = isKnown ? await seen(scope, asker, true) : []
    return { scope, fact: all.find(({ id }) => id === values.fact) }
  }

  const changing =
    (change: FactChange['change']): MemoryPort['pin'] =>
    async (given, asker = LIBRARY) => {
      const values = readParameters(given, { known: key, required: ['userId', 'fact'], also: ALSO })
      const { scope, fact } = await find(values, asker)
      if (!fact) return false
      return store.changeFact({ scope, fact: fact.id, change, by: asker.by, now: clock.now() })
    }

  /** Something else may change the facts meanwhile: then it is settled anew. */
  async function keep(scope: MemoryScope, proposed: ProposedFact): Promise<Fact | undefined> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const { facts: version = 0 } = await store.stateOf(scope)
      const known = await store.facts({ scope, history: true })
      const now = clock.now()
      const changes = settle(known, [proposed], { nextId: () => ids.next(), now })
      if (!(await store.keepFacts({ scope, changes, version, now }))) continue
      const id = changes.added[0]?.id ?? changes.seen[0]?.id
      return (await store.facts({ scope })).find((one) => one.id === id)
    }
    throw new MemoryRefused(['The facts of this customer change all the time: try again.'])
  }

  return {
    async facts(given, asker = LIBRARY) {
      const values = readParameters(given, { known: asked, required: ['userId'], also: ALSO })
      const { scope, isKnown } = await scopes.read(values, asker)
      return isKnown ? seen(scope, asker, values.history ?? false) : []
    },
    pin: changing('pin'),
    unpin: changing('unpin'),
    forget: changing('forget'),
    async correct(given, asker = LIBRARY) {
      const reading = { known: correction, required: ['userId', 'fact', 'value'], also: ALSO } as const
      const values = readParameters(given, reading)
      const { scope, fact } = await find(values, asker)
      if (!fact) return undefined
      const now = clock.now()
      const value = values.value!.trim()
      const text = fact.text.includes(fact.value) ? fact.text.replace(fact.value, () => value) : value
      const line = fact.sources[0]?.line
      // Nothing is remembered without the words it rests on: these are a teammate's.
      const note = await memory.create({
        ...{ scope, document: text, documentType: 'note', line, at: now },
        metadata: { corrects: fact.id, corrected_by: asker.by.name },
        said: { by: 'teammate', session: 'corrections' },
      })
      if (note.kind === 'refused') throw new MemoryRefused([note.reason])
      const start = text.indexOf(value)
      const quote = { source: note.id, quote: value, start, end: start + value.length }
      await store.changeFact({ scope, fact: fact.id, change: 'withdraw', by: asker.by, now })
      const { kind, subject, predicate, language, tags, dueAt } = fact
      return keep(scope, {
        ...{ kind, subject, predicate, value, text, language, tags, dueAt, confidence: 1, validFrom: now },
        extractor: 'teammate',
        sources: [{ ...quote, speaker: 'teammate', line, at: now }],
      })
    },
  }
}

const ATTEMPTS = 5
