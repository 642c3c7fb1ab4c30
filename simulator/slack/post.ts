import type { Arguments } from './arguments.ts'
import { isPlain } from './arguments.ts'
import { checkBlocks } from './blocks.ts'
import type { Channel, Message, Plain } from './shapes.ts'
import { SlackError } from './slack-error.ts'
import type { World } from './world.ts'

const LONGEST_TEXT = 40_000
const LARGEST_METADATA = 16 * 1024

export interface Content {
  readonly text: string
  readonly blocks?: Plain[]
  readonly attachments?: Plain[]
}

/** What a message of the app says, checked. */
export function contentOf({ names }: World, given: Arguments): Content {
  const blocks = given.list('blocks', 'invalid_blocks_format')
  const attachments = given.list('attachments', 'invalid_arguments')
  const text = given.text('text') ?? ''
  // Slack itself only warns when blocks come without a text; notifications and screen readers then have nothing to say.
  if (text === '' && !attachments?.length) throw new SlackError('no_text')
  if (text.length > LONGEST_TEXT) throw new SlackError('msg_too_long')
  return {
    text,
    ...(blocks?.length && { blocks: checkBlocks(names, blocks, 'message') }),
    ...(attachments?.length && { attachments }),
  }
}

export function metadataOf(given: Arguments): Plain | undefined {
  const metadata = given.object('metadata', 'invalid_metadata_format')
  if (!metadata) return undefined
  if (typeof metadata.event_type !== 'string' || !isPlain(metadata.event_payload))
    throw new SlackError('invalid_metadata_format')
  if (JSON.stringify(metadata).length > LARGEST_METADATA) throw new SlackError('metadata_too_large')
  return metadata
}

/** The channel the app writes to. */
export function writable({ workspace }: World, named: string): Channel {
  const channel = workspace.channel(named)
  // An app that is not in a private channel does not even see it.
  if (!channel.botIsMember) throw new SlackError(channel.isPrivate ? 'channel_not_found' : 'not_in_channel')
  if (channel.archived) throw new SlackError('is_archived')
  return channel
}

/** The root that a reply of the app goes under; a reply to a reply stands in the same thread. */
export function rootFor({ workspace: { messages } }: World, channel: Channel, ts: string | undefined) {
  if (ts === undefined || ts === '') return undefined
  const root = messages.find(channel, ts)?.thread ?? ts
  if (!messages.canBeAnswered(channel, root)) throw new SlackError('cannot_reply_to_message')
  return root
}

type New = Partial<Omit<Message, 'channel' | 'ts' | 'user' | 'bot' | 'reactions' | 'thread'>> & {
  user: string
  bot: boolean
  thread: string | undefined
}

/** Puts a message into its channel and tells of it. */
export function put(world: World, channel: Channel, { thread, ...content }: New): Message {
  const message: Message = {
    text: '',
    files: [],
    broadcast: false,
    ...content,
    ...(thread !== undefined && { thread }),
    channel: channel.id,
    ts: world.names.ts(),
    reactions: [],
  }
  channel.messages.push(message)
  world.news.posted(channel, message)
  return message
}

/** Changes a message and tells of it. */
export function change(world: World, channel: Channel, message: Message, alter: (message: Message) => void) {
  const before = world.showing.message(channel, message)
  alter(message)
  world.news.changed(channel, message, before)
}

/** Takes a message out and tells of it; a root with replies is told as changed into its gravestone. */
export function takeOut(world: World, channel: Channel, message: Message) {
  const before = world.showing.message(channel, message)
  const leavesGrave = world.workspace.messages.remove(channel, message)
  if (leavesGrave) world.news.changed(channel, message, before)
  else world.news.deleted(channel, message.ts, before)
}
