import { expect, it } from 'vitest'
import { workspaceOnVirtualTime } from './test-workspace.ts'

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } })
const button = (value: string) => ({
  type: 'actions',
  elements: [{ type: 'button', action_id: 'take', text: { type: 'plain_text', text: 'Take' }, value }],
})

it('[S3] refuses what Slack refuses, in its words', () => {
  const { call, slack } = workspaceOnVirtualTime({ limits: false })
  const post = (more: object) => call('chat.postMessage', { channel: '#wa-support', text: 'x', ...more }).error
  expect(post({})).toBeUndefined()
  expect(post({ text: '' })).toBe('no_text')
  expect(post({ text: '', blocks: [section('x')] })).toBe('no_text')
  expect(post({ text: 'x'.repeat(40_001) })).toBe('msg_too_long')
  expect(post({ blocks: Array.from({ length: 51 }, () => section('x')) })).toBe('invalid_blocks')
  expect(post({ blocks: [section('x'.repeat(3001))] })).toBe('invalid_blocks')
  expect(post({ blocks: [section('')] })).toBe('invalid_blocks')
  expect(post({ blocks: [button('x'.repeat(2001))] })).toBe('invalid_blocks')
  expect(post({ blocks: [button('x'.repeat(2000))] })).toBeUndefined()
  expect(post({ blocks: [{ type: 'input' }] })).toBe('invalid_blocks')
  expect(post({ blocks: '[{' })).toBe('invalid_blocks_format')
  expect(post({ blocks: Array.from({ length: 5 }, () => section('x'.repeat(3000))) })).toBe('msg_blocks_too_long')
  expect(post({ metadata: { event_type: 'x' } })).toBe('invalid_metadata_format')
  expect(post({ channel: 'nowhere' })).toBe('channel_not_found')
  expect(post({ thread_ts: '1.2' })).toBe('cannot_reply_to_message')
  expect(call('users.lookupByEmail', { email: 'nobody@harbour.example' }).error).toBe('users_not_found')
  expect(call('views.open', { trigger_id: 'x', view: {} }).error).toBe('invalid_arguments')
  expect(call('chat.nonsense').error).toBe('unknown_method')
  expect(slack.call('auth.test', {}, { token: 'xoxb-other' })).toMatchObject({
    body: expect.stringContaining('invalid_auth'),
  })
  const [metadata] = call('chat.postMessage', { channel: 'wa-support', text: 'x', blocks: [section('x'.repeat(3001))] })
    .response_metadata.messages
  expect(metadata).toBe('[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]')
})

it('[S3] asks for the scope of a method, and for an invitation to the channel', () => {
  const { call } = workspaceOnVirtualTime({
    scopes: ['chat:write'],
    channels: [{ name: 'wa-support', botIsMember: false }],
  })
  expect(call('chat.postMessage', { channel: 'wa-support', text: 'x' }).error).toBe('not_in_channel')
  expect(call('conversations.join', { channel: 'wa-support' })).toMatchObject({
    error: 'missing_scope',
    needed: 'channels:join',
    provided: 'chat:write',
  })
})

it('[S3] keeps threads: replies, broadcasts, gravestones, metadata for those who ask', () => {
  const { call, slack, dana } = workspaceOnVirtualTime({ limits: false })
  const metadata = { event_type: 'handoff', event_payload: { id: 'h1' } }
  const { ts: root, channel } = call('chat.postMessage', { channel: '#wa-support', text: 'Maya waits', metadata })
  const first = dana.says('#wa-support', 'one', { thread: root })
  const second = dana.says('#wa-support', 'two', { thread: root, broadcast: true })
  const names = (list: { ts: string }[]) => list.map(({ ts }) => ts)
  expect(names(call('conversations.replies', { channel, ts: root }).messages)).toEqual([root, first, second])
  expect(names(call('conversations.replies', { channel, ts: root, oldest: first }).messages)).toEqual([root, second])
  const page = call('conversations.replies', { channel, ts: root, limit: 1 })
  expect(names(page.messages)).toEqual([root, first])
  const { next_cursor: cursor } = page.response_metadata
  expect(names(call('conversations.replies', { channel, ts: root, limit: 1, cursor }).messages)).toEqual([root, second])
  const history = call('conversations.history', { channel, include_all_metadata: 'true' }).messages
  expect(names(history)).toEqual([second, root])
  expect(history[1]).toMatchObject({ reply_count: 2, latest_reply: second, metadata })
  expect(call('conversations.history', { channel }).messages[1].metadata).toBeUndefined()
  expect(call('chat.update', { channel, ts: first, text: 'x' }).error).toBe('cant_update_message')

  slack.deletes('#wa-support', root)
  expect(call('conversations.replies', { channel, ts: root }).messages[0]).toMatchObject({ subtype: 'tombstone' })
  expect(call('chat.postMessage', { channel, text: 'x', thread_ts: root }).error).toBe('cannot_reply_to_message')
  expect(call('chat.update', { channel, ts: root, text: 'x' }).error).toBe('message_not_found')
  const { ts: lonely } = call('chat.postMessage', { channel, text: 'alone' })
  slack.deletes('#wa-support', lonely)
  expect(call('conversations.replies', { channel, ts: lonely }).error).toBe('thread_not_found')
})

it('[S3] plays the faults it is told to, and the limits of Slack', async () => {
  const { call, slack, clock } = workspaceOnVirtualTime()
  const post = () => call('chat.postMessage', { channel: 'wa-support', text: 'x' })
  slack.faults.next({ method: 'chat.postMessage', rateLimited: 30, times: 2 })
  expect(post()).toMatchObject({ status: 429, headers: { 'retry-after': '30' }, error: 'ratelimited' })
  expect(post().status).toBe(429)
  slack.faults.next({ lost: 'before' })
  expect(post()).toEqual({ status: 0, kind: 'reset' })
  expect(slack.messages('wa-support')).toHaveLength(0)
  slack.faults.next({ lost: 'after' })
  expect(post()).toEqual({ status: 0, kind: 'reset' })
  expect(slack.messages('wa-support')).toHaveLength(1)
  slack.faults.revoke('bot')
  expect(post().error).toBe('token_revoked')
  slack.faults.restore('bot')
  slack.setOutage('refused')
  expect(post()).toEqual({ status: 0, kind: 'refused' })
  slack.setOutage(undefined)
  const answers = Array.from({ length: 12 }, () => post().status)
  expect(answers.filter((status) => status === 429).length).toBeGreaterThan(0)
  await clock.advance(1000)
  expect(post().status).toBe(200)
})

it('[S3] makes a file of an upload only when all of it has come', async () => {
  const { call, slack, clock } = workspaceOnVirtualTime()
  const begin = () => call('files.getUploadURLExternal', { filename: 'a.pdf', length: 4 })
  const put = (url: string, text: string) =>
    slack.request({ method: 'POST', path: url.slice(slack.url.length), headers: {}, body: Buffer.from(text) })
  const { upload_url: short, file_id: cut } = begin()
  expect(put(short, '%PD')).toMatchObject({ status: 400 })
  expect(call('files.completeUploadExternal', { files: [{ id: cut }] }).error).toBe('file_not_found')
  const { upload_url: whole, file_id: id } = begin()
  expect(put(whole, '%PDF')).toMatchObject({ status: 200 })
  const done = call('files.completeUploadExternal', { files: [{ id, title: 'A' }], channel_id: '#wa-support' })
  expect(done.files).toMatchObject([{ id, title: 'A', mimetype: 'application/pdf', size: 4 }])
  expect(slack.messages('#wa-support')).toEqual([])
  await clock.runUntilIdle()
  const [message] = slack.messages('#wa-support')
  expect(call('files.info', { file: id }).file.shares.public).toEqual({ [message!.channel]: [{ ts: message!.ts }] })
})
