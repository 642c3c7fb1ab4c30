import type { Channel, Message } from './shapes.ts'
import type { World } from './world.ts'

interface Who {
  readonly name: string
  readonly user: string
}

/** `false` when it is there already. */
export function addReaction(world: World, channel: Channel, message: Message, { name, user }: Who): boolean {
  const reaction = message.reactions.find((one) => one.name === name)
  if (reaction?.users.includes(user)) return false
  if (reaction) reaction.users.push(user)
  else message.reactions.push({ name, users: [user] })
  world.news.reacted(channel, message, { name, user, added: true })
  return true
}

/** `false` when there is none. */
export function removeReaction(world: World, channel: Channel, message: Message, { name, user }: Who): boolean {
  const reaction = message.reactions.find((one) => one.name === name)
  if (!reaction?.users.includes(user)) return false
  reaction.users.splice(reaction.users.indexOf(user), 1)
  if (reaction.users.length === 0) message.reactions.splice(message.reactions.indexOf(reaction), 1)
  world.news.reacted(channel, message, { name, user, added: false })
  return true
}
