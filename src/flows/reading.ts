import type { Author } from '../domain/conversation.ts'
import type { HandoffReason } from '../domain/handoff.ts'
import type { CameFrom } from '../domain/message.ts'
import type { Holding, Thread } from './baton.ts'
import type { ConversationKey, ShownRun } from './store.ts'

export const VIEWS = ['waiting', 'mine', 'team', 'agent', 'all'] as const
export type View = (typeof VIEWS)[number]

export interface ShownConversation extends Holding {
  readonly id: string
  readonly line: string
  readonly customer: {
    readonly id: string
    readonly name: string | undefined
    readonly phone: string | undefined
    readonly username: string | undefined
  }
  /** The agent that a route or another agent gave the conversation to; else that of its line answers. */
  readonly agent: string | undefined
  /** Since when another agent than ours has the chat, such as one of Meta's. */
  readonly elsewhereSince: number | undefined
  readonly lastMessage: { readonly author: Author; readonly text: string; readonly at: number } | undefined
  readonly lastInboundAt: number
  /** What lists are ordered by: when the customer, a teammate or a program wrote last. What an agent answers lifts nothing. */
  readonly activeAt: number
  readonly waitingSince: number | undefined
  readonly reason: HandoffReason | undefined
  /** Of the customer, that this person has not seen, among the last 200 messages; at most 99. */
  readonly unread: number
  /** This person has begun to write something. */
  readonly draft: boolean
  /** What the customer writes: a code such as `es`. */
  readonly language: string | undefined
  /** The business does not answer them. */
  readonly blocked: boolean
  /** So many messages wait for the customer to write. */
  readonly parked: number
  /** The ad or post that brought the customer here last. Told of one conversation, and not in lists. */
  readonly cameFrom?: CameFrom | undefined
}

export interface ListFilter {
  readonly reason?: HandoffReason | undefined
  readonly language?: string | undefined
  /** Names, phones and words. */
  readonly q?: string | undefined
}

export interface ConversationQuery extends ListFilter {
  readonly business: string
  readonly view: View
  /** Whose are `mine`, and what they have not seen. */
  readonly person: string
  /** Undefined is every line. */
  readonly lines: readonly string[] | undefined
  /** When the customer wrote last: after, and up to. */
  readonly written?: { readonly after: number; readonly upTo: number } | undefined
  /** Behind this one. */
  readonly after?: string | undefined
  readonly most: number
}

export interface ConversationList {
  readonly conversations: readonly ShownConversation[]
  /** Handed in as `after`; undefined where there is no more. */
  readonly next: string | undefined
}

export type ViewCounts = Readonly<Record<View, number>>

export const DRAFT_MODES = ['reply', 'note'] as const
export type DraftMode = (typeof DRAFT_MODES)[number]

export interface Draft {
  readonly text: string
  /** The id of the message it answers. */
  readonly replyTo: string | undefined
  /** It began as words of an agent. */
  readonly drafted: boolean
  readonly at: number
}

/** Where one person is in one conversation. */
export interface Reader {
  readonly conversation: ConversationKey
  readonly person: string
}

/** What the store does for those who look. */
export interface ReadingStore {
  /** As this person sees it; nobody has anything unread. */
  conversation(key: ConversationKey, person?: string): Promise<ShownConversation | undefined>
  conversations(query: ConversationQuery): Promise<ConversationList>
  counts(query: Pick<ConversationQuery, 'business' | 'person' | 'lines'>): Promise<ViewCounts>
  thread(key: ConversationKey, page: { before?: number | undefined; most: number }): Promise<Thread>
  /** What WhatsApp calls a message of this conversation, named by our id or by that; undefined before it has left. */
  wamidOf(key: ConversationKey, message: string): Promise<string | undefined>
  /** All up to this position is seen by them, and nothing behind it; says where that is. */
  markSeen(reader: Reader, position: number): Promise<number | undefined>
  drafts(reader: Reader): Promise<Partial<Record<DraftMode, Draft>>>
  /** Without words there is none. Says whether there is such a conversation. */
  keepDraft(reader: Reader, mode: DraftMode, draft: Draft): Promise<boolean>
  /** The run that has made a message of an agent. */
  runBehind(key: ConversationKey, message: string): Promise<ShownRun | undefined>
}
