import { seededRandom } from '../../simulator/index.ts'
import type { HandoffPolicy } from '../../src/domain/handoff-policy.ts'
import type { Turn } from '../../src/domain/turn.ts'
import { sleep } from '../../src/flows/world.ts'
import { HANDOFF, SALES, SUPPORT } from '../settings.ts'
import { type Stage, setStage } from '../stage.ts'
import { accountOf, faultsOf, tellAll, totalsOf } from './week-account.ts'
import { callsAmiss, lostIn, seenOn, unfinishedIn } from './week-checks.ts'
import { BEYOND, BREAKS, between, customersOf, liveThroughTheWeek, OF_AI, type Town } from './week-customers.ts'
import { TEAM, workThroughTheWeek } from './week-team.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** A Monday. */
const START = Date.UTC(2026, 10, 23)

const DUTY = '15559000001'
const LEAD = '15559000002'
const place = (target: string) => ({ target, channel: 'whatsapp' as const })

const SIGNALS: HandoffPolicy['signals'] = {
  keywords: [],
  frustration: 'normal',
  sensitive: { financial: true, medical: true, legal: true },
  repeatedFailure: true,
}
/** One line gives back what a teammate has left for an hour, the other never does. */
const POLICIES: ReadonlyMap<string, HandoffPolicy> = new Map([
  [
    'support',
    {
      ...HANDOFF,
      signals: SIGNALS,
      alert: place('duty'),
      escalation: [
        { afterMs: 20 * MINUTE, to: place('duty') },
        { afterMs: 2 * HOUR, to: place('lead') },
      ],
      autoReleaseMs: HOUR,
    },
  ],
  ['sales', { ...HANDOFF, signals: SIGNALS, alert: place('duty'), escalation: [{ afterMs: HOUR, to: place('lead') }] }],
])

export interface Week {
  readonly seed: number
  readonly customers: number
  readonly days: number
}

/**
 * A working week on virtual time: customers write at all hours, in seven languages; an agent answers, breaks and calls
 * people; three part-time teammates take, answer, note, pass on, give back and forget; webhooks and Graph have their bad
 * hours; the server is restarted twice and killed once. Says what became of each handoff, and what is wrong.
 */
export async function runWeek({ seed, customers: count, days }: Week) {
  const random = seededRandom(seed)
  const stage = await setStage({
    seed,
    start: START,
    settings: {
      lines: [SUPPORT, SALES].map((line) => ({ ...line, handoff: POLICIES.get(line.name)! })),
      targets: { duty: { whatsapp: `+${DUTY}` }, lead: { whatsapp: `+${LEAD}` } },
      rateLimit: { windowSeconds: 60, maxMessages: 1000, scope: 'customer' },
      turn: { settle: 'rhythm' },
    },
    agent: agentWith(() => stage, random),
  })
  try {
    const town: Town = { stage, random, start: START, days }
    const customers = customersOf(town, count)
    const team = [DUTY, LEAD].map((number) => stage.phone(number, SUPPORT.name))
    const wrong: string[] = []
    const lives = [
      ...customers.map((one) => liveThroughTheWeek(town, one)),
      ...TEAM.map((one) => workThroughTheWeek(town, one)),
    ].map((life) => life.catch((error: Error) => void wrong.push(String(error.stack))))
    const interrupted = [0.31, 0.52, 0.76].map((part) => START + part * days * DAY)
    for (let hour = 0; hour < days * 24; hour++) {
      // Free text reaches a phone only in the day after it has written.
      if (hour % 8 === 0) for (const phone of team) phone.says('On duty')
      weather(stage, random)
      const next = START + (hour + 1) * HOUR
      for (const [index, at] of interrupted.entries()) {
        if (at < stage.clock.now() || at >= next) continue
        await stage.pass(at - stage.clock.now())
        await stage.passUntil(index === 1 ? stage.crash() : stage.restart())
      }
      await stage.pass(next - stage.clock.now())
    }
    calm(stage)
    await stage.pass(HOUR)
    // Nobody lives longer than the week.
    await stage.passUntil(Promise.all(lives), DAY)
    const told = await tellAll(stage.rows)
    wrong.push(
      ...(await unfinishedIn(stage)),
      ...(await lostIn(stage, customers)),
      ...(await seenOn(stage, customers, told)),
      ...(await callsAmiss(stage, team, told)),
      ...faultsOf(told, POLICIES, stage.clock.now()),
    )
    const messages = customers.reduce((sum, { said }) => sum + said.size, 0)
    const alarms = (await stage.rows(`select id from posts where text like '%Conversation %'`)).length
    return { wrong, account: accountOf(told, START), totals: { messages, alarms, ...totalsOf(told) } }
  } finally {
    await stage.stop()
  }
}

/** Takes its time, fails now and then, breaks over some matters for good, and calls people for others. */
const agentWith = (stage: () => Stage, random: () => number) => async (turn: Turn) => {
  await sleep(stage().clock, between(random, 200, 8000))
  if (turn.text.includes(BREAKS) || random() < 0.02) throw new Error('the model is gone')
  if (turn.text.includes(BEYOND)) {
    const handOff = { reason: 'out_of_scope' as const, summary: 'It is beyond the agent.' }
    return { kind: 'run' as const, parts: [], handOff }
  }
  return `${OF_AI}${turn.text.length} letters, thank you.`
}

const FAULTS = [2, 130429, 131016, 131057, 'refused', 'accepted-reset', 'error-in-200'] as const

/** Most hours are fine; in a bad one webhooks are lost, doubled and late, and Graph refuses. */
function weather(stage: Stage, random: () => number): void {
  calm(stage)
  if (random() > 0.2) return
  const some = () => random() * 0.3
  Object.assign(stage.simulator.chaos, {
    webhookDuplicate: some(),
    webhookTwin: some(),
    webhookDelay: some(),
    webhookDrop: some() / 2,
    acknowledgementLost: some(),
    statusDuplicate: some(),
    statusDelay: some(),
    graphLatencyMs: 200,
    withinMs: 3000,
  })
  for (const fault of FAULTS) stage.simulator.faults.rate(fault, random() * 0.06)
}

function calm({ simulator }: Stage): void {
  Object.assign(simulator.chaos, {
    webhookDuplicate: 0,
    webhookTwin: 0,
    webhookDelay: 0,
    webhookDrop: 0,
    acknowledgementLost: 0,
    statusDuplicate: 0,
    statusDelay: 0,
    graphLatencyMs: 0,
  })
  simulator.faults.clear()
}
