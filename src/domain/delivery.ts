/**
 * One outbound message on its way. Only evidence moves it, and never backwards.
 *
 * `queued` waits for its turn, `claimed` is being written to the wire, `accepted` has Meta's 200. `unknown` left, or
 * may have left, without an answer: it waits for the status that echoes its attempt id, and is `unconfirmed` when none
 * comes. `dropped` was overtaken by a person or left unconfirmed by one, `failed` was refused for good. `parked` found the
 * window closed and waits for the customer to write; with an error it does not leave by itself any more.
 */
export const DELIVERY_STATES = [
  'queued',
  'claimed',
  'unknown',
  'unconfirmed',
  'accepted',
  'sent',
  'delivered',
  'read',
  'played',
  'failed',
  'dropped',
  'parked',
] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]

/** What a status webhook can say. */
export const STATUSES = ['sent', 'delivered', 'read', 'played', 'failed'] as const
export type Status = (typeof STATUSES)[number]

export function isStatus(value: unknown): value is Status {
  return (STATUSES as readonly unknown[]).includes(value)
}

const RANK: Record<DeliveryState, number> = {
  queued: 0,
  claimed: 1,
  unknown: 2,
  unconfirmed: 3,
  accepted: 4,
  sent: 5,
  failed: 6,
  delivered: 7,
  read: 8,
  played: 9,
  dropped: 4,
  parked: 0,
}

/**
 * Where a status moves a delivery. Statuses come late, twice and in any order: `sent` after `read` changes nothing.
 * `failed` outranks `sent` but not `delivered`: with several devices one may fail after another has received.
 */
export function afterStatus(state: DeliveryState, status: Status): DeliveryState {
  return RANK[status] > RANK[state] ? status : state
}

/** What became of one attempt to send. */
export type SendOutcome =
  | { readonly kind: 'accepted'; readonly wamid: string }
  /** Meta refused for a passing reason, or the request provably never left: nothing was sent, try again. */
  | {
      readonly kind: 'retry'
      readonly code: number
      readonly reason: string
      readonly afterMs?: number
      readonly most?: number
    }
  /** Meta refused for good. */
  | { readonly kind: 'refused'; readonly code: number; readonly reason: string }
  /** Meta refuses everything this line sends: nothing was sent, and nothing will be until somebody mends it. */
  | { readonly kind: 'line-fault'; readonly code: number; readonly reason: string }
  /** It may have been sent. Only a status can tell. */
  | { readonly kind: 'unknown'; readonly reason: string }

/** After this many refusals for passing reasons the message has failed: at growing delays that is most of a day. */
export const MOST_ATTEMPTS = 12

const ATTEMPT = /^wabaton:([0-9a-f-]{36}):(\d+)$/

/** Sent as `biz_opaque_callback_data`; Meta's statuses echo it, which settles a send whose answer we never saw. */
export function attemptId(delivery: string, attempt: number): string {
  return `wabaton:${delivery}:${attempt}`
}

export function deliveryOfAttempt(callback: string | undefined): string | undefined {
  return callback ? ATTEMPT.exec(callback)?.[1] : undefined
}
