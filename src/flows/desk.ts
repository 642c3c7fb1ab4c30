import type { Briefing } from '../domain/briefing/briefing.ts'
import type { Resolution } from '../domain/handoff.ts'
import type { MediaFile } from '../domain/media.ts'
import type { Outbound } from '../domain/outbound.ts'
import type { Person } from '../domain/ownership.ts'
import type { WindowPlan } from '../domain/window-plan.ts'
import type { Holding, NoteFile, Source } from './baton.ts'
import { type BlockAct, type BlockedCustomer, deskBlocks } from './block.ts'
import type { KnownCustomer } from './desk-data.ts'
import { type FileUploaded, type MessageFile, messageFile, uploadFile } from './desk-files.ts'
import {
  type DeskConversation,
  type DeskHandoff,
  type DeskPage,
  type DeskQuery,
  type DeskThread,
  deskViews,
} from './desk-views.ts'
import type { ShownFollowUp } from './follow-ups.ts'
import { keepNote, type NewDeskNote, type NoteKept } from './note.ts'
import { type BatonPassed, type PassNeeds, passBaton } from './pass-baton.ts'
import type { ViewCounts } from './reading.ts'
import { type Answered, type Reply, reply, retry } from './reply.ts'
import type { HandoffStep, Pass } from './store.ts'
import { type PricedBy, windowPlanOf } from './window-plan.ts'
import type { World } from './world.ts'

/** Who acts, and on what they have seen. */
export interface DeskAct {
  readonly by: Person
  /** From where: shown on the timeline. */
  readonly source?: Source | undefined
  /** The epoch they decided on: where it has moved on meanwhile, nothing is done. */
  readonly epoch?: number | undefined
}

export interface DeskRelease extends DeskAct {
  /** One line that the agent and everybody after it reads: what came of it. */
  readonly outcome?: string | undefined
  /** `continue`: the agent answers at once what nobody has answered. */
  readonly resolution?: Resolution | undefined
}

export interface DeskRetry extends DeskAct, Pick<Reply, 'id' | 'seen' | 'over' | 'holdMs' | 'whenClosed'> {}

export interface DeskReply extends DeskRetry, Pick<Reply, 'drafted'> {
  /** A text, or anything else that WhatsApp shows. */
  readonly message: string | Outbound
  /** The message it answers, by our id or its wamid. */
  readonly replyTo?: string | undefined
}

export type DeskAnswered = Answered | { readonly kind: 'unknown-message'; readonly message: string }

export type TakenBack =
  | {
      readonly kind: 'taken-back'
      readonly messages: readonly string[]
      /** The words, as they were; the contents where there was more than words. */
      readonly text: string | undefined
      readonly contents: readonly Outbound[]
      readonly now: Holding
    }
  /** It has left, is another's, or never was there. */
  | { readonly kind: 'not-held'; readonly now: Holding }
  | { readonly kind: 'unknown' }

export type HandoffReleased = BatonPassed | { readonly kind: 'not-open' }

/**
 * All that a desk does, whichever it is: the HTTP API, the web desk, Slack, one of your own. Several at once share one
 * claim. What is refused is told as such; nothing here throws for it.
 */
export interface DeskPort {
  /** Waiting ones, the longest wait first; else where something was written last. */
  conversations(query?: DeskQuery): Promise<readonly DeskConversation[]>
  /** The same, with what is handed in as `after` to see what comes behind them. */
  page(query?: DeskQuery): Promise<DeskPage>
  /** How many there are in each view. */
  counts(of?: Pick<DeskQuery, 'person' | 'lines'>): Promise<ViewCounts>
  /** As this person sees it: what is unread, what they have begun to write. */
  conversation(id: string, person?: string): Promise<DeskConversation | undefined>
  /** The newest messages, or those before a position, with the notes and steps between them. */
  thread(
    id: string,
    page?: { readonly before?: number | undefined; readonly most?: number | undefined },
  ): Promise<DeskThread | undefined>
  /**
   * How long words of one's own still go, and what is offered once they do not: the likeliest first. `answer` is what
   * somebody would say; a template that has room for it is filled in with it.
   */
  window(id: string, given?: { readonly answer?: string | undefined }): Promise<WindowPlan | undefined>
  /** The open ones, the oldest first. */
  handoffs(of?: Pick<DeskQuery, 'lines'>): Promise<readonly DeskHandoff[]>
  handoff(id: string): Promise<
    | (DeskHandoff & {
        readonly steps: readonly HandoffStep[]
        readonly briefing: Briefing | undefined
        /** So many messages have come since it was written. */
        readonly messagesSince: number
      })
    | undefined
  >
  /** `over`: also from another teammate. */
  claim(id: string, act: DeskAct & { readonly over?: boolean | undefined }): Promise<BatonPassed>
  assign(id: string, act: DeskAct & { readonly to: Person }): Promise<BatonPassed>
  /** It waits for somebody else. */
  putBack(id: string, act: DeskAct): Promise<BatonPassed>
  release(id: string, act: DeskRelease): Promise<BatonPassed>
  /** Only as long as this handoff is the open one. */
  releaseHandoff(handoff: string, act: Omit<DeskRelease, 'epoch'>): Promise<HandoffReleased>
  /** Takes the last step back, within a minute, by whoever made it. */
  undo(id: string, act: DeskAct): Promise<BatonPassed>
  /** Writing takes the conversation, from wherever it is; never from another teammate unless `over` says so. */
  reply(id: string, reply: DeskReply): Promise<DeskAnswered>
  /** Sends anew, once, what did not arrive. */
  retry(id: string, message: string, act: DeskRetry): Promise<Answered>
  /** A reply of theirs that has not left yet, or anybody's that waits for the customer, with all its parts. */
  takeBack(id: string, message: string, act: Pick<DeskAct, 'by'>): Promise<TakenBack>
  /** Nothing of a note ever leaves. */
  note(id: string, note: NewDeskNote): Promise<NoteKept>
  /** A file of a note. */
  file(id: string, note: string, file: string): Promise<NoteFile | undefined>
  /** The file that a message holds, whoever sent it. */
  messageFile(id: string, message: string): Promise<MessageFile>
  /** Brings a file to WhatsApp, for a reply to name: `content: { kind, media: { id } }`. */
  upload(id: string, file: MediaFile): Promise<FileUploaded>
  /** Updates that agents have promised here: those to come first. Undefined where there is no such conversation. */
  followUps(id: string): Promise<readonly ShownFollowUp[] | undefined>
  /** Ends one before it is due. Says whether it was still to come. */
  cancelFollowUp(id: string, followUp: string, act: Pick<DeskAct, 'by'>): Promise<boolean>
  /** What is known of a customer, and their conversations and handoffs on these lines. */
  customer(id: string, scope?: { readonly lines?: readonly string[] | undefined }): Promise<KnownCustomer | undefined>
  /** No agent answers them on any line, until `unblock`. Says whether there is such a customer. */
  block(customer: string, act: BlockAct): Promise<boolean>
  /** What they wrote meanwhile stays unanswered. Says whether they were blocked. */
  unblock(customer: string, act: BlockAct): Promise<boolean>
  /** The latest first. */
  blocks(scope?: { readonly lines?: readonly string[] | undefined }): Promise<readonly BlockedCustomer[]>
}

type Needs = PassNeeds &
  Pick<World, 'ids' | 'whatsapp' | 'templates' | 'attachments'> &
  PricedBy & { readonly business: string }

export function createDesk(world: Needs): DeskPort {
  const { store, clock, business } = world
  const keyOf = (id: string) => ({ business, id })
  const views = deskViews(world)

  const pass = (
    id: string,
    { by, source = 'library', epoch }: DeskAct,
    rest: Pick<Pass, 'step' | 'outcome' | 'resolution'>,
  ) => passBaton(world, { conversation: keyOf(id), by, source, epoch, now: clock.now(), ...rest })

  const release = (id: string, { outcome, resolution, ...act }: DeskRelease) =>
    pass(id, act, { step: { kind: 'release' }, outcome, resolution })

  return {
    ...views,
    window: (id, { answer } = {}) => windowPlanOf(world, keyOf(id), answer),
    claim: (id, { over = false, ...act }) => pass(id, act, { step: { kind: 'claim', by: act.by, over } }),
    assign: (id, { to, ...act }) => pass(id, act, { step: { kind: 'assign', to } }),
    putBack: (id, act) => pass(id, act, { step: { kind: 'put-back' } }),
    undo: (id, act) => pass(id, act, { step: { kind: 'undo' } }),
    release,
    async releaseHandoff(handoff, act) {
      for (;;) {
        const found = await store.handoff(keyOf(handoff))
        const held = found && (await store.conversation(keyOf(found.conversation)))
        if (held?.handoff !== handoff) return { kind: 'not-open' }
        const released = await release(held.id, { ...act, epoch: held.epoch })
        // Somebody moved it in between: perhaps it is open still.
        if (released.kind !== 'stale') return released
      }
    },
    async reply(id, { message, replyTo, source = 'library', epoch, ...given }) {
      const content = typeof message === 'string' ? ({ kind: 'text', text: message } as const) : message
      const wamidOf = (message: string) => store.wamidOf(keyOf(id), message)
      const quotes = replyTo === undefined ? undefined : await wamidOf(replyTo)
      if (replyTo !== undefined && quotes === undefined) return { kind: 'unknown-message', message: replyTo }
      if (content.kind !== 'reaction')
        return reply(world, { ...given, conversation: keyOf(id), source, epoch, content, quotes })
      const to = await wamidOf(content.to)
      if (to === undefined) return { kind: 'unknown-message', message: content.to }
      return reply(world, { ...given, conversation: keyOf(id), source, epoch, content: { ...content, to } })
    },
    retry: (id, message, { source = 'library', epoch, ...given }) =>
      retry(world, { ...given, conversation: keyOf(id), source, epoch, message }),
    async takeBack(id, message, { by }) {
      const now = clock.now()
      const taken = await store.takeBack({ conversation: keyOf(id), delivery: message, by, now })
      const shown = await store.conversation(keyOf(id))
      if (!shown) return { kind: 'unknown' }
      if (!taken) return { kind: 'not-held', now: shown }
      // What stood behind it goes on.
      world.wake(now)
      const { messages, contents } = taken
      const texts = contents.flatMap((one) => (one.kind === 'text' ? [one.text] : []))
      const text = texts.length === contents.length ? texts.join('\n\n') : undefined
      return { kind: 'taken-back', messages, contents, text, now: shown }
    },
    note: (id, note) => keepNote(world, keyOf(id), note),
    file: (id, note, file) => store.privateFile(keyOf(id), { note, file }),
    followUps: async (id) => ((await store.lineOf(keyOf(id))) === undefined ? undefined : store.followUps(keyOf(id))),
    cancelFollowUp: (id, followUp, { by }) =>
      store.cancelFollowUp({ conversation: keyOf(id), id: followUp, by: by.name, now: clock.now() }),
    messageFile: (id, message) => messageFile(world, keyOf(id), message),
    upload: (id, file) => uploadFile(world, keyOf(id), file),
    ...deskBlocks(world),
  }
}

export type { BlockAct, BlockedCustomer } from './block.ts'
export type { FileUploaded, MessageFile } from './desk-files.ts'
export type { DeskConversation, DeskHandoff, DeskPage, DeskQuery, DeskThread } from './desk-views.ts'
export type { NewDeskNote, NoteKept } from './note.ts'
