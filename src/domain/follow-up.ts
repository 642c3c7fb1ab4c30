import type { Owner } from './conversation.ts'

/** An update that an agent promises a customer for a time, on the customer's yes. */
export interface UpdatePromise {
  /** What to look after and tell, in words: for the agent that keeps it, and for people. */
  readonly about: string
  readonly dueAt: number
  readonly repeat: Repeat | undefined
}

/** Always with an end: nobody is written to for ever because they once said yes. */
export interface Repeat {
  readonly everyMs: number
  /** So many are still to come, the next one counted. */
  readonly left: number | undefined
  readonly until: number | undefined
}

/** A promise that is kept. */
export interface FollowUp extends UpdatePromise {
  readonly id: string
  readonly promisedAt: number
}

/** What an agent should know of the updates of its conversation. */
export interface Updates {
  /** Those to come, the next one first. */
  readonly waiting: readonly FollowUp[]
  /** People took the conversation before these were due: they ended, and no agent knows of it yet. */
  readonly interrupted: readonly FollowUp[]
  /** What was to be told outside the window, and was longer than the template could hold. */
  readonly unsaid: readonly { readonly id: string; readonly about: string; readonly text: string }[]
}

export const NO_UPDATES: Updates = { waiting: [], interrupted: [], unsaid: [] }

/**
 * Why there is nothing more to come of it. `kept`: it was told. `asked`: the customer wants no more. `resolved`: the matter
 * is settled. `cancelled`: by a teammate. `people`: they have the conversation. `not-allowed`: nobody answers this customer.
 */
export const ENDINGS = ['kept', 'asked', 'resolved', 'cancelled', 'people', 'not-allowed'] as const
export type Ending = (typeof ENDINGS)[number]

export const UPDATE_LIMITS = {
  /** Waiting in one conversation. */
  waiting: 5,
  soonestMs: 60_000,
  latestMs: 90 * 24 * 60 * 60_000,
  mostOftenMs: 15 * 60_000,
  times: 60,
  about: 500,
} as const

/** Why an agent is run although the customer has written nothing. */
export type Occasion =
  | {
      readonly kind: 'follow-up'
      /** Those that are due now: told in one go. */
      readonly due: readonly FollowUp[]
      readonly told: Telling
    }
  | { readonly kind: 'heartbeat'; readonly message: string; readonly told: Telling }

/** `template`: the window is closed, and the words stand inside of a template that holds so many characters of them. */
export type Telling = { readonly kind: 'text' } | { readonly kind: 'template'; readonly most: number }

/** What an agent answers when there is nothing to tell: then nothing is sent. */
export const NOTHING_NEW = 'NOTHING_NEW'

/** With marks and a full stop around it, as models like to write. */
export const saysNothingNew = (text: string): boolean => /^[\s"'`*_[(]*nothing[ _]new[\s"'`*_\])]*[.!]?\s*$/i.test(text)

/** Only what comes again may pass in silence: a single promise is kept. */
export const maySayNothing = (occasion: Occasion): boolean =>
  occasion.kind === 'heartbeat' || occasion.due.every(({ repeat }) => repeat !== undefined)

/** When it is due again after now. Times that passed meanwhile are not made up for, and count. */
export function nextOf({ about, dueAt, repeat }: UpdatePromise, now: number): UpdatePromise | 'over' {
  if (!repeat) return 'over'
  const passed = Math.floor(Math.max(0, now - dueAt) / repeat.everyMs) + 1
  const next = dueAt + passed * repeat.everyMs
  const left = repeat.left === undefined ? undefined : repeat.left - passed
  if (left !== undefined && left <= 0) return 'over'
  if (repeat.until !== undefined && next > repeat.until) return 'over'
  return { about, dueAt: next, repeat: { ...repeat, left } }
}

interface Facts {
  readonly updates: Updates
  readonly owner: Owner
  readonly blocked: boolean
  readonly allowed: boolean
  /** Meta's own agent, or another program on the number, has the chat. */
  readonly elsewhere: boolean
  /** The customer has written something that nobody has answered yet. */
  readonly unanswered: boolean
  readonly now: number
}

export type FollowUpPlan =
  /** Nothing is to come any more. */
  | { readonly kind: 'rest' }
  | { readonly kind: 'wait'; readonly until: number }
  | { readonly kind: 'end'; readonly because: Ending }
  | { readonly kind: 'run'; readonly due: readonly FollowUp[] }

/** So soon it is looked at again where the answer to what was written comes first. */
const AFTER_THE_ANSWER_MS = 5_000

/** The verdict on the timers of a conversation, before any model is asked. */
export function planFollowUps({ updates, owner, blocked, allowed, elsewhere, unanswered, now }: Facts): FollowUpPlan {
  const [next] = updates.waiting
  if (!next) return { kind: 'rest' }
  if (next.dueAt > now) return { kind: 'wait', until: next.dueAt }
  if (blocked || !allowed) return { kind: 'end', because: 'not-allowed' }
  if (owner !== 'agent' || elsewhere) return { kind: 'end', because: 'people' }
  if (unanswered) return { kind: 'wait', until: now + AFTER_THE_ANSWER_MS }
  return { kind: 'run', due: updates.waiting.filter(({ dueAt }) => dueAt <= now) }
}
