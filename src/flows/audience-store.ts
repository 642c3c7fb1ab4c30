import type { Metadata } from '../domain/memory/metadata.ts'

/** Customers who have written on a line, of whom all of this is true. */
export interface AudienceQuery {
  readonly line: string
  /** What they write: a code such as `es`. */
  readonly language?: string | undefined
  /** Their last message on the line came at this moment or later, */
  readonly wroteSince?: number | undefined
  /** or before this one. */
  readonly wroteBefore?: number | undefined
  /** `in`: they have said yes to marketing, and not taken it back. */
  readonly consent?: 'in' | undefined
  /** Their memory holds something with each of these. */
  readonly metadata?: Metadata | undefined
  /** An ad has brought them. */
  readonly fromAd?: boolean | undefined
}

export interface AudienceMember {
  readonly customer: string
  readonly name: string | undefined
  /** Digits only. */
  readonly phone: string | undefined
  readonly bsuid: string | undefined
  readonly language: string | undefined
}

/** Who is meant by a campaign, and where its messages go. */
export interface AudienceStore {
  /** In the order of their ids, at most 1,000; `after` is the one with whom the last page ended. Whoever is blocked is not among them. */
  audienceOf(asked: {
    business: string
    query: AudienceQuery
    after?: string | undefined
    most: number
  }): Promise<{ readonly members: readonly AudienceMember[]; readonly next: string | undefined }>
  /** Which of these customers are blocked. */
  blockedAmong(asked: { business: string; customers: readonly string[] }): Promise<ReadonlySet<string>>
  /** When the first of those who wait may get it; undefined where nobody waits. */
  nextDue(asked: { business: string; campaign: string }): Promise<number | undefined>
  /** Recipients of a campaign whose message WhatsApp has delivered, by the beginning of their number or scoped id. */
  deliveredTo(asked: {
    business: string
    campaign: string
  }): Promise<readonly { readonly address: string; readonly count: number }[]>
}
