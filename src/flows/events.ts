import type { DeliveryState } from '../domain/delivery.ts'
import type { Ownership } from '../domain/ownership.ts'
import type { ShownHandoff, ThreadMessage, TimelineKind } from './baton.ts'

/**
 * Something that has happened, with what a desk shows of it as that stands when it is read: an event comes late, or
 * again after a cut, and never brings back what has changed since.
 */
export type ShownEvent = EventPlace & Happening

export type Happening =
  | { readonly kind: 'message'; readonly message: ThreadMessage }
  | { readonly kind: 'status'; readonly status: ShownStatus }
  | { readonly kind: 'handoff'; readonly step: TimelineKind; readonly handoff: ShownHandoff }
  | { readonly kind: 'turn'; readonly turn: ShownTurn }
  | { readonly kind: 'conversation'; readonly state: ConversationChange }

/**
 * What was read of a conversation does not hold any more. Its messages are others: customers were joined, or split again;
 * its customer was blocked, or is not any more; another agent of ours goes on (`passed-on`); one that is not ours has the
 * chat, or has it no more; or other updates are promised.
 */
export type ConversationChange =
  | 'joined'
  | 'parted'
  | 'blocked'
  | 'unblocked'
  | 'passed-on'
  | 'elsewhere'
  | 'back'
  | 'updates'

/** Where it happened, and who has the conversation now. */
export interface EventPlace extends Ownership {
  /** Stands for all up to and with this event. Those of one business sort by their text. */
  readonly cursor: string
  readonly at: number
  readonly conversation: string
  readonly line: string
  readonly customer: string
  /** The agent that a route or another agent gave the conversation to; else that of its line answers. */
  readonly agent: string | undefined
}

export interface ShownStatus {
  readonly message: string
  readonly state: DeliveryState
  readonly error: { readonly code: number | undefined; readonly reason: string } | undefined
  /** Once WhatsApp has named the message. */
  readonly wamid?: string | undefined
}

export interface ShownTurn {
  readonly id: string
  readonly outcome: string
  readonly because: string | undefined
  readonly startedAt: number
  readonly endedAt: number
}

export type EventPage =
  | {
      readonly kind: 'page'
      readonly events: readonly ShownEvent[]
      /** All up to here has been looked at, also what is not shown any more. */
      readonly cursor: string
      readonly more: boolean
      /** Something is committed that others, still under way, come before: it is there in a moment. */
      readonly held: boolean
    }
  /** The log does not go back to this cursor, or it never was one. */
  | { readonly kind: 'gone' }

export interface EventsBefore {
  /** The oldest first. */
  readonly events: readonly ShownEvent[]
  /** Where what follows them begins. */
  readonly cursor: string
  /** Where the ones before them end; undefined when there are none. */
  readonly before: string | undefined
}

/** The log of what has happened, in one order for everybody. */
export interface EventStore {
  eventsAfter(query: { business: string; after: string; most: number }): Promise<EventPage>
  /** The last ones, or those before. */
  eventsBefore(query: { business: string; before?: string | undefined; most: number }): Promise<EventsBefore>
  forgetEvents(business: string, before: number): Promise<void>
  /** Calls back when something has happened, here or in another process. */
  onEvents(wake: () => void): void
}
