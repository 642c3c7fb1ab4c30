import { createMessages, type Messages } from './messages.ts'
import type { Names } from './names.ts'
import type { Channel, Ephemeral, SlackFile, User, View } from './shapes.ts'
import { SlackError } from './slack-error.ts'

export interface PersonDetails {
  /** The handle: `dana`. */
  readonly name: string
  readonly realName?: string
  readonly email?: string
}

export interface ChannelDetails {
  readonly name: string
  readonly isPrivate?: boolean
  /** Whether the app was invited; it is unless told otherwise. */
  readonly botIsMember?: boolean
}

export interface UserGroup {
  readonly id: string
  readonly handle: string
  readonly name: string
  readonly users: readonly string[]
}

/** Who and what there is in the pretend workspace. */
export interface Workspace {
  readonly team: { readonly id: string; readonly domain: string; readonly name: string }
  readonly app: { readonly id: string; readonly botId: string; readonly botUser: User }
  readonly users: User[]
  readonly channels: Channel[]
  readonly groups: UserGroup[]
  readonly files: Map<string, SlackFile>
  readonly views: View[]
  ephemerals: Ephemeral[]
  readonly messages: Messages
  user(id: string): User
  /** By id, or by name with or without `#`. */
  channel(named: string): Channel
  addUser(details: PersonDetails): User
  addChannel(details: ChannelDetails): Channel
  addGroup(handle: string, members: readonly User[]): UserGroup
}

/** What somebody is called after an @. */
export const handleOf = (realName: string) =>
  realName
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '.')
    .replaceAll(/^\.|\.$/g, '') || 'somebody'

export function createWorkspace(names: Names, domain = 'harbour-supplies'): Workspace {
  const team = { id: names.idOf('T', domain), domain, name: 'Harbour Supplies' }
  const botUser: User = {
    id: names.idOf('U', 'the app'),
    name: 'wabaton',
    realName: 'Wabaton',
    email: '',
    isBot: true,
    deleted: false,
  }
  const app = { id: names.idOf('A', 'the app'), botId: names.idOf('B', 'the app'), botUser }
  const users: User[] = [botUser]
  const channels: Channel[] = []
  const groups: UserGroup[] = []
  const workspace: Workspace = {
    team,
    app,
    users,
    channels,
    groups,
    files: new Map(),
    views: [],
    ephemerals: [],
    messages: createMessages(),
    user(id) {
      const found = users.find((one) => one.id === id)
      if (!found) throw new SlackError('user_not_found')
      return found
    },
    channel(named) {
      const found = channels.find(({ id, name }) => id === named || name === named.replace(/^#/, ''))
      if (!found) throw new SlackError('channel_not_found')
      return found
    },
    addUser({ name, realName = name, email = '' }) {
      const user: User = {
        id: names.idOf('U', `${name} ${email}`),
        name,
        realName,
        email,
        isBot: false,
        deleted: false,
      }
      users.push(user)
      return user
    },
    addChannel({ name, isPrivate = false, botIsMember = true }) {
      const channel: Channel = {
        id: names.idOf('C', name),
        name,
        isPrivate,
        botIsMember,
        archived: false,
        messages: [],
      }
      channels.push(channel)
      return channel
    },
    addGroup(handle, members) {
      const group = { id: names.idOf('S', handle), handle, name: handle, users: members.map(({ id }) => id) }
      groups.push(group)
      return group
    },
  }
  return workspace
}
