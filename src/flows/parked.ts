import { isAllowed } from '../domain/allow-list.ts'
import type { ConversationKey, OpenTurn, Work } from './store.ts'
import type { World } from './world.ts'

export interface ParkedLeaving {
  /** Of the answer: it is looked at while nobody else is at the conversation. */
  readonly work: Work
  readonly conversation: ConversationKey
  readonly now: number
}

export interface ParkedLeft {
  readonly left: number
  readonly setAside: number
}

/** What the store does for words that wait for their customer. */
export interface ParkedStore {
  /** Says what waits, or sets it aside, each once; nothing as long as the window is closed. */
  leaveParked(leaving: ParkedLeaving): Promise<ParkedLeft>
}

type Needs = Pick<World, 'store' | 'clock' | 'log' | 'policy'> & { readonly wake: (dueAt: number) => void }

/**
 * The customer has written: what waited for it is said first, whoever has the conversation. Says whether anything has
 * changed: the turn must be read anew.
 */
export async function leaveParked(world: Needs, work: Work, turn: OpenTurn): Promise<boolean> {
  const { store, clock, log, policy, wake } = world
  if (turn.parked === 0 || turn.blocked || turn.elsewhere || !isAllowed(policy.allowedNumbers, turn.sender))
    return false
  const conversation = { business: work.business, id: work.key }
  const now = clock.now()
  const { left, setAside } = await store.leaveParked({ work, conversation, now })
  if (left + setAside === 0) return false
  log.info('parked-settled', { conversation: work.key, left, setAside })
  if (left > 0) wake(now)
  return true
}
