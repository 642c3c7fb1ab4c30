import type { Button } from './buttons.ts'
import { type Refusal, statusError } from './graph-errors.ts'
import type { Line } from './line.ts'
import { type Person, threadOf } from './person.ts'
import { type PriceCategory, type Pricing, priceMessage } from './pricing.ts'
import { type Status, type StatusFacts, tellStatus } from './status.ts'
import type { ShownTemplate } from './templates/fill.ts'
import { type Bubble, windowOpen } from './thread.ts'
import { stopTyping } from './typing.ts'
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
  readonly category: PriceCategory
  /** Of a template. */
  readonly shown?: ShownTemplate
  readonly buttons?: readonly Button[]
  readonly addressedBy: 'phone' | 'user-id'
  readonly quoted?: string
  readonly opaque?: string
}

export interface LateFailure {
  readonly refusal: Refusal
  readonly afterMs?: number
}

/** WhatsApp keeps a message this long for a phone that is off. */
const KEPT_FOR_MS = 30 * 24 * 60 * 60 * 1000
/** A code is worth nothing later. */
const CODE_KEPT_FOR_MS = 10 * 60 * 1000

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
  /** The person listens to a voice message. */
  play(person: Person, bubble: Bubble): void
  /** Any status of an accepted message, whatever has become of it. */
  tell(wamid: string, status: Status, more?: Readonly<Record<string, unknown>>): void
}

/** How long an answer is held back for its own `sent` status, should the business be slow to take it. */
const HELD_FOR_STATUS_MS = 1_000

export function createJourneys(world: World): Journeys {
  const { agenda, random, chaos, events } = world
  const accepted = new Map<string, AcceptedMessage>()
  /** What `read` has to tell; the price stands on `sent` and on the first of the other two. */
  const untold = new WeakMap<Bubble, { message: AcceptedMessage; pricing: { pricing?: Pricing } }>()

  const tell = (message: AcceptedMessage, status: Status, facts?: StatusFacts) =>
    tellStatus(world, message, status, facts)

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
    const { wamid, type, content, text, quoted, opaque, shown, buttons } = message
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
      ...(shown && { shown }),
      ...(buttons && { buttons }),
      status: 'delivered',
    }
    thread.entries.push(bubble)
    thread.unheard.push(bubble)
    stopTyping(world, person, thread)
    // A phone that reads at once may never report the delivery.
    const skipped = person.reads !== 'never' && chance(random, chaos.statusSkipDelivered)
    if (price && !skipped) tell(message, 'delivered', { pricing: price })
    if (price && chance(random, chaos.statusFailedToo)) fail(message, { refusal: { code: 131026 } })
    if (price) untold.set(bubble, { message, pricing: skipped ? { pricing: price } : {} })
    if (person.reads === 'auto') agenda.after(chaos.readAfterMs, () => look(bubble, person))
    events.emit({ type: 'bubble-received', phone: person.phone, line: line.phoneNumberId, bubble })
    for (const listener of [...thread.listeners]) listener(bubble)
  }

  function look(bubble: Bubble, person: Person) {
    if (bubble.status !== 'delivered') return
    bubble.status = 'read'
    events.emit({ type: 'bubble-read', phone: person.phone, line: bubble.line, bubble })
    const facts = untold.get(bubble)
    if (facts && person.reads !== 'never') tell(facts.message, 'read', facts.pricing)
  }

  function fail(message: AcceptedMessage, { refusal, afterMs = FAILS_AFTER_MS }: LateFailure) {
    agenda.after(afterMs, () => tell(message, 'failed', { more: { errors: [statusError(refusal)] } }))
  }

  /** Without a price the phone shows the message and no status is told. */
  function travel(message: AcceptedMessage, price: Pricing | undefined) {
    const { person, category } = message
    const keptFor = category === 'authentication' ? CODE_KEPT_FOR_MS : KEPT_FOR_MS
    const acceptedAt = agenda.now()
    const held = chance(random, chaos.bubbleReorder) ? random() * chaos.withinMs : 0
    const knock = () => {
      if (agenda.now() - acceptedAt >= keptFor) return
      if (person.online) arrive(message, price)
      else person.held.push(knock)
    }
    agenda.after(chaos.deliveredAfterMs + held, knock)
  }

  return {
    async begin(message, failsWith) {
      accepted.set(message.wamid, message)
      if (message.addressedBy === 'phone') threadOf(message.person, message.line).lastPhoneExchangeAt = agenda.now()
      if (failsWith) return fail(message, failsWith)
      if (chance(random, chaos.statusNever)) return travel(message, undefined)
      const now = agenda.now()
      const inWindow = windowOpen(threadOf(message.person, message.line), now)
      const price = priceMessage(message.line, message.category, now, inWindow)
      const failsLate = chance(random, chaos.statusFailedLate)
      if (failsLate) fail(message, { refusal: { code: 131026 } })
      else travel(message, price)
      if (!chance(random, chaos.statusBeforeAnswer)) {
        agenda.after(chaos.sentAfterMs, () => tell(message, 'sent', { pricing: price }))
        return
      }
      let cancel = () => {}
      await new Promise<void>((resolve) => {
        cancel = agenda.after(HELD_FOR_STATUS_MS, resolve)
        tell(message, 'sent', { pricing: price, acknowledged: resolve })
      })
      cancel()
    },
    play(person, bubble) {
      look(bubble, person)
      if (bubble.status === 'played') return
      bubble.status = 'played'
      events.emit({ type: 'bubble-read', phone: person.phone, line: bubble.line, bubble })
      const facts = untold.get(bubble)
      if (facts && person.reads !== 'never') tell(facts.message, 'played')
    },
    tell(wamid, status, more) {
      const message = accepted.get(wamid)
      if (!message) throw new Error(`No message that was accepted has the id "${wamid}".`)
      tell(message, status, more && { more })
    },
    read(person, line) {
      for (const entry of threadOf(person, line).entries) if (entry.kind === 'bubble') look(entry, person)
    },
  }
}
