import { languageHeardIn, languageOf } from '../domain/language-of.ts'
import type { ProposedFact } from '../domain/memory/fact.ts'
import { checkFacts } from '../domain/memory/facts/check.ts'
import { episodeOf } from '../domain/memory/facts/episode.ts'
import type { Said } from '../domain/memory/facts/rules.ts'
import { settle } from '../domain/memory/settle.ts'
import { drawnFrom } from './drawn-from.ts'
import { keepRun } from './keep-run.ts'
import type { FactExtractor, MemoryStore, Unremembered } from './memories.ts'
import type { ModelBudget } from './model-budget.ts'
import type { Work } from './store.ts'
import type { World } from './world.ts'

type Needs = Pick<World, 'clock' | 'ids' | 'log' | 'telemetry'> & {
  readonly store: Pick<MemoryStore, 'unremembered' | 'remember' | 'keepFacts'> &
    Pick<World['store'], 'keepRun' | 'putOff'>
  readonly extractor: FactExtractor
  readonly budget: ModelBudget
  readonly wake: (dueAt: number) => void
  /** When a burst is over. */
  readonly burst: { readonly quietMs: number; readonly mostTurns: number }
}

type Given = Unremembered & { readonly version: number }

/** A model that ends the process must not be asked for ever; the rules need none. */
const MOST_ASKED = 3
/** Facts of a customer change under whoever reads them only now and then. */
const MOST_TRIES = 5
const LATER_MS = 1000

/**
 * Draws facts from what was said: by rules always, and by a model once a burst is over. Nobody waits for it, and what
 * fails here fails alone.
 */
export async function remember(world: Needs, work: Work, signal: AbortSignal): Promise<undefined> {
  const { store, clock, log, burst } = world
  const conversation = { business: work.business, id: work.key }
  let drawn: readonly ProposedFact[] | undefined
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const given = await store.unremembered(conversation)
    if (!given) {
      await store.putOff(work, undefined)
      return
    }
    const over = given.lastAt + burst.quietMs
    if (given.messages.length < burst.mostTurns && over > clock.now()) {
      await store.putOff(work, over)
      return
    }
    const byRules = await rulesOf(given, clock)
    // A model may take its time: what the rules have found is kept before.
    if (drawn === undefined && work.attempts <= MOST_ASKED && (await keepFirst(world, given, byRules))) {
      drawn = await byModel(world, given, signal)
      if (drawn !== undefined) continue
    }
    const upTo = given.messages.at(-1)!.position
    const changes = settled(world, given, [...byRules, ...(drawn ?? [])])
    const { version } = given
    const language = languageHeardIn(wordsOf(given))
    if (await store.remember({ work, conversation, upTo, changes, version, language, now: clock.now() })) {
      log.debug('remembered', { conversation: work.key, upTo, facts: changes.added.length })
      // More may have been said meanwhile.
      world.wake(clock.now())
      return
    }
    signal.throwIfAborted()
  }
  await store.putOff(work, clock.now() + LATER_MS)
}

function settled({ ids, clock }: Needs, { facts }: Given, proposed: readonly ProposedFact[]) {
  return settle(facts, proposed, { nextId: () => ids.next(), now: clock.now() })
}

const saidIn = ({ messages, line }: Given): Said[] => messages.map((message) => ({ ...message, line }))

/** What the customer wrote. */
const wordsOf = ({ messages }: Given) =>
  messages.filter(({ speaker }) => speaker === 'customer').map(({ text }) => text)

async function rulesOf(given: Given, clock: World['clock']): Promise<ProposedFact[]> {
  const said = saidIn(given)
  const language = languageOf(wordsOf(given))
  const episode = episodeOf(said, given.facts, language)
  const facts: ProposedFact[] = []
  for (const message of said) facts.push(...(await drawnFrom(message, language, clock)))
  return [...facts, ...(episode ? [episode] : [])]
}

/** Whether a model is to be asked, with the rules' facts safe by then. */
async function keepFirst(world: Needs, given: Given, byRules: readonly ProposedFact[]): Promise<boolean> {
  const { store, clock, budget } = world
  if (!budget.mayAsk(given)) return false
  const changes = settled(world, given, byRules)
  if (changes.added.length + changes.changed.length + changes.seen.length === 0) return true
  const { scope, version } = given
  return store.keepFacts({ scope, changes, version, now: clock.now() })
}

/** What a model draws from the burst, and from what was not put to it before; undefined where none was asked. */
async function byModel(world: Needs, given: Given, signal: AbortSignal): Promise<readonly ProposedFact[] | undefined> {
  const { budget } = world
  const messages = budget.take(given)
  const asked = { ...given, messages }
  const first = await ask(world, asked, signal)
  if (!first) return undefined
  const answer = first.error && budget.mayRetry() ? ((await ask(world, asked, signal)) ?? first) : first
  return checkFacts(answer.proposed, saidIn(asked))
}

async function ask(world: Needs, given: Given, signal: AbortSignal) {
  const { extractor, ids, clock, log } = world
  const startedAt = clock.now()
  const answer = await extractor.extract(given, { signal })
  signal.throwIfAborted()
  if (!answer) return undefined
  const { error, trace } = answer
  const { conversation, line } = given
  if (error) log.warn('facts-not-drawn', { conversation: conversation.id, error })
  const outcome = error ? ('failed' as const) : ('remembered' as const)
  const run = { id: ids.next(), outcome, startedAt, endedAt: clock.now(), trace }
  await keepRun(world, run, { conversation, line }).catch((failure) =>
    log.warn('facts-run-not-kept', { conversation: conversation.id, error: failure as Error }),
  )
  return answer
}
