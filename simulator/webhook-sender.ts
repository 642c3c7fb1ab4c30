import type { LogBook, WebhookAttempt, WebhookEntry } from './log.ts'
import { forge, type ListedItem, type WebhookItem, webhookBody } from './webhook-body.ts'
import { signature, toMetaJson } from './wire.ts'
import { chance, type World } from './world.ts'

export interface Webhook {
  readonly body: Uint8Array
  readonly signature: string
  /** The connection breaks in the middle of the body. */
  readonly cut?: boolean
  /** Where it goes instead of the app's own address. */
  readonly url?: string
}

/** Posts one webhook to the business's server; resolves with the HTTP status, rejects when it cannot be reached. */
export type Deliver = (webhook: Webhook) => Promise<number>

export interface WebhookSender {
  send(item: WebhookItem, chaos?: { delay: number; reorder: number }): void
  clear(): void
}

/** Meta gives no number; twenty seconds is the longest anyone quotes. */
const ANSWER_WITHIN_MS = 20_000
const FIRST_BACKOFF_MS = 10_000
const LONGEST_BACKOFF_MS = 6 * 60 * 60 * 1000
const GIVEN_UP_AFTER_MS = 7 * 24 * 60 * 60 * 1000

interface Post {
  readonly items: readonly WebhookItem[]
  readonly bytes: Uint8Array
  readonly signature: string
  readonly url: string | undefined
  readonly entry: WebhookEntry
  pauseMs: number
  due: boolean
  cancelRetry: (() => void) | undefined
}

/** Posts that keep their order. Whoever's time has come takes the older ones along, so that none is overtaken. */
interface Lane {
  posts: Post[]
  walking: boolean
}

type Needs = Pick<World, 'agenda' | 'random' | 'chaos' | 'identifiers'> & {
  log: LogBook
  appSecret: string
  deliver: Deliver
}

export function createWebhookSender({
  agenda,
  random,
  chaos,
  identifiers,
  log,
  appSecret,
  deliver,
}: Needs): WebhookSender {
  const lanes = new Map<string, Lane>()
  let batch: WebhookItem[] = []
  let count = 0
  /** Work begun before a reset must not touch what came after it. */
  let era = 0

  const moved = () => random() * chaos.withinMs

  function compose(items: readonly WebhookItem[], forged = false): Pick<Post, 'bytes' | 'entry'> {
    const body = toMetaJson(webhookBody(items, random))
    const entry = log.add<WebhookEntry>({
      kind: 'webhook',
      at: agenda.now(),
      body,
      forged,
      attempts: [],
      state: 'pending',
    })
    return { bytes: Buffer.from(body, 'latin1'), entry }
  }

  function enqueue(laneName: string, items: readonly WebhookItem[], pauseMs: number) {
    const { bytes, entry } = compose(items)
    const post: Post = {
      items,
      bytes,
      entry,
      signature: signature(bytes, appSecret),
      url: overrideOf(items[0]),
      pauseMs,
      due: true,
      cancelRetry: undefined,
    }
    let lane = lanes.get(laneName)
    if (!lane) {
      lane = { posts: [], walking: false }
      lanes.set(laneName, lane)
    }
    lane.posts.push(post)
    if (!lane.walking) void walk(laneName, lane)
    if (chance(random, chaos.badSignature)) void strikeForged(items)
  }

  async function walk(name: string, lane: Lane) {
    const started = era
    const done = agenda.begin()
    lane.walking = true
    // The sender of an item is not called back before it has its own answer.
    await null
    while (era === started && lane.posts.some((post) => post.due)) {
      const last = lane.posts.findLastIndex((post) => post.due)
      for (const post of lane.posts.slice(0, last + 1)) {
        await attempt(name, lane, post)
        if (era !== started) break
      }
    }
    lane.walking = false
    if (lane.posts.length === 0 && lanes.get(name) === lane) lanes.delete(name)
    done()
  }

  async function attempt(name: string, lane: Lane, post: Post) {
    const started = era
    const { pauseMs } = post
    post.due = false
    post.pauseMs = 0
    post.cancelRetry?.()
    await agenda.pause(pauseMs)
    const first = post.entry.attempts.length === 0
    if (first && chance(random, chaos.webhookTwin)) void strike(post, false, 'twin')
    const lost = chance(random, chaos.webhookDrop)
    let acknowledged = lost ? record(post, 'lost') : await strike(post, first)
    // The first failure is answered by one more try at once; a lost one has to be missed first.
    if (!acknowledged && first && !lost && era === started) acknowledged = await strike(post, false)
    if (era !== started) return
    if (acknowledged) {
      lane.posts.splice(lane.posts.indexOf(post), 1)
      if (chance(random, chaos.webhookDuplicate)) agenda.after(moved(), () => void strike(post, false, 'duplicate'))
      return
    }
    retryLater(name, lane, post)
  }

  function retryLater(name: string, lane: Lane, post: Post) {
    const { entry } = post
    if (agenda.now() - entry.at >= GIVEN_UP_AFTER_MS) {
      entry.state = 'given-up'
      lane.posts.splice(lane.posts.indexOf(post), 1)
      return
    }
    const failures = entry.attempts.filter(({ extra }) => !extra).length
    const backoff = Math.min(FIRST_BACKOFF_MS * 2 ** Math.max(0, failures - 2), LONGEST_BACKOFF_MS)
    const wait = Math.min(backoff, entry.at + GIVEN_UP_AFTER_MS - agenda.now())
    post.cancelRetry = agenda.after(wait, () => {
      post.due = true
      if (!lane.walking) void walk(name, lane)
    })
  }

  /** One POST; whether it counts as acknowledged. Only a first one may break on the way. */
  async function strike(post: Post, mayBreak: boolean, extra?: WebhookAttempt['extra']): Promise<boolean> {
    if (mayBreak && chance(random, chaos.webhookBadGateway)) return record(post, 502)
    const cut = mayBreak && chance(random, chaos.webhookCut)
    const outcome = await postOnce({
      body: post.bytes,
      signature: post.signature,
      ...(cut && { cut }),
      ...(post.url && { url: post.url }),
    })
    const missed = outcome === 200 && !extra && chance(random, chaos.acknowledgementLost)
    return record(post, missed ? 'acknowledgement-lost' : outcome, extra)
  }

  async function postOnce(webhook: Webhook): Promise<WebhookAttempt['outcome']> {
    const done = agenda.begin()
    let cancelTimeout = () => {}
    const timeout = new Promise<'timeout'>((resolve) => {
      cancelTimeout = agenda.after(ANSWER_WITHIN_MS, () => resolve('timeout'))
    })
    try {
      return await Promise.race([deliver(webhook), timeout])
    } catch {
      return 'unreachable'
    } finally {
      cancelTimeout()
      done()
    }
  }

  function record(post: Post, outcome: WebhookAttempt['outcome'], extra?: WebhookAttempt['extra']): boolean {
    const { entry, items } = post
    entry.attempts.push({ at: agenda.now(), outcome, ...(extra && { extra }) })
    if (outcome !== 200) return false
    if (entry.state !== 'acknowledged') {
      entry.state = 'acknowledged'
      for (const item of items) item.acknowledged?.()
    }
    return true
  }

  async function strikeForged(items: readonly WebhookItem[]) {
    const wamid = ({ item }: ListedItem) => identifiers.wamid(String(item.from ?? item.from_user_id ?? ''), 'inbound')
    const { bytes, entry } = compose(forge(items, wamid), true)
    const real = signature(bytes, `not ${appSecret}`)
    const forms = [real, real.slice(0, 20), '', real.replace('sha256=', 'sha1='), `${real}é`]
    const outcome = await postOnce({ body: bytes, signature: forms[Math.floor(random() * forms.length)]! })
    entry.attempts.push({ at: agenda.now(), outcome })
    entry.state = outcome === 200 ? 'acknowledged' : 'refused'
  }

  function flush() {
    while (batch.length > 0) {
      const size = 1 + Math.floor(random() * Math.min(chaos.batchMost, 1000))
      enqueue('batches', batch.splice(0, size), 0)
    }
  }

  return {
    send(item, { delay, reorder } = { delay: chaos.webhookDelay, reorder: chaos.webhookReorder }) {
      if (chance(random, reorder)) {
        agenda.after(moved(), () => enqueue(`overtaken ${++count}`, [item], 0))
      } else if (chaos.batchMost > 1 && !overrideOf(item)) {
        batch.push(item)
        if (batch.length === 1) agenda.after(chaos.batchWithinMs, flush)
      } else {
        enqueue(item.lane, [item], chance(random, delay) ? moved() : 0)
      }
    },
    clear() {
      era++
      lanes.clear()
      batch = []
    },
  }
}

/** A number may have an address of its own for messages, and so may an account. */
const overrideOf = (item: WebhookItem | undefined) =>
  (item?.field ?? 'messages') === 'messages' ? (item?.line.record.webhook ?? item?.line.accountWebhook) : undefined
