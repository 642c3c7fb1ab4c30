import { type Interleaving, type Means, type Outcome, takeOver } from './takeover.ts'

export interface Takeovers {
  /** How often a conversation was taken over at each await, by its name. */
  readonly hits: ReadonlyMap<string, number>
  readonly byMeans: ReadonlyMap<Means, number>
  /** In so many of them a message of the agent was on the wire. */
  readonly onTheWire: number
  /** The turn was over before whoever asked for a person was read, or had ended otherwise. */
  readonly missed: number
  readonly wrong: readonly string[]
}

/** Awaits at which somebody has to take over before a run of these can say anything. */
export const AWAITS = [
  'settling',
  'before claimWork',
  'after claimWork',
  'before loadTurn',
  'after loadTurn',
  'typing on the wire',
  'in the model',
  'waiting in the model',
  'in a tool that reads',
  'before beginCall',
  'after beginCall',
  'in a tool that acts for good',
  'before endCall',
  'after endCall',
  'before acknowledge',
  'after acknowledge',
  'upload on the wire',
  'upload answered',
  'before commitTurn',
  'after commitTurn',
  'before claimNextSend',
  'after claimNextSend',
  'send on the wire',
  'send answered',
  'before recordSend',
  'after recordSend',
  'waiting for its pace',
  'a sentence waits for its pace',
  'waiting for another try',
  'nobody knows whether it left',
  'before putBack',
  'after putBack',
  'waiting for the next attempt',
  'before letGo',
  'after letGo',
  'before applyStatus',
  'after applyStatus',
] as const

export async function takeOverAtEach(interleavings: readonly Interleaving[]): Promise<Takeovers> {
  const hits = new Map<string, number>()
  const byMeans = new Map<Means, number>()
  const wrong: string[] = []
  let onTheWire = 0
  let missed = 0
  for (const one of interleavings) {
    const outcome = await takeOver(one).catch((error: Error): Outcome => ({ ...NOTHING, wrong: [error.message] }))
    if (outcome.hit === undefined) missed++
    else {
      hits.set(outcome.hit, (hits.get(outcome.hit) ?? 0) + 1)
      byMeans.set(one.means, (byMeans.get(one.means) ?? 0) + 1)
    }
    if (outcome.onTheWire > 0) onTheWire++
    wrong.push(...outcome.wrong.map((what) => `${nameOf(one)}: ${what}`))
  }
  return { hits, byMeans, onTheWire, missed, wrong }
}

const NOTHING = { hit: undefined, onTheWire: 0 }

const nameOf = ({ story, means, moment: { name, nth, laterMs }, seed }: Interleaving) =>
  `seed ${seed}, ${story.name}: ${means} at “${name}” (${nth}.${laterMs === undefined ? '' : `, ${laterMs} ms later`})`

export function inWords({ hits, byMeans, onTheWire, missed }: Takeovers): string {
  const list = (counts: ReadonlyMap<string, number>) =>
    [...counts]
      .sort()
      .map(([name, count]) => `${name} ${count}`)
      .join(', ')
  const all = [...hits.values()].reduce((sum, count) => sum + count, 0)
  return `${all} takeovers (${list(byMeans)}), in ${onTheWire} a message was on the wire, ${missed} came too late; ${list(hits)}`
}
