import { seededRandom } from '../../simulator/index.ts'
import { deliveryOfAttempt } from '../../src/domain/delivery.ts'
import type { Person } from '../../src/domain/ownership.ts'
import type { Store } from '../../src/flows/store.ts'
import { transportTo } from '../graph-transport.ts'
import { DANA, type Stage, setStage } from '../stage.ts'
import { createAwaits, kindOf, type Moment, momentsOf } from './awaits.ts'
import { judgeTakeover, type Taken } from './takeover-judge.ts'
import { type Backstage, STORIES, type Story } from './takeover-stories.ts'

const ELI: Person = { id: 'eli', name: 'Eli' }
const PHONE = '15550001111'
const FIRST_REPLY = 'I will see to it myself.'
const SECOND_REPLY = 'And it is done.'
/** A desk names what it sends. */
const DESKS_OWN = '0195f0e0-0000-7000-8000-000000000001'

/** Ways in which a conversation comes to people. */
export const MEANS = ['reply', 'claim', 'assign', 'desk', 'human'] as const
export type Means = (typeof MEANS)[number]

export interface Interleaving {
  readonly story: Story
  readonly means: Means
  readonly moment: Moment
  readonly seed: number
}

export interface Outcome {
  /** What the moment is called; undefined where it was not taken over there. */
  readonly hit: string | undefined
  /** So many messages of the agent had left by then without an answer having come. */
  readonly onTheWire: number
  readonly wrong: readonly string[]
}

/** All that can be tried with these stories, told with this seed. */
export async function interleavingsOf(seed: number, stories = STORIES): Promise<Interleaving[]> {
  const all: Interleaving[] = []
  for (const story of stories) {
    const { moments } = await tell(story, seed, undefined)
    for (const moment of moments) for (const means of MEANS) all.push({ story, means, moment, seed })
  }
  return all
}

/** Tells a story up to a moment, at which somebody takes over, and says what was broken then. */
export async function takeOver({ story, means, moment, seed }: Interleaving): Promise<Outcome> {
  const { taken, wrong } = await tell(story, seed, { means, moment })
  return { hit: taken && awaitOf(story, moment), onTheWire: taken?.onTheWire.length ?? 0, wrong }
}

/** What an await of a story is called. */
export const awaitOf = ({ waits = {} }: Story, { name, nth, laterMs }: Moment) =>
  laterMs === undefined ? name : (waits[`${name} ${nth}`] ?? waits[name] ?? `waiting ${name}`)

async function tell(story: Story, seed: number, plan: { means: Means; moment: Moment } | undefined) {
  const random = seededRandom(seed)
  let stage: Stage | undefined
  let taken: Taken | undefined
  const awaits = createAwaits(() => stage!.clock)
  const late: string[] = []
  const thinking = new Set<AbortSignal>()
  const backstage: Backstage = {
    get clock() {
      return stage!.clock
    },
    random,
    reach: awaits.reach,
    thinks(signal) {
      thinking.add(signal)
      return () => thinking.delete(signal)
    },
    acts() {
      if (taken) late.push('the agent did something for good after it')
    },
  }

  const committed = (onTheWire: readonly string[]) => {
    taken = { onTheWire, requested: [], calls: stage!.look('select id from tool_calls').length }
    // Called for all lines, a turn on another one finds out when it ends: its reply is refused then.
    if (story.fromOtherLine && plan!.means === 'human') return
    for (const signal of thinking) if (!signal.aborted) late.push('the model was not stopped')
  }
  /** Whoever asks for a person is given one by the turn that reads it. */
  const watched = (store: Store): Store => ({
    ...store,
    async failTurn(failed) {
      const opened = await store.failTurn(failed)
      if (opened) committed(openSends(stage!))
      return opened
    },
  })
  const slow = awaits.transport(
    (request) => transportTo(stage!.simulator, stage!.clock)(request),
    () => 40 + random() * 80,
  )
  stage = await setStage({
    seed,
    agent: story.agent(() => backstage),
    ...(story.settings && { settings: story.settings }),
    ports: {
      wrapStore: (store) => awaits.store(watched(store)),
      transport(request) {
        if (taken && kindOf(request) === 'send') taken.requested.push(attemptOf(request.body))
        return slow(request)
      },
    },
  })
  try {
    const { simulator } = stage
    for (const fault of story.faults?.(random) ?? []) simulator.faults.next(fault, { to: PHONE })
    const maya = stage.phone(PHONE)
    const takenFrom = story.fromOtherLine ? 'sales' : 'support'
    if (story.fromOtherLine) {
      stage.phone(PHONE, takenFrom).says('zero')
      await stage.pass(10_000)
    }
    if (plan)
      awaits.at(plan.moment, () =>
        act(stage!, takenFrom, plan.means, committed).catch((error) => void late.push(error.message)),
      )
    awaits.begin()
    maya.says('one')
    if (story.second) {
      await stage.pass(story.second.afterMs)
      maya.says(story.second.text)
    }
    await stage.pass(story.lastsMs)
    awaits.end()
    // Before that there is nothing to take.
    const moments = momentsOf(awaits.passed.slice(awaits.passed.findIndex(({ name }) => name === 'after receive')))
    if (!taken) return { moments, taken, wrong: late }

    maya.says('Are you there?')
    maya.sends({ type: 'unsupported' })
    await stage.pass(20_000)
    maya.says('/help')
    maya.says('/reset')
    await stage.pass(20_000)
    await stage.teammateSays(PHONE, SECOND_REPLY)
    await stage.pass(story.settlesMs ?? 10_000)
    const replies = [...(plan!.means === 'reply' || plan!.means === 'desk' ? [FIRST_REPLY] : []), SECOND_REPLY]
    const sentences = plan!.means === 'human' ? 1 : 0
    const phones = story.fromOtherLine ? [maya, stage.phone(PHONE, takenFrom)] : [maya]
    return {
      moments,
      taken,
      wrong: [...late, ...judgeTakeover(stage, phones, taken, { replies, sentences })],
    }
  } finally {
    await stage.passUntil(stage.stop())
  }
}

const attemptOf = (body: string | Uint8Array | undefined) =>
  deliveryOfAttempt(String((JSON.parse(String(body)) as Record<string, unknown>).biz_opaque_callback_data)) ?? '?'

/** What is on its way in this moment, by the tables. */
const openSends = (stage: Stage) =>
  stage
    .look<{ id: string }>(
      `select id from deliveries where author = 'agent' and state in ('claimed', 'unknown') order by position`,
    )
    .map(({ id }) => id)

type Committed = (onTheWire: readonly string[]) => void

async function act(stage: Stage, line: string, means: Means, committed: Committed): Promise<void> {
  const [there] = stage.look<{ id: string }>(`select id from conversations where line = '${line}'`)
  if (!there) return
  const conversation = { business: 'acme', id: there.id }
  const { platform, clock } = stage
  const content = { kind: 'text', text: FIRST_REPLY } as const
  const by = { conversation, by: DANA, source: 'api', epoch: undefined, now: clock.now() } as const
  switch (means) {
    case 'human':
      stage.phone(PHONE, line).says('/human')
      return
    case 'claim':
      return passed(await platform.passBaton({ ...by, step: { kind: 'claim', by: DANA, over: false } }))
    case 'assign':
      return passed(await platform.passBaton({ ...by, by: ELI, source: 'desk', step: { kind: 'assign', to: DANA } }))
    case 'reply':
      return passed(await platform.reply({ ...by, content }))
    case 'desk': {
      // A desk of its own kind: it holds what it sends for a moment, and asks again where it has not heard.
      const reply = { ...by, source: 'slack', content, id: DESKS_OWN } as const
      const [first] = await Promise.all([platform.reply(reply), platform.reply(reply)])
      return passed(first!)
    }
  }

  function passed(result: { kind: string; onTheWire?: readonly string[] }) {
    if (result.kind !== 'passed' && result.kind !== 'queued') throw new Error(`It was not taken over: ${result.kind}.`)
    const seen = openSends(stage)
    const told = result.onTheWire ?? []
    if (seen.join() !== told.join()) throw new Error(`${seen.join()} is on the wire, and ${told.join()} was told.`)
    committed(told)
  }
}
