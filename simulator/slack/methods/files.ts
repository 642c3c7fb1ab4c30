import { type Arguments, isPlain } from '../arguments.ts'
import { type Method, TIER_4 } from '../method.ts'
import { put, rootFor, writable } from '../post.ts'
import type { Channel, SlackFile } from '../shapes.ts'
import { SlackError } from '../slack-error.ts'
import type { World } from '../world.ts'

/** The answer comes first; the message with the files stands in the channel a little later. */
const SHARED_AFTER_MS = 150

function getUploadURLExternal(world: World, given: Arguments) {
  const name = given.required('filename')
  const length = given.number('length', 0)
  if (length < 1) throw new SlackError('invalid_arguments', ['[ERROR] missing required field: length'])
  const { id, path } = world.uploads.begin(name, length)
  return { upload_url: `${world.base()}${path}`, file_id: id }
}

function completeUploadExternal(world: World, given: Arguments) {
  const { workspace, uploads } = world
  const asked = given.list('files', 'invalid_arguments') ?? []
  if (asked.length === 0) throw new SlackError('invalid_arguments', ['[ERROR] missing required field: files'])
  const named = given.text('channel_id') ?? given.text('channels')?.split(',')[0]
  const channel = named ? writable(world, named) : undefined
  const thread = channel && rootFor(world, channel, given.text('thread_ts'))
  const files = asked.map(({ id, title }) =>
    uploads.complete(String(id), typeof title === 'string' ? title : undefined, workspace.app.botUser.id),
  )
  for (const file of files) workspace.files.set(file.id, file)
  const comment = given.text('initial_comment') ?? ''
  if (channel) world.agenda.after(SHARED_AFTER_MS, () => share(world, channel, { files, thread, comment }))
  return { files: files.map(world.showing.file) }
}

function share(
  world: World,
  channel: Channel,
  { files, thread, comment }: { files: SlackFile[]; thread: string | undefined; comment: string },
) {
  const { botUser } = world.workspace.app
  const message = put(world, channel, {
    subtype: 'file_share',
    text: comment,
    files,
    user: botUser.id,
    bot: true,
    thread,
  })
  for (const file of files)
    file.shares.push({ channel: channel.id, ts: message.ts, ...(thread !== undefined && { thread_ts: thread }) })
}

function info(world: World, given: Arguments) {
  const file = world.workspace.files.get(given.required('file', 'file_not_found'))
  if (!file) throw new SlackError('file_not_found')
  const shares: Record<string, Record<string, unknown>[]> = {}
  for (const { channel, ...share } of file.shares) {
    shares[channel] ??= []
    shares[channel].push(share)
  }
  const shown = world.showing.file(file)
  if (!isPlain(shown)) throw new SlackError('file_not_found')
  return { file: { ...shown, shares: { public: shares }, channels: Object.keys(shares) }, comments: [] }
}

export const fileMethods: Readonly<Record<string, Method>> = {
  'files.getUploadURLExternal': {
    scopes: ['files:write'],
    token: 'bot',
    perMinute: TIER_4,
    run: getUploadURLExternal,
  },
  'files.completeUploadExternal': {
    scopes: ['files:write'],
    token: 'bot',
    perMinute: TIER_4,
    json: true,
    run: completeUploadExternal,
  },
  'files.info': { scopes: ['files:read'], token: 'bot', perMinute: TIER_4, run: info },
}
