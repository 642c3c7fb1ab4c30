import { isAllowed } from '../domain/allow-list.ts'
import type { Line } from '../domain/line.ts'
import { looksAutomated } from '../domain/loop.ts'
import { signalOf } from '../domain/signals/signal-of.ts'
import { type Plan, planTurn } from '../domain/turn.ts'
import type { OpenTurn } from './store.ts'
import type { Policy } from './world.ts'

interface Planning {
  readonly turn: OpenTurn
  readonly line: Line
  readonly policy: Policy
  readonly covered: boolean
  readonly now: number
}

/** The verdict on a turn as it was loaded. */
export function planOf({ turn, line, policy, covered, now }: Planning): Plan {
  return planTurn({
    ...turn,
    allowed: isAllowed(policy.allowedNumbers, turn.sender),
    owner: turn.fence.owner,
    covered,
    automated: seemsAutomated(turn, policy),
    signal: heardIn(turn, line, now),
    resetCommand: line.mode === 'chat' ? policy.resetCommand : null,
    maxReplyAgeMs: policy.maxReplyAgeMs,
  })
}

export const seemsAutomated = (turn: OpenTurn, { loopLimit }: Policy): boolean =>
  looksAutomated(saidSinceReleased(turn), loopLimit)

/** What the customer wrote is heard before any model reads it, and whatever a prompt says. */
function heardIn({ history, unanswered, released }: OpenTurn, { handoff }: Line, now: number) {
  const before = history.filter(({ author }) => author === 'customer')
  return signalOf({ messages: unanswered, before, tuning: handoff.signals, released, now })
}

/** Whatever people have looked at and given back is no machine's doing: it begins anew. */
const saidSinceReleased = ({ history, unanswered, released }: OpenTurn) =>
  [...history, ...unanswered].filter(({ at }) => released === undefined || at > released.at)

/** In task mode a message is answered by itself: nothing was said before it, and what came after has a turn of its own. */
export function firstAlone(turn: OpenTurn): OpenTurn {
  const unanswered = turn.unanswered.slice(0, 1)
  return { ...turn, unanswered, history: [], lastPosition: unanswered[0]?.position ?? turn.lastPosition }
}
