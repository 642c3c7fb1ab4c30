import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createSettableClock, seededRandom } from '../../simulator/index.ts'
import { createSlackDouble, type SlackDouble, type SlackServer, serveSlack } from '../../simulator/slack/index.ts'
import { axe } from './accessibility.ts'
import { type OpenBrowser, openBrowser } from './browser.ts'
import { overflow } from './overflow.ts'

const plain = (text: string) => ({ type: 'plain_text', text })
const button = (action: string, text: string, more = {}) => ({
  type: 'button',
  action_id: action,
  text: plain(text),
  ...more,
})
const CARD = [
  { type: 'header', text: plain('Maya (+1555…1111) waits') },
  { type: 'section', text: { type: 'mrkdwn', text: '*Wants* the missing order ORD-22\n*Tried* tracking, address' } },
  { type: 'context', elements: [{ type: 'mrkdwn', text: 'Support · asked for a person · window closes in 23 h' }] },
  { type: 'divider' },
  {
    type: 'actions',
    elements: [button('take', 'Take', { style: 'primary', value: 'c:1' }), button('release', 'Release to AI')],
  },
]
const MODAL = {
  type: 'modal',
  callback_id: 'release',
  title: plain('Release to AI'),
  submit: plain('Release'),
  blocks: [
    {
      type: 'input',
      block_id: 'outcome',
      label: plain('What came of it?'),
      element: { type: 'plain_text_input', action_id: 'outcome', multiline: true },
    },
  ],
}

describe('the page of the pretend Slack', () => {
  let browser: OpenBrowser
  let slack: SlackDouble
  let server: SlackServer

  beforeAll(async () => {
    browser = await openBrowser()
    slack = createSlackDouble({
      clock: createSettableClock(),
      random: seededRandom(1),
      people: [
        { name: 'dana', realName: 'Dana Ortiz', email: 'dana@harbour.example' },
        { name: 'omar', realName: 'Omar Haddad', email: 'omar@harbour.example' },
      ],
    })
    server = await serveSlack(slack)
  })
  afterEach(() => browser.clear())
  afterAll(async () => {
    await browser?.close()
    slack?.stop()
    await server?.close()
  })

  /** An app that opens a modal for Release, and tells whoever presses Take alone that it is taken. */
  function playApp() {
    const submitted: unknown[] = []
    const connection = slack.connect({
      send(text) {
        const { envelope_id, payload } = JSON.parse(text)
        if (!envelope_id) return
        connection?.received(JSON.stringify({ envelope_id, payload: {} }))
        if (payload.type === 'view_submission') submitted.push(payload.view.state.values.outcome.outcome.value)
        if (payload.type !== 'block_actions') return
        if (payload.actions[0].action_id === 'release')
          slack.call('views.open', { trigger_id: payload.trigger_id, view: MODAL })
        else {
          const { id: channel } = payload.channel
          const { ts: thread_ts } = payload.message
          slack.call('chat.postEphemeral', {
            channel,
            thread_ts,
            user: payload.user.id,
            text: '*Omar* took it 2 s ago.',
          })
        }
      },
      close() {},
    })
    return submitted
  }

  it('[S3] shows cards, threads, what one person alone sees, and modals; people write, edit and delete', async () => {
    const submitted = playApp()
    const card = slack.call('chat.postMessage', { channel: '#wa-support', text: 'Maya waits', blocks: CARD })
    if (card.kind !== 'answer') throw new Error('The card was not posted.')
    const { ts: root } = JSON.parse(String(card.body))
    const { page } = await browser.seat()
    await page.goto(server.url)
    await page.getByRole('button', { name: 'Take' }).waitFor()
    await page.getByText('Maya (+1555…1111) waits').hover()
    await page.getByRole('button', { name: 'Reply', exact: true }).click()

    const thread = page.getByRole('log', { name: 'Thread' })
    const write = async (text: string) => {
      await page.getByRole('textbox', { name: 'Reply in the thread' }).fill(text)
      await page.keyboard.press('Enter')
    }
    await write('Hi <Maya>, *on it* 👍')
    await thread.getByText('on it', { exact: true }).waitFor()
    expect(slack.messages('#wa-support', root).at(-1)?.text).toBe('Hi &lt;Maya&gt;, *on it* :+1:')
    await thread.getByText('on it', { exact: true }).hover()
    await thread.getByRole('button', { name: 'Edit' }).click()
    await write('Hi Maya, done')
    await thread.getByText('(edited)').waitFor()
    slack.person('omar').says('#wa-support', 'mine & <b>yours</b>', { thread: root })
    slack.person('omar').uploads('#wa-support', { name: 'label.pdf', bytes: Buffer.from('%PDF') }, { thread: root })
    await thread.getByText('mine & <b>yours</b>').waitFor()
    await thread.getByText('label.pdf').waitFor()

    await page.getByRole('log', { name: 'Channel' }).getByRole('button', { name: 'Take' }).click()
    await thread.getByText('only you see this').waitFor()
    expect(await axe(page)).toEqual([])
    await thread.getByRole('button', { name: 'Dismiss' }).click()
    await thread.getByText('only you see this').waitFor({ state: 'detached' })

    await page.getByRole('log', { name: 'Channel' }).getByRole('button', { name: 'Release to AI' }).click()
    const modal = page.getByRole('dialog', { name: 'Release to AI' })
    await modal.getByRole('button', { name: 'Release' }).click()
    await modal.getByRole('alert').waitFor()
    await modal.getByRole('textbox').fill('A new parcel is on its way.')
    expect(await axe(page)).toEqual([])
    await modal.getByRole('button', { name: 'Release' }).click()
    await modal.waitFor({ state: 'hidden' })
    expect(submitted).toEqual(['A new parcel is on its way.'])

    await thread.getByText('Hi Maya, done').hover()
    await thread.getByRole('button', { name: 'Delete' }).nth(1).click()
    await thread.getByText('Hi Maya, done').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Omar Haddad' }).first().click()
    await page.setViewportSize({ width: 360, height: 700 })
    expect(await overflow(page)).toEqual([])
    await thread.waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: '2 replies' }).click()
    await thread.getByText('mine & <b>yours</b>').waitFor()
    expect(await overflow(page)).toEqual([])
    await page.getByRole('button', { name: 'Back to the channel' }).click()
    await page.getByRole('button', { name: 'Channels and people' }).click()
    expect(await axe(page)).toEqual([])
  })

  it('[S3] takes files, sends a reply to the channel as well, and shows what goes wrong', async () => {
    const root = slack.person('omar').says('#wa-escalations', 'Who can help Maya?')
    const { page } = await browser.seat()
    await page.goto(server.url)
    await page.getByRole('button', { name: '# wa-escalations' }).click()
    await page.getByText('Who can help Maya?').hover()
    await page.getByRole('button', { name: 'Reply', exact: true }).click()

    const chooser = page.waitForEvent('filechooser')
    await page.locator('[data-composer="thread"]').getByRole('button', { name: 'Attach' }).click()
    await (await chooser).setFiles({ name: 'label.txt', mimeType: 'text/plain', buffer: Buffer.from('to 12 Oak St') })
    await page.getByRole('checkbox', { name: 'Also to #wa-escalations' }).check()
    await page.getByRole('textbox', { name: 'Reply in the thread' }).fill('The label')
    await page.getByRole('button', { name: 'Reply', exact: true }).last().click()
    await page.getByRole('log', { name: 'Channel' }).getByText('The label').waitFor()
    expect(slack.messages('#wa-escalations', root).at(-1)).toMatchObject({
      user: slack.person('dana').id,
      broadcast: true,
      files: [{ name: 'label.txt', bytes: Buffer.from('to 12 Oak St') }],
    })

    const posted = slack.call('chat.postMessage', { channel: '#wa-escalations', text: 'Maya waits', blocks: CARD })
    expect(posted.kind).toBe('answer')
    await page.getByText('What goes wrong').click()
    await page.getByRole('combobox', { name: 'Slack', exact: true }).selectOption('answers 503')
    await page.getByText('The app has no socket open.').waitFor()
    await page.getByRole('button', { name: 'Take' }).click()
    await page.getByText('The app has not answered (connection_failed).').waitFor()
    slack.setOutage(undefined)
  })
})
