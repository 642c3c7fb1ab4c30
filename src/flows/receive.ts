import { ELSEWHERE } from '../domain/conversation.ts'
import type { Sender } from '../domain/customer.ts'
import type { Status } from '../domain/delivery.ts'
import { deliveryOfAttempt } from '../domain/delivery.ts'
import { Terminal } from '../domain/failure.ts'
import type { Line } from '../domain/line.ts'
import { UnknownLine } from '../domain/line.ts'
import type { InboundMessage } from '../domain/message.ts'
import type { EventHandlers, Notice } from '../domain/notice.ts'
import { campaignHears } from './campaign-pauses.ts'
import type { Interrupts } from './interrupts.ts'
import { handlersOf } from './notice.ts'
import { hearEcho, moveControl } from './overhear.ts'
import type { World } from './world.ts'

/** One change of a webhook, read item by item: what could not be read stands beside what could. */
export interface Change {
  readonly field: string
  readonly phoneNumberId: string | undefined
  /** The WhatsApp Business account. */
  readonly account: string | undefined
  readonly messages: readonly InboundMessage[]
  readonly statuses: readonly StatusItem[]
  /** All that is neither: what the field tells of the account, its numbers, its templates. */
  readonly notices: readonly Notice[]
  readonly unreadable: readonly { readonly reason: string; readonly raw: unknown }[]
  /** The change as it came, in an envelope of its own: kept where nobody can handle it, and replayed from there. */
  readonly raw: unknown
}

export interface StatusItem {
  readonly wamid: string
  readonly status: Status
  readonly at: number
  readonly callback: string | undefined
  /** `ofTheLine`: whatever this line sends would fail for it. */
  readonly error: { readonly code: number; readonly reason: string; readonly ofTheLine?: boolean } | undefined
  readonly recipient?: Sender
  readonly conversation?: {
    readonly id: string | undefined
    readonly origin: string | undefined
    readonly expiresAt: number | undefined
  }
  /** Meta's words, which change with its price lists. */
  readonly pricing?: {
    readonly billable: boolean | undefined
    readonly model: string | undefined
    readonly type: string | undefined
    readonly category: string | undefined
  }
}

export type Reception = 'processing' | 'ignored'

type Needs = Pick<World, 'clock' | 'log' | 'store' | 'lines' | 'policy'> & {
  readonly handlers: readonly EventHandlers[]
  readonly interrupts: Interrupts
  readonly wake: (dueAt: number) => void
}

/** Who may speak for a line here: it was checked which secret signed the webhook. */
export interface Origin {
  readonly mayBe: (line: Line) => boolean
  /** The agent whose own route the webhook came in on. */
  readonly agent: string | undefined
}

/** The number Meta's dashboard sends its test events from. */
const META_TEST_NUMBER = '123456123'

/**
 * Stores a webhook. Resolves once everything in it is durable; throws when something could not be stored at all, so that
 * Meta sends it again.
 */
export async function receive(world: Needs, changes: readonly Change[], origin: Origin): Promise<Reception> {
  const results = await Promise.all(changes.map((change) => receiveChange(world, change, origin)))
  return results.some((stored) => stored) ? 'processing' : 'ignored'
}

async function receiveChange(world: Needs, change: Change, origin: Origin): Promise<boolean> {
  const { lines, log } = world
  const { field, phoneNumberId, messages, statuses, notices, unreadable } = change
  if (!OF_CHATS.has(field)) return receiveNotice(world, change, origin)
  if (phoneNumberId === META_TEST_NUMBER) {
    log.info('meta-test-received')
    return false
  }
  const line = phoneNumberId ? lines.find(phoneNumberId) : undefined
  if (!line || !origin.mayBe(line)) {
    const reason = line ? 'signed with the secret of another line' : new UnknownLine(phoneNumberId ?? 'none').message
    log.error('line-unknown', { reason })
    await keep(world, change, reason, change.raw, line ? undefined : phoneNumberId)
    return false
  }
  const stored = await Promise.all([
    ...messages.map((message) => receiveMessage(world, change, line, message, origin.agent)),
    ...notices.map((notice) => overhear(world, change, line, notice)),
    ...statuses.map((status) => receiveStatus(world, line, status)),
    ...unreadable.map(({ reason, raw }) => keep(world, change, reason, raw)),
    ...(tellsMore(world, change) ? [receiveNotice(world, change, origin)] : []),
  ])
  return stored.some((one) => one)
}

/** What is said in chats, by whomever, and who has them: stored before it is acknowledged. */
const OF_CHATS = new Set(['messages', 'smb_message_echoes', 'standby', 'messaging_handovers'])

async function overhear(world: Needs, change: Change, line: Line, notice: Notice): Promise<boolean> {
  if (notice.kind === 'standby') await moveControl(world, line, notice)
  if (notice.kind !== 'echo') return false
  return (await hearEcho(world, line, notice)) ?? keep(world, change, 'it could not be stored', change.raw)
}

/** Every other field: kept as it came, and handed to whoever handles it after the webhook was acknowledged. */
async function receiveNotice(world: Needs, change: Change, { mayBe }: Origin): Promise<boolean> {
  const { store, lines, clock, log, handlers, wake } = world
  const { field, phoneNumberId, account, raw } = change
  const known = phoneNumberId ? lines.find(phoneNumberId) : undefined
  const line = known && mayBe(known) ? known : undefined
  // What was said before is of use once its line is known.
  if (field === 'history' && phoneNumberId && !known)
    return keep(world, change, new UnknownLine(phoneNumberId).message, raw, phoneNumberId)
  const receivedAt = clock.now()
  const { fresh } = await store.keepNotice({
    business: (line ?? lines.all[0]!).business,
    field,
    line: line?.name,
    account,
    raw,
    receivedAt,
    handled: handlersOf(handlers, field).length > 0,
  })
  log.debug('notice-received', { field, line: line?.name, fresh })
  if (fresh) wake(receivedAt)
  return fresh && change.notices.some(({ kind }) => kind !== 'kept')
}

/** Errors of the account come in the field of messages too; and your own handler may want to see every change. */
function tellsMore({ handlers }: Needs, { notices }: Change): boolean {
  return notices.length > 0 || handlers.some(({ messages }) => messages)
}

async function receiveMessage(
  world: Needs,
  change: Change,
  line: Line,
  message: InboundMessage,
  agent: string | undefined,
) {
  const { store, clock, policy, log, interrupts, wake } = world
  const { business, name } = line
  const elsewhere = change.field === 'standby'
  const ignoredBecause = message.ignoredBecause ?? (elsewhere ? ELSEWHERE : undefined)
  try {
    const receipt = await store.receive({
      business,
      line: name,
      message: ignoredBecause === undefined ? message : { ...message, ignoredBecause },
      receivedAt: clock.now(),
      settle: policy.settle,
      agent,
      elsewhere,
    })
    log.debug('message-received', { line: name, kind: message.content.kind, receipt: receipt.kind })
    if (receipt.kind === 'duplicate') return false
    if (receipt.dueAt !== undefined || receipt.amends || elsewhere)
      interrupts.interrupt(receipt.conversation, elsewhere ? 'somebody took over' : undefined)
    if (receipt.dueAt !== undefined) wake(receipt.dueAt)
    return true
  } catch (error) {
    // Only a message that the store will never take is put aside. A store that stumbles must not cost one: Meta tries again.
    if (!(error instanceof Terminal)) throw error
    log.error('message-not-stored', { line: name, error: error as Error })
    return keep(world, change, 'it could not be stored', message.raw)
  }
}

async function receiveStatus(world: Needs, line: Line, item: StatusItem): Promise<boolean> {
  const { store, log, wake } = world
  const { wamid, status, at, callback, error } = item
  const { business, name } = line
  const delivery = deliveryOfAttempt(callback)
  const effect = await store.applyStatus({ business, line: name, wamid, status, at, delivery, error })
  log.debug('status-received', { line: name, status, effect: effect.kind })
  if (status === 'failed' && effect.kind === 'moved') {
    await tellFailure(world, line, item)
    await campaignHears(world, { ...line, campaign: effect.campaign }, error)
  }
  if (effect.wakeAt !== undefined) wake(effect.wakeAt)
  return true
}

async function tellFailure({ store, log, clock, wake }: Needs, { business, name }: Line, { error }: StatusItem) {
  log.warn('delivery-failed', { line: name, code: error?.code, reason: error?.reason })
  // People may have been called for it.
  wake(clock.now())
  if (!error?.ofTheLine) return
  const { code, reason } = error
  await store.pauseLine({ business, line: name, code, reason: `${code}: ${reason}`, now: clock.now() })
  log.error('line-paused', { line: name, code, reason })
}

async function keep(
  { store, clock, lines }: Needs,
  { field }: Change,
  reason: string,
  raw: unknown,
  waitsFor?: string,
): Promise<true> {
  const business = lines.all[0]!.business
  await store.keepStray({ business, reason, field, waitsFor, raw, receivedAt: clock.now() })
  return true
}
