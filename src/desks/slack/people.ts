import type { Actor } from '../../domain/access.ts'
import type { Person } from '../../domain/ownership.ts'
import type { Store } from '../../flows/store.ts'
import type { Clock } from '../../flows/world.ts'
import { blockIn, isRefused, type SlackApi, textIn } from './api.ts'

export type Somebody =
  | { readonly kind: 'teammate'; readonly actor: Actor; readonly person: Person }
  | { readonly kind: 'stranger'; readonly name: string }

export interface SlackPeople {
  /** Who this is here, with what they may do: asked anew each time, as it may have changed. */
  who(user: string): Promise<Somebody>
  nameOf(user: string): Promise<string | undefined>
}

interface Profile {
  readonly name: string
  readonly email: string
  /** A member of our workspace: no program, no guest of another one, and not gone. */
  readonly isOurs: boolean
  readonly until: number
}

interface Needs {
  readonly business: string
  readonly store: Pick<Store, 'slackLink' | 'credential'>
  readonly clock: Clock
  readonly api: SlackApi
}

/** Names and addresses change rarely; what somebody may do is never remembered. */
const KNOWN_FOR_MS = 10 * 60_000

export function createPeople({ business, store, clock, api }: Needs): SlackPeople {
  const known = new Map<string, Profile>()
  let team: Promise<string> | undefined

  function ourTeam(): Promise<string> {
    team ??= api.call('auth.test', {}).then((answer) => textIn(answer, 'team_id'))
    team.catch(() => {
      team = undefined
    })
    return team
  }

  async function profileOf(user: string): Promise<Profile | undefined> {
    const kept = known.get(user)
    if (kept && kept.until > clock.now()) return kept
    const ours = await ourTeam()
    try {
      const found = blockIn(await api.call('users.info', { user }), 'user')
      const profile = blockIn(found, 'profile')
      const read: Profile = {
        name: textIn(profile, 'display_name') || textIn(profile, 'real_name') || textIn(found, 'name') || user,
        email: textIn(profile, 'email').toLowerCase(),
        isOurs: !found.is_bot && !found.deleted && !found.is_stranger && textIn(found, 'team_id') === ours,
        until: clock.now() + KNOWN_FOR_MS,
      }
      known.set(user, read)
      return read
    } catch (error) {
      if (isRefused(error, 'user_not_found', 'user_not_visible')) return undefined
      throw error
    }
  }

  return {
    async who(user) {
      const profile = await profileOf(user)
      if (!profile?.isOurs) return { kind: 'stranger', name: profile?.name ?? user }
      const linked = await store.slackLink({ business, user })
      const found =
        linked !== undefined
          ? await store.credential({ business, id: linked })
          : profile.email === ''
            ? undefined
            : await store.credential({ business, email: profile.email })
      if (!found) return { kind: 'stranger', name: profile.name }
      const { id, name, role, lines } = found
      return { kind: 'teammate', actor: { kind: 'teammate', id, name, role, lines }, person: { id, name } }
    },
    nameOf: async (user) => (await profileOf(user))?.name,
  }
}
