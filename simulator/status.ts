import type { AcceptedMessage } from './journey.ts'
import { contactOf, phoneShown, threadOf } from './person.ts'
import type { Pricing } from './pricing.ts'
import { seconds } from './wire.ts'
import { chance, type World } from './world.ts'

/** `deleted` and `warning` are known from old webhooks only. */
export const STATUSES = ['sent', 'delivered', 'read', 'played', 'failed', 'deleted', 'warning'] as const
export type Status = (typeof STATUSES)[number]

type Needs = Pick<World, 'agenda' | 'chaos' | 'identifiers' | 'random' | 'webhooks'>

export interface StatusFacts {
  readonly pricing?: Pricing
  /** Meta's keys, added as they are. */
  readonly more?: Readonly<Record<string, unknown>>
  /** Called at the first 200. */
  readonly acknowledged?: () => void
}

const CONVERSATION_LASTS_MS = 24 * 60 * 60 * 1000

/** Tells the business how one of its messages fares. */
export function tellStatus(world: Needs, message: AcceptedMessage, status: Status, facts: StatusFacts = {}) {
  const { agenda, chaos, random, webhooks } = world
  const { line, person, opaque } = message
  if (!line.subscribed) return
  const now = agenda.now()
  const old = chaos.oldForms
  const webhook = {
    line,
    field: threadOf(person, line).heldByMeta ? 'standby' : 'messages',
    key: 'statuses',
    item: {
      id: message.wamid,
      status,
      timestamp: seconds(now),
      ...recipientFields(message, status, now, old),
      ...(opaque !== undefined && chaos.echoOpaqueData && { biz_opaque_callback_data: opaque }),
      ...conversationFields(world, message, status),
      ...(facts.pricing && { pricing: old ? formerPricing(facts.pricing) : facts.pricing }),
      ...facts.more,
    },
    lane: `statuses ${line.phoneNumberId} ${person.lane}`,
    // Before 2026 statuses came without contacts, and failures still do.
    ...(status !== 'failed' && !old && { contact: contactOf(person, line, now) }),
    ...(facts.acknowledged && { acknowledged: facts.acknowledged }),
  }
  const moved = { delay: chaos.statusDelay, reorder: chaos.statusReorder }
  webhooks.send(webhook, moved)
  if (chance(random, chaos.statusDuplicate)) webhooks.send(webhook, moved)
}

/** A message to a number names the number; one to a user id names the number only where it may be known. */
function recipientFields({ addressedBy, person, line }: AcceptedMessage, status: Status, now: number, old: boolean) {
  const byPhone = addressedBy === 'phone'
  const named = !old && !(status === 'failed' && byPhone)
  return {
    ...((old || byPhone || phoneShown(person, line, now)) && { recipient_id: person.phone }),
    ...(named && {
      recipient_user_id: person.userId,
      ...(person.parentUserId && { recipient_parent_user_id: person.parentUserId }),
    }),
    ...(!old && line.details.identityCheck && { recipient_identity_key_hash: person.identityHash }),
  }
}

/** Its end is told with `sent` alone. */
function conversationFields({ agenda, chaos, identifiers }: Needs, { category }: AcceptedMessage, status: Status) {
  const told = ['sent', ...(chaos.oldForms ? ['delivered', 'read'] : [])].includes(status)
  if (!told || !(chaos.statusConversation || chaos.oldForms)) return {}
  const end = status === 'sent' && { expiration_timestamp: seconds(agenda.now() + CONVERSATION_LASTS_MS) }
  return { conversation: { id: identifiers.conversation(), ...end, origin: { type: category } } }
}

/** By conversation, as it was until July 2025. */
const formerPricing = ({ billable, category }: Pricing) => ({ billable, pricing_model: 'CBP', category })
