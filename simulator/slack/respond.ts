import { answer, type SlackAnswer } from './answer.ts'
import { isPlain, readArguments } from './arguments.ts'
import { change, contentOf, put, takeOut } from './post.ts'
import type { Origin } from './response-urls.ts'
import type { Plain } from './shapes.ts'
import { SlackError } from './slack-error.ts'
import type { World } from './world.ts'

/** What the app sends to a `response_url`: another text in place of what was pressed, its end, or a new one beside it. */
export function respond(world: World, path: string, body: Uint8Array): SlackAnswer {
  const origin = world.responseUrls.take(path)
  if (origin === undefined || typeof origin === 'string') return answer(404, 'text/plain', origin ?? 'invalid_url')
  try {
    const given = read(body)
    if (given.delete_original) removeOriginal(world, origin)
    else if (given.replace_original) replaceOriginal(world, origin, given)
    else add(world, origin, given)
    return answer(200, 'text/plain', 'ok')
  } catch (error) {
    if (error instanceof SlackError) return answer(400, 'text/plain', error.code)
    throw error
  }
}

function read(body: Uint8Array): Plain {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString('utf8'))
    if (isPlain(value)) return value
  } catch {
    // It is told below, as anything else that is no object.
  }
  throw new SlackError('invalid_payload')
}

function removeOriginal(world: World, { user, channel: id, ts, isEphemeral }: Origin) {
  const { workspace, happenings } = world
  if (isEphemeral) {
    workspace.ephemerals = workspace.ephemerals.filter((one) => one.ts !== ts)
    return happenings.emit({ type: 'ephemeral', channel: id, user })
  }
  const channel = workspace.channel(id)
  const message = workspace.messages.find(channel, ts)
  if (message) takeOut(world, channel, message)
}

function replaceOriginal(world: World, { user, channel: id, ts, isEphemeral }: Origin, given: Plain) {
  const { workspace, happenings, names } = world
  const { text, blocks } = contentOf(world, readArguments(given))
  const alter = (one: { text: string; blocks?: Plain[] }) => {
    one.text = text
    if (blocks) one.blocks = blocks
    else delete one.blocks
  }
  if (isEphemeral) {
    const shown = workspace.ephemerals.find((one) => one.ts === ts)
    if (shown) alter(shown)
    return happenings.emit({ type: 'ephemeral', channel: id, user })
  }
  const channel = workspace.channel(id)
  const message = workspace.messages.find(channel, ts)
  if (!message) throw new SlackError('message_not_found')
  change(world, channel, message, () => {
    alter(message)
    message.edited = { user: message.user, ts: names.ts() }
  })
}

function add(world: World, { user, channel: id, thread }: Origin, given: Plain) {
  const { workspace, happenings, names } = world
  const content = contentOf(world, readArguments(given))
  const under = typeof given.thread_ts === 'string' ? given.thread_ts : thread
  if (given.response_type === 'in_channel') {
    const bot = workspace.app.botUser.id
    put(world, workspace.channel(id), { ...content, user: bot, bot: true, thread: under })
    return
  }
  const { text, blocks } = content
  workspace.ephemerals.push({
    channel: id,
    user,
    ts: names.ts(),
    ...(under !== undefined && { thread: under }),
    text,
    ...(blocks && { blocks }),
  })
  happenings.emit({ type: 'ephemeral', channel: id, user })
}
