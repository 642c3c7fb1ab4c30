/**
 * What may go wrong on the way. Numbers without a unit are probabilities from 0 to 1, drawn from the simulator's own
 * random numbers. All off, the simulator behaves as Meta does on a good day.
 */
export interface ChaosSettings {
  /** The same body comes again later. */
  webhookDuplicate: number
  /** The same body comes twice at the same moment. */
  webhookTwin: number
  /** A webhook, and what follows from the same customer, comes late. */
  webhookDelay: number
  /** A webhook comes late and is overtaken by what was said after it. */
  webhookReorder: number
  /** A webhook is lost on the way and comes again when Meta misses the 200. */
  webhookDrop: number
  /** A webhook arrives, its 200 is lost, and it comes again. */
  acknowledgementLost: number
  /** A gateway on the way answers 502, and the business never sees the webhook until it comes again. */
  webhookBadGateway: number
  /** The connection breaks in the middle of a webhook: the business sees half of it, and then it comes again. */
  webhookCut: number
  /** A forged copy with a wrong signature comes along. */
  badSignature: number
  /** How far delays, duplicates and overtaking move things. */
  withinMs: number
  /** More than 1: up to so many messages and statuses of any line share a webhook (Meta's limit is 1000). */
  batchMost: number
  /** How long a batch is collected. */
  batchWithinMs: number
  /** Webhooks look as they did before 2026: no user ids and usernames, every number told, older names of some things. */
  oldForms: boolean

  statusDuplicate: number
  statusDelay: number
  statusReorder: number
  /** `read` comes without `delivered`. */
  statusSkipDelivered: number
  /** `sent` reaches the business before the answer to its request does. */
  statusBeforeAnswer: number
  /** An accepted message turns into `failed` and never reaches the phone. */
  statusFailedLate: number
  /** One of several devices fails: the phone shows the message, and `failed` comes beside `delivered`. */
  statusFailedToo: number
  /** The phone shows the message and no status is ever told. */
  statusNever: number
  /** Statuses carry the `biz_opaque_callback_data` of the request. */
  echoOpaqueData: boolean
  /** `sent` carries a `conversation`, as webhooks before v24 did; with `oldForms` others do too. */
  statusConversation: boolean

  /** A bubble is held on its way and overtaken by a later one. */
  bubbleReorder: number
  /** A closed window is told by a `failed` status after a 200. */
  windowErrorsLate: boolean
  /** A customer who cannot be reached is told by a `failed` status after a 200. */
  undeliverableLate: boolean
  /** A number without `+` gets the business's own country code in front. */
  strictPhones: boolean
  /** Longest time a Graph request is on its way; each takes a random part of it. */
  graphLatencyMs: number

  sentAfterMs: number
  deliveredAfterMs: number
  /** How long a person who reads at once takes to read. */
  readAfterMs: number
}

export const calm = (): ChaosSettings => ({
  webhookDuplicate: 0,
  webhookTwin: 0,
  webhookDelay: 0,
  webhookReorder: 0,
  webhookDrop: 0,
  acknowledgementLost: 0,
  webhookBadGateway: 0,
  webhookCut: 0,
  badSignature: 0,
  withinMs: 5_000,
  batchMost: 1,
  batchWithinMs: 200,
  oldForms: false,
  statusDuplicate: 0,
  statusDelay: 0,
  statusReorder: 0,
  statusSkipDelivered: 0,
  statusBeforeAnswer: 0,
  statusFailedLate: 0,
  statusFailedToo: 0,
  statusNever: 0,
  echoOpaqueData: true,
  statusConversation: false,
  bubbleReorder: 0,
  windowErrorsLate: false,
  undeliverableLate: false,
  strictPhones: false,
  graphLatencyMs: 0,
  sentAfterMs: 30,
  deliveredAfterMs: 120,
  readAfterMs: 900,
})
