import type { Agenda } from './agenda.ts'
import type { ChaosSettings } from './chaos.ts'
import type { EventSource } from './events.ts'
import type { Identifiers } from './identifiers.ts'
import type { Line } from './line.ts'
import type { Media } from './media.ts'
import type { People, Person } from './person.ts'
import type { Reach } from './reach.ts'
import type { TemplateStore } from './templates/store.ts'
import type { SaidMessage } from './thread.ts'
import type { WebhookSender } from './webhook-sender.ts'

/** What the parts of the simulator share. Each names the few things it touches with `Pick`. */
export interface World {
  readonly agenda: Agenda
  readonly random: () => number
  readonly chaos: ChaosSettings
  readonly events: EventSource
  readonly identifiers: Identifiers
  readonly lines: readonly Line[]
  readonly media: Media
  readonly people: People
  readonly reach: Reach
  readonly templates: TemplateStore
  /** What customers said, by wamid. */
  readonly said: Map<string, { person: Person; line: Line; message: SaidMessage }>
  readonly webhooks: WebhookSender
}

/** Draws only when there is something to decide, so that a calm run does not depend on knobs it never turned. */
export const chance = (random: () => number, probability: number) => probability > 0 && random() < probability
