import type { Briefing } from '../../domain/briefing/briefing.ts'
import { onOneLine } from '../../domain/briefing/readable.ts'
import type { Owner } from '../../domain/conversation.ts'
import type { HandoffReason } from '../../domain/handoff.ts'
import { actions, type Block, type Button, context, cut, fallback, header, moment, section } from './blocks.ts'
import { escaped } from './mrkdwn.ts'

export interface CardFacts {
  readonly conversation: string
  readonly handoff: string
  readonly epoch: number
  readonly customer: { readonly name: string | undefined; readonly phone: string | undefined }
  readonly line: string
  readonly reason: HandoffReason
  readonly summary: string
  readonly openedAt: number
  readonly owner: Owner
  readonly teammate: string | undefined
  readonly answerBy: number | undefined
  readonly overdue: boolean
  /** When only templates reach them. */
  readonly windowClosesAt: number
  readonly windowOpen: boolean
  readonly briefing: Briefing | undefined
  readonly released: { readonly by: string | undefined; readonly outcome: string | undefined } | undefined
  /** Whether anything may be sent from here. */
  readonly relays: boolean
  /** Where the conversation opens in the web desk. */
  readonly url: string | undefined
}

/** What the buttons of a card hand back. */
export interface CardValue {
  readonly c: string
  readonly h: string
  readonly e: number
}

export interface Shown {
  readonly text: string
  readonly blocks: readonly Block[]
}

const REASONS: Readonly<Record<HandoffReason, string>> = {
  customer_asked: 'asked for a person',
  frustration: 'is upset',
  out_of_scope: 'needs what the agent cannot do',
  sensitive: 'has a sensitive matter',
  keyword: 'wrote a word that calls people',
  repeated_failure: 'says that nothing has helped',
  teammate_took: 'was taken by a teammate',
  agent_failed: 'the agent failed',
  arrived_late: 'wrote long ago and has no answer',
  looks_automated: 'may be a machine',
}

const LONGEST_NAME = 60
const LONGEST_SUMMARY = 1_500
const LONGEST_LINE = 400

/** The first message of a thread: who, why, since when, what to know, and what can be done. */
export function cardOf(facts: CardFacts): Shown {
  const { customer, line, reason, owner, released } = facts
  const who = onOneLine(customer.name ?? '').slice(0, LONGEST_NAME) || customer.phone || 'A customer'
  const where = [customer.name && customer.phone, line].filter(Boolean).join(' · ')
  const title = `${STATES[released ? 'agent' : owner]} ${who} - ${line}`
  const text = fallback(escaped(`${who} ${REASONS[reason]} (${where}): ${onOneLine(facts.summary)}`))
  if (released)
    return {
      text,
      blocks: [header(title), context([escaped(where), REASONS[reason], releasedWords(released)].join(' · '))],
    }
  const known = briefed(facts)
  return {
    text,
    blocks: [
      header(title),
      section([`*${who === customer.phone ? '' : `${escaped(who)} `}${REASONS[reason]}*`, escaped(where)].join('\n')),
      ...(known ? [section(known)] : []),
      context([ownerWords(facts), windowWords(facts)].join('   ')),
      actions(buttonsOf(facts)),
    ],
  }
}

const STATES: Readonly<Record<Owner, string>> = { waiting: '🔴', teammate: '🟢', agent: '⚪' }

function releasedWords({ by, outcome }: NonNullable<CardFacts['released']>): string {
  const who = by === undefined ? 'Released' : `Released by ${escaped(by)}`
  return `${who}, AI answers next${outcome ? `: ${escaped(cut(onOneLine(outcome), LONGEST_LINE))}` : ''}`
}

function ownerWords({ owner, teammate, openedAt, answerBy, overdue }: CardFacts): string {
  if (owner === 'teammate') return `*${escaped(teammate ?? 'A teammate')}* has it`
  const since = `waiting since ${moment(openedAt)}`
  if (overdue) return `*Overdue*, ${since}`
  return answerBy === undefined ? since : `${since}, answer by ${moment(answerBy)}`
}

const windowWords = ({ windowOpen, windowClosesAt }: CardFacts) =>
  windowOpen ? `Window closes ${moment(windowClosesAt)}` : 'Window closed: only a template reaches them'

function briefed({ briefing, summary }: CardFacts): string {
  if (!briefing) return escaped(cut(summary.trim(), LONGEST_SUMMARY))
  const line = (label: string, texts: readonly (string | undefined)[]) => {
    const said = texts.filter(Boolean).join('; ')
    return said ? `*${label}* ${escaped(cut(onOneLine(said), LONGEST_LINE))}` : ''
  }
  const texts = (lines: Briefing['tried']) => lines.map(({ text }) => text)
  return [
    escaped(cut(onOneLine(briefing.headline), LONGEST_LINE)),
    line('Wants', [briefing.wants?.text]),
    line('Tried', texts(briefing.tried)),
    line('Promised', texts(briefing.promised)),
    line('Mood', [briefing.mood?.text]),
    line('Suggested next', [briefing.next?.text]),
  ]
    .filter(Boolean)
    .join('\n')
}

function buttonsOf({ conversation, handoff, epoch, owner, briefing, relays, url }: CardFacts): Button[] {
  const value: CardValue = { c: conversation, h: handoff, e: epoch }
  return [
    owner === 'waiting' ? [{ text: 'Take', action: 'wabaton_take', value, style: 'primary' as const }] : [],
    [{ text: 'Release to AI', action: 'wabaton_release', value }],
    url === undefined ? [] : [{ text: 'Open in desk', action: 'wabaton_open', url }],
    relays && briefing?.draft ? [{ text: 'Use AI draft', action: 'wabaton_draft', value }] : [],
  ].flat()
}
