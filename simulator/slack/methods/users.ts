import type { Arguments } from '../arguments.ts'
import { type Caller, type Method, TIER_2, TIER_3, TIER_4 } from '../method.ts'
import { SlackError } from '../slack-error.ts'
import type { World } from '../world.ts'

const EMAIL = 'users:read.email'

function info(world: World, given: Arguments, { scopes }: Caller) {
  const user = world.workspace.user(given.required('user', 'user_not_found'))
  return { user: world.showing.user(user, scopes.includes(EMAIL)) }
}

function lookupByEmail(world: World, given: Arguments) {
  const email = given.required('email', 'users_not_found').toLowerCase()
  const user = world.workspace.users.find((one) => one.email.toLowerCase() === email && !one.deleted)
  if (!user || email === '') throw new SlackError('users_not_found')
  return { user: world.showing.user(user, true) }
}

function groups({ workspace: { team, groups } }: World, given: Arguments) {
  const withUsers = given.flag('include_users')
  return {
    usergroups: groups.map(({ id, handle, name, users }) => ({
      id,
      team_id: team.id,
      is_usergroup: true,
      name,
      handle,
      description: '',
      is_external: false,
      date_delete: 0,
      user_count: users.length,
      ...(withUsers && { users }),
    })),
  }
}

export const userMethods: Readonly<Record<string, Method>> = {
  'users.info': { scopes: ['users:read'], token: 'bot', perMinute: TIER_4, run: info },
  'users.lookupByEmail': { scopes: [EMAIL], token: 'bot', perMinute: TIER_3, run: lookupByEmail },
  'usergroups.list': { scopes: ['usergroups:read'], token: 'bot', perMinute: TIER_2, run: groups },
}
