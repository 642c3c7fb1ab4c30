import type { Fence } from '../domain/conversation.ts'
import type { Sender } from '../domain/customer.ts'
import type { Status } from '../domain/delivery.ts'
import type { Updates } from '../domain/follow-up.ts'
import type { Language } from '../domain/language.ts'
import type { CameFrom, InboundMessage, TranscriptMessage } from '../domain/message.ts'
import type { Settle } from '../domain/settling.ts'
import type { GotCampaign, OpenCase, Release, Unanswered } from '../domain/turn.ts'

export interface Received {
  readonly business: string
  readonly line: string
  readonly message: InboundMessage
  readonly receivedAt: number
  readonly settle: Settle
  /** Answers instead of the line's own agent: the message came in on that agent's own route. */
  readonly agent: string | undefined
  /** It was said to somebody else who has the chat, and was only overheard. */
  readonly elsewhere?: boolean
}

export type Receipt =
  | {
      readonly kind: 'stored'
      readonly conversation: string
      readonly dueAt: number | undefined
      /** It changes a message that came before: a turn that reads that message must begin anew. */
      readonly amends: boolean
    }
  | { readonly kind: 'duplicate' }

export interface ReceivedStatus {
  readonly business: string
  readonly line: string
  readonly wamid: string
  readonly status: Status
  readonly at: number
  /** The delivery that the echoed attempt id names. */
  readonly delivery: string | undefined
  readonly error: { readonly code: number; readonly reason: string } | undefined
}

export interface StatusEffect {
  readonly kind: 'moved' | 'unmoved' | 'orphan'
  /** A send whose outcome was unknown is settled: its conversation may go on. */
  readonly wakeAt: number | undefined
  /** Whose recipient the message was for, where it was one's. */
  readonly campaign?: string | undefined
}

export interface ReceivedNotice {
  readonly business: string
  readonly field: string
  readonly line: string | undefined
  readonly account: string | undefined
  readonly raw: unknown
  readonly receivedAt: number
  /** Whether somebody handles this field: then that is promised. */
  readonly handled: boolean
}

export interface NoticeKey {
  readonly business: string
  readonly id: string
}

export type KeptNotice = Omit<ReceivedNotice, 'business' | 'handled'>

export interface Stray {
  readonly business: string
  readonly reason: string
  readonly field: string | undefined
  /** The number that has no line yet; once it has one, the stray is received. */
  readonly waitsFor: string | undefined
  readonly raw: unknown
  readonly receivedAt: number
}

export interface OpenTurn {
  readonly line: string
  readonly customer: {
    readonly id: string
    readonly name: string | undefined
    /** What they have written on any line. */
    readonly language: Language | undefined
  }
  /** What the customer is known by: for the allow-list, not for agents. */
  readonly sender: Sender
  /** When they were last told that they may not write here. */
  readonly refusedAt: number | undefined
  /** People have said that nobody answers this customer. */
  readonly blocked: boolean
  /** Meta's own agent, or another program on the number, has the chat. */
  readonly elsewhere: boolean
  readonly fence: Fence
  readonly lastPosition: number
  readonly unansweredSince: number
  readonly agent: string | undefined
  /** Who answers once all is forgotten, where the route says so. */
  readonly home: string | undefined
  /** What the agent that passed the customer on has written for this one. */
  readonly note: string | undefined
  readonly disclosed: boolean
  /** How often in a row an agent has declined here. */
  readonly declined: number
  readonly unanswered: readonly (Unanswered &
    TranscriptMessage & { readonly wamid: string; readonly position: number })[]
  readonly history: readonly TranscriptMessage[]
  /** What people have in hand for the same customer on other lines, by their names. */
  readonly cases: readonly OpenCase[]
  readonly cameFrom?: CameFrom | undefined
  /** The campaign that they got on this line last, and lately. */
  readonly campaign?: GotCampaign | undefined
  /** So many messages of ours wait for the customer to write. */
  readonly parked: number
  /** The last time that people gave the conversation back. */
  readonly released: Release | undefined
  /** Where the 24 hours for free text begin. */
  readonly lastInboundAt: number
  /** What was promised here, where anything was. */
  readonly updates?: Updates | undefined
}
