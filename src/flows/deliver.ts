import { attemptId, MOST_ATTEMPTS, type SendOutcome } from '../domain/delivery.ts'
import { retryDelay } from '../domain/failure.ts'
import { campaignHears } from './campaign-pauses.ts'
import type { Pacer } from './pacer.ts'
import type { ClaimedDelivery, SendRecord, Work } from './store.ts'
import { Interrupted } from './worker.ts'
import { sleep, type World } from './world.ts'

/** Meta's word for "more messages a second than this number may send". */
const THROUGHPUT_EXCEEDED = 130429
const RECORD_RETRY_MS = 500

type Needs = Pick<World, 'clock' | 'log' | 'store' | 'lines' | 'whatsapp' | 'policy'> & {
  readonly pacer: Pacer
  readonly wake: (dueAt: number) => void
}

/**
 * Sends what a conversation has to say, one message after another, until there is nothing left or it has to wait. What
 * was claimed along with the work is sent first, whatever else happens: it counts as on its way.
 */
export async function deliver(
  world: Needs,
  work: Work,
  signal: AbortSignal,
  claimed: ClaimedDelivery | undefined,
): Promise<undefined> {
  if (claimed && !(await sendAndRecord(world, work, claimed))) return
  const { store, clock, log, policy, pacer } = world
  const conversation = { business: work.business, id: work.key }
  for (;;) {
    if (signal.aborted) throw new Interrupted('the server stops')
    const on = await store.nextOn(conversation)
    if (on) await pacer.slot(on.line, on)
    const next = await store.claimNextSend({
      work,
      conversation,
      now: clock.now(),
      rateLimit: policy.rateLimit,
      unconfirmedAfterMs: policy.unconfirmedAfterMs,
    })
    switch (next.kind) {
      case 'done':
        if (next.again) world.wake(clock.now())
        return
      case 'lost':
        return
      case 'later':
        if (next.because === 'rate-limit') log.warn('rate-limit-reached', { conversation: work.key, until: next.at })
        world.wake(next.at)
        return
      case 'settled':
        if (next.state === 'parked') log.info('delivery-parked', { delivery: next.delivery, conversation: work.key })
        else log.warn('delivery-settled', { delivery: next.delivery, state: next.state, because: next.because })
        // People may have been called for it.
        world.wake(clock.now())
        break
      case 'send':
        if (!(await sendAndRecord(world, work, next.delivery))) return
    }
  }
}

/** Says whether there is more to send. */
async function sendAndRecord(world: Needs, work: Work, delivery: ClaimedDelivery): Promise<boolean> {
  const { log, clock, wake } = world
  const outcome = await send(world, delivery)
  const { more, again, resumed } = await record(world, work, delivery, outcome)
  if (outcome.kind === 'line-fault')
    log.error('line-paused', { line: delivery.line, code: outcome.code, reason: outcome.reason })
  if (resumed) {
    log.info('line-resumed', { line: delivery.line })
  }
  if (outcome.kind === 'refused') await campaignHears(world, { ...delivery, business: work.business }, outcome)
  // Where it is refused for good, people are called.
  if (resumed || again || outcome.kind === 'refused') wake(clock.now())
  return more
}

/** Nothing is awaited between the claim and the request: whoever takes over now finds it on the wire, and shown as such. */
async function send({ whatsapp, lines, log, pacer }: Needs, delivery: ClaimedDelivery): Promise<SendOutcome> {
  const { id, to, content, quotes, attempt } = delivery
  const line = lines.byName(delivery.line)
  const outcome = await whatsapp.send(line, {
    to,
    content,
    ...(quotes && { quotes }),
    attemptId: attemptId(id, attempt),
  })
  if (outcome.kind === 'accepted') log.debug('delivery-accepted', { delivery: id, attempt })
  else log.warn('delivery-not-accepted', { delivery: id, attempt, kind: outcome.kind, reason: outcome.reason })
  if (outcome.kind === 'retry' && outcome.code === THROUGHPUT_EXCEEDED) pacer.slowDown(delivery.line)
  return outcome
}

/** What we know of a send must not be lost to a store that stumbles: it is told until it has listened. */
async function record({ store, clock, log }: Needs, work: Work, delivery: ClaimedDelivery, outcome: SendOutcome) {
  for (;;) {
    const now = clock.now()
    const record: SendRecord = {
      work,
      delivery: delivery.id,
      attempt: delivery.attempt,
      probe: delivery.probe,
      outcome,
      retryAt: retryAt(outcome, delivery, now),
      now,
    }
    try {
      return await store.recordSend(record)
    } catch (error) {
      log.error('send-not-recorded', { delivery: delivery.id, error: error as Error })
      await sleep(clock, RECORD_RETRY_MS)
    }
  }
}

function retryAt(outcome: SendOutcome, { attempt }: ClaimedDelivery, now: number): number | undefined {
  if (outcome.kind !== 'retry' || attempt >= (outcome.most ?? MOST_ATTEMPTS)) return undefined
  return now + Math.max(outcome.afterMs ?? 0, retryDelay(attempt))
}
