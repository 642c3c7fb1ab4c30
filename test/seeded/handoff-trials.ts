import { seededRandom } from '../../simulator/index.ts'
import { ALERT_FAULTS } from './alerts.ts'
import type { Moment } from './awaits.ts'
import { BREAKS, GRAPH_FAULTS, type Trial, trialsWithoutBreaks, tryHandoff } from './handoff-faults.ts'

export interface Trials {
  readonly tried: number
  /** How often something broke at each step, by what broke and where. */
  readonly broke: ReadonlyMap<string, number>
  readonly wrong: readonly string[]
}

/** Looking for work when there is none is not a step. */
function withoutIdling(moments: readonly Moment[]): Moment[] {
  const isBefore = (moment: Moment | undefined) => moment?.name === 'before claimWork'
  return moments.filter((moment, index) => {
    if (isBefore(moment)) return !isBefore(moments[index + 2])
    return moment.name !== 'after claimWork' || !isBefore(moments[index + 1])
  })
}

const OF_THE_STORE = /^(before|after) /

/** All that can break, once each: at each step, at the place that is told, at WhatsApp; and both together at random. */
export async function trialsOf(seed: number): Promise<Trial[]> {
  const random = seededRandom(seed)
  const one = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)]!
  const all: Trial[] = []
  for (const plain of trialsWithoutBreaks(seed)) {
    const { moments } = await tryHandoff(plain)
    const steps = withoutIdling(moments)
    for (const alert of ALERT_FAULTS) all.push({ ...plain, alert })
    for (const graph of GRAPH_FAULTS) all.push({ ...plain, graph })
    for (const [index, moment] of steps.entries())
      for (const kind of BREAKS) {
        if (kind !== 'crash' && !OF_THE_STORE.test(moment.name)) continue
        const shared = kind === 'crash' ? index % 2 === 0 : moment.name.startsWith('after')
        all.push({ ...plain, shared, breaks: { kind, moment } })
      }
    for (const moment of steps.filter((_, index) => index % 8 === 0))
      all.push({
        ...plain,
        breaks: { kind: 'crash', moment },
        ...(random() < 0.5 ? { alert: one(ALERT_FAULTS) } : { graph: one(GRAPH_FAULTS) }),
      })
  }
  return all
}

export async function tryAll(trials: readonly Trial[]): Promise<Trials> {
  const broke = new Map<string, number>()
  const wrong: string[] = []
  const count = (what: string) => broke.set(what, (broke.get(what) ?? 0) + 1)
  for (const trial of trials) {
    const outcome = await tryHandoff(trial).catch((error: Error) => ({ broke: undefined, wrong: [error.message] }))
    if (outcome.broke) count(outcome.broke)
    if (trial.alert) count(`alert ${trial.alert}`)
    if (trial.graph) count(`WhatsApp ${trial.graph}`)
    wrong.push(...outcome.wrong.map((what) => `${nameOf(trial)}: ${what}`))
  }
  return { tried: trials.length, broke, wrong }
}

function nameOf({ beginning, releasedBy, seed, shared, breaks, alert, graph }: Trial): string {
  const at = breaks && `${breaks.kind} at “${breaks.moment.name}” (${breaks.moment.nth}.)`
  const faults = [at, alert && `alert ${alert}`, graph && `WhatsApp ${graph}`].filter(Boolean).join(', ')
  const store = shared ? 'shared' : 'embedded'
  return `seed ${seed}, ${beginning.name}, given back by ${releasedBy}, ${store}: ${faults || 'nothing breaks'}`
}

export function inWords({ tried, broke }: Trials): string {
  const steps = [...broke].sort().map(([name, count]) => `${name} ${count}`)
  return `${tried} handoffs; ${steps.join(', ')}`
}
