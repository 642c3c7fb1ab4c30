import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { guess } from '../../console/src/thread/guess.ts'
import { rowsOf } from '../../console/src/thread/rows.ts'
import type { ThreadEntry } from '../../src/http/wire.ts'
import { keepUpdates } from '../../src/store/follow-ups.ts'
import { axe } from './accessibility.ts'
import { overflow } from './overflow.ts'
import { setScene } from './scene.ts'

const scene = setScene()

const bubble = (page: Page, text: string | RegExp) => page.locator('[data-message]', { hasText: text }).last()
const pill = (page: Page) => page.locator('[data-to-end]')
const atEnd = (page: Page) =>
  page.locator('[data-thread]').evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight < 3)
const topOf = (page: Page, id: string) =>
  page.locator(`[data-message="${id}"]`).evaluate((one) => one.getBoundingClientRect().top)

async function conversationOf(name: string) {
  const olga = await scene.stage.owner()
  await expect
    .poll(async () => (await olga.ask('GET', `/api/conversations?q=${encodeURIComponent(name)}`)).conversations.length)
    .toBe(1)
  const { conversations } = await olga.ask('GET', `/api/conversations?q=${encodeURIComponent(name)}`)
  return { olga, id: conversations[0].id as string }
}

it('[H22 H10] who said what is told by more than colour; what came of it, what was tapped, quoted and reacted to is seen', async () => {
  const maya = scene.stage.customer('Maya Okafor')
  maya.says('What does *Pro* cost? See www.acme.com/pro')
  await maya.hears(/\$49/)
  const { olga, id } = await conversationOf('Maya')
  const { page } = await scene.signedIn('owner', { path: `/desk/all/${id}` })
  await bubble(page, '$49').waitFor()
  const asked = bubble(page, 'What does')
  expect(await asked.locator('strong').textContent()).toBe('Pro')
  const link = asked.getByRole('link', { name: 'www.acme.com/pro' })
  expect(await link.getAttribute('rel')).toBe('noopener noreferrer nofollow')
  expect(await link.getAttribute('href')).toBe('https://www.acme.com/pro')
  await page.locator('[data-author=agent]').getByText('AI', { exact: true }).first().waitFor()
  await expect.poll(() => bubble(page, '$49').locator('[data-state]').textContent()).toBe('Read')

  await olga.ask('POST', `/api/conversations/${id}/replies`, {
    content: {
      kind: 'buttons',
      body: 'Shall I order it?',
      buttons: [
        { id: 'y', title: 'Yes, please' },
        { id: 'n', title: 'No' },
      ],
    },
  })
  await maya.hears(/Shall I order/)
  maya.taps('Yes, please')
  await bubble(page, /^Chose|Chose/)
    .getByText('Yes, please')
    .waitFor()
  expect(await page.locator('[data-chosen]').textContent()).toMatch(/Yes, please.*Chosen/)
  // Who took over stands between the messages, once.
  await expect
    .poll(() => page.locator('[data-step]').allTextContents())
    .toEqual([expect.stringMatching(/Olga took over by answering/)])
  maya.reacts('🎉')
  await page.getByRole('img', { name: 'Maya Okafor reacted with 🎉' }).waitFor()

  // The message cursor, and what it does, without a mouse.
  await page.keyboard.press('Alt+ArrowUp')
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-author'))).toBe('customer')
  await page.keyboard.press('q')
  await page.locator('form[data-composer]').getByText('Yes, please').waitFor()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Alt+ArrowUp')
  await page.keyboard.press('x')
  await page.getByRole('button', { name: 'React with 👍' }).waitFor()
  await page.keyboard.press('Enter')
  await expect.poll(() => maya.said.map(({ reaction }) => reaction)).toContain('👍')
  expect(await axe(page)).toEqual([])
})

it('[H22 U10] what happens while a thread is on its way is not missed', async () => {
  const noor = scene.stage.customer('Noor Haddad')
  noor.says('What does Pro cost?')
  await noor.hears(/\$49/)
  const { id } = await conversationOf('Noor')
  const { page, context } = await scene.signedIn('owner', { path: '/desk/all' })
  const read = Promise.withResolvers<void>()
  const mayCome = Promise.withResolvers<void>()
  await context.route('**/thread?*', async (route) => {
    const response = await route.fetch()
    read.resolve()
    await mayCome.promise
    await route.fulfill({ response })
  })
  await page.locator(`a[data-conversation="${id}"]`).click()
  await read.promise
  noor.reacts('🎉')
  // What happens later is told later: once it is seen, the page has heard of both.
  scene.stage.customer('Ravi Menon').says('Are you open today?')
  await page.locator('a[data-conversation]', { hasText: 'Ravi' }).waitFor()
  mayCome.resolve()
  await bubble(page, '$49').getByText('🎉').waitFor()
})

/** So many customers' lines that a window shows a small part of them. */
async function longThread(name: string) {
  const customer = scene.stage.customer(name)
  customer.says('Hello, I want to talk to a person.')
  await customer.hears(/connecting you/)
  const { olga, id } = await conversationOf(name)
  await olga.ask('POST', `/api/conversations/${id}/claim`)
  for (let nth = 1; nth <= 110; nth++)
    customer.says(nth % 7 ? `Line ${nth}.` : `Line ${nth}. ${'And so on. '.repeat(nth)}`)
  const last = async () => (await olga.ask('GET', `/api/conversations/${id}`)).conversation.lastMessage.text
  await expect.poll(last, { timeout: 20_000 }).toBe('Line 110.')
  return { customer, olga, id }
}

/** By how much what is drawn is higher or lower than was thought before. */
async function guessedWrong(page: Page, messages: readonly ThreadEntry[]) {
  const { width, heights } = await page.locator('[data-thread]').evaluate((box) => ({
    width: box.clientWidth,
    heights: [...box.querySelectorAll<HTMLElement>('[data-message]')].map(
      (one) => [one.dataset.message!, one.offsetHeight] as const,
    ),
  }))
  const rows = rowsOf({ messages, notes: [], steps: [], more: false }, undefined)
  const guesses = new Map(rows.map((row) => [row.key, guess(row, width)]))
  return heights.map(([id, height]) => Math.abs(height - guesses.get(id)!))
}

it('[U11 U4 H22] older pages come without a jump, what is new says so below, evidence is found far above', async () => {
  const { customer: omar, olga, id } = await longThread('Omar Diaz')
  const { messages } = await olga.ask('GET', `/api/conversations/${id}/thread?most=200`)
  const first = messages[0].id as string

  const { page } = await scene.signedIn('owner', { path: `/desk/all/${id}` })
  await bubble(page, 'Line 110.').waitFor()
  expect(await atEnd(page)).toBe(true)
  // How high lines are was known before, but for one more or less of a text of twenty.
  const off = await guessedWrong(page, messages)
  expect(Math.max(...off)).toBeLessThanOrEqual(20)
  expect(off.filter((by) => by > 0).length).toBeLessThanOrEqual(2)
  // Whoever looks at the end has seen it.
  await expect.poll(async () => (await olga.ask('GET', `/api/conversations/${id}`)).conversation.unread).toBe(0)

  // To the top of what is loaded: what is read there stays where it is when older ones come above it.
  const shift = await page.locator('[data-thread]').evaluate(async (box) => {
    const frame = () => new Promise(requestAnimationFrame)
    const height = box.scrollHeight
    box.scrollTop = 200
    for (let settled = 0; settled < 3; settled++) await frame()
    const edge = box.getBoundingClientRect().top
    const read = [...box.querySelectorAll('[data-message]')].find((one) => one.getBoundingClientRect().top > edge)!
    const before = read.getBoundingClientRect().top
    for (let waited = 0; box.scrollHeight <= height && waited < 300; waited++) await frame()
    for (let settled = 0; settled < 5; settled++) await frame()
    return { grown: box.scrollHeight > height, by: Math.abs(read.getBoundingClientRect().top - before) }
  })
  expect(shift.grown).toBe(true)
  expect(shift.by).toBeLessThanOrEqual(2)

  // Somebody writes meanwhile: nothing moves, and a word at the foot says so.
  const read = (await page.locator('[data-message]').nth(4).getAttribute('data-message'))!
  const before = await topOf(page, read)
  omar.says('Are you there?')
  await pill(page).getByText('1 new').waitFor()
  expect(await topOf(page, read)).toBe(before)
  expect(await page.locator('[data-message]').count()).toBeLessThanOrEqual(60)
  await pill(page).click()
  await bubble(page, 'Are you there?').waitFor()
  await expect.poll(() => atEnd(page)).toBe(true)
  expect(await pill(page).count()).toBe(0)
  // Whoever reads the end goes on doing so.
  omar.says('I wait.')
  await bubble(page, 'I wait.').waitFor()
  await expect.poll(() => atEnd(page)).toBe(true)

  // A quotation leads to what it quotes, over all pages between.
  omar.sends({ type: 'text', text: 'I mean this one.', quoting: omar.said[0]!.wamid })
  await bubble(page, 'I mean this one.').locator('[data-quotes]').click()
  await page.locator(`[data-message="${first}"]`).waitFor()
  await expect.poll(() => topOf(page, first)).toBeGreaterThan(0)
})

it('[U4 H22] a slow machine that is flung through a thread shows where messages stand, and their words once one stops', async () => {
  const { id } = await longThread('Vera Kovač')
  const { page, context } = await scene.signedIn('owner', { path: `/desk/all/${id}` })
  await bubble(page, 'Line 110.').waitFor()
  const processor = await context.newCDPSession(page)
  await processor.send('Emulation.setCPUThrottlingRate', { rate: 12 })
  // Up and down by more than a window, until lines were left out; then one stops in the middle.
  const stopped = await page.locator('[data-thread]').evaluate(async (box) => {
    const window = box.clientHeight
    let by = -1.3 * window
    for (let step = 0; step < 400 && !box.hasAttribute('data-flung'); step++) {
      if (box.scrollTop + by < window || box.scrollTop + by > box.scrollHeight - 3 * window) by = -by
      box.scrollTop += by
      await new Promise(requestAnimationFrame)
    }
    return { wasFlung: box.hasAttribute('data-flung'), fromEnd: box.scrollHeight - box.scrollTop }
  })
  expect(stopped.wasFlung).toBe(true)
  await page.locator('[data-thread]:not([data-flung])').waitFor()
  const seen = () =>
    page.locator('[data-thread]').evaluate((box) => {
      const { top, bottom } = box.getBoundingClientRect()
      const rects = [...box.querySelectorAll('[data-message]')].map((one) => one.getBoundingClientRect())
      return rects.filter((one) => one.bottom > top && one.top < bottom).length
    })
  await expect.poll(seen).toBeGreaterThan(0)
  await processor.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  // Nobody is thrown back to where lines were drawn last.
  const fromEnd = await page.locator('[data-thread]').evaluate((box) => box.scrollHeight - box.scrollTop)
  expect(Math.abs(fromEnd - stopped.fromEnd)).toBeLessThan(300)
})

it('[H22 U18 U17 Q10] what failed says why and is sent again; what has not left comes back; at 320 px in the dark', async () => {
  const lena = scene.stage.customer('Lena Vogt')
  lena.says('Hello, I want to talk to a person.')
  await lena.hears(/connecting you/)
  const { olga, id } = await conversationOf('Lena')
  await olga.ask('POST', `/api/conversations/${id}/claim`)
  const { page } = await scene.signedIn('owner', {
    path: `/desk/all/${id}`,
    colorScheme: 'dark',
    viewport: { width: 320, height: 640 },
  })
  await bubble(page, 'talk to a person').waitFor()

  scene.stage.simulator.faults.next(131026)
  await olga.ask('POST', `/api/conversations/${id}/replies`, { text: 'Hello Lena!' })
  const failed = bubble(page, 'Hello Lena!')
  await failed.getByText(/cannot be reached.*\(code 131026\)/).waitFor()
  expect(await failed.getAttribute('aria-label')).toMatch(/^You, .*, Failed$/)
  expect(await axe(page)).toEqual([])
  expect(await overflow(page)).toEqual([])
  await failed.getByRole('button', { name: 'Retry' }).click()
  await lena.hears('Hello Lena!')
  await page.getByRole('button', { name: 'It was sent again' }).waitFor()

  scene.stage.simulator.faults.next({ failed: 131047 })
  await olga.ask('POST', `/api/conversations/${id}/replies`, { text: 'Anything else?' })
  await bubble(page, 'Anything else?').getByRole('button', { name: 'Send a template' }).waitFor()

  await olga.ask('POST', `/api/conversations/${id}/replies`, { text: 'Wrong words', hold: 10 })
  await bubble(page, 'Wrong words')
    .getByText(/Leaves in \d+s/)
    .waitFor()
  await bubble(page, 'Wrong words').getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => page.locator('form[data-composer] textarea[name=text]').inputValue()).toBe('Wrong words')
  await expect.poll(() => bubble(page, 'Wrong words').count()).toBe(0)
  await olga.ask('POST', `/api/conversations/${id}/notes`, { text: 'She is *very* patient' })
  await page
    .getByRole('article', { name: /^Private note by You/ })
    .getByText('patient')
    .waitFor()
  expect(await overflow(page)).toEqual([])
})

it('[D20] what an agent has promised stands in the panel, is cancelled there, and comes over with the conversation', async () => {
  const { stage } = scene
  const olga = await stage.owner()
  const phone = '15550003077'
  const maya = stage.customer('Pia Lund', { phone })
  maya.says('Hello')
  await maya.hears()
  const [{ id }] = (await olga.ask('GET', `/api/conversations?q=${phone}`)).conversations
  const promises = (update: string, hours: number) => {
    const dueAt = stage.clock.now() + hours * 3_600_000
    const promised = [{ id: update, about: 'Whether the refund has arrived', dueAt, repeat: undefined }]
    const updates = { promised, stopped: undefined, told: [], unsaid: undefined, known: [] }
    const conversation = { business: stage.settings.business, id }
    const turn = { conversation, handoff: undefined, updates, now: stage.clock.now() } as never
    return stage.database.write((tx) => keepUpdates(tx, [turn], new Map([[id, { epoch: 0 }]])))
  }
  await promises('01a1fdfa-55a0-7009-a6e9-f23fbc6d08f2', 3)
  const { page } = await scene.signedIn(olga, { path: `/desk/all/${id}` })
  const updates = page.locator('[data-section="follow-ups"]')
  await updates.getByText('Whether the refund has arrived').waitFor()
  await updates.getByText(/^Promised for/).waitFor()
  expect(await axe(page)).toEqual([])
  await updates.getByRole('button', { name: 'Cancel this update' }).click()
  await page.getByText('Cancelled: the customer gets no update.').waitFor()
  await expect.poll(() => updates.count()).toBe(0)
  // Whatever comes meanwhile is shown as it comes.
  await promises('01a1fdfa-55a0-7009-a6e9-f23fbc6d08f3', 30)
  await updates.getByText(/^Promised for/).waitFor()
  await olga.ask('POST', `/api/conversations/${id}/claim`, {})
  await updates.getByText(/yours to keep/).waitFor()
  expect(await updates.getByRole('button', { name: 'Cancel this update' }).count()).toBe(0)
})
