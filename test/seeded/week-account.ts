import type { HandoffPolicy } from '../../src/domain/handoff-policy.ts'

type Rows = (query: string) => Promise<Record<string, unknown>[]>

interface HandoffRow {
  id: string
  conversation: string
  line: string
  owner: string
  reason: string
  opened_at: number
  escalated: number
  claimed_at: number | null
  answered_at: number | null
  released_at: number | null
  released_by: string | null
  resolution: string | null
  outcome: string | null
  last_sign_at: number
}

export interface StepRow {
  handoff: string
  kind: string
  person_name: string | null
  about: string | null
  at: number
}

/** What happened to one handoff, from its row and its timeline. */
export interface Told extends HandoffRow {
  readonly steps: readonly StepRow[]
  readonly alerts: number
  readonly putBacks: number
  readonly claimer: string | undefined
  readonly ended: 'by a person' | 'by the clock' | 'waiting' | 'with a person'
}

export async function tellAll(rows: Rows): Promise<readonly Told[]> {
  const handoffs = (await rows(
    `select h.*, c.owner from handoffs h join conversations c on c.business = h.business and c.id = h.conversation
    order by h.opened_at, h.id`,
  )) as unknown as HandoffRow[]
  const steps = (await rows('select * from handoff_steps order by at, id')) as unknown as StepRow[]
  const of = Map.groupBy(steps, ({ handoff }) => handoff)
  return handoffs.map((handoff) => {
    const own = of.get(handoff.id) ?? []
    const count = (kind: string) => own.filter((step) => step.kind === kind).length
    const taken = own.find(({ kind }) => kind === 'claim' || kind === 'reply' || kind === 'assign')
    const claimer = taken?.kind === 'assign' ? taken.about : taken?.person_name
    return {
      ...handoff,
      steps: own,
      alerts: count('alerted'),
      putBacks: count('put-back'),
      claimer: claimer ?? undefined,
      ended: endOf(handoff, own),
    }
  })
}

function endOf({ released_at, owner }: HandoffRow, steps: readonly StepRow[]): Told['ended'] {
  if (released_at === null) return owner === 'waiting' ? 'waiting' : 'with a person'
  return steps.some(({ kind }) => kind === 'auto-released') ? 'by the clock' : 'by a person'
}

const inTime = (ms: number) => {
  const minutes = Math.round(ms / 60_000)
  return minutes < 100 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`
}
const after = (from: number, to: number | null) => (to === null ? '-' : inTime(to - from))

const COLUMNS = [
  '#',
  'opened',
  'line',
  'reason',
  'alerted',
  'called again',
  'taken by',
  'after',
  'answered',
  'ended',
  'when',
  'outcome',
]

/** A line a handoff. */
export function accountOf(all: readonly Told[], start: number): string {
  const day = (at: number) => {
    const passed = at - start
    return `day ${Math.floor(passed / 86_400_000) + 1} ${new Date(at).toISOString().slice(11, 16)}`
  }
  const table = all.map((one, index) => [
    String(index + 1),
    day(one.opened_at),
    one.line,
    one.reason,
    after(one.opened_at, one.steps.find(({ kind }) => kind === 'alerted')?.at ?? null),
    `${one.escalated}${one.putBacks > 0 ? `, put back ${one.putBacks}` : ''}`,
    one.claimer ?? 'nobody',
    after(one.opened_at, one.claimed_at),
    after(one.opened_at, one.answered_at),
    one.released_by ? `by ${one.released_by}` : one.ended,
    one.released_at === null ? 'open' : day(one.released_at),
    one.outcome ?? '-',
  ])
  const widths = COLUMNS.map((name, at) => Math.max(name.length, ...table.map((row) => row[at]!.length)))
  const line = (row: readonly string[]) =>
    row
      .map((cell, at) => cell.padEnd(widths[at]!))
      .join('  ')
      .trimEnd()
  return [line(COLUMNS), ...table.map(line)].join('\n')
}

/** All of them, counted in ways that must come to the same. */
export function totalsOf(all: readonly Told[]) {
  const count = (fits: (one: Told) => boolean) => all.filter(fits).length
  const by = (name: (one: Told) => string) =>
    Object.fromEntries([...Map.groupBy(all, name)].map(([key, some]) => [key, some.length]).sort())
  const step = (kind: string) => all.flatMap(({ steps }) => steps).filter((one) => one.kind === kind).length
  return {
    handoffs: all.length,
    reasons: by(({ reason }) => reason),
    ended: by(({ ended }) => ended),
    taken: count(({ claimed_at }) => claimed_at !== null),
    neverTaken: count(({ claimed_at }) => claimed_at === null),
    answered: count(({ answered_at }) => answered_at !== null),
    alerts: all.reduce((sum, { alerts }) => sum + alerts, 0),
    escalations: all.reduce((sum, { escalated }) => sum + escalated, 0),
    putBacks: all.reduce((sum, { putBacks }) => sum + putBacks, 0),
    assigned: step('assign'),
    notes: step('noted'),
  }
}

/** What must hold of every one of them. Says what does not. */
export function faultsOf(all: readonly Told[], policies: ReadonlyMap<string, HandoffPolicy>, now: number): string[] {
  return all.flatMap((one) => {
    const { id, line, reason, steps, alerts, putBacks, ended, escalated } = one
    const policy = policies.get(line)!
    const wrong: string[] = []
    const waited = steps.some(({ kind }) => kind === 'opened')
    if (alerts > putBacks + (waited ? 1 : 0)) wrong.push(`${alerts} alerts for ${putBacks} times put back`)
    if (waited && alerts === 0 && one.claimed_at === null) wrong.push('nobody was told')
    if (escalated > policy.escalation.length) wrong.push(`${escalated} escalations`)
    if (steps.filter(({ kind }) => kind === 'escalated').length !== escalated) wrong.push('escalations without a step')
    if (ended === 'by the clock') {
      if (policy.autoReleaseMs === undefined) wrong.push('the clock gave it back where that is off')
      if (one.claimed_at === null) wrong.push('the clock gave back what nobody had taken')
    }
    if (ended === 'by a person' && !steps.some(({ kind, person_name }) => kind === 'release' && person_name))
      wrong.push('it is closed, and nobody has closed it')
    if (ended === 'waiting') {
      const since = steps.findLast(({ kind }) => kind === 'put-back')?.at ?? one.opened_at
      const due = policy.escalation.filter(({ afterMs }) => since + afterMs < now - A_WHILE_MS).length
      if (escalated < due)
        wrong.push(`waits since ${new Date(since).toISOString()}, and only ${escalated} of ${due} were called`)
    }
    if (
      ended === 'with a person' &&
      policy.autoReleaseMs !== undefined &&
      one.last_sign_at + policy.autoReleaseMs < now - A_WHILE_MS
    )
      wrong.push('the clock should have given it back')
    return wrong.map(
      (what) => `handoff ${id} (${reason}, ${line}): ${what}: ${steps.map(({ kind }) => kind).join(' ')}`,
    )
  })
}

const A_WHILE_MS = 5 * 60_000
