import type { Arguments } from '../arguments.ts'
import { type Caller, type Method, TIER_3, TIER_4 } from '../method.ts'
import { change, contentOf, metadataOf, put, rootFor, takeOut, writable } from '../post.ts'
import { SlackError } from '../slack-error.ts'
import type { World } from '../world.ts'

const SCOPES = ['chat:write']

function postMessage(world: World, given: Arguments) {
  const channel = writable(world, given.required('channel', 'channel_not_found'))
  const content = contentOf(world, given)
  const metadata = metadataOf(given)
  const thread = rootFor(world, channel, given.text('thread_ts'))
  const broadcast = thread !== undefined && given.flag('reply_broadcast')
  const message = put(world, channel, {
    ...content,
    ...(metadata && { metadata }),
    ...(broadcast && { subtype: 'thread_broadcast' as const }),
    user: world.workspace.app.botUser.id,
    bot: true,
    broadcast,
    thread,
  })
  return { channel: channel.id, ts: message.ts, message: world.showing.message(channel, message, true) }
}

/** A message of the app's own: nobody else's can be changed or deleted with its token. */
function own(world: World, given: Arguments, notOwn: string) {
  const channel = world.workspace.channel(given.required('channel', 'channel_not_found'))
  const message = world.workspace.messages.find(channel, given.required('ts', 'message_not_found'))
  if (!message || message.subtype === 'tombstone') throw new SlackError('message_not_found')
  if (!message.bot) throw new SlackError(notOwn)
  return { channel, message }
}

function update(world: World, given: Arguments) {
  const { channel, message } = own(world, given, 'cant_update_message')
  const content = contentOf(world, given)
  const metadata = metadataOf(given)
  const emptied = given.list('blocks', 'invalid_blocks_format')?.length === 0
  change(world, channel, message, () => {
    message.text = content.text
    // What is left out stays; an empty list takes it away.
    if (content.blocks) message.blocks = content.blocks
    if (emptied) delete message.blocks
    if (content.attachments) message.attachments = content.attachments
    if (metadata) message.metadata = metadata
    message.edited = { user: message.user, ts: world.names.ts() }
  })
  const { ts, text } = message
  return { channel: channel.id, ts, text, message: world.showing.message(channel, message, true) }
}

function remove(world: World, given: Arguments) {
  const { channel, message } = own(world, given, 'cant_delete_message')
  takeOut(world, channel, message)
  return { channel: channel.id, ts: message.ts }
}

function postEphemeral(world: World, given: Arguments) {
  const channel = writable(world, given.required('channel', 'channel_not_found'))
  const user = world.workspace.users.find(({ id }) => id === given.required('user'))
  if (!user || user.isBot) throw new SlackError('user_not_in_channel')
  const content = contentOf(world, given)
  const thread = rootFor(world, channel, given.text('thread_ts'))
  const { text, blocks } = content
  const ts = world.names.ts()
  world.workspace.ephemerals.push({
    channel: channel.id,
    user: user.id,
    ts,
    ...(thread !== undefined && { thread }),
    text,
    ...(blocks && { blocks }),
  })
  world.happenings.emit({ type: 'ephemeral', channel: channel.id, user: user.id })
  return { message_ts: ts }
}

const method = (
  perMinute: number,
  run: (world: World, given: Arguments, caller: Caller) => Record<string, unknown>,
) => ({
  scopes: SCOPES,
  token: 'bot' as const,
  perMinute,
  json: true,
  run,
})

export const chatMethods: Readonly<Record<string, Method>> = {
  // One a second in a channel, with short bursts; the bucket of the channel itself is in limits.ts.
  'chat.postMessage': method(TIER_4 * 6, postMessage),
  'chat.postEphemeral': method(TIER_4, postEphemeral),
  'chat.update': method(TIER_3, update),
  'chat.delete': method(TIER_3, remove),
}
