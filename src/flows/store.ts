import type { ToolCall } from '../domain/effect.ts'
import type { Attachment, FetchedFile } from '../domain/media.ts'
import type { AudienceStore } from './audience-store.ts'
import type { BatonStore } from './baton.ts'
import type { CampaignStore } from './campaign-store.ts'
import type { CaseStore } from './case.ts'
import type { DeskDataStore } from './desk-data.ts'
import type { DeskStore } from './desk-news.ts'
import type { EventStore } from './events.ts'
import type { FollowUpStore } from './follow-ups.ts'
import type { HeartbeatStore } from './heartbeats.ts'
import type { IdentityDecision, IdentityQuestion, ReportedChange } from './identity.ts'
import type { MemoryStore } from './memories.ts'
import type { OverheardStore } from './overheard.ts'
import type { ParkedStore } from './parked.ts'
import type { PeopleStore } from './people.ts'
import type { PresenceStore } from './presence.ts'
import type { ReadingStore } from './reading.ts'
import type {
  KeptNotice,
  NoticeKey,
  OpenTurn,
  Receipt,
  Received,
  ReceivedNotice,
  ReceivedStatus,
  StatusEffect,
  Stray,
} from './received.ts'
import type {
  Acknowledgement,
  CallBegin,
  CallBegun,
  CallEnd,
  KeptAttachment,
  KeptPost,
  KeptRun,
  ShownRun,
  Usage,
  UsageQuery,
  Utterance,
} from './runs.ts'
import type {
  FailedTurn,
  FinishedTurn,
  LineFault,
  NextOn,
  NextSend,
  PausedLine,
  SendClaim,
  SendRecord,
  SendRecorded,
  TurnVerdict,
  UnconfirmedDelivery,
} from './sends.ts'

import type { SlackStore } from './slack-rows.ts'
import type { TemplateStore } from './template-rows.ts'
/** The port stands here; what its operations take and give stands in these. */
import type { WaitingCase, WatchStore } from './watched.ts'

export type * from './baton.ts'
export type * from './campaign-store.ts'
export type * from './case.ts'
export type * from './desk-data.ts'
export type * from './desk-news.ts'
export type * from './events.ts'
export type { FollowUpStore, KeptUpdates, ShownFollowUp } from './follow-ups.ts'
export type { BeatingAgent, HeartbeatStore, KeptHeartbeat } from './heartbeats.ts'
export type * from './identity.ts'
export type * from './overheard.ts'
export type * from './people.ts'
export type { LastWritten } from './presence.ts'
export type * from './reading.ts'
export type * from './received.ts'
export type * from './runs.ts'
export type * from './sends.ts'
export type * from './slack-rows.ts'
export type * from './template-rows.ts'
export type * from './watched.ts'

/**
 * What flows ask of the store. Every operation is one promise that is kept durably or not at all; those on the path of
 * a message may be asked many at a time and share statements and commits.
 */
export interface Store
  extends PeopleStore,
    BatonStore,
    ReadingStore,
    CaseStore,
    DeskStore,
    DeskDataStore,
    EventStore,
    PresenceStore,
    FollowUpStore,
    HeartbeatStore,
    WatchStore,
    OverheardStore,
    SlackStore,
    CampaignStore,
    TemplateStore,
    ParkedStore,
    AudienceStore,
    MemoryStore {
  /** Each message once, whoever else delivers it; new customers and conversations are made, the answer is promised. */
  receive(message: Received): Promise<Receipt>
  /** Moves the delivery a status speaks of; a status that came before its delivery waits for it. */
  applyStatus(status: ReceivedStatus): Promise<StatusEffect>
  /** Forgets statuses from before this time whose message never was one of ours: others send from the same number. */
  forgetOrphans(before: number): Promise<void>
  /** Keeps what a webhook tells besides messages and statuses, once; `fresh` says that it was new. */
  keepNotice(notice: ReceivedNotice): Promise<{ fresh: boolean }>
  loadNotice(key: NoticeKey): Promise<KeptNotice | undefined>
  finishNotice(work: Work): Promise<void>
  forgetNotices(before: number): Promise<void>
  /** Keeps what nobody could handle, raw, to be looked at or replayed. */
  keepStray(stray: Stray): Promise<void>
  /** Strays of a number that meanwhile has a line. They are handed out until `forgetStray`. */
  straysOf(phoneNumberIds: readonly string[]): Promise<{ id: string; raw: unknown }[]>
  forgetStray(id: string): Promise<void>

  lineOf(conversation: ConversationKey): Promise<string | undefined>
  nextOn(conversation: ConversationKey): Promise<NextOn | undefined>
  /** With so many of the messages that were said before. */
  loadTurn(conversation: ConversationKey, history: number): Promise<OpenTurn | undefined>
  commitTurn(turn: FinishedTurn): Promise<TurnVerdict>
  /** Says whether people were called; they were not where they own the conversation already. */
  failTurn(failed: FailedTurn): Promise<boolean>

  /** Writes down that an irreversible tool begins, unless it has run before or people have taken over. */
  beginCall(begin: CallBegin): Promise<CallBegun>
  endCall(end: CallEnd): Promise<void>
  /** Calls that no answer has told of yet, and all since that time; the oldest first. */
  callsOf(conversation: ConversationKey, since: number): Promise<ToolCall[]>
  /** Keeps a run that ended no turn: it was interrupted, or failed. */
  keepRun(run: KeptRun): Promise<void>
  /** The newest first. */
  runsOf(conversation: ConversationKey): Promise<ShownRun[]>
  run(options: { business: string; id: string }): Promise<ShownRun | undefined>
  usage(query: UsageQuery): Promise<Usage[]>
  forgetRuns(before: number): Promise<void>

  /** Says whether it is said now: not a second time in a turn, and not after a takeover. */
  acknowledge(acknowledgement: Acknowledgement): Promise<boolean>
  /** In the conversation of this customer on this line, which is begun where there is none. */
  say(utterance: Utterance): Promise<{ kind: 'queued' } | { kind: 'unknown-customer' }>

  /** Of a conversation the newest twenty stay. */
  keepAttachment(attachment: KeptAttachment): Promise<void>
  attachment(conversation: ConversationKey, mediumId: string): Promise<FetchedFile | undefined>
  /** Files that customers sent here since then, kept or not; the newest first, at most twenty. */
  attachmentsOf(conversation: ConversationKey, since: number): Promise<Attachment[]>
  forgetAttachments(before: number): Promise<void>

  loadPost(key: { business: string; id: string }): Promise<KeptPost | undefined>
  finishPost(work: Work, now: number): Promise<void>

  claimNextSend(claim: SendClaim): Promise<NextSend>
  /** Says whether the conversation has more to send now; when it has not, the work is given up along. */
  recordSend(record: SendRecord): Promise<SendRecorded>

  claimWork(claim: WorkClaim): Promise<{ claimed: Work[]; nextDueAt: number | undefined }>
  /** Keeps what this worker holds; tells what it has lost, and what somebody has asked for again meanwhile. */
  renewLeases(options: { work: readonly Work[]; until: number }): Promise<{ lost: Work[]; again: Work[] }>
  /** Gives work back as it was found: due when it is due, and not counted as a failure. */
  letGo(work: Work): Promise<void>
  /** Gives work back, to be looked at again; with `diedAt` it has failed for good and is a dead letter. */
  putBack(work: Work, options: { dueAt: number; error: string; diedAt: number | null }): Promise<void>
  /** To be looked at again then; undefined where there is nothing more to do, unless somebody asked meanwhile. */
  putOff(work: Work, dueAt: number | undefined): Promise<void>
  /** Whether other processes may work on the same store: then leases must be renewed and dead workers reaped. */
  readonly shared: boolean
  /** Frees what processes that no longer live were holding, and what outlived its lease. */
  reap(now: number): Promise<number>
  /** Calls back when another process has promised work. */
  onWorkElsewhere(wake: (dueAt: number) => void): void

  /** Lines that Meta does not let send, for their token, their payment or a restriction. */
  pausedLines(): Promise<PausedLine[]>
  /** A status told that Meta lets this line send nothing. */
  pauseLine(fault: LineFault & { business: string; line: string; now: number }): Promise<void>
  /** Lets a paused line send again. Says whether it was paused. */
  resumeLine(options: { business: string; line: string; now: number }): Promise<boolean>
  /** Lets each paused line try one message at once. */
  probePausedLines(now: number): Promise<void>
  /** Replies of which nobody knows whether they arrived. */
  unconfirmed(): Promise<UnconfirmedDelivery[]>
  /** A person decides: it is sent again, in their name, or left as it is. */
  settleUnconfirmed(options: { delivery: string; choice: 'send-again' | 'leave'; now: number }): Promise<boolean>

  /** Whose this is: our own id, a phone in any form, its hash or uuid5, a scoped id, or a session key of the phone. */
  findCustomer(business: string, name: string): Promise<string | undefined>
  /** Somebody goes by another number or id: both ends are the same customer. */
  changeIdentity(change: ReportedChange): Promise<void>
  /** Customers who may be one, the undecided first. */
  identityQuestions(business: string): Promise<IdentityQuestion[]>
  /** `same` joins them under the older id. Says whether there was such a question. */
  decideIdentity(options: IdentityDecision): Promise<boolean>
  /** Takes a decision back, and splits again what it has joined. */
  undoIdentity(options: { business: string; question: string; now: number }): Promise<boolean>

  deadLetters(): Promise<DeadLetter[]>
  replay(letter: Pick<DeadLetter, 'business' | 'kind' | 'key'>, now: number): Promise<boolean>
  figures(now: number): Promise<Figures>

  close(): Promise<void>
}

export interface ConversationKey {
  readonly business: string
  readonly id: string
}

/** A durable promise to look at something. It carries no payload: state lives in the tables. */
export interface Work {
  readonly business: string
  readonly kind: WorkKind
  readonly key: string
  /** Proves that this worker still holds it; every transaction of the work compares it. */
  readonly token: string
  /** Moves when somebody asks again while the work runs, so that finishing it does not lose the new request. */
  readonly revision: number
  readonly attempts: number
}
/**
 * `handoff`: look after an open handoff. `brief`: write its briefing. `desk`: tell the desks of the program. `slack`: bring
 * a conversation to its thread there, and what was said in the thread to where it belongs. `remember`: draw facts from what
 * was said here, `draw`: from memories of a customer. `follow-up`: tell what was promised in a conversation. `heartbeat`:
 * run an agent by the clock. `campaign`: release the next recipients of a campaign.
 */
export type WorkKind =
  | 'answer'
  | 'deliver'
  | 'notice'
  | 'post'
  | 'handoff'
  | 'brief'
  | 'desk'
  | 'slack'
  | 'remember'
  | 'draw'
  | 'follow-up'
  | 'campaign'
  | 'heartbeat'

export interface WorkClaim {
  readonly now: number
  readonly most: number
  readonly leaseUntil: number
  readonly token: () => string
}

export interface DeadLetter {
  readonly business: string
  readonly kind: WorkKind
  readonly key: string
  readonly attempts: number
  readonly error: string
  readonly diedAt: number
}

/** What health shows. */
export interface Figures {
  readonly queued: number
  readonly oldestDueAt: number | undefined
  readonly deadLetters: number
  readonly openHandoffs: number
  readonly unconfirmed: number
  readonly pausedLines: readonly PausedLine[]
  readonly strays: number
  readonly lastInboundAt: Readonly<Record<string, number>>
  readonly unansweredSince: number | undefined
  /** Conversations that the watchdog has told of, and since when the longest of them waits. */
  readonly alarms: number
  readonly alarmedSince: number | undefined
  /** Open handoffs that nobody has claimed. */
  readonly waiting: readonly WaitingCase[]
}
