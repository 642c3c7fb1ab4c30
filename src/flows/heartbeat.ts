import { isAllowed } from '../domain/allow-list.ts'
import { nextBeat } from '../domain/heartbeat.ts'
import { recipientOf } from './heartbeats.ts'
import { keepRun } from './keep-run.ts'
import { type SpeakingNeeds, speakFirst } from './speak-first.ts'
import type { OpenTurn, Work } from './store.ts'
import type { Handed } from './worker.ts'
import type { World } from './world.ts'

/** So soon it is looked at again where the answer to what was written comes first. */
const AFTER_THE_ANSWER_MS = 5_000

/** Runs an agent because its time has come, and tells its recipient what it says. Once a period, whoever looks. */
export async function beat(world: SpeakingNeeds, work: Work, signal: AbortSignal): Promise<Handed | undefined> {
  const { store, clock, policy, lines, log, wake } = world
  const { business } = work
  const kept = await store.heartbeat({ business, id: work.key })
  const plan = kept && world.heartbeats.get(kept.agent)
  const later = async (at: number | undefined) => {
    await store.putOff(work, at)
    if (at !== undefined) wake(at)
    return undefined
  }
  if (!plan || plan.recipient === undefined) return later(undefined)
  if (kept.dueAt > clock.now()) return later(kept.dueAt)
  const next = () => nextBeat({ dueAt: kept.dueAt, periodMs: plan.periodMs, now: clock.now() })
  const pass = async (because: string) => {
    log.warn('heartbeat-not-told', { agent: kept.agent, because })
    const dueAt = next()
    await store.passOver({ work, dueAt })
    wake(dueAt)
    return undefined
  }

  const customer = await recipientOf(world, business, kept, plan.recipient)
  if (customer === undefined) return pass('its recipient has never written')
  const line = lines.all.find(({ agent }) => agent === kept.agent) ?? lines.all[0]!
  const id = await store.talkWith({ business, line: line.name, customer, now: clock.now() })
  const turn = id === undefined ? undefined : await store.loadTurn({ business, id }, policy.historyLength)
  if (id === undefined || !turn) return pass('its recipient is gone')
  const silenced = silencedBy(turn, policy)
  if (silenced) return pass(silenced)
  if (turn.unanswered.length > 0) return later(clock.now() + AFTER_THE_ANSWER_MS)

  const conversation = { business, id }
  const { message } = plan
  const spoken = await speakFirst(world, {
    ...{ work, conversation, turn, line, signal },
    agent: kept.agent,
    occasion: (told) => ({ kind: 'heartbeat', message, told }),
    keeps: (unsaid) =>
      unsaid === undefined ? undefined : { told: [], unsaid: { id: world.ids.next(), about: message, text: unsaid } },
    beat: () => ({ dueAt: next() }),
  })
  if (spoken.kind === 'done') return spoken.handed
  if (spoken.run) await keepRun(world, spoken.run, { conversation, line: line.name })
  return pass(spoken.because)
}

function silencedBy({ blocked, sender, fence, elsewhere }: OpenTurn, policy: World['policy']): string | undefined {
  if (blocked) return 'its recipient is blocked'
  if (!isAllowed(policy.allowedNumbers, sender)) return 'its recipient is not on the list of allowed numbers'
  if (fence.owner !== 'agent') return `people own the conversation (${fence.owner})`
  return elsewhere ? 'another agent has the conversation' : undefined
}
