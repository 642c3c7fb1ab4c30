import { languageOf } from '../domain/language-of.ts'
import { settle } from '../domain/memory/settle.ts'
import { drawnFrom } from './drawn-from.ts'
import type { MemoryStore } from './memories.ts'
import type { Work } from './store.ts'
import type { World } from './world.ts'

type Needs = Pick<World, 'clock' | 'ids' | 'log'> & {
  readonly store: Pick<MemoryStore, 'undrawn' | 'drawn'> & Pick<World['store'], 'putOff'>
}

/** What ends the process must not be tried for ever. */
const MOST_ATTEMPTS = 3
/** Facts of a customer change under whoever reads them only now and then. */
const MOST_TRIES = 5
const LATER_MS = 1000

const NOTHING = { added: [], changed: [], seen: [] }

/** Draws facts from something said that a program has recorded: by the rules, as from what is said here. */
export async function draw({ store, clock, ids, log }: Needs, work: Work, signal: AbortSignal): Promise<undefined> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const given = await store.undrawn({ business: work.business, id: work.key })
    if (!given) {
      await store.putOff(work, undefined)
      return
    }
    const { memory, facts, version } = given
    const { scope, id, speaker, body: text, at, line } = memory
    const failed = work.attempts > MOST_ATTEMPTS
    const proposed = failed ? [] : await drawnFrom({ id, speaker, text, at, line }, languageOf([text]), clock)
    const changes = failed ? NOTHING : settle(facts, proposed, { nextId: () => ids.next(), now: clock.now() })
    const status = failed ? ('failed' as const) : ('completed' as const)
    if (await store.drawn({ work, scope, changes, version, status })) {
      log.debug('drawn', { memory: id, facts: changes.added.length })
      return
    }
    signal.throwIfAborted()
  }
  await store.putOff(work, clock.now() + LATER_MS)
}
