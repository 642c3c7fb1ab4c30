import { isAtLeast, type Standing, worksOn } from '../access.ts'
import { type Hours, isOpen, opensNext } from './hours.ts'

/** Whether somebody of the business can be expected to answer on a line. */
export type Staffing =
  | { readonly kind: 'staffed' }
  /** `opens`: undefined where nothing opens within a year. */
  | { readonly kind: 'closed'; readonly opens: number | undefined }
  /** It is open, and everybody who answers there has said that they are away: nobody knows until when. */
  | { readonly kind: 'away' }

export interface Staff extends Standing {
  readonly awaySince?: number | undefined
}

interface Facts {
  readonly hours: Hours | undefined
  readonly line: string
  /** Where nobody of them answers on the line, people work elsewhere, in Slack or by phone: then the hours say it all. */
  readonly teammates: readonly Staff[]
  readonly now: number
}

export function staffingOf({ hours, line, teammates, now }: Facts): Staffing {
  if (hours && !isOpen(hours, now)) return { kind: 'closed', opens: opensNext(hours, now) }
  const theirs = teammates.filter((one) => isAtLeast(one.role, 'member') && worksOn(one, line))
  const allAway = theirs.length > 0 && theirs.every(({ awaySince }) => awaySince !== undefined)
  return allAway ? { kind: 'away' } : { kind: 'staffed' }
}
