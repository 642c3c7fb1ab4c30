import { dutyOf } from '../domain/handoff-clock.ts'
import type { Place } from '../domain/handoff-policy.ts'
import type { TendedHandoff } from './baton.ts'
import { type PassNeeds, passBaton } from './pass-baton.ts'
import type { Work } from './store.ts'
import type { World } from './world.ts'

type Needs = PassNeeds & Pick<World, 'ids'>

/** Looks after an open handoff: tells people of it, tells more people when nobody comes, and gives back what is left. */
export async function tend(world: Needs, work: Work): Promise<undefined> {
  const { store, clock, lines } = world
  const key = { business: work.business, id: work.key }
  for (;;) {
    const handoff = await store.tended(key)
    if (!handoff) return void (await store.putOff(work, undefined))
    const policy = lines.byName(handoff.line).handoff
    const duty = dutyOf(handoff, policy, clock.now())
    switch (duty.kind) {
      case 'alert':
        await call(world, work, handoff, 'alerted', policy.alert)
        break
      case 'escalate':
        await call(world, work, handoff, 'escalated', policy.escalation[duty.step]!.to)
        break
      case 'release':
        if (await giveBack(world, handoff)) return void (await store.putOff(work, undefined))
        return void (await store.putOff(work, clock.now() + policy.autoReleaseMs!))
      case 'wait':
        await store.putOff(work, duty.until)
        return void world.wake(duty.until)
      case 'rest':
        return void (await store.putOff(work, undefined))
    }
  }
}

async function call(
  { store, ids, clock, log, wake }: Needs,
  work: Work,
  handoff: TendedHandoff,
  step: 'alerted' | 'escalated',
  to: Place | undefined,
): Promise<void> {
  const { id, conversation, line, reason, summary, customer, openedAt, escalated } = handoff
  const now = clock.now()
  const phone = customer.phone === undefined ? undefined : `+${customer.phone}`
  const who = [customer.name, phone].filter(Boolean).join(', ') || 'A customer'
  const minutes = Math.round((now - openedAt) / 60_000)
  const since = step === 'escalated' ? ` Nobody has taken it for ${minutes} min.` : ''
  const text = `${who} on ${line} needs a person (${reason.replaceAll('_', ' ')}).${since}\n${summary}`
  const data = { handoff: id, conversation, line, reason, summary, customer: { ...customer, phone }, openedAt, step }
  const post = to && { id: ids.next(), ...to, text, subject: `${who} needs a person on ${line}`, data }
  const done = await store.alert({ work, handoff: id, step, after: escalated, post, now })
  if (!done) return
  log[step === 'escalated' ? 'warn' : 'info'](step === 'escalated' ? 'handoff-escalated' : 'handoff-alerted', {
    handoff: id,
    conversation,
    to: to?.target,
  })
  wake(now)
}

/** By the clock as by the button: the same rules, and it stands on the timeline. */
async function giveBack(world: Needs, { business, conversation, epoch }: TendedHandoff): Promise<boolean> {
  const passed = await passBaton(world, {
    conversation: { business, id: conversation },
    step: { kind: 'release' },
    by: undefined,
    source: 'system',
    epoch,
    resolution: 'continue',
    now: world.clock.now(),
  })
  return passed.kind === 'passed'
}
