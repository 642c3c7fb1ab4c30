/// <reference lib="dom" />
import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { axe } from './accessibility.ts'
import { overflow } from './overflow.ts'
import { setScene } from './scene.ts'
import type { Person } from './stage.ts'

const scene = setScene()
const HOUR_MS = 3_600_000

let olga: Person
let dana: Person
const ids: Record<string, string> = {}

/** Anish wrote more than a day ago: that has to be before anybody signs in, whose session would have ended as well. */
beforeAll(async () => {
  const { stage } = scene
  stage.simulator.templates.add({
    name: 'order_delayed',
    language: 'en',
    category: 'UTILITY',
    components: [
      { type: 'BODY', text: 'Hi {{1}}, your order is late. Shall we go on?', example: { body_text: [['Anish']] } },
    ],
  })
  const begin = async (name: string) => {
    const phone = stage.customer(name)
    phone.says('Hi')
    await phone.hears(/Ada/)
  }
  await begin('Anish')
  stage.clock.shift(25 * HOUR_MS)
  for (const name of ['Maya', 'Lucia', 'Omar', 'Ravi', 'Nadia']) await begin(name)
  olga = await stage.owner()
  dana = await stage.teammate('member', { name: 'Dana' })
  await olga.ask('POST', '/api/templates/sync')
  const { conversations } = await olga.ask('GET', '/api/conversations')
  for (const { id, customer } of conversations) ids[customer.name] = id
})

const fieldOf = (page: Page) => page.locator('textarea[name=text]')
const at = (name: string) => ({ path: `/desk/all/${ids[name]}` })
async function opened(person: Person, name: string, options: object = {}) {
  const seat = await scene.signedIn(person, { ...at(name), ...options })
  await fieldOf(seat.page).waitFor()
  return seat
}
const draftsOf = async (name: string) => (await olga.ask('GET', `/api/conversations/${ids[name]}/drafts`)).drafts
const saidTo = (name: string) => scene.stage.customer(name).bubbles.map(({ text }) => text ?? '')

it('[H22] a reply, an AI draft, its undo, a canned reply and a note, by keyboard only', async () => {
  await olga.ask('POST', '/api/canned', { name: 'Order late', text: 'Order {{?order}} is late, {{name|friend}}.' })
  const { page } = await opened(olga, 'Maya')
  const field = fieldOf(page)
  const { keyboard } = page

  await keyboard.press('d')
  const offer = page.getByRole('region', { name: 'AI draft' })
  await offer.waitFor()
  const drafted = await offer.locator('[data-suggestion]').innerText()
  await keyboard.press('Enter')
  await expect.poll(() => field.inputValue()).toBe(drafted)
  expect(await field.evaluate((one) => one === document.activeElement)).toBe(true)

  await keyboard.type(' And more.')
  await keyboard.press('Enter')
  await page.getByRole('status').getByText('Sending in 3 s').waitFor()
  await expect.poll(() => field.inputValue()).toBe('')
  await keyboard.press('Escape')
  await keyboard.press('z')
  await expect.poll(() => field.inputValue()).toBe(`${drafted} And more.`)
  expect(saidTo('Maya').join()).not.toContain('And more.')

  await keyboard.press('e')
  await keyboard.press('Control+A')
  await keyboard.type('/late')
  await page.getByRole('option', { name: /Order late/ }).waitFor()
  await keyboard.press('Enter')
  await page.getByLabel('order', { exact: true }).waitFor()
  await keyboard.type('ORD-22')
  await keyboard.press('Enter')
  await expect.poll(() => field.inputValue()).toBe('Order ORD-22 is late, Maya.')
  await keyboard.press('Enter')
  await scene.stage.customer('Maya').hears('Order ORD-22 is late, Maya.')

  await keyboard.press('Escape')
  await keyboard.press('n')
  await page.getByText('Only your team sees this').waitFor()
  await page
    .locator('input[data-files]')
    .setInputFiles({ name: 'x.txt', mimeType: 'text/plain', buffer: Buffer.from('x') })
  await keyboard.type('Ask the courier first.')
  await keyboard.press('Enter')
  await page.locator('[data-thread]').getByText('Ask the courier first.').waitFor()
  await expect.poll(() => field.inputValue()).toBe('')
  // What is written next is for the team as well, until somebody says otherwise.
  expect(await page.getByRole('tab', { name: 'Private note' }).getAttribute('aria-selected')).toBe('true')
  expect(saidTo('Maya').join()).not.toContain('courier')
})

it('[U19] drafts survive switches, a reload and another device, and stand nowhere else', async () => {
  const { page, context } = await opened(olga, 'Lucia')
  // Now and then the server takes long to keep one.
  let gate = Promise.withResolvers<void>()
  await context.route('**/drafts/*', async (route) => {
    await gate.promise
    await route.continue()
  })
  const names = ['Maya', 'Lucia', 'Omar'] as const
  const written: Record<string, string> = { Maya: '', Lucia: '', Omar: '' }
  const modes = ['Reply', 'Private note'] as const
  let seed = 7
  const draw = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647
    return seed % below
  }
  const go = async (name: string) => {
    await page.locator(`a[data-conversation="${ids[name]}"]`).click()
    await page.locator(`form[data-composer]`).getByLabel(`Reply to ${name}`).waitFor()
    // What was begun before comes first; until it is known nothing can be written over it.
    await expect.poll(() => fieldOf(page).isEditable()).toBe(true)
  }
  for (let turn = 0; turn < 20; turn++) {
    if (turn % 5 === 0) gate = Promise.withResolvers()
    if (turn % 5 === 3) gate.resolve()
    const name = names[draw(names.length)]!
    await go(name)
    expect(await fieldOf(page).inputValue(), `switch ${turn}, seed 7`).toBe(written[name])
    await fieldOf(page).press('End')
    await page.keyboard.type(`${turn} `)
    written[name] += `${turn} `
  }
  await page.getByRole('tab', { name: modes[1] }).click()
  await fieldOf(page).fill('For the team')
  // What was not kept yet leaves with the page, and is waited for by none.
  const kept = page.waitForResponse((answer) => answer.request().postData()?.includes('For the team') ?? false)
  await page.evaluate(() => window.dispatchEvent(new Event('pagehide')))
  await kept
  await page.reload()
  const last = names.find((name) => page.url().includes(ids[name]!))!
  const other = await opened(olga, last)
  for (const one of [page, other.page]) {
    await expect.poll(() => fieldOf(one).inputValue()).toBe(written[last])
    await one.getByRole('tab', { name: modes[1] }).click()
    await expect.poll(() => fieldOf(one).inputValue()).toBe('For the team')
  }
  for (const name of names) expect((await draftsOf(name)).reply?.text ?? '').toBe(written[name])
  expect(saidTo('Lucia').join()).not.toMatch(/\d+ /)
})

it('[U19] words that are on their way are no draft any more, wherever one goes meanwhile', async () => {
  const { page, context } = await opened(olga, 'Nadia')
  const mayLeave = Promise.withResolvers<void>()
  const asked = Promise.withResolvers<void>()
  await context.route('**/replies', async (route) => {
    const response = await route.fetch()
    asked.resolve()
    await mayLeave.promise
    await route.fulfill({ response })
  })
  await fieldOf(page).fill('It left this morning.')
  await fieldOf(page).press('Enter')
  await asked.promise
  let kept = 0
  page.on('request', (request) => {
    if (request.method() === 'PUT' && request.url().includes('/drafts/')) kept++
  })
  await page.locator(`a[data-conversation="${ids.Lucia}"]`).click()
  await page.locator('form[data-composer]').getByLabel('Reply to Lucia').waitFor()
  mayLeave.resolve()
  await page.locator(`a[data-conversation="${ids.Nadia}"]`).click()
  await page.locator('form[data-composer]').getByLabel('Reply to Nadia').waitFor()
  await expect.poll(() => fieldOf(page).inputValue()).toBe('')
  expect([kept, await draftsOf('Nadia')]).toEqual([0, {}])
})

it('[U9] two who write at once: the second is told what was said, keeps the words, and may still send', async () => {
  // Without the live stream nobody can know before they send.
  const { page, context, allow } = await opened(olga, 'Omar')
  allow(/ERR_FAILED/)
  await context.route('**/channels/events**', (route) => route.abort())
  await page.reload()
  await fieldOf(page).fill('I look into it.')
  await dana.ask('POST', `/api/conversations/${ids.Omar}/replies`, { text: 'I have found it.' })
  await fieldOf(page).press('Enter')
  const notice = page.getByRole('alert').filter({ hasText: 'Dana has this conversation now' })
  await notice.getByText(/^Dana (has just answered|answered \d+s ago)$/).waitFor()
  await notice.getByText('I have found it.').waitFor()
  expect(await fieldOf(page).inputValue()).toBe('I look into it.')
  expect(saidTo('Omar')).not.toContain('I look into it.')
  // Not said, they are a draft again: a reload does not lose them.
  await expect.poll(async () => (await draftsOf('Omar')).reply?.text).toBe('I look into it.')

  // The answer to the request is lost, not the request: asked again, it is said once.
  await context.route('**/replies', async (route) => {
    await route.fetch()
    await route.abort()
  })
  await notice.getByRole('button', { name: 'Take over & send' }).click()
  const lost = page.getByRole('alert').filter({ hasText: 'the server did not answer' })
  await lost.waitFor()
  await context.unroute('**/replies')
  await lost.getByRole('button', { name: 'Try again' }).click()
  await expect.poll(() => fieldOf(page).inputValue()).toBe('')
  await scene.stage.customer('Omar').hears('I look into it.')
  expect(saidTo('Omar').filter((text) => text === 'I look into it.')).toHaveLength(1)
  expect((await draftsOf('Omar')).reply).toBeUndefined()
})

it('[H23] who else is here is said; an AI draft retires once somebody has answered', async () => {
  const { page } = await opened(olga, 'Ravi')
  await page.keyboard.press('d')
  await page.getByRole('region', { name: 'AI draft' }).waitFor()
  await dana.ask('POST', `/api/conversations/${ids.Ravi}/presence`, { doing: 'writing' })
  await page.getByText('Dana is replying…').waitFor()
  await dana.ask('POST', `/api/conversations/${ids.Ravi}/replies`, { text: 'On my way.' })
  await page.getByText('The draft is out of date: Dana has answered.').waitFor()
  await page.getByText('Dana has this conversation.').waitFor()
  await fieldOf(page).fill('Me too')
  expect(await page.getByRole('button', { name: 'Send', exact: true }).isDisabled()).toBe(true)
  await page.getByRole('button', { name: 'Take over', exact: true }).click()
  await page.getByText('Dana has this conversation.').waitFor({ state: 'detached' })
  expect(await page.getByRole('button', { name: 'Send', exact: true }).isDisabled()).toBe(false)
})

it('[U17 D24] a closed window: the best template is one click away, filled in; nothing else is sent, and words wait', async () => {
  const { page } = await opened(olga, 'Anish', { viewport: { width: 320, height: 700 }, colorScheme: 'dark' })
  expect(await page.getByRole('button', { name: 'Send', exact: true }).count()).toBe(0)
  await page.getByRole('button', { name: 'Choose a template' }).waitFor()
  await page.locator('[data-words]', { hasText: 'Hi Anish, your order is late.' }).waitFor()
  expect(await axe(page)).toEqual([])
  expect(await overflow(page)).toEqual([])
  await page.getByRole('button', { name: 'Use “order delayed”' }).click()
  const dialog = page.getByRole('dialog')
  const blank = dialog.getByLabel('Text: {{1}}')
  expect(await blank.inputValue()).toBe('Anish')
  await blank.fill('')
  await dialog.getByRole('button', { name: 'Take over & send' }).click()
  await dialog.getByText('Fill this in.').waitFor()
  await blank.fill('Anish')
  await dialog.locator('[data-preview]').getByText('Hi Anish, your order is late.').waitFor()
  expect(await axe(page)).toEqual([])
  expect(await overflow(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Take over & send' }).click()
  await dialog.waitFor({ state: 'detached' })
  const anish = scene.stage.customer('Anish')
  await anish.hears(/Hi Anish, your order is late/)
  expect(await overflow(page)).toEqual([])

  const parks = page.getByRole('button', { name: 'Wait until they write' })
  const waits = page.locator('[data-parked=waits]')
  await fieldOf(page).fill('We have found it.')
  await parks.click()
  await waits.getByText('Waits for the customer’s next message').waitFor()
  expect(await axe(page)).toEqual([])
  expect(await overflow(page)).toEqual([])
  await waits.getByRole('button', { name: 'Cancel' }).click()
  await waits.waitFor({ state: 'detached' })
  expect(await fieldOf(page).inputValue()).toBe('We have found it.')
  await parks.click()
  await waits.waitFor()
  anish.says('Any news?')
  await anish.hears('We have found it.')
  await waits.waitFor({ state: 'detached' })
  expect(await page.locator('article[data-author=teammate]', { hasText: 'We have found it.' }).count()).toBe(1)
  await page.getByRole('button', { name: 'Send', exact: true }).waitFor()
})
