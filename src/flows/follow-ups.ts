import { type Ending, type FollowUp, NO_UPDATES, type UpdatePromise, type Updates } from '../domain/follow-up.ts'
import type { Run } from '../domain/turn.ts'
import type { ConversationKey, Work } from './store.ts'
import type { World } from './world.ts'

/** What a turn does with the updates of its conversation: stored with it, or not at all. */
export interface KeptUpdates {
  readonly promised: readonly (UpdatePromise & { readonly id: string })[]
  /** By their ids. */
  readonly stopped: { readonly ids: readonly string[]; readonly because: Ending } | undefined
  /** These were due, and this turn has told them: each with when it is due again. */
  readonly told: readonly { readonly id: string; readonly next: UpdatePromise | 'over' }[]
  /** What was to be told is too long for the template: it waits for the customer to write. */
  readonly unsaid: { readonly id: string; readonly about: string; readonly text: string } | undefined
  /** The agent knows by now: they are shown to it no more. */
  readonly known: readonly string[]
}

/** A promise as people are shown it. */
export interface ShownFollowUp extends FollowUp {
  readonly state: 'waiting' | Ending
  /** When it was last told. */
  readonly toldAt: number | undefined
  readonly endedAt: number | undefined
  /** The teammate who cancelled it. */
  readonly endedBy: string | undefined
}

export interface FollowUpStore {
  /** Those to come first, then what has ended, the latest first. */
  followUps(conversation: ConversationKey): Promise<ShownFollowUp[]>
  /** A teammate ends one. Says whether it was still to come. */
  cancelFollowUp(options: {
    conversation: ConversationKey
    id: string
    by: string | undefined
    now: number
  }): Promise<boolean>
  /** Ends all that are to come, and the work with them. */
  endFollowUps(options: { work: Work; conversation: ConversationKey; because: Ending; now: number }): Promise<void>
}

/** What a run has asked for, for the transaction that stores it. Undefined where it has nothing to do with updates. */
export function updatesOf(
  { ids }: Pick<World, 'ids'>,
  { updates = NO_UPDATES }: { readonly updates?: Updates | undefined } = {},
  run: Run | undefined,
): KeptUpdates | undefined {
  const { promises = [], stops } = run ?? {}
  // Whoever has answered has read it; a fixed sentence has not.
  const told = run && !run.fixed && run.parts.length > 0
  const known = told ? [...updates.interrupted, ...updates.unsaid].map(({ id }) => id) : []
  if (promises.length === 0 && !stops && known.length === 0) return undefined
  return {
    promised: promises.map((promise) => ({ ...promise, id: ids.next() })),
    stopped: stops,
    told: [],
    unsaid: undefined,
    known,
  }
}
