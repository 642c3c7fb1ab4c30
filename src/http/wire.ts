import type { Actor, Role } from '../domain/access.ts'
import type { HandoffReason } from '../domain/handoff.ts'
import type { RecollectedLine } from '../domain/memory/recollection.ts'
import type { UsedMemory } from '../domain/trace.ts'
import type { DeskConversation, DeskMessage, DeskThread } from '../flows/desk-views.ts'

export type { Briefing, BriefingLine } from '../domain/briefing/briefing.ts'
export type { Content } from '../domain/content.ts'
export type { Author, Owner } from '../domain/conversation.ts'
export type { HandoffReason, Resolution } from '../domain/handoff.ts'
export type { Fact } from '../domain/memory/fact.ts'
export type { MediaHeader, Outbound, Template } from '../domain/outbound.ts'
export type { KnownTemplate, TemplateComponent } from '../domain/template.ts'
export type { Offer, WindowPlan } from '../domain/window-plan.ts'
export type { HandoffStep, PrivateNote } from '../flows/baton.ts'
export type { DeskHandoff } from '../flows/desk-views.ts'
export type { ShownEvent } from '../flows/events.ts'
export type { KeptTemplate } from '../flows/template-rows.ts'

/**
 * What the web desk is told, as it goes over the wire: the console imports its types from here and from nowhere else. A
 * field that is undefined is not there.
 */

/** `GET /api/desk`: all that a desk wants to know before it shows anything. */
export interface DeskHome {
  /** What has happened up to here is in all that is asked for from now on: `GET /channels/events?after=` goes on from it. */
  readonly cursor: string
  /** Of the server, whose clock a simulator may have moved: the header `x-now` of every answer tells it anew. */
  readonly now: number
  readonly actor: Pick<Actor, 'kind' | 'id' | 'name' | 'role' | 'lines'>
  readonly lines: readonly DeskLine[]
  readonly teammates: readonly DeskTeammate[]
  /** Since when whoever asks is away. */
  readonly awaySince: number | undefined
  readonly counts: ViewCounts
  /** The pretend phone, where there is one. */
  readonly phone: string | undefined
  /** Where Slack is a desk: whether it hears of everything, and if not, since when. */
  readonly slack?: { readonly state: 'reached' | 'unreachable' | 'refused'; readonly since: number | undefined }
}

export interface DeskLine {
  readonly name: string
  readonly displayName: string
  /** Who answers on it; undefined where no agent does. */
  readonly agent: string | undefined
  readonly account: string | undefined
  /** Nothing can be sent: why, since when. */
  readonly paused: { readonly reason: string; readonly since: number } | undefined
  /** It is open at some hours only. */
  readonly hours: true | undefined
  /** Nobody of the team is there: why, and until when, where that is known. `cover`: the agent goes on meanwhile. */
  readonly nobody:
    | { readonly because: 'closed' | 'away'; readonly opens: number | undefined; readonly cover: boolean }
    | undefined
}

export interface DeskTeammate {
  readonly id: string
  readonly name: string
  readonly role: Role
  readonly lines: 'all' | readonly string[]
  readonly awaySince: number | undefined
}

export type ViewCounts = Readonly<Record<'waiting' | 'mine' | 'team' | 'agent' | 'all', number>>

/** `GET /api/conversations`, 50 at a time. `q` finds names, phones and words; `next` is handed in as `after`. */
export interface ConversationPage {
  readonly conversations: readonly ConversationRow[]
  readonly next: string | undefined
}

/** `GET /api/conversations/:id` answers one as `conversation`. */
export interface ConversationRow extends DeskConversation {
  /** Of the customer, that this person has not seen; 99 is "99 or more". */
  readonly unread: number
  /** This person has begun to write something. */
  readonly draft: boolean
  /** What the customer writes: a code such as `es`. */
  readonly language: string | undefined
  /** The business does not answer them. */
  readonly blocked: boolean
}

export const WINDOW_STATES = ['open', 'closing', 'closed'] as const
/** `closing`: within two hours. */
export type WindowState = (typeof WINDOW_STATES)[number]

/** What may stand in the address of a list. */
export interface ConversationFilter {
  readonly view?: keyof ViewCounts
  readonly line?: string
  readonly reason?: HandoffReason
  readonly language?: string
  readonly window?: WindowState
  readonly q?: string
}

export type ThreadPage = DeskThread
export type ThreadEntry = DeskMessage

/** `GET /api/conversations/:id/drafts`, and `PUT .../drafts/:mode` with `text` (an empty one drops it) and `replyTo`. */
export type DraftMode = 'reply' | 'note'
export interface Draft {
  readonly text: string
  /** The id of the message it answers. */
  readonly replyTo: string | undefined
  /** It began as words of an agent. */
  readonly drafted: boolean
  readonly at: number
}
export type Drafts = Readonly<Partial<Record<DraftMode, Draft>>>

/** `POST /api/conversations/:id/suggestion`: words of an agent for a teammate to edit; they are never sent by themselves. */
export interface Suggestion {
  readonly text: string
  /** Of the last message it knows: where the business has said something since, it is out of date. */
  readonly position: number
  readonly language: string | undefined
}
export const WISHES = ['shorter', 'warmer', 'their-language'] as const
export type Wish = (typeof WISHES)[number]

/** `POST /api/conversations/:id/presence` with `doing`; the live event `presence` tells it to everybody else. */
export const DOINGS = ['viewing', 'writing', 'noting', 'left'] as const
export type Doing = (typeof DOINGS)[number]
export interface Presence {
  readonly conversation: string
  /** Everybody but who is told. */
  readonly others: readonly { readonly id: string; readonly name: string; readonly doing: Exclude<Doing, 'left'> }[]
}

/** `GET /api/conversations/:id/messages/:message/why`: what an agent did for this message. */
export interface Why {
  readonly run: string
  readonly agent: string
  readonly model: string | undefined
  readonly startedAt: number
  readonly endedAt: number
  readonly tools: readonly { readonly name: string; readonly input: string; readonly result: string | undefined }[]
  readonly memory: readonly UsedMemory[]
  readonly tokens: { readonly input: number; readonly output: number }
  /** In dollars; undefined where the price is not known. */
  readonly cost: number | undefined
}

/** `POST /api/conversations/:id/files` takes one file of a form as `file`, and answers what a reply names it by. */
export interface UploadedFile {
  readonly id: string
  readonly kind: 'image' | 'video' | 'audio' | 'document' | 'sticker'
  readonly mime: string
  readonly name: string
  readonly size: number
}

/** `GET /api/conversations/:id/context`: exactly what the agent would be given of this customer now. */
export interface AgentContext {
  readonly text: string
  readonly tokens: number
  readonly lines: readonly RecollectedLine[]
  /** So many were kept back by rules between lines. */
  readonly withheld: number
}

export type { CannedReply, KnownCustomer as CustomerCard } from '../flows/desk-data.ts'
/** `GET /api/customers/:id`, as `customer`; the phone with its plus. */
/** `GET /api/canned`, as `replies`. In the text `{{name}}` and `{{name|friend}}` are filled in, `{{?order}}` is asked for. */
export type { ShownFollowUp } from '../flows/follow-ups.ts'
