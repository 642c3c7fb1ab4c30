import { type Refusal, statusError } from './graph-errors.ts'
import type { Line } from './line.ts'
import { contactOf, type Person, phoneShown, threadOf } from './person.ts'
import { type Pricing, priceService } from './pricing.ts'
import type { Bubble } from './thread.ts'
import { stopTyping } from './typing.ts'
import { seconds } from './wire.ts'
import { chance, type World } from './world.ts'

/** A message Meta has accepted. */
export interface AcceptedMessage {
  readonly wamid: string
  readonly line: Line
  readonly person: Person
  readonly type: string
  readonly content: Readonly<Record<string, unknown>>
  readonly text: string
  /** No bubble, but a mark on another message. */
  readonly reaction?: { readonly wamid: string; readonly emoji: string }
  readonly addressedBy: 'phone' | 'user-id'
  readonly quoted?: string
  readonly opaque?: string
}

export interface LateFailure {
  readonly refusal: Refusal
  readonly afterMs?: number
}

type Status = 'sent' | 'delivered' | 'read' | 'failed'

/** WhatsApp keeps a message this long for a phone that is off. */
const KEPT_FOR_MS = 30 * 24 * 60 * 60 * 1000

const FAILS_AFTER_MS = 2_000

/** The way of an accepted message to the phone, and the statuses the business is told on the way. */
export interface Journeys {
  /**
   * `failsWith`: told late, and never arrives. Resolves when the answer to the request may leave: normally at once, with
   * the `statusBeforeAnswer` chaos after `sent` has reached the business.
   */
  begin(message: AcceptedMessage, failsWith?: LateFailure): Promise<void>
  /** The person looks at what has arrived. */
  read(person: Person, line: Line): void
}

/** How long an answer is held back for its own `sent` status, should the business be slow to take it. */
const HELD_FOR_STATUS_MS = 1_000

export function createJourneys(world: World): Journeys {
  const { agenda, random, chaos, events, identifiers, webhooks } = world
  /** What `read` has to tell; the price stands on `sent` and on the first of the other two. */
  const untold = new WeakMap<Bubble, { message: AcceptedMessage; pricing: { pricing?: Pricing } }>()

  function tell(message: AcceptedMessage, status: Status, more: object = {}, acknowledged?: () => void) {
    const { line, person } = message
    if (!line.subscribed) return
    const now = agenda.now()
    const byPhone = message.addressedBy === 'phone'
    const item = {
      id: message.wamid,
      status,
      timestamp: seconds(now),
      ...((byPhone || phoneShown(person, line, now)) && { recipient_id: person.phone }),
      ...(!(status === 'failed' && byPhone) && { recipient_user_id: person.userId }),
      ...(message.opaque !== undefined && chaos.echoOpaqueData && { biz_opaque_callback_data: message.opaque }),
      ...more,
    }
    const webhook = {
      line,
      key: 'statuses' as const,
      item,
      lane: `statuses ${line.phoneNumberId} ${person.phone}`,
      ...(status !== 'failed' && { contact: contactOf(person, line, now) }),
      ...(acknowledged && { acknowledged }),
    }
    const moved = { delay: chaos.statusDelay, reorder: chaos.statusReorder }
    webhooks.send(webhook, moved)
    if (chance(random, chaos.statusDuplicate)) webhooks.send(webhook, moved)
  }

  function sent(message: AcceptedMessage, price: Pricing, acknowledged?: () => void) {
    const conversation = chaos.statusConversation && {
      conversation: {
        id: identifiers.conversation(),
        expiration_timestamp: seconds(agenda.now() + 24 * 60 * 60 * 1000),
        origin: { type: 'service' },
      },
    }
    tell(message, 'sent', { ...conversation, pricing: price }, acknowledged)
  }

  function mark({ person, line }: AcceptedMessage, { wamid, emoji }: NonNullable<AcceptedMessage['reaction']>) {
    const entry = threadOf(person, line).entries.find((other) => other.wamid === wamid)
    if (!entry) return
    if (emoji) entry.reaction = emoji
    else delete entry.reaction
    events.emit({ type: 'reaction-changed', phone: person.phone, line: line.phoneNumberId, message: entry })
  }

  function arrive(message: AcceptedMessage, price: Pricing | undefined) {
    const { person, line } = message
    const thread = threadOf(person, line)
    // Of a reaction nothing is told but that it was sent.
    if (message.reaction) return mark(message, message.reaction)
    const { wamid, type, content, text, quoted, opaque } = message
    const bubble: Bubble = {
      kind: 'bubble',
      wamid,
      line: line.phoneNumberId,
      type,
      content,
      text,
      at: agenda.now(),
      ...(quoted !== undefined && { quoted }),
      ...(opaque !== undefined && { opaque }),
      status: 'delivered',
    }
    thread.entries.push(bubble)
    thread.unheard.push(bubble)
    stopTyping(world, person, thread)
    // A phone that reads at once may never report the delivery.
    const skipped = person.reads !== 'never' && chance(random, chaos.statusSkipDelivered)
    if (price && !skipped) tell(message, 'delivered', { pricing: price })
    if (price) untold.set(bubble, { message, pricing: skipped ? { pricing: price } : {} })
    if (person.reads === 'auto') agenda.after(chaos.readAfterMs, () => look(bubble, person))
    events.emit({ type: 'bubble-received', phone: person.phone, line: line.phoneNumberId, bubble })
    for (const listener of [...thread.listeners]) listener(bubble)
  }

  function look(bubble: Bubble, person: Person) {
    if (bubble.status === 'read') return
    bubble.status = 'read'
    events.emit({ type: 'bubble-read', phone: person.phone, line: bubble.line, bubble })
    const facts = untold.get(bubble)
    if (facts && person.reads !== 'never') tell(facts.message, 'read', facts.pricing)
  }

  function fail(message: AcceptedMessage, { refusal, afterMs = FAILS_AFTER_MS }: LateFailure) {
    agenda.after(afterMs, () => tell(message, 'failed', { errors: [statusError(refusal)] }))
  }

  /** Without a price the phone shows the message and no status is told. */
  function travel(message: AcceptedMessage, price: Pricing | undefined) {
    const { person } = message
    const acceptedAt = agenda.now()
    const held = chance(random, chaos.bubbleReorder) ? random() * chaos.withinMs : 0
    const knock = () => {
      if (agenda.now() - acceptedAt >= KEPT_FOR_MS) return
      if (person.online) arrive(message, price)
      else person.held.push(knock)
    }
    agenda.after(chaos.deliveredAfterMs + held, knock)
  }

  return {
    async begin(message, failsWith) {
      if (message.addressedBy === 'phone') threadOf(message.person, message.line).lastPhoneExchangeAt = agenda.now()
      if (failsWith) return fail(message, failsWith)
      if (chance(random, chaos.statusNever)) return travel(message, undefined)
      const price = priceService(message.line, agenda.now())
      const failsLate = chance(random, chaos.statusFailedLate)
      if (failsLate) fail(message, { refusal: { code: 131026 } })
      else travel(message, price)
      if (!chance(random, chaos.statusBeforeAnswer)) {
        agenda.after(chaos.sentAfterMs, () => sent(message, price))
        return
      }
      let cancel = () => {}
      await new Promise<void>((resolve) => {
        cancel = agenda.after(HELD_FOR_STATUS_MS, resolve)
        sent(message, price, resolve)
      })
      cancel()
    },
    read(person, line) {
      for (const entry of threadOf(person, line).entries) if (entry.kind === 'bubble') look(entry, person)
    },
  }
}
