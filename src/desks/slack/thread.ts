import type { SlackThread } from '../../flows/store.ts'
import { isRefused, ROOT_GONE, SlackLater, type SlackRefused, textIn } from './api.ts'
import { cardOf, type Shown } from './card.ts'
import { channelId, findRoot, marked } from './find.ts'
import { derivedId, digestOf, type SlackNeeds } from './needs.ts'

type Needs = Pick<
  SlackNeeds,
  'business' | 'settings' | 'store' | 'desk' | 'clock' | 'log' | 'lines' | 'linkTo' | 'reach' | 'wake'
>

/** So long a case of the same conversation goes on in the thread of the one before. */
const SAME_THREAD_MS = 24 * 60 * 60_000
/** A card is drawn this often at most. */
const DRAWN_EVERY_MS = 1_000
const MOST_ROOTS = 10
const TRIED_AGAIN_MS = 10 * 60_000
/** What Slack does not take because of how it is written is written plainly. */
const BLOCKS_REFUSED = ['invalid_blocks', 'invalid_blocks_format', 'msg_blocks_too_long', 'invalid_arguments']

/** The thread of a handoff, with its first message standing in Slack: undefined where the handoff is gone. */
export async function threadOf(needs: Needs, handoff: string, tried: boolean): Promise<SlackThread | undefined> {
  const { business, store, log } = needs
  const kept = (await store.slackThread({ business, handoff })) ?? (await begin(needs, handoff))
  if (kept?.root !== '') return kept
  const facts = await shownIn(needs, kept)
  if (!facts) return undefined
  const root = await putRoot(needs, kept, facts.shown, tried || kept.lost > 0)
  const drawn = { card: digestOf(facts.shown), drawnAt: needs.clock.now(), released: facts.isOver }
  const thread: SlackThread = { ...kept, ...root, ...drawn, seen: root.root }
  await store.keepSlackThread(thread)
  log.info('slack-thread-begun', { handoff, conversation: thread.conversation, channel: thread.channel })
  return thread
}

/** A handoff soon after another stands below the same message; who follows that thread hears of it. */
async function begin(
  { business, settings, store, desk, clock }: Needs,
  handoff: string,
): Promise<SlackThread | undefined> {
  const found = await desk.handoff(handoff)
  if (!found) return undefined
  const { conversation, line } = found
  const [before] = await store.slackThreadsOf({ business, id: conversation })
  const isOwn = found.reason === 'teammate_took' && found.steps.some(({ source }) => source === 'slack')
  // Whoever takes a case from its old thread goes on there, however old it is.
  const isSoon = before && before.root !== '' && (isOwn || clock.now() - before.openedAt < SAME_THREAD_MS)
  // Whoever took it by themselves, elsewhere, has called nobody. Once they put it back, people are called.
  if (!isSoon && found.reason === 'teammate_took') {
    const held = await desk.conversation(conversation)
    if (held?.owner !== 'waiting') return undefined
  }
  const thread: SlackThread = {
    business,
    handoff,
    conversation,
    line,
    channel: isSoon ? before.channel : (settings.channels[line] ?? settings.channel),
    root: isSoon ? before.root : '',
    lost: 0,
    openedAt: found.openedAt,
    card: '',
    drawnAt: 0,
    seen: isSoon ? before.seen : '',
    released: false,
  }
  if (isSoon) {
    await store.keepSlackThread({ ...before, released: true })
    await store.keepSlackThread(thread)
  }
  return thread
}

async function putRoot({ reach }: Needs, thread: SlackThread, { text, blocks }: Shown, search: boolean) {
  const id = `${thread.handoff}:${thread.lost}`
  if (search) {
    const channel = await channelId(reach, thread.channel)
    const root = channel && (await findRoot(reach, { channel, since: thread.openedAt }, id))
    if (root) return { channel, root }
  }
  const plain = { channel: thread.channel, text, metadata: marked(id), unfurl_links: false, unfurl_media: false }
  const answer = await reach.call('chat.postMessage', { ...plain, blocks }).catch((error) => {
    if (!isRefused(error, ...BLOCKS_REFUSED)) throw error
    return reach.call('chat.postMessage', plain)
  })
  return { channel: textIn(answer, 'channel'), root: textIn(answer, 'ts') }
}

async function shownIn(
  { settings, desk, clock, lines, linkTo }: Needs,
  thread: SlackThread,
): Promise<Facts | undefined> {
  const [handoff, conversation] = await Promise.all([
    desk.handoff(thread.handoff),
    desk.conversation(thread.conversation),
  ])
  if (!handoff || !conversation) return undefined
  const releaser = handoff.steps.findLast(({ kind }) => kind === 'release')?.by
  const isOver = handoff.releasedAt !== undefined
  const { owner, epoch, teammate, customer, window } = conversation
  const waits = !isOver && owner === 'waiting' ? handoff.answerBy : undefined
  const shown = cardOf({
    conversation: thread.conversation,
    handoff: thread.handoff,
    epoch,
    customer,
    line: lines.all.find(({ name }) => name === thread.line)?.displayName ?? thread.line,
    reason: handoff.reason,
    summary: handoff.summary,
    openedAt: handoff.openedAt,
    owner,
    teammate: teammate?.name,
    answerBy: waits,
    overdue: waits !== undefined && waits <= clock.now(),
    windowClosesAt: window.closesAt,
    windowOpen: window.open,
    briefing: handoff.briefing,
    released: isOver ? { by: releaser?.name, outcome: handoff.outcome } : undefined,
    relays: settings.relay !== 'alerts-only',
    url: linkTo(thread.conversation),
  })
  return { shown, isOver, waits, closesAt: window.closesAt }
}

interface Facts {
  readonly shown: Shown
  readonly isOver: boolean
  readonly waits: number | undefined
  readonly closesAt: number
}

/** Shows the case as it is now. Says when it is to be looked at again. */
export async function drawCard(needs: Needs, thread: SlackThread): Promise<number | undefined> {
  const { store, clock, reach } = needs
  const facts = await shownIn(needs, thread)
  if (!facts) return undefined
  const { isOver, waits, closesAt, shown } = facts
  const now = clock.now()
  if (waits !== undefined && waits <= now) await callGroup(needs, thread)
  const next = [waits, isOver ? undefined : closesAt].filter((at) => at !== undefined && at > now) as number[]
  const soonest = next.length > 0 ? Math.min(...next) : undefined
  if (digestOf(shown) === thread.card) return soonest
  if (now - thread.drawnAt < DRAWN_EVERY_MS) return thread.drawnAt + DRAWN_EVERY_MS
  const { channel, root: ts } = thread
  const plain = { channel, ts, text: shown.text }
  await reach.call('chat.update', { ...plain, blocks: shown.blocks }).catch((error) => {
    if (!isRefused(error, ...BLOCKS_REFUSED)) throw error
    return reach.call('chat.update', { ...plain, blocks: [] })
  })
  await store.keepSlackThread({ ...thread, card: digestOf(shown), drawnAt: now, released: isOver })
  return soonest
}

/** It waits for longer than it may: those of the group are called, once. */
async function callGroup({ settings, business, store, clock, wake }: Needs, { handoff }: SlackThread): Promise<void> {
  if (settings.group === undefined) return
  const id = derivedId(handoff, 'overdue')
  const news = { text: `<!subteam^${settings.group}> nobody has taken this yet.`, broadcast: true }
  if (await store.keepSlackPost({ business, handoff, id, kind: 'line', news, now: clock.now() })) wake(clock.now())
}

/** Somebody has deleted its first message: what stood below it is shut. Another one is put up. */
export async function loseRoot({ store, log }: Needs, thread: SlackThread): Promise<void> {
  if (thread.lost >= MOST_ROOTS)
    throw new SlackLater('somebody deletes the messages of this case again and again', { afterMs: TRIED_AGAIN_MS })
  log.warn('slack-thread-lost', { handoff: thread.handoff, conversation: thread.conversation })
  await store.keepSlackThread({ ...thread, root: '', lost: thread.lost + 1, card: '', seen: '' })
}

export const isRootGone = (error: unknown): error is SlackRefused => isRefused(error, ...ROOT_GONE)
