import type { Sends } from './graph.ts'
import { conversationOf, customerOf } from './webhooks.ts'

/** One message of a customer, from when it was due to when it was answered. */
export interface Entry {
  readonly conversation: number
  readonly sequence: number
  readonly token: string
  dueAt: number
  ackedAt: number
  answeredAt: number
  answers: number
}

/** Everything that must be zero, and what it was counted over. */
export interface Counts {
  sent: number
  acknowledged: number
  answered: number
  /** Acknowledged and never answered. */
  lost: number
  doubled: number
  outOfOrder: number
  /** Sent to another customer, or from another line, than the one that was written to. */
  misdirected: number
  /** Sends that answer nothing of this run: apologies, replies out of the blue. */
  foreign: number
  /** Webhooks, of messages and of statuses, that were not answered 200. */
  refused: number
}

const TOKEN = /\[(\w+)\.(\d+)\.(\d+)\]/g

/** Knows each message by its token, and counts exactly what became of it. */
export function openLedger({ run, replies = true }: { run: string; replies?: boolean }) {
  const now = () => performance.now()
  const entries = new Map<string, Entry>()
  const sequences = new Map<number, number>()
  const lastAnswered = new Map<number, number>()
  const refusedWith = new Set<number>()
  const counts: Counts = {
    sent: 0,
    acknowledged: 0,
    answered: 0,
    lost: 0,
    doubled: 0,
    outOfOrder: 0,
    misdirected: 0,
    foreign: 0,
    refused: 0,
  }

  function refuse(status: number) {
    counts.refused++
    refusedWith.add(status)
  }

  return {
    counts,
    /** HTTP statuses of what was refused; 0 is a connection that broke. */
    refusedWith: refusedWith as ReadonlySet<number>,
    entries: entries as ReadonlyMap<string, Entry>,
    write(conversation: number): Entry {
      const sequence = (sequences.get(conversation) ?? 0) + 1
      sequences.set(conversation, sequence)
      const token = `[${run}.${conversation}.${sequence}]`
      const entry = { conversation, sequence, token, dueAt: 0, ackedAt: 0, answeredAt: 0, answers: 0 }
      entries.set(token, entry)
      return entry
    },
    send(entry: Entry, dueAt: number = now()) {
      entry.dueAt = dueAt
      counts.sent++
    },
    acknowledge(entry: Entry, status: number) {
      if (status !== 200) return refuse(status)
      entry.ackedAt = now()
      counts.acknowledged++
    },
    acknowledgeStatus(status: number) {
      if (status !== 200) refuse(status)
    },
    /** A merged reply counts for all its tokens. Hands back the messages that it answers. */
    reply({ to, line, text }: Pick<Sends, 'to' | 'line' | 'text'>): Entry[] {
      const answered: Entry[] = []
      let known = 0
      for (const [token] of text.matchAll(TOKEN)) {
        const entry = entries.get(token)
        if (!entry) continue
        known++
        if (conversationOf(to) !== entry.conversation || customerOf(entry.conversation).line !== line)
          counts.misdirected++
        if (entry.answers++ > 0) {
          counts.doubled++
          continue
        }
        if (entry.sequence < (lastAnswered.get(entry.conversation) ?? 0)) counts.outOfOrder++
        lastAnswered.set(entry.conversation, entry.sequence)
        entry.answeredAt = now()
        counts.answered++
        answered.push(entry)
      }
      if (known === 0) counts.foreign++
      return answered
    },
    /** When the run is over and whatever could come has come. */
    close(): Counts {
      if (replies) for (const { ackedAt, answers } of entries.values()) if (ackedAt > 0 && answers === 0) counts.lost++
      return counts
    },
  }
}

export type Ledger = ReturnType<typeof openLedger>

const MUST_BE_ZERO = ['lost', 'doubled', 'outOfOrder', 'misdirected', 'foreign', 'refused'] as const

/** What is wrong, in words; nothing when all is well. */
export function faultsOf(counts: Counts, refusedWith: ReadonlySet<number> = new Set()): string[] {
  const faults = MUST_BE_ZERO.filter((name) => counts[name] > 0).map((name) => `${counts[name]} ${name}`)
  return refusedWith.size > 0 ? [...faults, `refused with HTTP ${[...refusedWith].join(', ')}`] : faults
}
