import { onOneLine } from './briefing/readable.ts'
import type { HandoffReason } from './handoff.ts'

export interface AlertFacts {
  readonly handoff: string
  readonly customer: { readonly name: string | undefined; readonly phone: string | undefined }
  /** As people call it. */
  readonly line: string
  readonly reason: HandoffReason
  readonly summary: string
  /** The briefing in words, where it is written already. */
  readonly briefing: string | undefined
  readonly waitingSince: number
  /** A teammate has put it back. */
  readonly again: boolean
  /** Undefined is the first call; else which step of how many, and after how long the next one comes. */
  readonly escalation:
    | { readonly step: number; readonly of: number; readonly nextAfterMs: number | undefined }
    | undefined
  /** Where the conversation is opened. */
  readonly url: string | undefined
  readonly now: number
}

/** Read on the lock screen of a phone: the first words say who and what, the rest whether it can wait. */
export function alertWords(facts: AlertFacts): { readonly subject: string; readonly text: string } {
  const { customer, line, reason, waitingSince, again, escalation, briefing, summary, url, handoff, now } = facts
  const name = customer.name && onOneLine(customer.name).slice(0, LONGEST_NAME)
  const what = HEADLINES[reason](name || customer.phone || 'A customer')
  const waited = inMinutes(now - waitingSince)
  const subject = escalation ? `Waiting ${waited}: ${what}` : again ? `Back in the queue: ${what}` : what
  const where = [line, customer.phone, `waiting since ${clockTime(waitingSince)}`].filter(Boolean).join(' · ')
  const text = [
    subject,
    where,
    escalation && stepInWords(escalation),
    briefing ?? summary,
    url && `Open: ${url}`,
    `Case ${handoff}`,
  ]
  return { subject: `${subject} (${line})`, text: text.filter(Boolean).join('\n') }
}

const LONGEST_NAME = 60

const HEADLINES: Readonly<Record<HandoffReason, (who: string) => string>> = {
  customer_asked: (who) => `${who} asks for a person`,
  frustration: (who) => `${who} is upset and needs a person`,
  out_of_scope: (who) => `${who} needs what the agent cannot do`,
  sensitive: (who) => `${who} has a sensitive matter`,
  keyword: (who) => `${who} wrote a word that calls people`,
  repeated_failure: (who) => `${who} says that nothing has helped`,
  teammate_took: (who) => `${who} needs a person`,
  agent_failed: (who) => `${who} needs a person: the agent failed`,
  arrived_late: (who) => `${who} wrote long ago and has no answer`,
  looks_automated: (who) => `${who} may be a machine: somebody should look`,
}

function stepInWords({ step, of, nextAfterMs }: NonNullable<AlertFacts['escalation']>): string {
  const next =
    nextAfterMs === undefined
      ? 'Nobody else will be called.'
      : `The next comes after ${inMinutes(nextAfterMs)} of waiting.`
  return `Nobody has taken it. This is call ${step} of ${of}. ${next}`
}

export function inMinutes(ms: number): string {
  const minutes = Math.round(ms / 60_000)
  if (minutes < 120) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`
}

const clockTime = (at: number) => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
