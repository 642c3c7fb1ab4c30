import { STILL_NOT } from './moods/still.ts'
import { contentOf, type Said, saidIn } from './said.ts'
import type { Heard } from './signal.ts'
import { type Reading, read } from './words.ts'

/** So often within a day somebody says that it has not helped, or asks again what was answered. */
const TIMES = 2
/** So much of a message stands in one before: then it is asked again. */
const SAME = 0.6
/** "ok", "thanks" and "and then?" are no questions. */
const LEAST_WORDS = 3

interface Repeating {
  /** The unanswered messages. */
  readonly messages: readonly Heard[]
  /** The answered ones of the last day, oldest first. */
  readonly before: readonly Heard[]
}

/** The message with which it has failed twice. */
export function repeatedIn({ messages, before }: Repeating): { message: Heard; heard: string } | undefined {
  const answered: { message: Heard; said: Said }[] = []
  let failed = 0
  for (const message of [...before, ...messages]) {
    const reading = read(message.text)
    const said = saidIn(reading)
    const isNew = messages.includes(message)
    const isAgain = answered.some((one) => isAnswered(one.message, message) && isSame(said, one.said))
    if (saysStillNot(reading) || isAgain) {
      failed++
      if (isNew && failed >= TIMES) return { message, heard: shortened(reading.text) }
    }
    if (!isNew) answered.push({ message, said })
  }
  return undefined
}

export function saysStillNot({ words }: Pick<Reading, 'words'>): boolean {
  for (let at = 0; at < words.length; at++) {
    const found = STILL_NOT.at(words, at)
    const calm = Math.max(0, ...found.map(({ meaning, to }) => (meaning === 'calm' ? to : 0)))
    if (calm > 0) at = calm - 1
    else if (found.length > 0) return true
  }
  return false
}

/** One that came before the other was answered belongs to the same attempt. */
const isAnswered = ({ answeredAt }: Heard, { at }: Heard) => answeredAt === undefined || answeredAt <= at

function isSame(said: Said, other: Said): boolean {
  if (said.words.size < LEAST_WORDS || differs(said.numbers, other.numbers)) return false
  return shareOf(said.words, other.words) >= SAME && shareOf(contentOf(said), contentOf(other)) >= SAME
}

const differs = (some: ReadonlySet<string>, others: ReadonlySet<string>) =>
  some.size > 0 && others.size > 0 && ![...some].some((one) => others.has(one))

function shareOf(some: ReadonlySet<string>, others: ReadonlySet<string>): number {
  if (some.size === 0) return 1
  let shared = 0
  for (const one of some) if (others.has(one)) shared++
  return shared / some.size
}

const SHOWN = 60
const shortened = (text: string) => (text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text)
