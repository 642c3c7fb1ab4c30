import { onOneLine } from './briefing/readable.ts'
import type { Owner } from './conversation.ts'
import { inMinutes } from './handoff-alert.ts'
import type { HandoffPolicy } from './handoff-policy.ts'
import { isOpen, opensNext } from './hours/hours.ts'
import { WINDOW_MS } from './window.ts'

export interface WindowTimes {
  readonly owner: Owner
  readonly lastInboundAt: number
  /** Of which window people were warned: when the customer had written last. */
  readonly warnedFor: number | undefined
  /** The customer has written, and no teammate has answered. */
  readonly owed: boolean
}

export type Warning = { readonly kind: 'warn' } | { readonly kind: 'wait'; readonly until: number } | undefined

/**
 * Whether people are to be told that the window closes on somebody who waits for them: once for each window, and only
 * where an answer is owed. Where a line has hours they are told in them, as long as one of them is left in the window.
 */
export function warningOf(times: WindowTimes, policy: HandoffPolicy, now: number): Warning {
  const { owner, lastInboundAt, warnedFor, owed } = times
  const { windowWarningMs, hours, clock } = policy
  const closesAt = lastInboundAt + WINDOW_MS
  if (windowWarningMs === undefined || owner === 'agent' || warnedFor === lastInboundAt || now >= closesAt)
    return undefined
  const due = closesAt - windowWarningMs
  if (now < due) return { kind: 'wait', until: due }
  if (!owed) return undefined
  const opens = hours && clock !== 'always' && !isOpen(hours, now) ? opensNext(hours, now) : undefined
  return opens !== undefined && opens < closesAt ? { kind: 'wait', until: opens } : { kind: 'warn' }
}

export interface WarningFacts {
  readonly handoff: string
  readonly customer: { readonly name: string | undefined; readonly phone: string | undefined }
  /** As people call it. */
  readonly line: string
  readonly teammate: string | undefined
  readonly closesAt: number
  readonly url: string | undefined
  readonly now: number
}

const LONGEST_NAME = 60

/** Read on the lock screen of a phone: how long is left, for whom, and what becomes possible no more. */
export function warningWords(facts: WarningFacts): { readonly subject: string; readonly text: string } {
  const { handoff, customer, line, teammate, closesAt, url, now } = facts
  const who = (customer.name && onOneLine(customer.name).slice(0, LONGEST_NAME)) || customer.phone || 'A customer'
  const subject = `${inMinutes(closesAt - now)} left to answer ${who}`
  const has = teammate ? `${onOneLine(teammate)} has it` : 'nobody has taken it'
  const text = [
    subject,
    [line, customer.phone, has].filter(Boolean).join(' · '),
    'They have written and wait. After that WhatsApp takes only a template, until they write again.',
    url && `Open: ${url}`,
    `Case ${handoff}`,
  ]
  return { subject: `${subject} (${line})`, text: text.filter(Boolean).join('\n') }
}
