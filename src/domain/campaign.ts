import type { Template } from './outbound.ts'
import { fillIn } from './template.ts'

export const CAMPAIGN_STATES = ['draft', 'scheduled', 'running', 'paused', 'done', 'cancelled'] as const
export type CampaignState = (typeof CAMPAIGN_STATES)[number]

/**
 * Why a campaign pauses. `person`: somebody has paused it. It goes on by itself from `messaging-limit` and `line-paused`;
 * from all others when somebody lets it.
 */
export const PAUSE_CAUSES = [
  'person',
  'messaging-limit',
  'template-paused',
  'line-paused',
  'account-restricted',
  'quality',
] as const
export type PauseCause = (typeof PAUSE_CAUSES)[number]

/** Causes that pass without anybody: the campaign looks again. */
export const passesByItself = (cause: PauseCause): boolean => cause === 'messaging-limit' || cause === 'line-paused'

/** Why somebody was never sent it. */
export const LEFT_OUT_REASONS = [
  'opted-out',
  'not-reachable',
  'not-sendable',
  'blocked',
  'duplicate',
  'erased',
  'cancelled',
] as const
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number]

/** How it stands with a recipient: each is in exactly one of these. */
export const RECIPIENT_STANDINGS = [
  'waiting',
  'under-way',
  'sent',
  'delivered',
  'read',
  'unconfirmed',
  'failed',
  'left-out',
] as const
export type RecipientStanding = (typeof RECIPIENT_STANDINGS)[number]

/** What came of a message counts for the campaign this long: an answer, or a STOP. */
export const OUTCOME_COUNTS_MS = 7 * 24 * 60 * 60_000

/** Hours of the day, `21:00` to `08:00`, in which nobody is written to. `zone` is for those of whom none is known. */
export interface QuietHours {
  readonly from: string
  readonly to: string
  readonly zone?: string
}

/** What one recipient reads: `{{column}}` in the texts of the campaign is what their row has there. */
export function contentFor(content: Template, values: Readonly<Record<string, string>>): Template {
  const filled = new Map(Object.entries(values))
  const { kind, name, language, ...given } = content
  return { ...(fillAll(given, filled) as typeof given), kind, name, language }
}

function fillAll(value: unknown, values: ReadonlyMap<string, string>): unknown {
  if (typeof value === 'string') return fillIn(value, values)
  if (Array.isArray(value)) return value.map((one) => fillAll(one, values))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fillAll(one, values)]))
}
