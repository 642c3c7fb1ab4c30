import type { HandoffReason } from '../handoff.ts'
import { askIn } from './ask.ts'
import { frustrationIn } from './frustration.ts'
import { keywordIn } from './keyword.ts'
import { repeatedIn } from './repeated.ts'
import { sensitiveIn } from './sensitive.ts'
import type { Heard, Signal, SignalTuning } from './signal.ts'
import { read, readOwn } from './words.ts'

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

/** Why people should take over, by rules alone; the first of what is heard, in the order of the rules. */
export function signalOf({ messages, before, tuning, released, now }: SignalFacts): Signal | undefined {
  // People have dealt with what was said before they gave it back.
  const since = Math.max(now - DAY_MS, released?.at ?? Number.NEGATIVE_INFINITY)
  const unheard = messages.filter(({ at }) => released === undefined || at > released.at)
  const isSettled = (reason: Signal['reason']) => released?.reason === reason && now - released.at < DAY_MS
  const rules: readonly (() => Signal | undefined)[] = [
    () => asked(unheard),
    () => (isSettled('keyword') ? undefined : withKeyword(unheard, tuning)),
    () => (isSettled('sensitive') ? undefined : sensitive(unheard, tuning)),
    () => (isSettled('frustration') ? undefined : frustrated(unheard, tuning)),
    () =>
      isSettled('repeated_failure') || !tuning.repeatedFailure
        ? undefined
        : repeated(
            unheard,
            before.filter(({ at }) => at > since),
          ),
  ]
  for (const rule of rules) {
    const signal = rule()
    if (signal) return signal
  }
  return undefined
}

/** Each message by itself, then what was sent in pieces: "I want to talk" and "to a person". */
function asked(messages: readonly Heard[]): Signal | undefined {
  for (const { id, text } of messages) {
    const heard = askIn(readOwn(text))
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

function withKeyword(messages: readonly Heard[], { keywords }: SignalTuning): Signal | undefined {
  if (keywords.length === 0) return undefined
  for (const { id, text } of messages) {
    const heard = keywordIn(read(text), keywords)
    if (heard) return { reason: 'keyword', message: id, heard }
  }
  return undefined
}

function sensitive(messages: readonly Heard[], { sensitive: topics }: SignalTuning): Signal | undefined {
  if (!Object.values(topics).some(Boolean)) return undefined
  for (const { id, text } of messages) {
    const found = sensitiveIn(read(text), topics)
    if (found) return { reason: 'sensitive', message: id, heard: `${found.topic}: ${found.heard}` }
  }
  return undefined
}

function frustrated(messages: readonly Heard[], { frustration }: SignalTuning): Signal | undefined {
  if (frustration === 'off') return undefined
  const found = frustrationIn(
    messages.map(({ text }) => read(text)),
    frustration,
  )
  return found && { reason: 'frustration', message: messages[found.message]!.id, heard: found.heard }
}

function repeated(messages: readonly Heard[], before: readonly Heard[]): Signal | undefined {
  const found = repeatedIn({ messages, before })
  return found && { reason: 'repeated_failure', message: found.message.id, heard: found.heard }
}
