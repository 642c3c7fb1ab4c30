import type { Channel, Message } from './shapes.ts'

/** Channels and their threads, as they are looked up. */
export interface Messages {
  find(channel: Channel, ts: string): Message | undefined
  /** What answers to a root, oldest first. */
  replies(channel: Channel, root: string): Message[]
  /** What stands in the channel itself, oldest first. */
  roots(channel: Channel): Message[]
  /** A root can be answered unless it is gone, or only its gravestone is left. */
  canBeAnswered(channel: Channel, root: string): boolean
  /** Takes it out; a root with replies leaves a gravestone. Answers whether one was left. */
  remove(channel: Channel, message: Message): boolean
}

export const TOMBSTONE = 'This message was deleted.'

export function createMessages(): Messages {
  const find = (channel: Channel, ts: string) => channel.messages.find((one) => one.ts === ts)
  const replies = (channel: Channel, root: string) => channel.messages.filter(({ thread }) => thread === root)
  return {
    find,
    replies,
    roots: (channel) => channel.messages.filter(({ thread, broadcast }) => thread === undefined || broadcast),
    canBeAnswered(channel, root) {
      const message = find(channel, root)
      return message !== undefined && message.subtype !== 'tombstone' && message.thread === undefined
    },
    remove(channel, message) {
      if (message.thread === undefined && replies(channel, message.ts).length > 0) {
        message.subtype = 'tombstone'
        message.text = TOMBSTONE
        delete message.blocks
        delete message.attachments
        delete message.metadata
        message.files = []
        return true
      }
      channel.messages.splice(channel.messages.indexOf(message), 1)
      return false
    },
  }
}
