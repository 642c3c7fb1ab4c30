import type { Agenda } from '../agenda.ts'
import type { Names } from './names.ts'

/** Where a press came from, for what the app answers to it. */
export interface Origin {
  readonly user: string
  readonly channel: string
  readonly ts: string
  readonly thread: string | undefined
  readonly isEphemeral: boolean
}

export interface ResponseUrls {
  /** Its path below Slack's own. */
  create(origin: Origin): string
  /** Five times within half an hour. */
  take(path: string): Origin | 'expired_url' | 'used_url' | undefined
}

const GOOD_FOR_MS = 30 * 60_000
const USES = 5

export function createResponseUrls(agenda: Agenda, names: Names, teamId: string): ResponseUrls {
  const known = new Map<string, { origin: Origin; at: number; left: number }>()
  return {
    create(origin) {
      const path = `/actions/${teamId}/${names.id('')}/${names.secret()}`
      known.set(path, { origin, at: agenda.now(), left: USES })
      return path
    },
    take(path) {
      const found = known.get(path)
      if (!found) return undefined
      if (agenda.now() - found.at > GOOD_FOR_MS) return 'expired_url'
      if (found.left <= 0) return 'used_url'
      found.left--
      return found.origin
    },
  }
}
