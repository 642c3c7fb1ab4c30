import { isAllowed } from '../domain/allow-list.ts'
import { type FollowUp, nextOf, planFollowUps } from '../domain/follow-up.ts'
import { type SpeakingNeeds, speakFirst } from './speak-first.ts'
import type { Work } from './store.ts'
import type { Handed } from './worker.ts'

/** Keeps what was promised in one conversation, once it is due: once for each time, however often somebody looks. */
export async function followUp(world: SpeakingNeeds, work: Work, signal: AbortSignal): Promise<Handed | undefined> {
  const { store, clock, policy, lines, wake } = world
  const conversation = { business: work.business, id: work.key }
  const later = async (at: number | undefined) => {
    await store.putOff(work, at)
    if (at !== undefined) wake(at)
    return undefined
  }
  const turn = await store.loadTurn(conversation, policy.historyLength)
  if (!turn?.updates) return later(undefined)
  const plan = planFollowUps({
    ...turn,
    updates: turn.updates,
    owner: turn.fence.owner,
    allowed: isAllowed(policy.allowedNumbers, turn.sender),
    unanswered: turn.unanswered.length > 0,
    now: clock.now(),
  })
  switch (plan.kind) {
    case 'rest':
      return later(undefined)
    case 'wait':
      return later(plan.until)
    case 'end':
      await store.endFollowUps({ work, conversation, because: plan.because, now: clock.now() })
      return undefined
    case 'run': {
      const line = lines.byName(turn.line)
      const { due } = plan
      const spoken = await speakFirst(world, {
        ...{ work, conversation, turn, line, signal },
        agent: turn.agent ?? line.agent,
        occasion: (told) => ({ kind: 'follow-up', due, told }),
        keeps: (unsaid) => ({
          told: due.map((one) => ({ id: one.id, next: nextOf(one, clock.now()) })),
          unsaid: unsaid === undefined ? undefined : { id: due[0]!.id, about: due[0]!.about, text: unsaid },
        }),
      })
      if (spoken.kind === 'done') return spoken.handed
      const handoff = { id: world.ids.next(), reason: 'agent_failed', summary: summaryOf(due, spoken.because) } as const
      await store.failTurn({ work, conversation, handoff, run: spoken.run, sentence: undefined, now: clock.now() })
      world.log.error('update-not-told', { conversation: work.key, handoff: handoff.id })
      wake(clock.now())
      return undefined
    }
  }
}

/** For people: what was promised, for when, and what keeps the agent from it. */
function summaryOf(due: readonly FollowUp[], because: string): string {
  const promised = due.map(
    ({ about, dueAt }) => `${new Date(dueAt).toISOString().slice(0, 16).replace('T', ' ')} UTC: “${about}”`,
  )
  return `An update was promised and could not be given: ${because}. Promised for ${promised.join('; ')}`
}
