import { z } from 'zod'
import type { HandoffPolicy, Place } from '../domain/handoff-policy.ts'
import type { SignalTuning } from '../domain/signals/signal.ts'
import { channelOf, type Target } from '../domain/target.ts'
import type { Combined } from './combine.ts'
import { camel } from './entries.ts'
import type { Fault } from './faults.ts'
import type { LineHandoff } from './handoff-schema.ts'
import { hoursOf } from './hours.ts'
import { labelOf } from './labels.ts'
import { nearest } from './nearest.ts'
import { flag, whole } from './values.ts'

const MINUTE = 60_000
const MOST_STEPS = 10
const MOST_REPEATS = 10
const MOST_CALLS = 60
const LONGEST_WAIT_MINUTES = 7 * 24 * 60

const TOPICS = ['financial', 'medical', 'legal'] as const

/** How a line passes its customers to people where nothing else is said. */
export const USUAL_HANDOFF: HandoffPolicy = {
  signals: {
    keywords: [],
    frustration: 'normal',
    sensitive: { financial: true, medical: true, legal: true },
    repeatedFailure: true,
  },
  alert: undefined,
  escalation: [
    { afterMs: 5 * MINUTE, to: undefined },
    { afterMs: 15 * MINUTE, to: undefined },
  ],
  autoReleaseMs: undefined,
  slaMs: 5 * MINUTE,
  windowWarningMs: 120 * MINUTE,
  hours: undefined,
  clock: 'open',
  cover: false,
}

/** The policy of every line: its own words win over those for all lines, and these over what is usual. */
export function handoffPolicies(combined: Combined, faults: Fault[]): (phoneNumberId: string) => HandoffPolicy {
  const { scope: _, ...given } = combined.values.handoff
  const ofAll = withGiven(USUAL_HANDOFF, given, { combined, faults, path: 'handoff' })
  const own = new Map(
    Object.entries(combined.values.lines).map(([id, { handoff = {} }]) => [
      id,
      withGiven(ofAll, handoff, { combined, faults, path: `lines.${id}.handoff` }),
    ]),
  )
  return (phoneNumberId) => own.get(phoneNumberId) ?? ofAll
}

interface At {
  readonly combined: Combined
  readonly faults: Fault[]
  readonly path: string
}

function withGiven(usual: HandoffPolicy, given: LineHandoff, at: At): HandoffPolicy {
  const { signals } = usual
  const { alert, escalation, autoReleaseMinutes: release, slaMinutes, windowWarningMinutes: warning, hours } = given
  return {
    signals: {
      keywords: given.keywords ?? signals.keywords,
      frustration: given.frustration ?? signals.frustration,
      sensitive: given.sensitive === undefined ? signals.sensitive : sensitiveOf(given.sensitive, signals, at),
      repeatedFailure: given.repeatedFailure ?? signals.repeatedFailure,
    },
    alert: alert === undefined ? usual.alert : alert === null ? undefined : placeOf(alert, 'alert', at),
    escalation: escalation === undefined ? usual.escalation : stepsOf(escalation, at),
    autoReleaseMs: release === undefined ? usual.autoReleaseMs : release === null ? undefined : release * MINUTE,
    slaMs: slaMinutes === undefined ? usual.slaMs : slaMinutes * MINUTE,
    windowWarningMs: warning === undefined ? usual.windowWarningMs : warning === null ? undefined : warning * MINUTE,
    hours:
      hours === undefined
        ? usual.hours
        : hours === null
          ? undefined
          : hoursOf(hours, (inside, problem, cure) => told(at, `hours${inside}`, problem, cure)),
    clock: given.clock ?? usual.clock,
    cover: given.cover ?? usual.cover,
  }
}

function told({ combined, faults, path }: At, inside: string, problem: string, cure: string) {
  const [key = '', ...deeper] = inside.split(/(?=[.[])/)
  faults.push({ where: labelOf(combined.chosen, `${path}.${key}`) + deeper.join(''), problem, cure })
}

/** Only what the configuration itself names: nobody may be alerted at an address that stands nowhere. */
function placeOf(name: string, inside: string, at: At): Place | undefined {
  const { values, refused } = at.combined
  const target = Object.hasOwn(values.targets, name) ? values.targets[name] : undefined
  const kinds = ['slack', 'email', 'webhook', 'whatsapp'] as const
  if (target && kinds.some((kind) => target[kind] !== undefined))
    return { target: name, channel: channelOf(target as Target) }
  // What was refused in the target is told already.
  if (target || [...refused].some((path) => path.startsWith(`targets.${name}.`))) return undefined
  const known = Object.keys(values.targets)
  const guess = nearest(name, known)
  const cure = guess
    ? `Did you mean ${guess}?`
    : known.length > 0
      ? `Configure it under targets, or name one that is there: ${known.join(', ')}.`
      : `Configure it: targets: {${name}: {slack: "https://hooks.slack.com/services/..."}}.`
  told(at, inside, 'names a target that is not configured.', cure)
  return undefined
}

function stepsOf(given: readonly unknown[], at: At): HandoffPolicy['escalation'] {
  if (given.length > MOST_STEPS)
    told(at, 'escalation', `has ${given.length} steps.`, `Keep ${MOST_STEPS} at most: more people do not come sooner.`)
  const steps = given.map((one, index) => stepOf(one, `escalation[${index}]`, at))
  const begun = steps.flatMap(([first]) => first ?? [])
  const late = begun.findIndex(({ afterMs }, index) => index > 0 && afterMs < begun[index - 1]!.afterMs)
  if (late > 0)
    told(at, 'escalation', 'is not in the order of its times.', 'Write the steps from the earliest to the latest.')
  const calls = steps.flat()
  if (calls.length > MOST_CALLS)
    told(
      at,
      'escalation',
      `calls ${calls.length} times.`,
      `Keep ${MOST_CALLS} at most: more calls are not heard better.`,
    )
  // What is repeated takes its place among those that come later.
  return calls.toSorted((one, other) => one.afterMs - other.afterMs)
}

const STEP_CURE = 'Write {afterMinutes: 5, to: leads}; without a target only the log and the desk tell of it.'
const REPEAT_CURE = 'Write {afterMinutes: 5, to: leads, repeat: 2, everyMinutes: 10}: three calls, ten minutes apart.'

/** As many calls as it means: one for each of its targets, and for each time that it is repeated. */
function stepOf(given: unknown, inside: string, at: At): HandoffPolicy['escalation'] {
  const isBlock = typeof given === 'object' && given !== null && !Array.isArray(given)
  const block: Record<string, unknown> = isBlock ? inCamel(given) : { afterMinutes: given }
  const { afterMinutes, to, repeat, everyMinutes, ...others } = block
  for (const key of Object.keys(others)) told(at, `${inside}.${key}`, 'is not a setting of Wabaton.', STEP_CURE)
  const after = z.safeParse(whole({ least: 1, most: LONGEST_WAIT_MINUTES, unit: 'a number of minutes' }), afterMinutes)
  if (!after.success) {
    const problem = afterMinutes === undefined ? 'does not say after how many minutes.' : 'is not a number of minutes.'
    told(at, isBlock ? `${inside}.afterMinutes` : inside, problem, STEP_CURE)
  }
  const places = placesOf(to, `${inside}.to`, at)
  const pause = pauseOf({ repeat, everyMinutes }, inside, at)
  if (!after.success) return []
  return Array.from({ length: pause.times + 1 }, (_, time) => (after.data + time * pause.minutes) * MINUTE).flatMap(
    (afterMs) => places.map((to) => ({ afterMs, to })),
  )
}

/** One, a group, or nobody but the log and the desk. */
function placesOf(to: unknown, inside: string, at: At): readonly (Place | undefined)[] {
  const names: readonly unknown[] = Array.isArray(to) && to.length > 0 ? to : [to ?? undefined]
  return names.map((name) => {
    if (typeof name === 'string') return placeOf(name.trim(), inside, at)
    if (name !== undefined) told(at, inside, 'is not a name of a target.', STEP_CURE)
    return undefined
  })
}

function pauseOf({ repeat, everyMinutes }: { repeat: unknown; everyMinutes: unknown }, inside: string, at: At) {
  if (repeat === undefined && everyMinutes === undefined) return { times: 0, minutes: 0 }
  const times = z.safeParse(whole({ least: 0, most: MOST_REPEATS, unit: 'a number of times' }), repeat)
  const pause = whole({ least: 1, most: LONGEST_WAIT_MINUTES, unit: 'a number of minutes' })
  const minutes = z.safeParse(pause, everyMinutes)
  if (!times.success) told(at, `${inside}.repeat`, `is not a number from 0 to ${MOST_REPEATS}.`, REPEAT_CURE)
  if (!minutes.success) told(at, `${inside}.everyMinutes`, 'is not a number of minutes.', REPEAT_CURE)
  return times.success && minutes.success ? { times: times.data, minutes: minutes.data } : { times: 0, minutes: 0 }
}

function sensitiveOf(given: boolean | object, usual: SignalTuning, at: At): SignalTuning['sensitive'] {
  if (typeof given === 'boolean') return { financial: given, medical: given, legal: given }
  const read: Record<string, boolean> = { ...usual.sensitive }
  for (const [topic, value] of Object.entries(given)) {
    const on = z.safeParse(flag(), value)
    const isTopic = TOPICS.some((one) => one === topic)
    if (!isTopic) told(at, `sensitive.${topic}`, 'is not a setting of Wabaton.', `Known here: ${TOPICS.join(', ')}.`)
    else if (!on.success) told(at, `sensitive.${topic}`, 'must be true or false.', 'Write true or false.')
    else read[topic] = on.data
  }
  return read as unknown as SignalTuning['sensitive']
}

const inCamel = (block: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(block).map(([key, value]) => [camel(key), value]))
