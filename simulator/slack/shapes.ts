/** What travels as JSON and is looked at field by field. */
export type Plain = Record<string, unknown>

export interface SlackFile {
  readonly id: string
  readonly name: string
  readonly title: string
  readonly mimetype: string
  readonly user: string
  readonly created: number
  readonly bytes: Buffer
  /** Where it was shared: channel, message, thread. */
  readonly shares: { channel: string; ts: string; thread_ts?: string }[]
}

export interface Reaction {
  readonly name: string
  readonly users: string[]
}

/** A message as it is kept. What Slack derives from its thread (`reply_count` and the like) is put on when it is shown. */
export interface Message {
  readonly channel: string
  readonly ts: string
  readonly user: string
  /** Only the app's own carry it. */
  readonly bot: boolean
  readonly clientMessageId?: string
  subtype?: 'file_share' | 'thread_broadcast' | 'tombstone'
  /** The root it answers; a root has none. */
  readonly thread?: string
  broadcast: boolean
  text: string
  blocks?: Plain[]
  attachments?: Plain[]
  files: SlackFile[]
  metadata?: Plain
  edited?: { user: string; ts: string }
  readonly reactions: Reaction[]
}

/** Seen by one person only, and kept by nobody: no history has it. */
export interface Ephemeral {
  readonly channel: string
  readonly user: string
  readonly ts: string
  readonly thread?: string
  text: string
  blocks?: Plain[]
}

export interface Channel {
  readonly id: string
  readonly name: string
  readonly isPrivate: boolean
  botIsMember: boolean
  archived: boolean
  readonly messages: Message[]
}

export interface User {
  readonly id: string
  /** The handle: `dana`. */
  readonly name: string
  readonly realName: string
  readonly email: string
  readonly isBot: boolean
  deleted: boolean
}

export interface View {
  readonly id: string
  readonly user: string
  body: Plain
  hash: string
  /** What stands in its fields: block, then action, then the value as Slack tells it. */
  values: Record<string, Record<string, Plain>>
  open: boolean
  errors: Readonly<Record<string, string>>
}
