import type { Figures } from '../flows/store.ts'
import { pausedLines } from './pauses.ts'
import { statement, type Tx } from './statement.ts'
import { waitingCases } from './watchdog.ts'

/** What we only write down for ourselves, when there is time for it, is no queue before it is due. */
const COUNTS = statement<
  { now: number },
  {
    queued: number
    oldest_due_at: number | null
    dead_letters: number
    open_handoffs: number
    unconfirmed: number
    strays: number
    unanswered_since: number | null
    alarms: number
    alarmed_since: number | null
  }
>(
  () => `
  select
    (select count(*) from work where died_at is null and (due_at <= :now or kind not in ('brief', 'slack', 'remember', 'draw'))) as queued,
    (select min(due_at) from work where died_at is null and token is null and due_at <= :now) as oldest_due_at,
    (select count(*) from work where died_at is not null) as dead_letters,
    (select count(*) from handoffs where released_at is null) as open_handoffs,
    (select count(*) from deliveries where state = 'unconfirmed') as unconfirmed,
    (select count(*) from strays where waits_for is not null) as strays,
    (select min(unanswered_since) from conversations where unanswered_since is not null) as unanswered_since,
    (select count(*) from alarms) as alarms,
    (select min(since) from alarms) as alarmed_since`,
)

const LAST_INBOUND = statement<Record<string, never>, { line: string; at: number }>(
  () => 'select line, max(last_received_at) as at from conversations group by line',
)

export async function figures(tx: Tx, now: number): Promise<Figures> {
  const [counts] = await COUNTS(tx, { now })
  const inbound = await LAST_INBOUND(tx, {})
  return {
    queued: counts!.queued,
    oldestDueAt: counts!.oldest_due_at ?? undefined,
    deadLetters: counts!.dead_letters,
    openHandoffs: counts!.open_handoffs,
    unconfirmed: counts!.unconfirmed,
    pausedLines: await pausedLines(tx),
    strays: counts!.strays,
    unansweredSince: counts!.unanswered_since ?? undefined,
    alarms: counts!.alarms,
    alarmedSince: counts!.alarmed_since ?? undefined,
    waiting: await waitingCases(tx),
    lastInboundAt: Object.fromEntries(inbound.map(({ line, at }) => [line, at])),
  }
}
