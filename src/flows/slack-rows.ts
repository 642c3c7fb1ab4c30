import type { By } from './people.ts'
import type { ConversationKey } from './store.ts'

/** The thread in which a handoff stands in Slack. Several of one conversation may share it. */
export interface SlackThread {
  readonly business: string
  readonly handoff: string
  readonly conversation: string
  readonly line: string
  readonly channel: string
  /** The `ts` of its first message; empty while there is none. */
  readonly root: string
  /** How often its first message was lost. */
  readonly lost: number
  readonly openedAt: number
  /** What its card shows now, as a digest, and since when. */
  readonly card: string
  readonly drawnAt: number
  /** All that was said before this `ts` is known. */
  readonly seen: string
  readonly released: boolean
}

/** Something of ours that is to stand in a thread, in the order in which it was told. */
export interface SlackPost {
  readonly id: string
  readonly conversation: string
  readonly handoff: string
  readonly kind: 'handoff' | 'turns' | 'message' | 'change' | 'line'
  readonly news: unknown
  readonly at: number
  /** A request was written: it may be there already. */
  readonly tried: boolean
  /** The file that was brought to Slack for it. */
  readonly file: string | undefined
}

/** A file of Slack's, as its message names it. */
export interface SlackFile {
  readonly id: string
  readonly name: string
  readonly mime: string
  readonly size: number
  readonly url: string
}

/** What somebody wrote in a thread, in its latest version. */
export interface SlackSaid {
  readonly channel: string
  readonly ts: string
  readonly root: string
  readonly user: string
  readonly text: string
  readonly files: readonly SlackFile[]
  /** It was sent to the whole channel as well: words for colleagues, it seems. */
  readonly broadcast: boolean
  /** When it was edited last; empty where it never was. */
  readonly version: string
  readonly deleted: boolean
}

/**
 * `new`: nothing was done yet. `sending`: a reply is being made of it. `sent`: it is one. `asked`: its writer was asked
 * what it is meant to be, and has said so: `meant` for the customer, `aside` as a note. `noted`, `inside`, `refused`, `withdrawn`: it is none.
 */
export type SlackState =
  | 'new'
  | 'sending'
  | 'sent'
  | 'asked'
  | 'meant'
  | 'aside'
  | 'noted'
  | 'inside'
  | 'refused'
  | 'withdrawn'

export type Tick = '' | 'accepted' | 'read' | 'failed'

export interface SlackHeard extends SlackSaid {
  readonly conversation: string
  readonly handoff: string
  readonly line: string
  readonly state: SlackState
  /** The version that became a reply, and the words. */
  readonly sentVersion: string
  readonly sentText: string
  /** The version for which its writer was told that it comes too late. */
  readonly toldVersion: string
  readonly tick: Tick
}

/** A delivery that was made of something said in Slack. */
export interface SlackRelay {
  readonly message: string
  readonly state: string
  readonly error: { readonly code: number | undefined; readonly reason: string } | undefined
}

export interface SlackDelay {
  readonly since: number
  readonly waiting: number
}

/** How Slack is reached, and what waits for it. */
export interface SlackFacts {
  readonly state: 'reached' | 'unreachable' | 'refused'
  readonly since: number | undefined
  /** Slack's word for it. */
  readonly reason: string | undefined
  /** Since when something waits that should stand there. */
  readonly behindSince: number | undefined
  readonly waiting: number
}

type Named = { readonly business: string; readonly channel: string; readonly ts: string }

/** What the store keeps for Slack. */
export interface SlackStore {
  /** Something is to stand in the thread of its handoff. False where the handoff is gone. */
  keepSlackPost(post: {
    business: string
    handoff: string
    id: string
    kind: SlackPost['kind']
    news: object
    now: number
  }): Promise<boolean>
  /** What does not stand there yet, the oldest first. */
  slackPosts(conversation: ConversationKey): Promise<readonly SlackPost[]>
  /** A request is about to be written for it. */
  trySlackPost(post: { business: string; id: string; file?: string | undefined }): Promise<void>
  /** It stands there; without a `ts` it never will. */
  endSlackPost(post: { business: string; id: string; ts: string | undefined }): Promise<void>
  /** Since when something waits that should stand there. */
  slackDelay(of: { business: string; before: number }): Promise<SlackDelay | undefined>

  slackThread(of: { business: string; handoff: string }): Promise<SlackThread | undefined>
  /** The handoff that stands there last. */
  slackThreadAt(of: { business: string; channel: string; root: string }): Promise<SlackThread | undefined>
  slackThreadsOf(conversation: ConversationKey): Promise<readonly SlackThread[]>
  openSlackThreads(business: string): Promise<readonly SlackThread[]>
  keepSlackThread(thread: SlackThread): Promise<void>

  /** Keeps what was said, or a later version of it, and promises to look at it. Says whether it tells anything new. */
  hearSlack(
    said: SlackSaid & { business: string; conversation: string; handoff: string; line: string; now: number },
  ): Promise<boolean>
  slackSaid(named: Named): Promise<SlackHeard | undefined>
  /** What is to be looked at: it is new, has changed, or its deliveries have moved on. */
  slackUnsettled(conversation: ConversationKey): Promise<readonly SlackHeard[]>
  /** Only while it is still in the state it was in: whoever wrote it may have decided meanwhile. Says whether it was. */
  settleSlack(
    settled: Named & {
      was: SlackState
      state: SlackState
      sentVersion: string
      sentText: string
      toldVersion: string
      tick: Tick
    },
  ): Promise<boolean>
  /** These deliveries are made of it, and no others. */
  keepSlackRelays(of: Named & { conversation: string; messages: readonly string[] }): Promise<void>
  slackRelays(of: Named): Promise<readonly SlackRelay[]>
  /** Whether a message was said in Slack. */
  isSlackRelay(of: { business: string; message: string }): Promise<boolean>
  /** Promises to look at all whose deliveries have moved on, and at cases that were released by themselves. Says whether there are any. */
  promiseSlackTicks(of: { business: string; now: number }): Promise<boolean>
  promiseSlack(conversation: ConversationKey, dueAt: number): Promise<void>

  /** Who somebody of Slack is, where an admin has said so. */
  slackLink(of: { business: string; user: string }): Promise<string | undefined>
  linkSlack(link: { business: string; user: string; teammate: string; by: By; now: number }): Promise<void>
}
