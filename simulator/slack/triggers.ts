import type { Agenda } from '../agenda.ts'
import type { Names } from './names.ts'
import { SlackError } from './slack-error.ts'

/** What a press gives the app, to open a modal with: once, and within three seconds. */
export interface Triggers {
  create(user: string): string
  /** Whose screen it is. */
  take(id: string): string
}

const GOOD_FOR_MS = 3000

export function createTriggers(agenda: Agenda, names: Names): Triggers {
  const known = new Map<string, { user: string; at: number; taken: boolean }>()
  return {
    create(user) {
      const id = `${names.id('')}.${names.secret().toLowerCase()}`
      known.set(id, { user, at: agenda.now(), taken: false })
      return id
    },
    take(id) {
      const trigger = known.get(id)
      if (!trigger) throw new SlackError('invalid_trigger_id')
      if (trigger.taken) throw new SlackError('exchanged_trigger_id')
      if (agenda.now() - trigger.at > GOOD_FOR_MS) throw new SlackError('expired_trigger_id')
      trigger.taken = true
      return trigger.user
    },
  }
}
