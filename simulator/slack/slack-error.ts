/** Slack's own word for what is wrong, and what it says beside it. */
export class SlackError extends Error {
  readonly code: string
  readonly details: readonly string[]
  readonly extra: Readonly<Record<string, unknown>>

  constructor(code: string, details: readonly string[] = [], extra: Readonly<Record<string, unknown>> = {}) {
    super(details.length > 0 ? `${code}: ${details.join('; ')}` : code)
    this.code = code
    this.details = details
    this.extra = extra
  }
}
