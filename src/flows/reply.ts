import type { Outbound } from '../domain/outbound.ts'
import type { Person } from '../domain/ownership.ts'
import type { WhenClosed } from '../domain/parked.ts'
import { isWindowOpen } from '../domain/window.ts'
import type { Act, Replied } from './baton.ts'
import { marketingRefusal } from './consent.ts'
import { type PassNeeds, tell } from './pass-baton.ts'
import { ready } from './ready.ts'
import type { ConversationKey } from './store.ts'
import type { World } from './world.ts'

type Needs = PassNeeds & Pick<World, 'ids' | 'whatsapp' | 'templates'>

/** What a teammate has not typed themselves, or what costs money, can be called back for so long. */
const USUAL_HOLD_MS = 3_000
const LONGEST_HOLD_MS = 10_000

export interface Reply extends Omit<Act, 'now'> {
  readonly by: Person
  readonly content: Outbound
  /** Names the message for ever: asked again with the same, it is not said again. */
  readonly id?: string | undefined
  readonly quotes?: string | undefined
  /** The position of the last message they saw. */
  readonly seen?: number | undefined
  /** Also where another teammate has it. */
  readonly over?: boolean | undefined
  readonly holdMs?: number | undefined
  /** An agent has drafted it. */
  readonly drafted?: boolean | undefined
  readonly retryOf?: string | undefined
  /** `park`: where the window is closed it waits for the customer to write; else it is refused. */
  readonly whenClosed?: WhenClosed | undefined
}

export type Answered =
  | (Replied & {
      /** The window is closed: it waits for the customer to write. */
      readonly waits?: true
    })
  | {
      readonly kind: 'not-sendable'
      readonly because: 'window-closed' | 'content' | 'no-line' | 'marketing-stopped'
      readonly reason: string
    }

/** A teammate answers from wherever they are: the conversation is theirs with it, and the agent silent. */
export async function reply(world: Needs, given: Reply): Promise<Answered> {
  const { store, clock, ids, lines } = world
  const { conversation: key, content, by, source, epoch, id, quotes, seen, over = false, retryOf, whenClosed } = given
  const conversation = await store.conversation(key)
  if (!conversation) return { kind: 'unknown' }
  const now = clock.now()
  const isClosed = content.kind !== 'template' && !isWindowOpen(conversation.lastInboundAt, now)
  if (isClosed && whenClosed !== 'park') return notSendable('window-closed', WINDOW_CLOSED)
  const line = lines.all.find(({ name }) => name === conversation.line)
  if (!line) return notSendable('no-line', `There is no line named ${conversation.line} any more.`)
  let parts: readonly Outbound[]
  try {
    parts = await ready(world, line, [content])
  } catch (error) {
    return notSendable('content', (error as Error).message)
  }
  if (parts.length === 0) return notSendable('content', 'The reply is empty.')
  const refusal = await marketingRefusal(world, { business: key.business, customer: conversation.customer.id }, parts)
  if (refusal) return notSendable('marketing-stopped', refusal)
  const messages = parts.map((part, index) => ({ id: index === 0 && id ? id : ids.next(), content: part }))
  const holdMs = holdOf(given)
  const act = { conversation: key, by, source, epoch, now }
  const replied = await store.replyAsTeammate({
    ...act,
    parts: messages,
    quotes,
    seen,
    over,
    holdMs,
    retryOf,
    whenClosed,
  })
  if (replied.kind === 'queued') tell(world, 'reply', replied)
  return isClosed && replied.kind === 'queued' ? { ...replied, waits: true } : replied
}

const WINDOW_CLOSED =
  'The customer wrote more than 24 hours ago: WhatsApp takes only a template now. Send one, or park the words until they write.'

const notSendable = (because: Extract<Answered, { kind: 'not-sendable' }>['because'], reason: string): Answered => ({
  kind: 'not-sendable',
  because,
  reason,
})

function holdOf({ holdMs, content, drafted, source }: Reply): number {
  const usual = drafted || content.kind === 'template' || source === 'slack' ? USUAL_HOLD_MS : 0
  return Math.min(Math.max(holdMs ?? usual, 0), LONGEST_HOLD_MS)
}

/** Sends a message anew that did not arrive: as a message of its own, in the name of whoever asks. */
export async function retry(
  world: Needs,
  {
    message,
    ...given
  }: Omit<Reply, 'content' | 'retryOf'> & { readonly conversation: ConversationKey; readonly message: string },
): Promise<Answered> {
  const { store } = world
  const failed = await store.failedContent(given.conversation, message)
  if (!failed) {
    const now = await store.conversation(given.conversation)
    return now ? { kind: 'not-failed', now } : { kind: 'unknown' }
  }
  return reply(world, { ...given, content: failed, retryOf: message })
}
