import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { spansIn } from '../../src/domain/hours/hours.ts'
import { axe } from './accessibility.ts'
import { openCable } from './cable.ts'
import { overflow } from './overflow.ts'
import { setScene } from './scene.ts'

const PASSWORD = 'a sentence that Olga keeps in mind'
/** Sales is open on one day of the week, and that is not today. */
const OPEN_ON = (new Date().getUTCDay() + 3) % 7
const week = Array.from({ length: 7 }, (_, day) => (day === OPEN_ON ? spansIn('9-18')! : []))
const scene = setScene({
  settings: (settings) => ({
    ...settings,
    lines: settings.lines.map((line, index) =>
      index === 1
        ? { ...line, handoff: { ...line.handoff, cover: true, hours: { timeZone: 'UTC', week, holidays: {} } } }
        : line,
    ),
  }),
})

const rowOf = (page: Page, name: string) => page.locator('[data-conversation]', { hasText: name })
const bubble = (page: Page, text: string | RegExp) => page.locator('[data-message]', { hasText: text }).last()
const said = (text: string) => new RegExp(text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))

/** Presses of keys besides text, and whether each found a focus that can be seen. */
function keyboardOf(page: Page) {
  let presses = 0
  return {
    async press(...keys: string[]) {
      for (const key of keys) {
        presses++
        await page.keyboard.press(key)
      }
    },
    type: (text: string) => page.keyboard.type(text),
    presses: () => presses,
    async expectSeen() {
      const seen = await page.evaluate(() => {
        const at = document.activeElement
        if (!at || at === document.body) return true
        // A field may leave it to the frame around it.
        for (let one: Element | null = at; one && one !== document.body; one = one.parentElement) {
          const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one)
          if ((outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none') return true
          if (one.matches('form, [role=dialog]')) return false
        }
        return false
      })
      expect(seen).toBe(true)
    },
  }
}

describe('a teammate’s first day', () => {
  it('[O5 H21] the printed link makes the owner, who signs out and in again, and lands where they wanted to go', async () => {
    const token = await scene.stage.setUpToken()
    const { page, allow } = await scene.visitor(`/desk/set-up#token=${token}`)
    await page.getByLabel('Your name').fill('Olga Petrova')
    await page.getByLabel('E-mail').fill('olga@example.com')
    await page.getByLabel('Password', { exact: true }).fill('short')
    await page.getByRole('button', { name: 'Open the desk' }).click()
    expect(
      await page.getByLabel('Password', { exact: true }).evaluate((field: HTMLInputElement) => field.validity.tooShort),
    ).toBe(true)
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.getByRole('button', { name: 'Open the desk' }).click()
    await page.getByRole('heading', { name: 'Nobody is waiting' }).waitFor()

    await page.getByRole('button', { name: /^Olga Petrova/ }).click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    // Whoever is not signed in is asked to, wherever they go.
    allow(/401/)
    await page.goto(`${scene.stage.url}/desk/all?q=Nobody`)
    await page.getByLabel('E-mail').fill('olga@example.com')
    await page.getByLabel('Password', { exact: true }).fill('not her password at all')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('alert').getByText('Address or password is wrong.').waitFor()
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
    await page.keyboard.press('Enter')
    await page.getByText('Nothing fits what you are looking for.').waitFor()
    expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/desk/all?q=Nobody')
  })

  it('[U15 H9 H10 H11 H22 S3] story 1 on the phone and at the desk, at the desk by keyboard alone', async () => {
    const { stage } = scene
    const anish = stage.customer('Anish Rao')
    const owner = await ownerOf()
    const { page } = await scene.signedIn(owner, { path: '/desk/waiting' })
    const keys = keyboardOf(page)
    await page.getByRole('heading', { name: 'Nobody is waiting' }).waitFor()

    anish.says('Hi, order #ORD-22 never arrived.')
    await anish.hears(/12 Oak St/)
    anish.says('I never got it, and this is the second time! Get me a human.')
    await anish.hears(/connecting you/)
    await rowOf(page, 'Anish').waitFor()

    await keys.press('j')
    await bubble(page, /second time/).waitFor()
    const panel = page.getByRole('complementary', { name: 'Customer' })
    await panel.getByText(/ORD-22 marked delivered/).waitFor()
    await keys.press('t')
    await page.getByRole('button', { name: 'Release', exact: true }).waitFor()

    await keys.press('d')
    await page.getByText('AI draft', { exact: false }).first().waitFor()
    await page.getByRole('button', { name: 'Insert' }).waitFor()
    await keys.press('d')
    const field = page.locator('form[data-composer] textarea[name=text]')
    await expect.poll(() => field.inputValue()).not.toBe('')
    await keys.expectSeen()
    await keys.press('Control+End')
    await keys.type(' Omar here, sorry!')
    const words = await field.inputValue()
    await keys.press('Enter')
    // An agent's words wait a moment, in which they can be called back.
    await page.getByRole('status').getByRole('button', { name: 'Undo' }).waitFor()
    await anish.hears(said('Omar here, sorry!'))
    await expect.poll(() => field.inputValue()).toBe('')
    expect(words).toContain('Omar here, sorry!')
    await expect.poll(() => bubble(page, 'Omar here').getAttribute('data-author')).toBe('teammate')

    // The live stream is quicker than the answer: whoever has left the field by then is not called back to it.
    let answer = () => {}
    const isLeft = new Promise<void>((resolve) => {
      answer = resolve
    })
    await page.route('**/notes', async (route) => {
      const response = await route.fetch()
      await isLeft
      await route.fulfill({ response })
    })
    await keys.press('Escape', 'n')
    await keys.type('Courier lost it twice: talk to them.')
    await keys.press('Enter')
    await page.locator('[data-note]').getByText('Courier lost it twice: talk to them.').waitFor()
    await keys.press('Escape')
    answer()
    await expect.poll(() => field.inputValue()).toBe('')
    await keys.press('r')
    await page.getByRole('dialog', { name: 'Give back to AI' }).waitFor()
    await keys.expectSeen()
    await keys.press('Tab')
    await keys.type('Sent again, arrives Thursday')
    await keys.press('Enter')
    await page.getByRole('button', { name: 'Take', exact: true }).waitFor()
    await page.getByRole('dialog', { name: 'Give back to AI' }).waitFor({ state: 'hidden' })
    await keys.press('z')
    await page.getByRole('button', { name: 'Release', exact: true }).waitFor()
    await keys.expectSeen()
    expect(keys.presses()).toBeLessThanOrEqual(25)

    expect(anish.transcript()).not.toContain('Courier lost it')
    expect(await axe(page)).toEqual([])
    expect(await overflow(page)).toEqual([])
  })

  it('[H21 Q10] Back, forward, reload and links lead where one was; in the dark, at 320 px, all is there', async () => {
    const owner = await ownerOf()
    const maya = scene.stage.customer('Maya Okafor')
    maya.says('What does Pro cost?')
    await maya.hears(/\$49/)
    const { page } = await scene.signedIn(owner, {
      path: '/desk/all',
      colorScheme: 'dark',
      viewport: { width: 320, height: 640 },
    })
    await rowOf(page, 'Maya').click()
    await bubble(page, '$49').waitFor()
    const address = page.url()
    expect(await axe(page)).toEqual([])
    expect(await overflow(page)).toEqual([])
    await page.goBack()
    await rowOf(page, 'Anish').waitFor()
    expect(await axe(page)).toEqual([])
    expect(await overflow(page)).toEqual([])
    await page.goForward()
    await bubble(page, '$49').waitFor()
    await page.reload()
    await bubble(page, '$49').waitFor()
    expect(page.url()).toBe(address)
    await page.getByRole('link', { name: 'Back to the list' }).click()
    await page.getByRole('link', { name: /^AI live/ }).click()
    await rowOf(page, 'Maya').waitFor()
    expect(await rowOf(page, 'Anish').count()).toBe(0)
  })

  it('[O7 H21] a line that was cut: what is shown says how old it is, and then nothing is missing or doubled', async () => {
    const cable = await openCable(scene.stage.url)
    try {
      const { stage } = scene
      const noor = stage.customer('Noor Haddad')
      noor.says('Get me a human, please.')
      await noor.hears(/connecting you/)
      const { page, allow } = await scene.signedIn(await ownerOf(), { path: '/desk/waiting' })
      allow(/ERR_|Failed to load|net::/)
      await page.goto(`${cable.url}/desk/waiting`)
      await rowOf(page, 'Noor').click()
      await bubble(page, 'Get me a human').waitFor()
      await page.locator('body[data-live=up]').waitFor()

      cable.cut()
      await page.getByText(/^Reconnecting\. What you see is/).waitFor()
      const missed = Array.from({ length: 20 }, (_, index) => `missed ${index + 1} of 20`)
      for (const text of missed) noor.says(text)
      await expect
        .poll(async () => (await seenBy(noor)).filter((text) => text.startsWith('missed')).length, { timeout: 20_000 })
        .toBe(20)
      cable.mend()
      await page.locator('body[data-live=up]').waitFor()
      await bubble(page, 'missed 20 of 20').waitFor()
      const shown = async () =>
        (await page.locator('[data-message]').allInnerTexts()).filter((text) => /missed \d/.test(text))
      await expect.poll(async () => (await shown()).length, { timeout: 10_000 }).toBe(20)
      expect((await shown()).map((text) => /missed \d+ of 20/.exec(text)?.[0])).toEqual(missed)
      expect(await page.getByText(/^Reconnecting/).count()).toBe(0)
    } finally {
      await cable.close()
    }
  })

  it('[H13 H24 H19] who is on duty, oneself by keyboard; a line that is closed, and a chat that another agent has, say so', async () => {
    const { stage } = scene
    const { ask } = await ownerOf()
    const [, sales] = stage.settings.lines
    const ida = stage.customer('Ida Lund', { line: sales!.phoneNumberId })
    ida.says('Hello')
    await ida.hears()
    const { conversations } = await ask('GET', '/api/conversations?q=Ida')
    const { page } = await scene.signedIn(await ownerOf(), { path: `/desk/all/${conversations[0].id}` })
    const { press } = keyboardOf(page)
    const header = page.getByRole('region', { name: 'Ida Lund' }).locator('header')
    await header.getByText(/^Closed until \w{3} \d/).waitFor()

    await press('g', 'o')
    const person = page.getByRole('button', { name: /^Olga Petrova.*Away/s })
    await person.waitFor()
    expect((await ask('GET', '/api/duty')).away).toBeTypeOf('number')
    await press('g', 'd')
    const duty = page.getByRole('dialog', { name: 'Who is on duty' })
    await duty.locator('[data-line=sales]').getByText('The AI goes on in the meantime.').waitFor()
    // They are alone in this business.
    await duty.locator('[data-line=support]').getByText('Everybody is away').waitFor()
    await duty
      .locator('[data-teammate]')
      .getByText(/^Away since/)
      .waitFor()
    expect(await axe(page)).toEqual([])
    await press('Enter')
    await duty.locator('[data-teammate]').getByText('On duty').waitFor()
    await page.setViewportSize({ width: 320, height: 640 })
    expect(await overflow(page)).toEqual([])
    await press('Escape')
    await page.setViewportSize({ width: 1440, height: 900 })

    const meta = stage.simulator.metaAgent(sales!.phoneNumberId)
    meta.takes(ida.customer)
    await header.getByText('Another agent has the chat').waitFor()
    await page.getByPlaceholder('Sending takes it back.').waitFor()
    meta.passes(ida.customer)
    await header.getByText('AI', { exact: true }).waitFor()
  })

  it('[U24] every word comes from the catalogue', async () => {
    const { page } = await scene.signedIn(await ownerOf(), { path: '/desk/all' })
    await page.evaluate(() => localStorage.setItem('wabaton.language', 'marked'))
    await page.reload()
    await rowOf(page, 'Noor').click()
    await page.getByRole('complementary').getByText(/⟦/).first().waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog').waitFor()
    expect(await wordsOfNoCatalogue(page)).toEqual([])
  })
})

/** What is written on the page, but for what customers and teammates have written, names, times and keys. */
const wordsOfNoCatalogue = (page: Page) =>
  page.evaluate(() => {
    const found: string[] = []
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.textContent?.trim() ?? ''
      const around = node.parentElement
      if (!/\p{L}/u.test(text) || /[⟦⟧]/.test(text)) continue
      if (around?.closest('[dir=auto], bdi, time, kbd, pre, script, style, [data-message], [aria-pressed]')) continue
      if (around?.textContent?.match(/⟦[\s\S]*⟧/) || text === 'Wabaton') continue
      found.push(text)
    }
    for (const element of document.querySelectorAll('[aria-label], [placeholder], [data-tip]'))
      for (const name of ['aria-label', 'placeholder', 'data-tip']) {
        const text = element.getAttribute(name) ?? ''
        // A key by itself is no word.
        if (/\p{L}{2}/u.test(text) && !/[⟦⟧]/.test(text)) found.push(`${name}: ${text}`)
      }
    return found
  })

/** What the business has of this customer. */
async function seenBy(handset: { readonly customer: { readonly phone: string } }): Promise<string[]> {
  const { ask } = await ownerOf()
  const { conversations } = await ask('GET', `/api/conversations?view=all&q=${handset.customer.phone.slice(-6)}`)
  const { messages } = await ask('GET', `/api/conversations/${conversations[0].id}/thread`)
  return messages.map(({ text }: { text: string }) => text)
}

/** The owner has set themselves up in the first scene. */
async function ownerOf() {
  const { signIn } = await import('./stage.ts')
  return signIn(scene.stage.url, { name: 'Olga Petrova', email: 'olga@example.com', password: PASSWORD })
}
