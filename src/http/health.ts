import { isOverdue } from '../domain/handoff-clock.ts'
import type { Line } from '../domain/line.ts'
import type { Figures, SlackFacts } from '../flows/store.ts'

export type TokenState = 'valid' | 'invalid' | 'unknown'

export interface HealthFacts {
  readonly ready: boolean
  readonly lines: readonly Line[]
  readonly tokenOf: (line: Line) => TokenState
  readonly figures: (() => Promise<Figures>) | undefined
  /** Where Slack is a desk. */
  readonly slack?: (() => Promise<SlackFacts>) | undefined
  readonly warnings: readonly string[]
  readonly refusedSignatures: number
  readonly unknownLines: readonly string[]
  readonly now: number
  readonly watchdogLimitMs: number
}

/** How the server is. Counts, states and times; no secret, no text, nobody's phone. */
export async function health(facts: HealthFacts): Promise<{ status: number; body: object }> {
  const { lines, now } = facts
  const figures = facts.ready && facts.figures ? await facts.figures().catch(() => undefined) : undefined
  if (!figures) return { status: 503, body: { ok: false, status: 'not ready', warnings: facts.warnings } }
  const slack = await facts.slack?.().catch(() => undefined)
  const overdue = figures.unansweredSince !== undefined && now - figures.unansweredSince > facts.watchdogLimitMs
  return {
    status: 200,
    body: {
      ok: true,
      status: 'ready',
      interfaces: {
        whatsapp: lines.map((line) => ({
          line: line.name,
          displayName: line.displayName,
          phoneNumberId: line.phoneNumberId,
          configured: true,
          token: facts.tokenOf(line),
          lastInbound: isoOrNull(figures.lastInboundAt[line.name]),
        })),
        ...(slack && { slack: slackOf(slack) }),
      },
      queue: { depth: figures.queued, oldestDue: isoOrNull(figures.oldestDueAt) },
      unanswered: { since: isoOrNull(figures.unansweredSince), overdue },
      sends: {
        unconfirmed: figures.unconfirmed,
        paused: figures.pausedLines.map(({ line, code, reason, since }) => ({
          line,
          code,
          reason,
          since: isoOrNull(since),
        })),
      },
      watchdog: { alarms: figures.alarms, since: isoOrNull(figures.alarmedSince) },
      handoffs: handoffsOf(figures, lines, now),
      deadLetters: figures.deadLetters,
      refusedSignatures: facts.refusedSignatures,
      waitingForTheirLine: { events: figures.strays, phoneNumberIds: facts.unknownLines },
      warnings: facts.warnings,
    },
  }
}

const slackOf = ({ state, since, reason, behindSince, waiting }: SlackFacts) => ({
  state,
  since: isoOrNull(since),
  reason: reason ?? null,
  behindSince: isoOrNull(behindSince),
  waiting,
})

/** A line that is not configured any more promises nobody anything. */
function handoffsOf({ openHandoffs, waiting }: Figures, lines: readonly Line[], now: number) {
  const policies = new Map(lines.map(({ name, handoff }) => [name, handoff]))
  const overdue = waiting.filter((one) => {
    const policy = policies.get(one.line)
    return policy !== undefined && isOverdue(one, policy, now)
  })
  const oldest = waiting.length > 0 ? Math.min(...waiting.map(({ since }) => since)) : undefined
  return { open: openHandoffs, waiting: waiting.length, overdue: overdue.length, waitingSince: isoOrNull(oldest) }
}

function isoOrNull(at: number | undefined): string | null {
  return at ? new Date(at).toISOString() : null
}
