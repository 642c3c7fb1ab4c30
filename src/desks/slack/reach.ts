import type { Clock, Log } from '../../flows/world.ts'
import { type SlackApi, SlackLater, SlackRefused } from './api.ts'

/** How Slack is reached just now. */
export interface SlackState {
  readonly state: 'reached' | 'unreachable' | 'refused'
  readonly since: number | undefined
  readonly reason: string | undefined
}

/** What waits until somebody has mended it: asked again now and then, never in a hot loop. */
const TOKEN_REFUSED = [
  'invalid_auth',
  'not_authed',
  'token_revoked',
  'token_expired',
  'account_inactive',
  'missing_scope',
  'org_login_required',
  'ekm_access_denied',
  'team_access_not_granted',
]
const PLACE_REFUSED = ['channel_not_found', 'not_in_channel', 'is_archived', 'restricted_action', 'team_not_found']

const MENDED_AFTER_MS = 60_000
const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 60_000

export interface Reach extends SlackApi {
  readonly state: SlackState
  /** Nobody hears what is said there, however well we are heard. */
  deafBy(error: Error): void
  hears(): void
}

/** One gate for everything: while Slack is away or refuses us, nobody asks it a hundred times. */
export function createReach({ clock, log, api }: { clock: Clock; log: Log; api: () => SlackApi }): Reach {
  let state: SlackState = { state: 'reached', since: undefined, reason: undefined }
  let deaf: SlackState | undefined
  let failures = 0
  let closedUntil = 0
  const limited = new Map<string, number>()

  function become(next: SlackState['state'], reason: string | undefined) {
    if (state.state === next && state.reason === reason) return
    const since = next === 'reached' ? undefined : (state.since ?? clock.now())
    state = { state: next, since, reason }
    if (next === 'reached') log.info('slack-reached')
    else log.warn('slack-behind', { state: next, reason })
  }

  function pause(afterMs: number) {
    closedUntil = clock.now() + afterMs
    return afterMs
  }

  async function guarded<T>(method: string, run: () => Promise<T>): Promise<T> {
    const now = clock.now()
    const wait = Math.max(closedUntil, limited.get(method) ?? 0) - now
    if (wait > 0) throw new SlackLater(`Slack is not asked for ${method} just now`, { afterMs: wait })
    try {
      const answer = await run()
      failures = 0
      become('reached', undefined)
      return answer
    } catch (error) {
      throw judged(method, error)
    }
  }

  function judged(method: string, error: unknown): unknown {
    if (error instanceof SlackRefused) {
      if (TOKEN_REFUSED.includes(error.error)) {
        become('refused', error.error)
        return new SlackLater(error.message, { afterMs: pause(MENDED_AFTER_MS), cause: error })
      }
      if (PLACE_REFUSED.includes(error.error)) {
        become('refused', error.error)
        return new SlackLater(error.message, { afterMs: MENDED_AFTER_MS, cause: error })
      }
      failures = 0
      become('reached', undefined)
      return error
    }
    if (error instanceof SlackLater && error.afterMs !== undefined) {
      limited.set(method, clock.now() + error.afterMs)
      return error
    }
    const { message } = error as Error
    become('unreachable', message.slice(0, 200))
    const afterMs = pause(Math.min(FIRST_PAUSE_MS * 2 ** failures++, LONGEST_PAUSE_MS))
    return new SlackLater(message, { afterMs, cause: error })
  }

  return {
    get state() {
      return state.state === 'reached' && deaf ? deaf : state
    },
    deafBy(error) {
      const isRefused = error instanceof SlackRefused
      const reason = isRefused ? error.error : error.message.slice(0, 200)
      deaf = { state: isRefused ? 'refused' : 'unreachable', since: deaf?.since ?? clock.now(), reason }
    },
    hears() {
      deaf = undefined
    },
    call: (method, args) => guarded(method, () => api().call(method, args)),
    upload: (url, bytes) => guarded('upload', () => api().upload(url, bytes)),
    download: (url, most) => guarded('download', () => api().download(url, most)),
  }
}
