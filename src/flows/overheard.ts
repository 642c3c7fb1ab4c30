import type { Sender } from '../domain/customer.ts'
import type { Control, HistoryThread } from '../domain/notice.ts'
import type { Person } from '../domain/ownership.ts'
import type { Passed } from './baton.ts'
import type { Received } from './received.ts'

/** What was said on the number by other means than ours. Of `message`, the sender is whom it was said to. */
export interface ReceivedEcho extends Pick<Received, 'business' | 'line' | 'message' | 'receivedAt'> {
  /** A person's takes the conversation over; an agent's is only heard. */
  readonly author: 'teammate' | 'agent'
  readonly by: Person
}

export type Heard =
  | { readonly kind: 'duplicate' }
  | {
      readonly kind: 'stored'
      readonly conversation: string
      /** What became of the conversation by it, where it moved. */
      readonly passed: Extract<Passed, { kind: 'passed' }> | undefined
    }

/** What was said with somebody before the number came to us. */
export interface PastTalk extends Pick<Received, 'business' | 'line' | 'receivedAt'>, HistoryThread {
  readonly phoneNumberId: string
  /** Whoever spoke for the business then. */
  readonly by: Person
}

/** Somebody else has the chat, or it is ours again. */
export interface ControlMoved extends Pick<Received, 'business' | 'line' | 'receivedAt'>, Control {}

/** What the store does with what was said on a number by other means than ours. */
export interface OverheardStore {
  /** What was said on the number by other means than ours, once; a person's words take the conversation over. */
  hearEcho(echo: ReceivedEcho): Promise<Heard>
  /** Keeps what was said before, in its place and each message once: it asks for nothing and moves nothing. */
  keepPast(talk: PastTalk): Promise<void>
  /** A name from the address book of the business, for a customer who has told none. */
  nameContact(named: { business: string; who: Sender }): Promise<void>
  /** Somebody else has the chat, or it is ours again: hands back the conversation, where that is news. */
  moveControl(moved: ControlMoved): Promise<string | undefined>
}
