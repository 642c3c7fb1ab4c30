import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { demoAgent } from '../../src/ai/demo-agent.ts'
import { BUILT_IN_AGENT } from '../../src/config/agents.ts'
import { builtInAgent } from '../../src/config/built-in.ts'
import { agentOf } from '../agents.ts'
import { choiceOf } from '../doubles/models.ts'
import { scriptedModel } from '../doubles/scripted-model.ts'
import { axe } from './accessibility.ts'
import { overflow } from './overflow.ts'
import { setScene } from './scene.ts'
import type { Person } from './stage.ts'

/** Says what it is told of where they live, so that one hears what a correction has changed. */
const mindful = scriptedModel(
  (ask) => `I know: ${[ask.instructions, ask.said].join().match(/7 Pine Road|12 Oak St/)?.[0] ?? 'nothing'}.`,
)

/** Passes refunds on, and leaves the colleagues of support a note about fridges. */
const first = scriptedModel(({ said, results }) => {
  if (/refund/.test(said)) return { calls: [{ tool: 'escalate', input: { agent: 'refunds', ...PASSED } }] }
  if (/fridge/.test(said) && !results[0]) return { calls: [{ tool: 'memory_store', input: LEFT }] }
  return 'I have told my colleagues.'
})
const PASSED = { summary: 'Wants 40 back for ORD-22.', tell_customer: 'I am bringing in our specialist.' }
const LEFT = { text: 'Their fridge hums since Monday.', for_line: 'support' }
const specialist = scriptedModel(() => 'It is on its way back.')
const written = { disclosure: false, guardrails: { off_topic_limit: 'off' } }

const BILLING = '106540352242924'
const scene = setScene({
  agents: new Map([
    [BUILT_IN_AGENT, demoAgent(builtInAgent(), undefined)],
    ['mindful', demoAgent(builtInAgent(), choiceOf({ provider: 'own', model: 'own', instance: mindful }))],
    [
      'first',
      agentOf({ ...written, model: first, escalates_to: ['refunds'], tools: [{ name: 'memory_store' }] }, 'first'),
    ],
    ['refunds', agentOf({ ...written, model: specialist }, 'refunds')],
  ]),
  settings: (settings) => ({
    ...settings,
    lines: [
      ...settings.lines.map((line, index) => (index === 1 ? { ...line, agent: 'mindful' } : line)),
      { ...settings.lines[0]!, name: 'billing', displayName: 'Acme Billing', phoneNumberId: BILLING, agent: 'first' },
    ],
  }),
})

const panel = (page: Page) => page.locator('aside[aria-label="Customer"]')
const fact = (page: Page, text: string | RegExp) => panel(page).locator('[data-fact]', { hasText: text })
const isSeen = (page: Page, message: string) =>
  page.locator(`[data-message="${message}"]`).evaluate((one) => {
    const { top, bottom } = one.getBoundingClientRect()
    return top >= 0 && bottom <= innerHeight
  })

/** As many as a teammate reads before they know what it is about. */
const wordsOfBriefing = (page: Page) =>
  panel(page)
    .locator('[data-section=briefing]')
    .evaluate((section) => {
      const read = section.cloneNode(true) as Element
      for (const one of read.querySelectorAll('h2, button, [data-written]')) one.replaceWith(' ')
      const texts = [...read.querySelectorAll('p, dt, dd')].map(({ textContent }) => textContent ?? '')
      return texts.join(' ').split(/\s+/).filter(Boolean).length
    })

/** The conversation of a phone on each line, the latest first. */
async function rowsOf(owner: Person, phone: string, count = 1) {
  const ask = async () => (await owner.ask('GET', `/api/conversations?q=${phone}`)).conversations
  await expect.poll(async () => (await ask()).length).toBe(count)
  return ask()
}

/** What is remembered of somebody, once so much is drawn from what they wrote. */
async function factsOf(owner: Person, customer: string, count: number) {
  const ask = async () => (await owner.ask('GET', `/api/customers/${customer}/facts`)).facts
  // They are drawn a while after something was said.
  scene.stage.clock.shift(10_000)
  await expect.poll(async () => (await ask()).length, { timeout: 20_000 }).toBeGreaterThanOrEqual(count)
  return ask()
}

it('[H20 H21 U23] a briefing leads to what it rests on; what is remembered leads to where it was said, also on another line', async () => {
  const { stage } = scene
  const olga = await stage.owner()
  const phone = '15550003001'
  const [support, sales] = stage.settings.lines
  const there = stage.customer('Maya Okafor', { phone, line: sales!.phoneNumberId })
  there.says('I live at 44 Elm Street. I prefer mornings for deliveries.')
  await there.hears()
  const maya = stage.customer('Maya Okafor', { phone, line: support!.phoneNumberId })
  maya.says("Hi, my order #ORD-22 hasn't arrived")
  await maya.hears(/ORD-22/)
  maya.says('I never got it. This is the second time. I want to talk to a person.')
  await maya.hears(/teammate/)
  const rows = await rowsOf(olga, phone, 2)
  const row = rows.find(({ line }: { line: string }) => line === support!.name)
  await factsOf(olga, row.customer.id, 2)
  await expect
    .poll(async () => (await olga.ask('GET', `/api/handoffs/${row.handoff}`)).handoff.briefing?.by)
    .toBe('model')
  const { handoff } = await olga.ask('GET', `/api/handoffs/${row.handoff}`)

  // So low that what is led to must be brought into view.
  const viewport = { width: 1440, height: 460 }
  const { page } = await scene.signedIn(olga, { path: `/desk/waiting/${row.id}`, viewport })
  await panel(page).getByText(handoff.briefing.headline).waitFor()
  await panel(page).getByText('Asked for a person', { exact: true }).waitFor()
  // Each line of it has something to press, and each leads to words that are there.
  const lines = panel(page).locator('[data-section=briefing] dl dd')
  for (const line of await lines.all()) expect(await line.locator('[data-evidence]').count()).toBeGreaterThan(0)
  const cited = panel(page).locator('[data-evidence][data-rests-on=message]')
  const messages = new Set(await cited.evaluateAll((all) => all.map((one) => one.getAttribute('data-evidence')!)))
  for (const message of messages) {
    await panel(page).locator(`[data-evidence="${message}"]`).first().click()
    await expect.poll(() => isSeen(page, message)).toBe(true)
  }
  expect(await wordsOfBriefing(page)).toBeLessThanOrEqual(90)

  // Somebody writes meanwhile: it says so.
  maya.says('Hello?')
  await panel(page).getByText('One message since.').waitFor()

  await panel(page).getByRole('button', { name: 'Use the draft' }).click()
  await page.locator('form[data-composer]').getByText(handoff.briefing.draft).waitFor()

  // What was said on the other line: there the very message is led to.
  const known = (await olga.ask('GET', `/api/customers/${row.customer.id}/facts`)).facts
  const address = known.find(({ value }: { value: string }) => value === '44 Elm Street')
  await fact(page, '44 Elm Street')
    .first()
    .getByRole('button', { name: /Acme Sales/ })
    .click()
  await page.waitForURL(/\/desk\/all\//)
  await expect.poll(() => isSeen(page, address.sources[0].source)).toBe(true)
  expect(await axe(page)).toEqual([])
})

it('[H21 M18] a correction changes what the AI is given, and its next answer; what was stays beside it', async () => {
  const { stage } = scene
  const olga = await stage.owner()
  const phone = '15550003002'
  const ines = stage.customer('Inés Soto', { phone, line: stage.settings.lines[1]!.phoneNumberId })
  ines.says('I live at 12 Oak St, Springfield. I am allergic to peanuts.')
  await ines.hears(/I know/)
  const [row] = await rowsOf(olga, phone)
  await factsOf(olga, row.customer.id, 2)
  const { page } = await scene.signedIn(olga, { path: `/desk/all/${row.id}` })
  const keys = page.keyboard

  // By keyboard: focus is led into what opens, and to what stands there afterwards.
  const old = fact(page, /12 Oak St/).first()
  await old.getByRole('button', { name: 'Correct', exact: true }).focus()
  await keys.press('Enter')
  await panel(page).getByRole('textbox', { name: 'What is true' }).waitFor()
  await keys.press('Escape')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Correct')
  await keys.press('Enter')
  await keys.press('ControlOrMeta+a')
  await keys.type('7 Pine Road')
  await keys.press('Enter')
  const now = fact(page, '7 Pine Road').first()
  await now.getByText('Corrected by Olga').waitFor()
  await expect.poll(() => now.evaluate((one) => one === document.activeElement)).toBe(true)
  await now.getByRole('button', { name: 'was' }).click()
  await now.getByText('12 Oak St').waitFor()

  await panel(page).getByRole('button', { name: 'What the AI will see' }).click()
  const block = page.locator('[data-context]')
  await block.waitFor()
  const { context } = await olga.ask('GET', `/api/conversations/${row.id}/context`)
  expect(await block.textContent()).toBe(context.text)
  expect(context.text).toMatch(/7 Pine Road/)
  expect(context.text).not.toMatch(/I live at 12 Oak St, Springfield$/m)
  expect(await axe(page)).toEqual([])
  await keys.press('Escape')

  ines.says('Where do I live?')
  expect((await ines.hears(/7 Pine Road/)).text).not.toMatch(/12 Oak/)

  // What is pinned comes first; a note is kept for colleagues; what is forgotten is gone once somebody is sure.
  await fact(page, 'peanuts').hover()
  await fact(page, 'peanuts').getByRole('button', { name: /^Pin/ }).click()
  await panel(page).getByRole('heading', { name: 'Pinned' }).waitFor()
  await panel(page).getByRole('button', { name: 'Add a note to memory' }).click()
  await keys.type('Rings twice.')
  await keys.press('Enter')
  await fact(page, 'Rings twice.').getByText('Olga · Acme Sales').waitFor()
  await fact(page, 'peanuts').getByRole('button', { name: 'Forget' }).focus()
  await keys.press('Enter')
  await panel(page).getByRole('alertdialog', { name: 'Forget' }).waitFor()
  await keys.press('Enter')
  expect(await fact(page, 'peanuts').count()).toBe(1)
  await keys.press('Enter')
  await keys.press('Tab')
  await keys.press('Enter')
  await expect.poll(() => fact(page, 'peanuts').count()).toBe(0)
  await expect.poll(() => page.evaluate(() => document.activeElement?.closest('aside') !== null)).toBe(true)
  expect((await olga.ask('GET', `/api/customers/${row.customer.id}/facts`)).facts).not.toContainEqual(
    expect.objectContaining({ value: 'peanuts' }),
  )
})

it('[I20 U13 U14] a customer is blocked by one click, which is taken back by one; over the thread at 320 px, in the dark', async () => {
  const { stage } = scene
  const olga = await stage.owner()
  const phone = '15550003003'
  const rude = stage.customer('R'.repeat(40), { phone })
  rude.says(`I live at ${'12 Very Long Street Name '.repeat(4)}.`)
  await rude.hears()
  const [row] = await rowsOf(olga, phone)
  const looks = { colorScheme: 'dark', viewport: { width: 320, height: 640 }, path: `/desk/all/${row.id}` } as const
  const { page } = await scene.signedIn(olga, looks)
  await page.locator('[data-message]').first().waitFor()
  await page.keyboard.press(']')
  await panel(page).getByRole('button', { name: 'Close' }).waitFor()
  // Nothing beneath it can be reached.
  for (let tab = 0; tab < 3; tab++) {
    await page.keyboard.press('Shift+Tab')
    const isWithin = () => document.activeElement === document.body || !!document.activeElement?.closest('aside')
    expect(await page.evaluate(isWithin)).toBe(true)
  }
  await panel(page).getByRole('button', { name: 'Block customer' }).click()
  await panel(page)
    .getByText(/^Blocked by Olga/)
    .waitFor()
  await page
    .locator('form[data-composer]')
    .getByText(/is blocked/)
    .waitFor({ state: 'attached' })
  expect(await axe(page)).toEqual([])
  expect(await overflow(page)).toEqual([])
  expect((await olga.ask('GET', `/api/conversations/${row.id}`)).conversation.blocked).toBe(true)
  await page.getByRole('status').getByRole('button', { name: 'Undo' }).click()
  await panel(page).getByRole('button', { name: 'Block customer' }).waitFor()
  expect((await olga.ask('GET', `/api/conversations/${row.id}`)).conversation.blocked).toBe(false)
  await page.keyboard.press('Escape')
  await panel(page).waitFor({ state: 'detached' })

  // Whoever only looks changes nothing, and is offered nothing that does.
  const { page: looking } = await scene.signedIn('viewer', { path: `/desk/all/${row.id}` })
  await panel(looking).getByText('+15550003003').waitFor()
  expect(
    await panel(looking)
      .getByRole('button', { name: /Block|Correct|Forget|Pin|Add a note/ })
      .count(),
  ).toBe(0)
})

it('[A24 A25] one agent passes a customer on to another, and leaves a note for a line: colleagues see both, and what came of it', async () => {
  const { stage } = scene
  const olga = await stage.owner()
  const phone = '15550003004'
  const lena = stage.customer('Lena Park', { phone, line: BILLING })
  lena.says('My fridge hums')
  await lena.hears(/told my colleagues/)
  const [row] = await rowsOf(olga, phone)
  const { page } = await scene.signedIn(olga, { path: `/desk/all/${row.id}` })
  const note = fact(page, LEFT.text)
  await note.getByText('For Acme Support: waits for').waitFor()
  await note.getByText('AI · Acme Billing').waitFor()

  // What the customer reads is one sentence; what was passed on stands below it, for colleagues only.
  lena.says('And I want a refund')
  await lena.hears(/on its way back/)
  expect(lena.bubbles.map(({ text }) => text).slice(-2)).toEqual([PASSED.tell_customer, 'It is on its way back.'])
  await page.locator('[data-passed-on=refunds]').getByText('first passed this on to refunds').waitFor()
  await page.locator('[data-passed-on=refunds]').getByText(PASSED.summary).waitFor()
  await page.locator('header').getByText('AI · refunds').waitFor()
  await page.getByRole('article', { name: /^AI · refunds/ }).waitFor()
  expect(await axe(page)).toEqual([])

  const there = stage.customer('Lena Park', { phone, line: stage.settings.lines[0]!.phoneNumberId })
  there.says('Good morning')
  await there.hears()
  await note.getByText('For Acme Support: the AI there has it').waitFor()
  const [other] = await rowsOf(olga, phone, 2)
  await page.goto(`${stage.url}/desk/all/${other.id}`)
  await page.locator('[data-author=agent]').last().hover()
  await page.getByRole('button', { name: 'Why did the AI say this?' }).click()
  await page.getByRole('button', { name: `A note from Acme Billing ${LEFT.text}` }).waitFor()
})
