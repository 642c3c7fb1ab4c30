/** Whose words in a thread of Slack reach the customer. */
export const RELAYS = ['claimer', 'any-member', 'alerts-only'] as const
export type Relay = (typeof RELAYS)[number]

/** Slack as a desk: how it is reached, and where people are called. */
export interface SlackSettings {
  readonly botToken: string
  /** Over sockets, which need no address of ours; or by requests of Slack, which are signed. */
  readonly way:
    | { readonly kind: 'sockets'; readonly appToken: string }
    | { readonly kind: 'http'; readonly secret: string }
  readonly channel: string
  /** By the name of a line, where it has a channel of its own. */
  readonly channels: Readonly<Record<string, string>>
  readonly relay: Relay
  /** So long what somebody wrote can still be changed or deleted before it leaves. */
  readonly holdMs: number
  /** Mentioned in the card of a case that waits too long. */
  readonly group: string | undefined
  readonly apiUrl: string
}
