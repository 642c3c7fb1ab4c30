import type { Desk } from '../domain/desk.ts'
import { Retryable } from '../domain/failure.ts'
import type { News } from './desk-news.ts'
import type { Work } from './store.ts'
import { Interrupted } from './worker.ts'
import type { World } from './world.ts'

type Needs = Pick<World, 'store' | 'clock' | 'log'> & {
  readonly desks: () => readonly Desk[]
  readonly wake: (dueAt: number) => void
}

/** Whoever takes longer than this is asked again later. */
const LONGEST_MS = 30_000
/** So long a handoff is kept back until its briefing is there, which takes a moment. */
const BRIEFED_WITHIN_MS = 2_000
const LOOK_AGAIN_MS = 200

/**
 * Tells the desks of the program what has happened in a conversation that people have. Each is told in order, and one
 * that fails keeps none of the others waiting. What was told and could not be written down is told again.
 */
export async function tellDesks(world: Needs, work: Work, signal: AbortSignal): Promise<undefined> {
  const { store, desks, clock, log } = world
  const failures: string[] = []
  let later = false
  for (const desk of desks())
    try {
      if (!(await tell(world, desk, work, signal))) later = true
    } catch (error) {
      if (error instanceof Interrupted) throw error
      log.warn('desk-failed', { desk: desk.name, conversation: work.key, error: error as Error })
      failures.push(`${desk.name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  if (failures.length > 0) throw new Retryable(`a desk failed: ${failures.join('; ')}`)
  const dueAt = later ? clock.now() + LOOK_AGAIN_MS : undefined
  await store.putOff(work, dueAt)
  // Somebody may have asked again meanwhile.
  world.wake(dueAt ?? clock.now())
}

/** Says whether the desk knows all there is now. */
async function tell(world: Needs, desk: Desk, work: Work, signal: AbortSignal): Promise<boolean> {
  const { store, clock } = world
  const conversation = { business: work.business, id: work.key }
  for (;;) {
    const untold = await store.untold({ desk: desk.name, conversation })
    if (untold.length === 0) return true
    for (const news of untold) {
      if (signal.aborted) throw new Interrupted('the server stops')
      const { briefing } = (news.kind === 'handoff' && (await store.briefing({ ...conversation, id: news.id }))) || {}
      if (news.kind === 'handoff' && !briefing && mayBeBriefed(news, clock.now())) return false
      await within(clock, hand(desk, news.kind === 'handoff' ? { ...news, news: { ...news.news, briefing } } : news))
      if (!(await store.told({ work, desk: desk.name, news }))) throw new Interrupted('the lease was lost')
    }
  }
}

/** Of what a teammate has taken by themselves there is nothing to brief. */
const mayBeBriefed = ({ news }: Extract<News, { kind: 'handoff' }>, now: number) =>
  news.reason !== 'teammate_took' && now - news.openedAt < BRIEFED_WITHIN_MS

async function hand(desk: Desk, item: News): Promise<void> {
  switch (item.kind) {
    case 'handoff':
      return desk.onHandoff?.(item.news)
    case 'message':
      return desk.onMessage?.(item.news)
    case 'change':
      return desk.onChange?.(item.news)
    case 'over':
      return
  }
}

async function within({ after }: Needs['clock'], told: Promise<void>): Promise<void> {
  let cancel = () => {}
  const late = new Promise<never>((_, reject) => {
    cancel = after(LONGEST_MS, () => reject(new Error(`it took longer than ${LONGEST_MS / 1000} s`)))
  })
  await Promise.race([told, late]).finally(() => cancel())
}
