import type { Briefing } from '../domain/briefing/briefing.ts'
import { briefByRules } from '../domain/briefing/by-rules.ts'
import type { HandoffReason } from '../domain/handoff.ts'
import { NOTHING, type RecollectedLine } from '../domain/memory/recollection.ts'
import type { Briefer, CaseStore, LoadedCase, Written } from './case.ts'
import { keepRun } from './keep-run.ts'
import type { Work } from './store.ts'
import type { World } from './world.ts'

type Needs = Pick<World, 'clock' | 'ids' | 'log' | 'lines' | 'telemetry' | 'memory'> & {
  readonly store: Pick<CaseStore, 'loadCase' | 'keepBriefing' | 'finishBrief'> & Pick<World['store'], 'keepRun'>
  readonly briefer: Briefer
}

/**
 * A model that has just failed here would fail again; what a machine wrote, and what a teammate has taken because they
 * had read it, needs none.
 */
const WITHOUT_MODEL: ReadonlySet<HandoffReason> = new Set(['agent_failed', 'looks_automated', 'teammate_took'])

/** A model that ends the process must not be asked for ever; the rules have written by then. */
const MOST_ASKED = 3

/**
 * Writes the briefing of a handoff: the rules' at once, so that nobody ever waits for a model, then the model's. What
 * fails here fails alone: people have been called, and read the thread.
 */
export async function brief(world: Needs, work: Work, signal: AbortSignal): Promise<undefined> {
  const { store, clock, log } = world
  const key = { business: work.business, handoff: work.key }
  const found = await store.loadCase(key)
  if (!found) {
    await store.finishBrief(work)
    return
  }
  const loaded = { ...found, case: { ...found.case, known: await knownOf(world, found, work.business) } }
  const { position, kept } = loaded
  const keep = (briefing: Briefing) => store.keepBriefing({ ...key, briefing, position, now: clock.now() })
  const isStale = kept === undefined || kept.position < position
  const isByModel = kept?.briefing.by === 'model'

  // What a model wrote says more than the rules do, also when something has come since.
  const stands = !isStale || isByModel || (await keep(briefByRules(loaded.case)))
  if (stands && (isStale || !isByModel)) {
    const written = work.attempts > MOST_ASKED ? undefined : await ask(world, loaded, signal)
    if (written?.briefing) await keep(written.briefing)
    // The model is gone: what it wrote once grows old.
    else if (!written && isByModel) await keep(briefByRules(loaded.case))
  }
  log.debug('briefing-written', { handoff: work.key, position })
  await store.finishBrief(work)
}

const KNOWN: ReadonlySet<RecollectedLine['kind']> = new Set([
  'instruction',
  'commitment',
  'profile',
  'preference',
] as const)

/** A memory that cannot be asked costs the briefing what it would have told. */
async function knownOf({ memory }: Needs, { case: given, customer, conversation }: LoadedCase, business: string) {
  const { line, handoff, messages } = given
  const asked = { scope: { business, customer }, line, query: handoff.summary, conversation: conversation.id }
  const { lines } = await memory.recall({ ...asked, shownFrom: messages[0]?.at }).catch(() => NOTHING)
  return lines.filter(({ kind }) => KNOWN.has(kind))
}

async function ask(world: Needs, loaded: LoadedCase, signal: AbortSignal): Promise<Written | undefined> {
  const { briefer, lines, ids, clock, log } = world
  const { case: given, conversation } = loaded
  if (WITHOUT_MODEL.has(given.handoff.reason)) return undefined
  const agent = loaded.agent ?? lines.all.find(({ name }) => name === given.line)?.agent
  if (agent === undefined) return undefined
  const startedAt = clock.now()
  const written = await briefer.write(given, { agent, signal })
  signal.throwIfAborted()
  if (!written) return undefined
  const { error, trace } = written
  if (error) log.warn('briefing-failed', { handoff: given.handoff.id, error })
  const outcome = written.briefing ? ('briefed' as const) : ('failed' as const)
  const run = { id: ids.next(), outcome, startedAt, endedAt: clock.now(), trace }
  await keepRun(world, run, { conversation, line: given.line }).catch((failure) =>
    log.warn('briefing-run-not-kept', { handoff: given.handoff.id, error: failure as Error }),
  )
  return written
}
