import type { SlackSettings } from '../../domain/slack.ts'
import type { Clock } from '../../flows/world.ts'

export type Answer = Readonly<Record<string, unknown>>

/** Slack's Web API. Throws `SlackRefused` where Slack says no, and `SlackLater` where nobody knows or it is too much. */
export interface SlackApi {
  call(method: string, args: Answer): Promise<Answer>
  /** To the address that `files.getUploadURLExternal` has named. */
  upload(url: string, bytes: Uint8Array): Promise<void>
  /** A file of the workspace; undefined where it is larger. */
  download(url: string, most: number): Promise<Uint8Array | undefined>
}

export interface SlackConnection extends SlackApi {
  /** Begins to listen, and goes on trying by itself. */
  start(): Promise<void>
  stop(): Promise<void>
  /** For Slack's requests, where they come over HTTP. */
  readonly door?: ((request: Request) => Promise<Response>) | undefined
}

/** Who is told what Slack tells. Each is acknowledged once its promise is kept. */
export interface SlackEar {
  event(body: Answer): Promise<void>
  /** Presses of buttons, modals that were sent. What is handed back is the answer to Slack. */
  interaction(body: Answer): Promise<Answer | undefined>
  /** Something may have been missed. */
  connected(): void
  /** Nobody listens to Slack now. */
  failed(error: Error): void
}

export type ConnectSlack = (given: {
  readonly settings: SlackSettings
  readonly ear: SlackEar
  readonly clock: Clock
}) => Promise<SlackConnection>

/** Slack has understood, and does not do it: `error` is its word for why. */
export class SlackRefused extends Error {
  override readonly name = 'SlackRefused'
  readonly error: string
  constructor(method: string, error: string, messages: readonly string[] = []) {
    super(`Slack refused ${method}: ${[error, ...messages].join('; ')}`)
    this.error = error
  }
}

/** To be tried again. */
export class SlackLater extends Error {
  override readonly name = 'SlackLater'
  readonly afterMs: number | undefined
  constructor(message: string, options: { afterMs?: number | undefined; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.afterMs = options.afterMs
  }
}

export const isRefused = (error: unknown, ...words: readonly string[]): error is SlackRefused =>
  error instanceof SlackRefused && words.includes(error.error)

/** The message of a thread that everything hangs on is gone. */
export const ROOT_GONE = ['thread_not_found', 'cannot_reply_to_message', 'message_not_found'] as const

export const textIn = (of: Answer, key: string): string => (typeof of[key] === 'string' ? of[key] : '')
export const blockIn = (of: Answer, key: string): Answer => {
  const value = of[key]
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Answer) : {}
}
export const listIn = (of: Answer, key: string): readonly Answer[] => {
  const value = of[key]
  return Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null) : []
}
