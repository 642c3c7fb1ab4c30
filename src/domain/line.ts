import type { HandoffPolicy } from './handoff-policy.ts'

/** A WhatsApp number of the business. Credentials stay with the client that uses them. */
export interface Line {
  readonly business: string
  readonly phoneNumberId: string
  /** Stable: written into every record; renaming for people changes `displayName`. */
  readonly name: string
  readonly displayName: string
  readonly agent: string
  /** The WhatsApp Business account it belongs to, where it is known: templates are the account's. */
  readonly account?: string | undefined
  readonly throughput: number
  /** `chat`: one context for all that a customer writes. `task`: each message alone. */
  readonly mode: 'chat' | 'task'
  readonly handoff: HandoffPolicy
}

export class UnknownLine extends Error {
  override readonly name = 'UnknownLine'
  constructor(phoneNumberId: string) {
    super(`Unknown WABA phone_number_id: ${phoneNumberId}`)
  }
}
