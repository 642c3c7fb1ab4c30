import { onOneLine } from './briefing/readable.ts'
import { inMinutes } from './handoff-alert.ts'

export interface AlarmFacts {
  readonly conversation: string
  readonly customer: { readonly name: string | undefined; readonly phone: string | undefined }
  readonly line: string
  readonly kind: 'lost' | 'unanswered' | 'unsent'
  readonly since: number
  readonly url: string | undefined
  readonly now: number
}

const LONGEST_NAME = 60

/** For whoever minds the platform: a customer waits, and why it needs a look. */
export function alarmWords(facts: AlarmFacts): { readonly subject: string; readonly text: string } {
  const { conversation, customer, line, kind, since, url, now } = facts
  const who = (customer.name && onOneLine(customer.name).slice(0, LONGEST_NAME)) || customer.phone || 'A customer'
  const subject = `${who} has waited ${inMinutes(now - since)} for an answer`
  const text = [
    subject,
    [line, customer.phone].filter(Boolean).join(' · '),
    WHY[kind],
    url && `Open: ${url}`,
    `Conversation ${conversation}`,
  ]
  return { subject: `${subject} (${line})`, text: text.filter(Boolean).join('\n') }
}

const WHY: Readonly<Record<AlarmFacts['kind'], string>> = {
  lost: 'Nobody is at the answer, and the line is not configured any more.',
  unanswered: 'The agent is still at it, or has not come to it: look at the load and at the model.',
  unsent: 'The answer is ready and does not leave: look at the health of the line and at the dead letters.',
}
