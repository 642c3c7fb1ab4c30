import type { Arguments } from '../arguments.ts'
import { type Method, TIER_2, TIER_3 } from '../method.ts'
import { addReaction, removeReaction } from '../react.ts'
import { SlackError } from '../slack-error.ts'
import type { World } from '../world.ts'

function target(world: World, given: Arguments) {
  const channel = world.workspace.channel(given.required('channel', 'channel_not_found'))
  if (!channel.botIsMember) throw new SlackError(channel.isPrivate ? 'channel_not_found' : 'not_in_channel')
  const message = world.workspace.messages.find(channel, given.required('timestamp', 'bad_timestamp'))
  if (!message) throw new SlackError('message_not_found')
  const name = given.required('name', 'invalid_name').replaceAll(':', '')
  if (!/^[\w+'-]+$/.test(name)) throw new SlackError('invalid_name')
  return { channel, message, name, user: world.workspace.app.botUser.id }
}

function add(world: World, given: Arguments) {
  const { channel, message, name, user } = target(world, given)
  if (!addReaction(world, channel, message, { name, user })) throw new SlackError('already_reacted')
  return {}
}

function remove(world: World, given: Arguments) {
  const { channel, message, name, user } = target(world, given)
  if (!removeReaction(world, channel, message, { name, user })) throw new SlackError('no_reaction')
  return {}
}

export const reactionMethods: Readonly<Record<string, Method>> = {
  'reactions.add': { scopes: ['reactions:write'], token: 'bot', perMinute: TIER_3, json: true, run: add },
  'reactions.remove': { scopes: ['reactions:write'], token: 'bot', perMinute: TIER_2, json: true, run: remove },
}
