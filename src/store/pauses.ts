import type { LineFault, PausedLine } from '../flows/store.ts'
import { statement, type Tx } from './statement.ts'

const NAME = { business: 'text', line: 'text' } as const

/** While a line is paused one message is let through now and then, to see whether it may send again. */
const FIRST_PROBE_MS = 60_000
const LAST_PROBE_MS = 15 * 60_000

const PAUSE = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, values } = each('faulty', { ...NAME, code: 'int', reason: 'text', now: 'ms' })
  return `
  insert into line_pauses (business, line, code, reason, since, probes, probe_at)
  ${values(
    [row.business, row.line, row.code, row.reason, row.now, '0', `${row.now} + ${FIRST_PROBE_MS}`],
    [row.business, row.line],
  )}
  on conflict (business, line) do update set code = excluded.code, reason = excluded.reason`
})

/** Whoever moves the time of the probe has it: the others of the line go on waiting. */
const PROBE = statement<{ rows: readonly object[] }, { business: string; line: string }>(({ each }) => {
  const { row, from } = each('due', { ...NAME, now: 'ms' })
  return `
  update line_pauses set probes = probes + 1,
    probe_at = ${row.now} + case when probes >= 4 then ${LAST_PROBE_MS} else ${FIRST_PROBE_MS} * (2 + probes * 2) end
  ${from} where line_pauses.business = ${row.business} and line_pauses.line = ${row.line} and line_pauses.probe_at <= ${row.now}
  returning line_pauses.business, line_pauses.line`
})

const LIFT = statement<{ rows: readonly object[] }, { business: string; line: string }>(({ each }) => {
  const { row, using } = each('sound', NAME)
  return `
  delete from line_pauses ${using} where line_pauses.business = ${row.business} and line_pauses.line = ${row.line}
  returning line_pauses.business, line_pauses.line`
})

/** What was put off because of the line may be looked at now. */
const WAKE_LINES = statement<{ rows: readonly object[]; now: number }>(({ all, forUpdate }) => {
  return `
  with woken as materialized (
    select w.business, w.kind, w.key from work w
    where w.kind = 'deliver' and w.died_at is null and (w.business, w.key) in (
      select d.business, d.conversation from deliveries d join ${all('sound', NAME)}
        on d.business = sound.business and d.line = sound.line where d.state in ('queued', 'claimed', 'unknown'))
    order by w.key, w.kind ${forUpdate('w')})
  update work set due_at = :now, revision = revision + 1
  where (business, kind, key) in (select business, kind, key from woken)`
})

const PROBE_NOW = statement<{ now: number }, { business: string; line: string }>(
  () => 'update line_pauses set probe_at = :now, probes = 0 returning business, line',
)

const PAUSED = statement<
  Record<string, never>,
  { business: string; line: string; code: number; reason: string; since: number; probe_at: number }
>(() => 'select business, line, code, reason, since, probe_at from line_pauses order by since')

type Name = { readonly business: string; readonly line: string }

export async function pauseLines(tx: Tx, faults: readonly (Name & LineFault & { now: number })[]): Promise<void> {
  if (faults.length > 0) await PAUSE(tx, { rows: faults })
}

/** Of these paused lines, those that may be probed now, and by the caller alone. */
export async function probeLines(tx: Tx, lines: readonly Name[], now: number): Promise<Set<string>> {
  const distinct = [
    ...new Map(lines.map(({ business, line }) => [`${business} ${line}`, { business, line, now }])).values(),
  ]
  if (distinct.length === 0) return new Set()
  return new Set((await PROBE(tx, { rows: distinct })).map(({ business, line }) => `${business} ${line}`))
}

/** The line sends again: what waited for it is due. Says whether it was paused. */
export async function resumeLines(tx: Tx, lines: readonly Name[], now: number): Promise<boolean> {
  if (lines.length === 0) return false
  const lifted = await LIFT(tx, { rows: lines })
  if (lifted.length > 0) await WAKE_LINES(tx, { rows: lifted, now })
  return lifted.length > 0
}

/** Somebody may have mended what was wrong: each paused line tries one message at once. */
export async function probeNow(tx: Tx, now: number): Promise<void> {
  const lines = await PROBE_NOW(tx, { now })
  if (lines.length > 0) await WAKE_LINES(tx, { rows: lines, now })
}

export async function pausedLines(tx: Tx): Promise<PausedLine[]> {
  return (await PAUSED(tx, {})).map(({ probe_at, ...row }) => ({ ...row, probeAt: probe_at }))
}
