import { languageOf } from '../domain/language-of.ts'
import type { ProposedFact } from '../domain/memory/fact.ts'
import { settle } from '../domain/memory/settle.ts'
import { drawnFrom } from './drawn-from.ts'
import type { MemoryStore } from './memories.ts'
import type { Work } from './store.ts'
import type { World } from './world.ts'

type Needs = Pick<World, 'clock' | 'ids' | 'log'> & {
  readonly store: Pick<MemoryStore, 'undrawn' | 'drawn'> & Pick<World['store'], 'putOff'>
  readonly wake: (dueAt: number) => void
}

/** What ends the process must not be tried for ever. */
const MOST_ATTEMPTS = 3
/** Facts of a customer change under whoever reads them only now and then. */
const MOST_TRIES = 5
const LATER_MS = 1000

const NOTHING = { added: [], changed: [], seen: [] }

/** Draws facts from what was said and a program has recorded, all that waits at once: by the rules, as from what is said here. */
export async function draw(
  { store, clock, ids, log, wake }: Needs,
  work: Work,
  signal: AbortSignal,
): Promise<undefined> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const given = await store.undrawn({ business: work.business, customer: work.key })
    if (!given) {
      await store.putOff(work, undefined)
      return
    }
    const { scope, facts, version } = given
    const failed = work.attempts > MOST_ATTEMPTS
    // Whichever of them cannot be borne shall take no others with it.
    const memories = work.attempts > 1 ? given.memories.slice(0, 1) : given.memories
    const proposed: ProposedFact[] = []
    for (const { id, speaker, body: text, at, line } of failed ? [] : memories)
      proposed.push(...(await drawnFrom({ id, speaker, text, at, line }, languageOf([text]), clock)))
    const changes = failed ? NOTHING : settle(facts, proposed, { nextId: () => ids.next(), now: clock.now() })
    const status = failed ? ('failed' as const) : ('completed' as const)
    const drawn = memories.map(({ id }) => id)
    if (await store.drawn({ work, scope, memories: drawn, changes, version, status, now: clock.now() })) {
      log.debug('drawn', { memories: drawn.length, facts: changes.added.length })
      // More may wait than was drawn from.
      wake(clock.now())
      return
    }
    signal.throwIfAborted()
  }
  await store.putOff(work, clock.now() + LATER_MS)
}
