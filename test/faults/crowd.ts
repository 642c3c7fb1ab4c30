import { setTimeout as pause } from 'node:timers/promises'
import type { Simulator } from '../../simulator/index.ts'

type Phone = ReturnType<ReturnType<Simulator['customer']>['on']>

/** One message of the crowd. Its text is a token that occurs nowhere else. */
export interface Utterance {
  readonly token: string
  readonly phone: Phone
  readonly saidAt: number
}

export interface CrowdOptions {
  readonly simulator: Simulator
  readonly customers: number
  readonly messagesEach: number
  readonly lines: readonly string[]
  /** Between the acknowledgement of one message and the next. */
  readonly gapMs: readonly [least: number, most: number]
  readonly random: () => number
  readonly said: (count: number) => void
}

const LOOK_EVERY_MS = 10

/** Customers who all write at once, each to any line, the next message when Meta has brought the last one home. */
export async function letThemTalk(options: CrowdOptions): Promise<Utterance[]> {
  const { simulator, customers, messagesEach, lines, random, said } = options
  const [least, most] = options.gapMs
  const utterances: Utterance[] = []
  const between = (from: number, to: number) => from + random() * (to - from)

  async function talk(index: number) {
    const customer = simulator.customer({ phone: `1555${1_000_000 + index}`, name: `Customer ${index}` })
    for (let count = 0; count < messagesEach; count++) {
      const phone = customer.on(lines[Math.floor(random() * lines.length)]!)
      const token = `c${index}-${phone.line}-m${count}`
      const wamid = phone.says(token)
      utterances.push({ token, phone, saidAt: Date.now() })
      said(utterances.length)
      const message = phone.said.find((one) => one.wamid === wamid)
      while (message?.state === 'sent') await pause(LOOK_EVERY_MS)
      await pause(between(least, most))
    }
  }
  await Promise.all(Array.from({ length: customers }, (_, index) => talk(index)))
  return utterances
}

export interface Hearing {
  readonly doubled: readonly string[]
  readonly outOfOrder: readonly string[]
  /** Shown to another customer, or by another line, or said by nobody. */
  readonly misdirected: readonly string[]
  readonly unanswered: readonly Utterance[]
  readonly longestWaitMs: number
}

/** What the phones show, held against what was said on them. A reply answers every token it repeats. */
export function listenTo(utterances: readonly Utterance[]): Hearing {
  const doubled: string[] = []
  const outOfOrder: string[] = []
  const misdirected: string[] = []
  const unanswered: Utterance[] = []
  let longestWaitMs = 0
  for (const [phone, own] of Map.groupBy(utterances, (one) => one.phone)) {
    const place = new Map(own.map(({ token }, index) => [token, index]))
    const heard = new Set<string>()
    let last = -1
    for (const { text, at } of phone.bubbles) {
      for (const token of text.split('\n')) {
        const index = place.get(token)
        if (index === undefined) misdirected.push(token)
        else if (heard.has(token)) doubled.push(token)
        else if (index < last) outOfOrder.push(token)
        else longestWaitMs = Math.max(longestWaitMs, at - own[index]!.saidAt)
        heard.add(token)
        last = Math.max(last, index ?? last)
      }
    }
    unanswered.push(...own.filter(({ token }) => !heard.has(token)))
  }
  return { doubled, outOfOrder, misdirected, unanswered, longestWaitMs }
}
