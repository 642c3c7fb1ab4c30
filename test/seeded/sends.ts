import { type Fault, seededRandom } from '../../simulator/index.ts'
import { setStage } from '../stage.ts'

/** What may happen to one send, by what it leaves behind. */
const FAULTS = {
  /** Refused for a passing reason, or never left: tried again until it arrives. */
  passing: [2, 4, 130429, 131016, 131056, 131057, 80007, 'plain-429', 'refused', 'reset-before-bytes', 'error-in-200'],
  /** Refused for good: nothing arrives, people are called. */
  permanent: [100, 130472, 131008, 131009, 131021, 131026, 131030, 131047, 131051, 131053, 132000, 130497],
  /** The line is paused; it goes on by itself when a probe passes. */
  ofTheLine: [0, 3, 10, 190, 200, 368, 131005, 131031, 131037, 131042, 131045, 131048, 133010],
  /** Arrives, but its answer does not say so: settled by a status. */
  arrived: [
    'accepted-131000',
    'accepted-html-502',
    'accepted-bare-500',
    'accepted-reset',
    'accepted-hang',
    { latency: 60_000 },
  ],
  /** Does not arrive, and nobody can tell. */
  lost: [131000, 'html-502', 'bare-500', 'reset', 'hang'],
  /** Accepted, and told later that it failed. */
  failedLate: [{ failed: 131026 }, { failed: 131042, afterMs: 90_000 }],
} as const satisfies Record<string, readonly Fault[]>
type Kind = keyof typeof FAULTS
const KINDS = Object.keys(FAULTS) as Kind[]

interface Run {
  readonly phone: string
  readonly kinds: readonly Kind[]
  readonly faults: readonly Fault[]
}

const MINUTE = 60_000
export const CUSTOMERS = 25

/**
 * Many customers are each owed one reply, and what is sent to each meets faults of its own, while statuses come late,
 * twice, early or never, and perhaps the process dies. However it goes: never two bubbles, nothing that may be tried
 * again is lost, and whatever is not settled is shown to people. Says what was broken.
 */
export async function runSends(seed: number): Promise<string[]> {
  const random = seededRandom(seed)
  const one = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)]!
  const stage = await setStage({ seed, settings: { turn: { readReceipts: false, typing: false, resetCommand: null } } })
  const crashes = random() < 0.3
  Object.assign(stage.simulator.chaos, {
    statusNever: random() < 0.3 ? random() * 0.5 : 0,
    statusDelay: random() < 0.5 ? random() * 0.5 : 0,
    statusDuplicate: random() * 0.3,
    statusReorder: random() * 0.3,
    statusBeforeAnswer: random() * 0.3,
    statusSkipDelivered: random() * 0.3,
    withinMs: one([3000, 60_000, 300_000]),
    graphLatencyMs: random() < 0.5 ? 400 : 0,
  })
  const runs = Array.from({ length: CUSTOMERS }, (_, index): Run => {
    const kinds = Array.from({ length: 1 + Math.floor(random() * 3) }, () => one(KINDS))
    return { phone: `1555${1_000_000 + index}`, kinds, faults: kinds.map((kind) => one<Fault>(FAULTS[kind])) }
  })
  try {
    for (const { phone, faults } of runs) {
      for (const fault of faults) stage.simulator.faults.next(fault, { to: phone })
      stage.phone(phone).says(`Hello from ${phone}`)
    }
    for (let crash = 0; crashes && crash < 3; crash++) {
      await stage.pass(random() * 3000)
      await stage.crash()
    }
    await stage.pass(12 * 60 * MINUTE)
    const rows = (await stage.deliveries()) as unknown as Delivery[]
    const handoffs = await stage.platform.store.handoffs()
    return runs.flatMap((run) => {
      const row = rows.find(({ author, text }) => author === 'agent' && text.includes(run.phone))
      const bubbles = stage.phone(run.phone).bubbles.filter(({ text }) => text.includes(run.phone)).length
      const called = row !== undefined && handoffs.some(({ conversation }) => conversation === row.conversation)
      const broken = judge({ ending: endingOf(run), row, bubbles, called, crashes })
      return broken.map(
        (what) => `${JSON.stringify(run)}: ${what}; ${row?.state} (${row?.error_reason}), ${bubbles} on the phone`,
      )
    })
  } finally {
    await stage.stop()
  }
}

interface Delivery {
  readonly conversation: string
  readonly author: string
  readonly text: string
  readonly state: string
  readonly error_reason: string | null
}

/** The first fault that is not overcome decides; without one the reply arrives. */
function endingOf({ kinds }: Run): Kind | 'arrives' {
  return kinds.find((kind) => kind !== 'passing' && kind !== 'ofTheLine') ?? 'arrives'
}

interface Facts {
  readonly ending: Kind | 'arrives'
  readonly row: Delivery | undefined
  readonly bubbles: number
  /** Whether people were called. */
  readonly called: boolean
  readonly crashes: boolean
}

function judge({ ending, row, bubbles, called, crashes }: Facts): string[] {
  if (!row) return ['no reply was ever made']
  const { state } = row
  const arrives = ending === 'arrives' || ending === 'arrived'
  return Object.entries({
    'it was sent twice': bubbles > 1,
    'it is still on its way': ['queued', 'claimed', 'unknown'].includes(state),
    'it is said to have arrived': bubbles === 0 && ['accepted', 'sent', 'delivered', 'read'].includes(state),
    'it is lost and nobody was called': bubbles === 0 && !called,
    'it is unconfirmed and nobody was called': state === 'unconfirmed' && !called,
    'it is lost': arrives && bubbles === 0 && !crashes,
    'people were called for nothing': ending === 'arrives' && called && !crashes && state !== 'unconfirmed',
    'it arrived although it was refused': !arrives && bubbles > 0,
    'nobody can tell, and it is not shown': ending === 'lost' && !crashes && state !== 'unconfirmed',
    'it was refused, and is not shown as failed': ending === 'permanent' && !crashes && state !== 'failed',
  }).flatMap(([what, broken]) => (broken ? [what] : []))
}
