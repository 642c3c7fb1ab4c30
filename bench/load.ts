import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import { openConnections } from './connections.ts'
import type { FakeGraph, Sends } from './graph.ts'
import { type Counts, type Entry, faultsOf, openLedger } from './ledger.ts'
import { customerOf, messageWebhook, type SignedWebhook, statusWebhook } from './webhooks.ts'

export interface Target {
  readonly port: number
  /** Path of the webhook. */
  readonly path: string
  /** raw-ack answers nobody. */
  readonly replies: boolean
}

/** What all kinds of load have in common. */
export interface LoadOptions {
  readonly target: Target
  readonly graph: FakeGraph
  readonly customers: number
  readonly forMs: number
  /** What the agent is asked to sleep before it answers. */
  readonly sleepMs?: (conversation: number) => number
  /** A message that is not answered so long after the last one was sent is lost. */
  readonly lostAfterMs?: number
}

export interface LoadResult {
  readonly counts: Counts
  /** What is wrong with them, in words. */
  readonly faults: readonly string[]
  /** Within the time, not in what was drained after it. */
  readonly acksPerSecond: number
  readonly repliesPerSecond: number
  /** From the moment a webhook was sent, or was due, to its 200; sorted. */
  readonly ackMs: readonly number[]
  /** The same to the reply's arrival at the fake Graph; sorted. */
  readonly replyMs: readonly number[]
  readonly drainMs: number
  /** Share of its own core that the load needed: near 1, it is the load that was measured. */
  readonly loadBusy: number
}

export const LOST_AFTER_MS = 60_000
const STATUS_CONNECTIONS = 16
let runs = 0

/** Words of the length that customers write. */
const WORDS = 'Hello, I ordered two lamps last Friday and only one has arrived. Could you look into it, please?'

export interface Prepared {
  readonly entry: Entry
  readonly webhook: SignedWebhook
}

export function openRun({ target, graph, sleepMs, lostAfterMs = LOST_AFTER_MS }: LoadOptions, connections: number) {
  const { port, path } = target
  const run = `r${process.pid.toString(36)}x${++runs}`
  const ledger = openLedger({ run, replies: target.replies })
  const messages = openConnections({ port, path, most: connections })
  const statuses = openConnections({ port, path, most: STATUS_CONNECTIONS })
  const waiting = new Map<Entry, { left: number; through: () => void }>()
  let confirming = 0
  let lastSentAt = performance.now()
  let startedAt = performance.now()
  let cpuBefore = process.cpuUsage()

  graph.onSend = (send) => {
    const answered = ledger.reply(send)
    confirming++
    void confirm(send).finally(() => {
      confirming--
      for (const entry of answered) step(entry)
    })
  }

  async function confirm(send: Sends) {
    // Meta's answer to the send comes before its statuses.
    await nextTurn()
    for (const status of ['sent', 'delivered'] as const)
      ledger.acknowledgeStatus(await statuses.post(statusWebhook(send, status)))
  }

  function step(entry: Entry) {
    const one = waiting.get(entry)
    if (!one || --one.left > 0) return
    waiting.delete(entry)
    one.through()
  }

  /** Made before the time runs: to sign a webhook costs as much as to send it. */
  function prepare(conversation: number): Prepared {
    const entry = ledger.write(conversation)
    const sleep = sleepMs ? ` sleep=${sleepMs(conversation)}` : ''
    return { entry, webhook: messageWebhook(customerOf(conversation), entry.token, `${WORDS} ${entry.token}${sleep}`) }
  }

  return {
    ledger,
    prepare,
    /** From here on the time runs. */
    begin() {
      startedAt = performance.now()
      cpuBefore = process.cpuUsage()
      return startedAt
    },
    /** Resolves with the acknowledgement. */
    async send({ entry, webhook }: Prepared, dueAt?: number) {
      ledger.send(entry, dueAt)
      lastSentAt = performance.now()
      waiting.set(entry, { left: target.replies ? 2 : 1, through: () => {} })
      const status = await messages.post(webhook)
      ledger.acknowledge(entry, status)
      if (status === 200) return step(entry)
      // Nothing more is to be expected of it.
      waiting.get(entry)?.through()
      waiting.delete(entry)
    },
    /** Resolves when a message that was sent is acknowledged, answered, and its statuses are acknowledged. */
    through: (entry: Entry) =>
      new Promise<void>((resolve) => {
        const one = waiting.get(entry)
        if (one) one.through = resolve
        else resolve()
      }),
    /** Waits for all that is under way, and says what the run was. */
    async close(forMs: number): Promise<LoadResult> {
      const stoppedAt = performance.now()
      const isIdle = () => waiting.size === 0 && confirming === 0
      while (!isIdle() && performance.now() - lastSentAt < lostAfterMs) await pause(2)
      const drainMs = performance.now() - stoppedAt
      const { user, system } = process.cpuUsage(cpuBefore)
      const loadBusy = (user + system) / 1000 / (performance.now() - startedAt)
      messages.close()
      statuses.close()
      graph.onSend = (send) => void ledger.reply(send)
      const all = [...ledger.entries.values()]
      const sorted = (values: number[]) => values.sort((a, b) => a - b)
      const inTime = (at: number) => at > 0 && at <= startedAt + forMs
      const counts = ledger.close()
      return {
        counts,
        faults: faultsOf(counts, ledger.refusedWith),
        acksPerSecond: (all.filter(({ ackedAt }) => inTime(ackedAt)).length * 1000) / forMs,
        repliesPerSecond: (all.filter(({ answeredAt }) => inTime(answeredAt)).length * 1000) / forMs,
        ackMs: sorted(all.filter(({ ackedAt }) => ackedAt > 0).map(({ ackedAt, dueAt }) => ackedAt - dueAt)),
        replyMs: sorted(
          all.filter(({ answeredAt }) => answeredAt > 0).map(({ answeredAt, dueAt }) => answeredAt - dueAt),
        ),
        drainMs,
        loadBusy,
      }
    },
  }
}
