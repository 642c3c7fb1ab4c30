import type { Arguments } from '../arguments.ts'
import { type Method, TIER_2, TIER_3 } from '../method.ts'
import { pageOf } from '../page-of.ts'
import { SlackError } from '../slack-error.ts'
import type { World } from '../world.ts'

function info(world: World, given: Arguments) {
  const channel = world.workspace.channel(given.required('channel', 'channel_not_found'))
  if (channel.isPrivate && !channel.botIsMember) throw new SlackError('channel_not_found')
  return { channel: world.showing.channel(channel) }
}

function join(world: World, given: Arguments) {
  const channel = world.workspace.channel(given.required('channel', 'channel_not_found'))
  if (channel.isPrivate) throw new SlackError('method_not_supported_for_channel_type')
  if (channel.archived) throw new SlackError('is_archived')
  const wasMember = channel.botIsMember
  channel.botIsMember = true
  world.happenings.emit({ type: 'settings' })
  return { channel: world.showing.channel(channel), ...(wasMember && { warning: 'already_in_channel' }) }
}

function list(world: World, given: Arguments) {
  const types = (given.text('types') ?? 'public_channel').split(',').map((type) => type.trim())
  const leavesOutArchived = given.flag('exclude_archived')
  const seen = world.workspace.channels.filter(
    ({ isPrivate, botIsMember, archived }) =>
      types.includes(isPrivate ? 'private_channel' : 'public_channel') &&
      (!isPrivate || botIsMember) &&
      !(archived && leavesOutArchived),
  )
  const { items, next } = pageOf(seen, given, 100)
  return { channels: items.map(world.showing.channel), response_metadata: { next_cursor: next } }
}

export const conversationMethods: Readonly<Record<string, Method>> = {
  'conversations.info': { scopes: ['channels:read', 'groups:read'], token: 'bot', perMinute: TIER_3, run: info },
  'conversations.join': { scopes: ['channels:join'], token: 'bot', perMinute: TIER_3, json: true, run: join },
  'conversations.list': { scopes: ['channels:read', 'groups:read'], token: 'bot', perMinute: TIER_2, run: list },
}
