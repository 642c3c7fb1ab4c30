import type { HandoffReason } from '../handoff.ts'
import { askIn } from './ask.ts'
import { frustrationIn } from './frustration.ts'
import { keywordIn } from './keyword.ts'
import { repeatedIn } from './repeated.ts'
import { sensitiveIn } from './sensitive.ts'
import type { Heard, Signal, SignalTuning } from './signal.ts'
import { type Reading, read, readOwn } from './words.ts'

interface SignalFacts {
  /** What is unanswered, oldest first. */
  readonly messages: readonly Heard[]
  /** What the customer wrote before, and was answered. */
  readonly before: readonly Heard[]
  readonly tuning: SignalTuning
  /** The last time that people gave the conversation back. */
  readonly released: { readonly at: number; readonly reason: HandoffReason } | undefined
  readonly now: number
}

const DAY_MS = 24 * 60 * 60_000

/** A message that is read once for all rules. */
interface Message {
  readonly id: string
  readonly text: string
  readonly reading: Reading
}

/** Why people should take over, by rules alone; the first of what is heard, in the order of the rules. */
export function signalOf({ messages, before, tuning, released, now }: SignalFacts): Signal | undefined {
  // People have dealt with what was said before they gave it back.
  const isNew = ({ at }: Heard) => released === undefined || at > released.at
  const isSettled = (reason: Signal['reason']) => released?.reason === reason && now - released.at < DAY_MS
  const unheard = messages.filter(isNew).map((message) => ({ ...message, reading: read(message.text) }))
  const ask = asked(unheard)
  if (ask) return ask
  const others: readonly Rule[] = [
    keyword,
    sensitive,
    frustration,
    (all, { repeatedFailure }) => (repeatedFailure ? repeated(all, lately(before)) : undefined),
  ]
  for (const rule of others) {
    const signal = rule(unheard, tuning)
    if (signal && !isSettled(signal.reason)) return signal
  }
  return undefined

  function lately(all: readonly Heard[]) {
    return all.filter((message) => isNew(message) && message.at > now - DAY_MS)
  }
}

type Rule = (messages: readonly (Message & Heard)[], tuning: SignalTuning) => Signal | undefined

/** Each message by itself, then what was sent in pieces: "I want to talk" and "to a person". */
function asked(messages: readonly Message[]): Signal | undefined {
  for (const { id, text, reading } of messages) {
    const heard = askIn(isShown(text) ? readOwn(text) : reading)
    if (heard) return { reason: 'customer_asked', message: id, heard }
  }
  for (const [index, { id, text }] of messages.entries()) {
    const earlier = messages[index - 1]
    if (!earlier || earlier.text.length > LONGEST_PIECE || text.length > LONGEST_PIECE) continue
    const heard = askIn(readOwn(`${earlier.text.trim().replace(/[.…]+$/, '')} ${text.trim()}`))
    if (heard) return { reason: 'customer_asked', message: id, heard }
  }
  return undefined
}

/** Whoever writes more in one message does not break their sentences off. */
const LONGEST_PIECE = 80

/** Whether there may be somebody else's words in it. */
const isShown = (text: string) => /[>"“„«「]/.test(text)

function keyword(messages: readonly Message[], { keywords }: SignalTuning): Signal | undefined {
  for (const { id, reading } of messages) {
    const heard = keywordIn(reading, keywords)
    if (heard) return { reason: 'keyword', message: id, heard }
  }
  return undefined
}

function sensitive(messages: readonly Message[], { sensitive: topics }: SignalTuning): Signal | undefined {
  for (const { id, reading } of messages) {
    const found = sensitiveIn(reading, topics)
    if (found) return { reason: 'sensitive', message: id, heard: `${found.topic}: ${found.heard}` }
  }
  return undefined
}

function frustration(messages: readonly Message[], { frustration: level }: SignalTuning): Signal | undefined {
  if (level === 'off') return undefined
  const readings = messages.map(({ reading }) => reading)
  const found = frustrationIn(readings, level)
  return found && { reason: 'frustration', message: messages[found.message]!.id, heard: found.heard }
}

function repeated(messages: readonly Heard[], before: readonly Heard[]): Signal | undefined {
  const found = repeatedIn({ messages, before })
  return found && { reason: 'repeated_failure', message: found.message.id, heard: found.heard }
}
