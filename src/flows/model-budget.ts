import { substanceOf } from '../domain/briefing/signs.ts'
import type { Unremembered } from './memories.ts'

type Messages = Unremembered['messages']

/** Says when a model may be asked for facts: at most ten times for a hundred messages, however they come. */
export interface ModelBudget {
  /** Counts what is new; what is not asked about now is asked about with what comes next. */
  mayAsk(given: Unremembered): boolean
  /** All messages of the conversation that no model was asked about, oldest first. */
  take(given: Unremembered): Messages
  /** Whether a call that failed may be made once more. */
  mayRetry(): boolean
}

const PER_MESSAGE = 0.09
/** Calls that were not needed are saved up, but not without end. */
const MOST_SAVED = 10
const MOST_WAITING = 24
const MOST_CONVERSATIONS = 2000

export function createModelBudget(isConfigured: () => boolean): ModelBudget {
  let saved = 1
  /** What waits for a model, by conversation; the one that waited longest is given up first. */
  const waiting = new Map<string, Messages>()

  return {
    mayAsk(given) {
      if (!isConfigured()) return false
      const key = keyOf(given)
      const before = waiting.get(key) ?? []
      const fresh = given.messages.filter(({ id }) => !before.some((one) => one.id === id))
      saved = Math.min(MOST_SAVED, saved + fresh.length * PER_MESSAGE)
      const all = [...before, ...fresh].slice(-MOST_WAITING)
      waiting.delete(key)
      // Greetings and thanks hold no facts.
      if (!all.some(({ speaker, text }) => speaker === 'customer' && substanceOf(text).length > 0)) return false
      waiting.set(key, all)
      for (const oldest of waiting.keys()) if (waiting.size > MOST_CONVERSATIONS) waiting.delete(oldest)
      return saved >= 1
    },
    take(given) {
      saved -= 1
      const key = keyOf(given)
      const messages = waiting.get(key) ?? given.messages
      waiting.delete(key)
      return messages
    },
    mayRetry() {
      if (saved < 1) return false
      saved -= 1
      return true
    },
  }
}

const keyOf = ({ conversation }: Unremembered) => `${conversation.business}/${conversation.id}`
