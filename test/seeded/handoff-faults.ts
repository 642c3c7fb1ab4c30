import type { Fault } from '../../simulator/index.ts'
import type { Store } from '../../src/flows/store.ts'
import { sleep } from '../../src/flows/world.ts'
import { transportTo } from '../graph-transport.ts'
import { HANDOFF, SALES, SUPPORT } from '../settings.ts'
import { DANA, type Stage, setStage } from '../stage.ts'
import { type AlertFault, createAlerts } from './alerts.ts'
import { createAwaits, isUpkeep, type Moment, momentsOf } from './awaits.ts'
import { AGAIN, BEGINNINGS, type Beginning } from './handoff-begins.ts'
import { judgeHandoff, judgeMoment } from './handoff-judge.ts'

/** What goes wrong at one moment: the store does not do it, or does it and does not say so; no store for a while; kill -9. */
export const BREAKS = ['error', 'outage', 'crash'] as const
export type Break = (typeof BREAKS)[number]

export const GRAPH_FAULTS = ['down', 131026, 131000, 'hang', 'accepted-hang', 'accepted-reset'] as const
export type GraphFault = (typeof GRAPH_FAULTS)[number]

export interface Trial {
  readonly beginning: Beginning
  readonly releasedBy: 'person' | 'clock'
  readonly seed: number
  /** On a store that others share, where an answer can be lost on its way; the embedded one answers or has not done it. */
  readonly shared?: boolean | undefined
  readonly breaks?: { readonly kind: Break; readonly moment: Moment } | undefined
  /** Of the place that is told. */
  readonly alert?: AlertFault | undefined
  /** Of WhatsApp, from the beginning on. */
  readonly graph?: GraphFault | undefined
}

export interface Tried {
  /** Where it broke; undefined where it did not come to it. */
  readonly broke: string | undefined
  readonly alerts: number
  readonly wrong: readonly string[]
  readonly moments: readonly Moment[]
}

const PHONE = '15550001111'
const SOLVED = 'It is solved.'
const OUTAGE_MS = 3_000
const AUTO_RELEASE_MS = 5 * 60_000
const PATIENCE_MS = 2_000
const GRAPH_DOWN_MS = 30_000
/** A teammate names what they write. */
const REPLIES = ['0195f0e0-0000-7000-8000-000000000001', '0195f0e0-0000-7000-8000-000000000002'] as const

/** Every way for each beginning, without anything that breaks: it says at which moments something can. */
export function trialsWithoutBreaks(seed: number): Trial[] {
  return BEGINNINGS.flatMap((beginning) =>
    (['person', 'clock'] as const).map((releasedBy) => ({ beginning, releasedBy, seed })),
  )
}

/**
 * A conversation comes to people, a teammate answers, and it goes back to the agent, while something breaks. However it
 * goes: nobody is silenced without people being told, once, and the customer is told at most once.
 */
export async function tryHandoff(trial: Trial): Promise<Tried> {
  const { beginning, releasedBy, seed, shared = false, breaks, alert, graph } = trial
  let stage: Stage | undefined
  let crashing: Promise<void> | undefined
  let downUntil = 0
  let broke: string | undefined
  const wrong = new Set<string>()
  const clock = () => stage!.clock
  const awaits = createAwaits(clock, (moment) => {
    // Nothing is written but by the store.
    if (moment.startsWith('after')) for (const one of judgeMoment(stage!)) wrong.add(`${one}, at “${moment}”`)
  })
  const alerts = createAlerts(clock, awaits.reach, alert)
  const fallible = (store: Store): Store =>
    new Proxy(store, {
      get(target, name: keyof Store) {
        const operation = target[name]
        if (typeof operation !== 'function' || isUpkeep(name)) return operation
        return async (...given: unknown[]) => {
          if (stage && downUntil > stage.clock.now()) throw new Error('the store is away')
          return (operation as (...all: unknown[]) => Promise<unknown>).apply(target, given)
        }
      },
    })
  const desk = { ...HANDOFF, alert: { channel: 'webhook', target: 'desk' } as const }
  const line = { ...SUPPORT, handoff: releasedBy === 'clock' ? { ...desk, autoReleaseMs: AUTO_RELEASE_MS } : desk }
  const slow = awaits.transport(
    (request) => transportTo(stage!.simulator, stage!.clock)(request),
    () => 20,
  )
  stage = await setStage({
    seed,
    shared,
    agent: beginning.agent,
    settings: {
      lines: [line, SALES],
      targets: { desk: { webhook: 'https://desk.example/alerts' } },
      turn: { readReceipts: false, typing: false },
    },
    ports: { reach: alerts.outside, wrapStore: (store) => awaits.store(fallible(store)), transport: slow },
  })

  function breakIt(kind: Break, name: string): Promise<never> {
    broke = `${kind} ${name}`
    if (kind === 'crash') {
      crashing = stage!.crash()
      return new Promise(() => {})
    }
    if (kind === 'outage') downUntil = clock().now() + OUTAGE_MS
    throw new Error('the store broke down')
  }
  async function pass(ms: number) {
    for (let left = ms; left > 0; left -= 1_000) {
      await stage!.pass(Math.min(left, 1_000))
      await crashing
    }
  }
  /** As people do: whoever gets no answer, or an error, tries again. */
  async function persist<Done extends { kind: string }>(done: readonly string[], attempt: () => Promise<Done>) {
    for (let tried = 0; tried < 10; tried++) {
      const answered = Promise.race([
        attempt().catch((error: Error) => ({ kind: error.message })),
        sleep(clock(), PATIENCE_MS).then(() => ({ kind: 'no answer' })),
      ])
      const { kind } = await stage!.passUntil(answered)
      await crashing
      if (done.includes(kind)) return
      await pass(1_000)
    }
    wrong.add(`a teammate tried ten times in vain`)
  }
  const act = (conversation: string) => ({
    conversation: { business: 'acme', id: conversation },
    by: DANA,
    source: 'api' as const,
    epoch: undefined,
    now: clock().now(),
  })
  const conversationId = () => stage!.look<{ id: string }>('select id from conversations')[0]!.id
  const claim = (id: string) =>
    persist(['passed'], () => stage!.platform.passBaton({ ...act(id), step: { kind: 'claim', by: DANA, over: false } }))
  const write = (id: string, nth: 0 | 1) =>
    persist(['queued'], () =>
      stage!.platform.reply({ ...act(id), id: REPLIES[nth], content: { kind: 'text', text: SOLVED } }),
    )

  try {
    const { simulator } = stage
    const maya = stage.phone(PHONE)
    if (beginning.teammate) {
      maya.says('Hello?')
      await pass(5_000)
    }
    if (beginning.fault !== undefined) simulator.faults.next(beginning.fault, { to: PHONE })
    if (graph === 'down') simulator.faults.rate('refused', 1)
    else if (graph !== undefined) simulator.faults.next(graph as Fault, { to: PHONE, times: 2 })
    if (breaks) awaits.at(breaks.moment, () => breakIt(breaks.kind, breaks.moment.name))
    awaits.begin()
    if (!beginning.teammate) maya.says(beginning.says)
    if (beginning.teammate) await takeIt(conversationId())
    if (graph === 'down') {
      await pass(GRAPH_DOWN_MS)
      simulator.faults.clear()
    }
    await pass(beginning.lastsMs + (alert || graph ? 150_000 : 0))
    const began = stage.look('select id from handoffs')
    awaits.end()
    downUntil = 0
    const open = await stage.platform.store.handoffs()
    awaits.begin()
    if (began.length !== 1 || open.length !== 1)
      wrong.add(`${began.length} handoffs were begun, ${open.length} are shown as open`)
    const called = alerts.received.length
    if (!beginning.teammate && alert !== 'refuses' && called === 0) wrong.add('nobody was told')

    const id = conversationId()
    if (!beginning.teammate) await claim(id)
    await write(id, 1)
    await pass(10_000)
    if (releasedBy === 'clock') await pass(AUTO_RELEASE_MS + 2 * 60_000)
    else
      await persist(['passed', 'refused'], () =>
        stage!.platform.passBaton({
          ...act(id),
          step: { kind: 'release' },
          outcome: 'solved',
          resolution: seed % 2 ? 'resolved' : 'continue',
        }),
      )
    await pass(5_000)
    awaits.end()
    // What hit the reply of the teammate at the very end is settled before the customer writes again.
    await pass(150_000)
    simulator.faults.clear()
    maya.says(AGAIN)
    await pass(20_000)
    for (const one of judgeHandoff(stage, maya, alerts.received, trial)) wrong.add(one)
    const moments = momentsOf(awaits.passed).filter(({ laterMs }) => laterMs === undefined)
    return { broke, alerts: called, wrong: [...wrong], moments }
  } finally {
    await stage.passUntil(stage.stop())
  }

  async function takeIt(id: string) {
    if (beginning.teammate === 'claims') await claim(id)
    else await write(id, 0)
  }
}
