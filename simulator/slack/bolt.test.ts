import { App, LogLevel, SocketModeReceiver } from '@slack/bolt'
import { WebClient } from '@slack/web-api'
import { afterEach, expect, it, vi } from 'vitest'
import { createSettableClock } from '../clock.ts'
import { seededRandom } from '../seeded-random.ts'
import { createSlackDouble, fetchFrom, type SlackDouble, type SlackServer, serveSlack } from './index.ts'

const PEOPLE = [
  { name: 'dana', realName: 'Dana Ortiz', email: 'dana@harbour.example' },
  { name: 'omar', realName: 'Omar Haddad', email: 'omar@harbour.example' },
]

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function stage(): Promise<{ double: SlackDouble; server: SlackServer; app: App }> {
  const double = createSlackDouble({ clock: createSettableClock(), random: seededRandom(1), people: PEOPLE })
  const server = await serveSlack(double)
  const clientOptions = { slackApiUrl: double.apiUrl }
  const receiver = new SocketModeReceiver({
    appToken: double.appToken,
    logLevel: LogLevel.ERROR,
    installerOptions: { clientOptions },
  })
  const app = new App({ token: double.botToken, receiver, logLevel: LogLevel.ERROR, clientOptions })
  closers.push(
    () => server.close(),
    () => double.stop(),
    () => app.stop(),
  )
  return { double, server, app }
}

it("[S3] carries Slack's own Bolt: a card, a press, a modal, a reply, an ephemeral word", async () => {
  const { double, app } = await stage()
  const heard: string[] = []
  app.message(async ({ message, client }) => {
    if (message.subtype !== undefined) return
    heard.push(message.text ?? '')
    await client.chat.postEphemeral({ channel: message.channel, user: message.user, text: 'heard' })
  })
  app.action('release', async ({ ack, body, client }) => {
    await ack()
    if (body.type !== 'block_actions') return
    await client.views.open({
      trigger_id: body.trigger_id,
      view: {
        type: 'modal',
        callback_id: 'release',
        title: { type: 'plain_text', text: 'Release' },
        submit: { type: 'plain_text', text: 'Release' },
        blocks: [
          {
            type: 'input',
            block_id: 'outcome',
            label: { type: 'plain_text', text: 'Outcome' },
            element: { type: 'plain_text_input', action_id: 'text' },
          },
        ],
      },
    })
  })
  const outcomes: unknown[] = []
  app.view('release', async ({ ack, view }) => {
    const text = view.state.values.outcome?.text?.value
    if (text === 'no') return ack({ response_action: 'errors', errors: { outcome: 'Say more.' } })
    outcomes.push(text)
    await ack()
  })
  await app.start()
  expect(double.sockets.count).toBe(1)

  const card = await app.client.chat.postMessage({
    channel: '#wa-support',
    text: 'Maya waits',
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: '*Maya* waits' } },
      {
        type: 'actions',
        elements: [
          { type: 'button', action_id: 'release', text: { type: 'plain_text', text: 'Release' }, value: 'c:1' },
        ],
      },
    ],
  })
  const dana = double.person('dana')
  dana.says('wa-support', 'Hi & <hello> 👍', { thread: card.ts! })
  await vi.waitFor(() => expect(dana.ephemerals).toMatchObject([{ text: 'heard' }]))
  expect(heard).toEqual(['Hi &amp; &lt;hello&gt; :+1:'])

  expect(await dana.presses({ on: { channel: 'wa-support', ts: card.ts! }, action: 'release' })).toEqual({ ok: true })
  await vi.waitFor(() => expect(dana.modal).toBeDefined())
  await dana.submits()
  expect(dana.modal?.errors).toEqual({ outcome: 'Please complete this required field.' })
  await dana.submits({ text: 'no' })
  expect(dana.modal?.errors).toEqual({ outcome: 'Say more.' })
  await dana.submits({ text: 'Refunded' })
  expect(dana.modal).toBeUndefined()
  expect(outcomes).toEqual(['Refunded'])
})

it("[S3] takes files from Slack's client and gives them to whoever may read them", async () => {
  const { double } = await stage()
  const client = new WebClient(double.botToken, { slackApiUrl: double.apiUrl, logLevel: LogLevel.ERROR })
  const root = await client.chat.postMessage({ channel: 'wa-support', text: 'Maya waits' })
  const bytes = Buffer.from('%PDF-1.4 receipt')
  await client.filesUploadV2({ channel_id: root.channel!, thread_ts: root.ts!, file: bytes, filename: 'receipt.pdf' })
  await vi.waitFor(() => expect(double.messages('wa-support', root.ts)).toHaveLength(2))
  const { messages = [] } = await client.conversations.replies({ channel: root.channel!, ts: root.ts! })
  const file = messages[1]?.files?.[0]
  expect(file).toMatchObject({ name: 'receipt.pdf', mimetype: 'application/pdf', size: bytes.length })
  const download = async (headers: Record<string, string>) => (await fetch(file!.url_private!, { headers })).text()
  expect(await download({ authorization: `Bearer ${double.botToken}` })).toBe('%PDF-1.4 receipt')
  expect(await download({})).toContain('Sign in')
})

it('[S3] sends again what no socket has acknowledged, and survives a refresh', async () => {
  const { double, app } = await stage()
  const seen: string[] = []
  app.message(async ({ body }) => void seen.push(body.event_id))
  await app.start()
  double.faults.nextEvent('duplicate')
  double.person('dana').says('wa-support', 'once')
  await vi.waitFor(() => expect(seen).toHaveLength(2), 5000)
  expect(new Set(seen).size).toBe(1)
  double.sockets.refresh()
  await vi.waitFor(() => expect(double.sockets.count).toBe(1), 15_000)
  double.person('dana').says('wa-support', 'after')
  await vi.waitFor(() => expect(seen).toHaveLength(3))
}, 30_000)

it('[S3] works without a network through fetch', async () => {
  const double = createSlackDouble({ clock: createSettableClock(), random: seededRandom(2), people: PEOPLE })
  const client = new WebClient(double.botToken, { slackApiUrl: double.apiUrl, fetch: fetchFrom(double) })
  await expect(client.users.lookupByEmail({ email: 'dana@harbour.example' })).resolves.toMatchObject({
    user: { name: 'dana' },
  })
  await expect(client.chat.postMessage({ channel: 'nowhere', text: 'x' })).rejects.toMatchObject({
    data: { error: 'channel_not_found' },
  })
})
