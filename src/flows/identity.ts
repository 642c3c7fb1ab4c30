import type { IdentityChange } from '../domain/content.ts'

/** A number or an id that named one customer names another now, and nothing proves that they are the same person. */
export interface IdentityQuestion {
  readonly id: string
  readonly older: string
  readonly newer: string
  /** What the newer one is called and reached by. */
  readonly name: string | undefined
  readonly phone: string | undefined
  /** What raised it: `message <wamid>` and the like. */
  readonly evidence: string
  readonly askedAt: number
  readonly decision: 'same' | 'different' | undefined
  readonly decidedAt: number | undefined
}

export interface ReportedChange {
  readonly business: string
  readonly at: number
  /** What has said so. */
  readonly evidence: string
  readonly change: IdentityChange
}

export interface IdentityDecision {
  readonly business: string
  readonly question: string
  readonly decision: 'same' | 'different'
  /** The teammate, or `command line`. */
  readonly by: string
  readonly now: number
}
