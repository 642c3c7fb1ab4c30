import type { Page } from 'playwright-core'
import { fill } from '../../bench/desk/data.ts'
import { DEMO_TEMPLATES } from '../../src/cli/demo-templates.ts'
import { campaignScreens } from './gallery-campaigns.ts'
import type { BrowserStage, Person } from './stage.ts'

/** Something that the desk can look like. */
export interface Screen {
  readonly name: string
  readonly path: string
  /** Nobody is signed in. */
  readonly signedOut?: true
  /** What is there once it is drawn. */
  readonly ready: string
  /** What people do to come to it. */
  readonly act?: (page: Page) => Promise<unknown>
}

const THREAD = '[role=log] [data-message]'
const ROWS = 'ul[aria-label="Conversations"] a[data-conversation]'
const FLOATS = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox]'
const press = (key: string) => (page: Page) => page.keyboard.press(key)
const HOUR = 60 * 60_000

/** Plays a few stories on a stage and says where all the screens are to be found. */
export async function openGallery(stage: BrowserStage, { conversations = 70, longest = 400 } = {}): Promise<Screen[]> {
  const owner = await stage.owner()
  addTemplates(stage)
  await owner.ask('POST', '/api/templates/sync')
  const made = await fill(stage, { conversations, longest, within: 40 * HOUR })
  const [maya, anish, lucia] = [await agentAnswers(stage), await waits(stage), await isMine(stage, owner)]
  const closed = made.findLast((_, index) => index % 7 === 1)!
  const { token } = await owner.ask('POST', '/api/invitations', {
    email: 'new@example.com',
    role: 'member',
    lines: 'all',
  })
  const mine = `/desk/mine/${lucia}`
  const opened = { ready: THREAD }
  return [
    { name: 'sign-in', path: '/desk/sign-in', signedOut: true, ready: 'input[type=password]' },
    { name: 'join', path: `/desk/join#token=${token}`, signedOut: true, ready: 'input[type=password]' },
    { name: 'new-password', path: '/desk/new-password#token=a', signedOut: true, ready: 'input[type=password]' },
    { name: 'waiting', path: '/desk/waiting', ready: ROWS },
    { name: 'all', path: '/desk/all', ready: ROWS },
    { name: 'nothing-found', path: '/desk/all?q=xyzzy', ready: ':text("Nothing fits")' },
    {
      name: 'filters',
      path: '/desk/all',
      ready: ROWS,
      act: (page) => page.getByRole('button', { name: /^filter/i }).click(),
    },
    { name: 'thread-waiting', path: `/desk/waiting/${anish}`, ...opened },
    { name: 'thread-agent', path: `/desk/agent/${maya}`, ...opened },
    { name: 'thread-mine', path: mine, ...opened },
    { name: 'thread-long', path: `/desk/all/${made[0]!.id}`, ...opened },
    { name: 'thread-closed', path: `/desk/all/${closed.id}`, ...opened },
    { name: 'thread-gone', path: '/desk/all/00000000-0000-7000-8000-000000000000', ready: ':text("is not here")' },
    { name: 'note', path: mine, ...opened, act: press('n') },
    { name: 'templates', path: mine, ...opened, act: press('m') },
    { name: 'template-list', path: '/desk/templates', ready: 'main ul a[data-template]' },
    {
      name: 'template-new',
      path: '/desk/templates/new',
      ready: 'main form',
      act: (page) => page.getByRole('button', { name: 'Send to Meta for review' }).first().click(),
    },
    { name: 'release', path: mine, ...opened, act: press('r') },
    { name: 'assign', path: mine, ...opened, act: press('a') },
    { name: 'palette', path: mine, ...opened, act: press('Control+k') },
    { name: 'help', path: mine, ...opened, act: press('?') },
    {
      name: 'duty',
      path: mine,
      ...opened,
      act: async (page) => {
        for (const key of ['g', 'd']) await page.keyboard.press(key)
      },
    },
    {
      name: 'person',
      path: '/desk/waiting',
      ready: ROWS,
      act: (page) => page.getByRole('button', { name: /sign out/ }).click(),
    },
    { name: 'customer', path: mine, ...opened, act: press(']') },
    ...(await campaignScreens(stage, owner)),
    { name: 'phone', path: '/sim', ready: 'main, body > *' },
  ]
}

/** Goes there as people do, and waits until it stands still. Says what is not as it should be. */
export async function show(page: Page, url: string, { path, ready, act }: Screen): Promise<string | undefined> {
  await page.goto(`${url}${path}`)
  try {
    await page.locator(ready).first().waitFor({ timeout: 5_000 })
    if (act) {
      const before = await page.locator(FLOATS).count()
      await act(page)
      // Most of what is done opens something; what does not has moved the focus by then.
      await page
        .waitForFunction(
          ([floats, had]) => document.querySelectorAll(floats).length !== had,
          [FLOATS, before] as const,
          { timeout: 1_500 },
        )
        .catch(() => {})
    }
    await page.evaluate(() =>
      Promise.all([
        document.fonts.ready,
        new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
      ]),
    )
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message.split('\n')[0] : String(error)
  }
}

/** As it is written from right to left, whatever the language. */
export function fromRightToLeft() {
  document.addEventListener('DOMContentLoaded', () => {
    document.documentElement.dir = 'rtl'
  })
}

async function agentAnswers(stage: BrowserStage): Promise<string> {
  const maya = stage.customer('Maya Thompson')
  maya.says('Hi! Where is my order ORD-22?')
  await maya.hears(/ORD-22/)
  maya.sends({ type: 'image', caption: 'This is the door of 12 Oak St' })
  await maya.hears()
  maya.sends({ type: 'audio' })
  await maya.hears()
  maya.says('How much is Pro? https://acme.example/pro')
  await maya.hears(/\$49/)
  maya.reacts('👍')
  return conversationOf(stage, 'Maya Thompson')
}

async function waits(stage: BrowserStage): Promise<string> {
  const anish = stage.customer('Anish Rao')
  anish.says("Hi, my order #ORD-22 hasn't arrived")
  await anish.hears(/ORD-22/)
  anish.says('I never got it. This is the second time. I want to talk to a person.')
  await anish.hears(/teammate/)
  return conversationOf(stage, 'Anish Rao')
}

/** Taken, answered, with a note and with a message that could not be delivered. */
async function isMine(stage: BrowserStage, owner: Person): Promise<string> {
  const lucia = stage.customer('Lucía Fernández')
  lucia.says('Me han cobrado dos veces. Quiero hablar con una persona.')
  await lucia.hears()
  const id = await conversationOf(stage, 'Lucía Fernández')
  const path = `/api/conversations/${id}`
  await owner.ask('POST', `${path}/claim`)
  await owner.ask('POST', `${path}/notes`, { text: 'Charged twice on 11/19, the bank confirms one of them.' })
  await owner.ask('POST', `${path}/replies`, { text: 'Hola Lucía, soy Olga. Lo miro ahora mismo.', hold: 0 })
  await lucia.hears(/Olga/)
  lucia.customer.onWhatsApp = false
  await owner.ask('POST', `${path}/replies`, { text: 'Le devolvemos los 30 € hoy.', hold: 0 })
  for (;;) {
    const { messages } = await owner.ask('GET', `${path}/thread`)
    if (messages.at(-1).delivery?.state === 'failed') break
    await new Promise((look) => setTimeout(look, 20))
  }
  lucia.customer.onWhatsApp = true
  return id
}

async function conversationOf(stage: BrowserStage, name: string): Promise<string> {
  const { conversations } = await (await stage.owner()).ask('GET', '/api/conversations?view=all')
  return conversations.find((one: { customer: { name?: string } }) => one.customer.name === name).id
}

function addTemplates({ simulator }: BrowserStage) {
  for (const template of DEMO_TEMPLATES) simulator.templates.add(template)
}
