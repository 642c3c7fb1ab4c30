import { briefingWords } from '../domain/briefing/in-words.ts'
import { alertWords } from '../domain/handoff-alert.ts'
import { dutyOf } from '../domain/handoff-clock.ts'
import type { HandoffPolicy } from '../domain/handoff-policy.ts'
import type { Line } from '../domain/line.ts'
import { warningOf } from '../domain/window-warning.ts'
import type { TendedHandoff } from './baton.ts'
import { type PassNeeds, passBaton } from './pass-baton.ts'
import type { Work } from './store.ts'
import { warnWindow } from './warn-window.ts'
import type { World } from './world.ts'

type Needs = PassNeeds &
  Pick<World, 'ids'> & {
    /** Where people open a conversation, if that is known. */
    readonly linkTo: (conversation: string) => string | undefined
  }

/** What stands in the way of giving back may be gone by then: an agent is missing, a reply is on its way. */
const LOOK_AGAIN_MS = 60_000
/** A line that is not configured any more may come back. */
const WITHOUT_LINE_MS = 10 * 60_000

/** Looks after an open handoff: tells people of it, tells more people when nobody comes, and gives back what is left. */
export async function tend(world: Needs, work: Work): Promise<undefined> {
  const { store, clock, lines, log, wake } = world
  const again = async (at: number | undefined) => {
    await store.putOff(work, at)
    if (at !== undefined) wake(at)
  }
  for (;;) {
    const handoff = await store.tended({ business: work.business, id: work.key })
    if (!handoff) return void (await again(undefined))
    const line = lines.all.find(({ name }) => name === handoff.line)
    if (!line) {
      log.error('handoff-without-line', { handoff: handoff.id, line: handoff.line })
      return void (await again(clock.now() + WITHOUT_LINE_MS))
    }
    const policy = line.handoff
    const warning = warningOf(handoff, policy, clock.now())
    if (warning?.kind === 'warn') {
      if (!(await warnWindow(world, work, handoff, line))) return void (await again(clock.now()))
      continue
    }
    const duty = dutyOf(handoff, policy, clock.now())
    switch (duty.kind) {
      case 'alert':
      case 'escalate':
        // It was taken, or another process was faster: then it is looked at anew, by whoever has the work.
        if (!(await call(world, work, { handoff, line, step: duty.kind === 'alert' ? undefined : duty.step })))
          return void (await again(clock.now()))
        break
      case 'release':
        return void (await again((await giveBack(world, handoff, policy)) ? undefined : clock.now() + LOOK_AGAIN_MS))
      case 'wait':
        return void (await again(Math.min(duty.until, warning?.until ?? duty.until)))
      case 'rest':
        return void (await again(warning?.until))
    }
  }
}

interface Call {
  readonly handoff: TendedHandoff
  readonly line: Line
  /** Of the escalation; undefined is the first call. */
  readonly step: number | undefined
}

async function call(world: Needs, work: Work, { handoff, line, step }: Call): Promise<boolean> {
  const { store, ids, clock, log, wake } = world
  const { id, conversation, alertedAt, waitingSince, escalated } = handoff
  const { alert, escalation } = line.handoff
  const now = clock.now()
  const to = step === undefined ? alert : escalation[step]!.to
  const words = to && (await wordsFor(world, { handoff, line, step }, now))
  const post = to && words && { id: ids.next(), ...to, ...words }
  const kind = step === undefined ? ('alerted' as const) : ('escalated' as const)
  const done = await store.alert({ work, handoff: id, step: kind, before: alertedAt, after: escalated, post, now })
  if (!done) return false
  const waitedMs = now - waitingSince
  const fields = { handoff: id, conversation, line: line.name, to: to?.target, waitedMs }
  if (step === undefined) log.info('handoff-alerted', fields)
  else log.warn('handoff-escalated', { ...fields, step: step + 1, of: escalation.length })
  // Nobody else is called after it, and it goes on waiting: it must not be forgotten.
  if (step === escalation.length - 1) log.error('handoff-overdue', fields)
  wake(now)
  return true
}

async function wordsFor({ store, linkTo }: Needs, { handoff, line, step }: Call, now: number) {
  const { id, business, conversation, reason, summary, openedAt, waitingSince } = handoff
  const written = await store.briefing({ business, id })
  const briefing = written && briefingWords(written.briefing, { since: written.since })
  const { phone } = handoff.customer
  const customer = { ...handoff.customer, phone: phone === undefined ? undefined : `+${phone}` }
  const url = linkTo(conversation)
  const { escalation } = line.handoff
  const calling = step === undefined ? undefined : nthOf(escalation, step)
  const words = alertWords({
    handoff: id,
    customer,
    line: line.displayName,
    reason,
    summary,
    briefing,
    waitingSince,
    again: waitingSince > openedAt,
    escalation: calling,
    url,
    now,
  })
  const data = {
    handoff: id,
    conversation,
    line: line.name,
    reason,
    summary,
    customer,
    openedAt: new Date(openedAt).toISOString(),
    waitingSince: new Date(waitingSince).toISOString(),
    ...(calling && { escalation: { step: calling.step, of: calling.of } }),
    ...(url !== undefined && { url }),
  }
  return { ...words, data }
}

function nthOf(escalation: HandoffPolicy['escalation'], step: number) {
  return { step: step + 1, of: escalation.length, nextAfterMs: escalation[step + 1]?.afterMs }
}

/** By the clock as by the button: the same rules, and it stands on the timeline. */
async function giveBack(
  world: Needs,
  { business, id, conversation, epoch, lastSignAt }: TendedHandoff,
  { autoReleaseMs }: HandoffPolicy,
): Promise<boolean> {
  const { clock, log } = world
  const passed = await passBaton(world, {
    conversation: { business, id: conversation },
    step: { kind: 'release' },
    by: undefined,
    source: 'system',
    epoch,
    quietSince: lastSignAt,
    outcome: `Nobody of the team had acted on it for ${Math.round(autoReleaseMs! / 60_000)} minutes.`,
    resolution: 'continue',
    now: clock.now(),
  })
  if (passed.kind === 'no-agent') log.warn('handoff-not-given-back', { handoff: id, because: passed.reason })
  return passed.kind === 'passed'
}
