import type { Briefing } from './briefing/briefing.ts'
import type { Author, Owner } from './conversation.ts'
import type { HandoffReason } from './handoff.ts'
import type { Person } from './ownership.ts'

/** Where something happened. */
interface Place {
  readonly conversation: string
  readonly line: string
  readonly handoff: string
  readonly customer: {
    readonly id: string
    readonly name: string | undefined
    /** In international form; customers with a username may have none. */
    readonly phone: string | undefined
  }
}

/** People were called, or somebody took a conversation. */
export interface HandoffNews extends Place {
  readonly reason: HandoffReason
  readonly summary: string
  readonly openedAt: number
  /** Undefined where none is written yet: `wabaton.desk.handoff(id)` has it later. */
  readonly briefing: Briefing | undefined
}

/** Something was said while people have the conversation: by the customer, by a teammate, or by Wabaton itself. */
export interface MessageNews extends Place {
  readonly id: string
  readonly position: number
  readonly author: Author
  /** The teammate who wrote it. */
  readonly writer: Person | undefined
  readonly text: string
  /** What it holds, where that is more than text. */
  readonly content: unknown
  readonly at: number
}

/** The conversation has changed hands. */
export interface ChangeNews extends Place {
  readonly id: string
  readonly step: 'claim' | 'assign' | 'reply' | 'put-back' | 'release' | 'undo'
  /** Undefined where the clock did it. */
  readonly by: Person | undefined
  readonly source: string
  /** Whom it was assigned to, what came of it, or what was taken back. */
  readonly about: string | undefined
  readonly at: number
  /** Who has it as this is told. */
  readonly owner: Owner
  readonly teammate: Person | undefined
}

/**
 * A desk of your own: where your people work. It is told of each thing once it is stored, in the order of its
 * conversation, and again later where it throws or takes too long; by the ids it knows what it was told before.
 */
export interface Desk {
  /** Under which it is remembered what it was told. */
  readonly name: string
  onHandoff?(news: HandoffNews): void | Promise<void>
  onMessage?(news: MessageNews): void | Promise<void>
  onChange?(news: ChangeNews): void | Promise<void>
}
