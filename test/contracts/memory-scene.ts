import type { Entry } from '../../src/domain/memory/entry.ts'
import type { Fact } from '../../src/domain/memory/fact.ts'
import type { MemoryScope } from '../../src/domain/memory/scope.ts'
import type { FactChanges, NewMemory, ScopeState } from '../../src/flows/memories.ts'
import type { InboundChange, Scene } from './scene.ts'

export const ACME: MemoryScope = { business: 'acme' }

/** A customer as they are known after they have written once. */
export async function whose(scene: Scene, from = '15550001111', line = 'support'): Promise<MemoryScope> {
  await scene.says({ from, line })
  return { business: 'acme', customer: (await scene.store.findCustomer('acme', from))! }
}

export function document(scene: Scene, scope: MemoryScope, body: string, change: Partial<NewMemory> = {}): NewMemory {
  scene.now += 1_000
  return {
    scope,
    id: scene.ids.next(),
    documentType: 'document',
    body,
    parts: [{ text: body }],
    speaker: 'system',
    metadata: {},
    at: scene.now,
    now: scene.now,
    ...change,
  }
}

/** All of a scope, page by page. */
export async function all(scene: Scene, scope: MemoryScope, most = 500, upTo?: ScopeState): Promise<Entry[]> {
  const entries: Entry[] = []
  for (let from: string | undefined; ; ) {
    const page = await scene.store.entriesOf(scope, { from, most, upTo })
    entries.push(...page.entries)
    from = page.next
    if (from === undefined) return entries
  }
}

export const textsOf = (entries: readonly { readonly text: string }[]) => entries.map(({ text }) => text)

/** A customer writes and is answered. */
export async function talks(scene: Scene, text: string, answer: string, change: InboundChange = {}): Promise<string> {
  scene.now += 1_000
  const { conversation } = await scene.says({ text, ...change })
  for (;;) {
    const work = await scene.claim('answer')
    scene.now += 1_000
    const verdict = await scene.store.commitTurn(await scene.finished(work, [answer]))
    if (verdict.kind === 'committed' && verdict.deliver) await scene.store.putOff(verdict.deliver, undefined)
    if (work.key === conversation) return conversation
  }
}

export const sourceIn = (source: string, quote = 'Berlin'): Fact['sources'][number] => ({
  ...{ source, quote, start: 0, end: quote.length },
  ...{ speaker: 'customer', line: 'support', at: 1 },
})

export function fact(scene: Scene, value: string, change: Partial<Fact> = {}): Fact {
  return {
    id: scene.ids.next(),
    key: 'customer home_city',
    kind: 'profile',
    subject: 'customer',
    predicate: 'home_city',
    value,
    text: `Lives in ${value}.`,
    language: 'en',
    confidence: 0.9,
    validFrom: scene.now,
    tags: ['home'],
    extractor: 'rules',
    sources: [
      {
        source: scene.ids.next(),
        quote: value,
        start: 0,
        end: value.length,
        speaker: 'customer',
        line: 'support',
        at: 1,
      },
    ],
    status: 'open',
    validTo: undefined,
    supersededBy: undefined,
    recordedAt: scene.now,
    pinned: false,
    ...change,
  }
}

export async function keepsFacts(scene: Scene, scope: MemoryScope, changes: Partial<FactChanges>): Promise<boolean> {
  const { facts: version = 0 } = await scene.store.stateOf(scope)
  return scene.store.keepFacts({
    scope,
    changes: { added: [], changed: [], seen: [], ...changes },
    version,
    now: scene.now,
  })
}
