import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { render } from '../../src/whatsapp/render.ts'
import { messageOf, TEMPLATE_KINDS } from '../payloads/template-kinds.ts'
import { axe } from './accessibility.ts'
import { overflow } from './overflow.ts'
import { setScene } from './scene.ts'

const scene = setScene()

/** Whatever time it takes for an answer, on a machine that has other things to do. */
const SOON = { timeout: 15_000 }

const messages = (page: Page) => page.getByRole('log')
const answerOn = (page: Page) => page.locator('.bubble:not(.typing)')
const said = (page: Page, text: string) => page.locator('.said').filter({ hasText: text })

async function write(page: Page, text: string) {
  await page.getByRole('textbox', { name: 'Message', exact: true }).fill(text)
  await page.keyboard.press('Enter')
}

const choose = (page: Page, name: string) => page.getByRole('button', { name }).first().click()

/** What WhatsApp adds to some kinds by itself, or draws. */
const DRAWN: Readonly<Record<string, readonly string[]>> = {
  'header: image': ['Photo'],
  'header: video': ['Video'],
  'header: gif': ['Video'],
  'header: document': ['invoice.pdf'],
  'header: location': ['Oak St 12'],
  'button: url with a variable': ['https://acme.example/ORD-22'],
  'button: phone number': ['+15550783881'],
  'button: copy code': ['Copy offer code', 'SPRING25'],
  'button: request contact info': ['Share contact info'],
  'authentication: copy_code': ['This code expires in 10 minutes.', '123456'],
  'limited-time offer': ['Ends soon!', '2026'],
}

describe('the phone', () => {
  // Another day in the life of the server: nobody is left waiting for what a test has said.
  beforeAll(() => scene.stage.simulator.customer({ phone: '15550009999', name: 'Zoë' }))

  it('[S3 U2] writes, is answered, taps a button, reacts, quotes and edits; nothing is wrong with the page', async () => {
    const zoe = scene.stage.customer('Zoë', { phone: '15550009999' })
    const { page } = await scene.visitor('/sim')
    await choose(page, 'Zoë')
    await write(page, 'Hi, my order #ORD-22 hasn’t arrived')
    await answerOn(page).filter({ hasText: '12 Oak St' }).waitFor(SOON)
    await said(page, 'ORD-22').getByRole('img', { name: 'Read' }).waitFor(SOON)

    const buttons = [
      { id: 'track', title: 'Track ORD-23' },
      { id: 'no', title: 'No, thanks' },
    ]
    await scene.stage.server.platform.say({
      to: '+15550009999',
      content: { kind: 'buttons', body: 'What next?', buttons },
    })
    await page.getByRole('button', { name: 'Track ORD-23' }).click(SOON)
    await answerOn(page).filter({ hasText: 'ORD-23 shipped' }).waitFor(SOON)
    expect(zoe.said.at(-1)).toMatchObject({ type: 'interactive', quoted: zoe.bubbles.at(-2)!.wamid })

    // By keyboard alone: the menu of the newest message, its first emoji, and a quote.
    const newest = messages(page).getByRole('button', { name: 'What to do with this message' }).last()
    await newest.focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Enter')
    await page.getByRole('img', { name: 'Reaction 👍' }).waitFor(SOON)
    await newest.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('menuitem', { name: 'Answer' }).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.type('Tank you')
    await page.keyboard.press('Enter')
    await said(page, 'Tank you').locator('blockquote').waitFor(SOON)
    await said(page, 'Tank you').click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Edit' }).click()
    await write(page, 'Thank you')
    await said(page, 'Thank you').getByText('edited').waitFor(SOON)
    expect(zoe.bubbles.find(({ reaction }) => reaction === '👍')).toMatchObject({
      text: expect.stringMatching(/ORD-23/),
    })

    expect(await axe(page)).toEqual([])
    expect(await overflow(page)).toEqual([])
  })

  it('[S3] records a voice message as a phone does, and tells when one of the business is played', async () => {
    const zoe = scene.stage.customer('Zoë', { phone: '15550009999' })
    const { page } = await scene.visitor('/sim')
    await choose(page, 'Zoë')
    await page.getByRole('button', { name: 'Record a voice message' }).click()
    await page.getByLabel('Recorded').filter({ hasText: '0:01' }).waitFor(SOON)
    await page.getByRole('button', { name: 'Send the voice message' }).click()
    const play = page.locator('.said').getByRole('button', { name: 'Play the voice message' })
    await play.waitFor(SOON)
    const voice = zoe.said.at(-1)!
    expect(voice).toMatchObject({ type: 'audio', content: { voice: true, mime_type: 'audio/ogg; codecs=opus' } })
    const { bytes } = scene.stage.simulator.media.find((voice.content as { id: string }).id)!
    expect(Buffer.from(bytes).toString('latin1', 0, 36)).toMatch(/^OggS[\s\S]*OpusHead/)
    // The browser's own reader of Ogg checks every page: it knows the length, and hears that it beeps.
    await page.locator('.said .voice .time').filter({ hasText: '0:01' }).waitFor(SOON)
    const loud = page.locator('.said .voice .bars i')
    await expect.poll(() => loud.count()).toBe(32)
    expect(
      await loud.evaluateAll((bars) => new Set(bars.map((bar) => (bar as HTMLElement).style.cssText)).size),
    ).toBeGreaterThan(16)

    const line = scene.stage.simulator.lines()[0]!
    line.coexistence = true
    scene.stage.simulator.businessApp(line.phoneNumberId).types(zoe.customer, { type: 'audio', voice: true })
    line.coexistence = false
    await page.locator('.bubble').getByRole('button', { name: 'Play the voice message' }).click(SOON)
    const ofBusiness = zoe.bubbles.find(({ type }) => type === 'audio')
    await expect.poll(() => ofBusiness?.status).toBe('played')
  })

  it('[D15 S3] draws every kind of template, and answers what can be tapped', async () => {
    const { simulator, settings } = scene.stage
    const { phoneNumberId, accessToken } = settings.lines[0]!
    const kim = scene.stage.customer('Kim', { phone: '15550007777' })
    kim.says('Hello')
    await kim.hears(/Ada/)
    for (const kind of TEMPLATE_KINDS) {
      simulator.templates.add({ ...kind.form, parameter_format: kind.form.parameters?.toUpperCase() ?? 'POSITIONAL' })
      const answer = await simulator.graph({
        method: 'POST',
        path: `/v24.0/${phoneNumberId}/messages`,
        headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
        body: JSON.stringify(render({ to: { phone: '15550007777' }, content: messageOf(kind), attemptId: 'a' })),
      })
      expect([kind.says, answer]).toMatchObject([kind.says, { status: 200 }])
    }
    const { page } = await scene.visitor('/sim')
    await choose(page, 'Kim')
    await page.getByText('The red boots, with 20 % off.').waitFor(SOON)
    const drawn = await answerOn(page).allInnerTexts()
    for (const [index, kind] of TEMPLATE_KINDS.entries()) {
      const own = drawn.at(index - TEMPLATE_KINDS.length)!
      // Files stand in boxes, marks are drawn.
      const words = kind.words.replaceAll(/\[\w+\]\n|\*/g, '').split('\n')
      const buttons = [...JSON.stringify(kind.form.components).matchAll(/"type":"[A-Z_]+","text":"([^"{]+)"/g)]
      const wanted = [...words, ...(DRAWN[kind.says] ?? []), ...buttons.map(([, text]) => text!)]
      expect([kind.says, wanted.filter((one) => !own.includes(one))]).toEqual([kind.says, []])
    }
    await answerOn(page).getByRole('button', { name: 'Tell me more' }).last().click()
    await expect.poll(() => kim.said.at(-1)).toMatchObject({ type: 'button', content: { payload: 'more-red' } })
    await answerOn(page).getByRole('button', { name: 'Share contact info' }).click()
    await expect.poll(() => kim.said.at(-1)).toMatchObject({ type: 'contacts' })
    expect(await axe(page)).toEqual([])
    expect(await overflow(page)).toEqual([])
  })

  it('[Q9 U21] plays story 1 by itself, the teammate too', async () => {
    const { page } = await scene.visitor('/sim')
    await page.getByRole('button', { name: 'The missing order' }).click()
    await page.getByLabel('Speed').selectOption('At once')
    const strip = page.getByRole('region', { name: 'The missing order' })
    await strip.getByText('The story is told. Everything came as it should.').waitFor({ timeout: 40_000 })
    await answerOn(page).filter({ hasText: 'ORD-22-R shipped 5/15, tracking #1Z999' }).waitFor()
    expect(await page.getByRole('link', { name: 'Open the desk' }).getAttribute('href')).toBe('/desk')
  })

  it('[S3] a tick that overtakes the thread which is being fetched stays', async () => {
    const lee = scene.stage.customer('Lee', { phone: '15550006666' })
    const { page } = await scene.visitor('/sim')
    await choose(page, 'Lee')
    await page.getByRole('region', { name: /^Lee/ }).waitFor(SOON)
    const late = Promise.withResolvers<void>()
    let held = false
    await page.route('**/sim/api/thread?*', async (route) => {
      const response = await route.fetch()
      const thread = await response.json()
      const newest = thread.entries.at(-1)
      if (held || newest?.kind !== 'said') return route.fulfill({ response })
      held = true
      await expect.poll(() => lee.bubbles.length).toBe(1)
      await expect.poll(() => lee.said.at(-1)?.state).not.toBe('sent')
      await page.evaluate(() => new Promise(requestAnimationFrame))
      newest.state = 'sent'
      await route.fulfill({ response, json: thread })
      late.resolve()
    })
    await write(page, 'Are you there?')
    await late.promise
    await page.evaluate(() => new Promise(requestAnimationFrame))
    await said(page, 'Are you there?')
      .getByRole('img', { name: /Delivered|Read/ })
      .waitFor(SOON)
  })

  it('[S4 S5] at 320 px in the dark: time, chaos, faults, the log and a second phone are at hand, and fit', async () => {
    const { simulator, clock } = scene.stage
    const { page } = await scene.visitor('/sim', { viewport: { width: 320, height: 640 }, colorScheme: 'dark' })
    await write(page, 'مرحبا، أين طلبي ORD-22؟')
    await said(page, 'مرحبا')
      .getByRole('img', { name: /Delivered|Read/ })
      .waitFor(SOON)
    const looks = async () => [...(await axe(page)), ...(await overflow(page))]

    await choose(page, 'People')
    expect(await overflow(page)).toEqual([])
    await page.getByLabel('Two phones side by side').check()
    await choose(page, 'Phone')
    expect(await page.getByRole('navigation', { name: 'Which phone' }).getByRole('button').count()).toBe(2)
    expect(await looks()).toEqual([])

    await choose(page, 'Controls')
    const was = clock.offset
    await page.getByRole('button', { name: '+1 h', exact: true }).click()
    await expect.poll(() => clock.offset - was).toBe(3_600_000)
    await page.getByLabel('Exactly').fill('2020-01-01T12:00')
    await page.getByRole('button', { name: 'Go', exact: true }).click()
    await page.getByText('Time goes forward only').waitFor()
    await page.getByRole('button', { name: 'A bad day' }).click()
    await expect.poll(() => simulator.chaos.webhookReorder).toBe(0.3)
    await page.getByText('One by one').click()
    await page.getByLabel('come twice at the same moment').check()
    await expect.poll(() => simulator.chaos.webhookTwin).toBe(0.5)
    await page.getByRole('button', { name: 'Calm' }).click()
    await expect.poll(() => [simulator.chaos.webhookTwin, simulator.chaos.webhookReorder]).toEqual([0, 0])
    await page.getByLabel('meets').selectOption('131047')
    await page.getByRole('button', { name: 'Arm', exact: true }).click()
    await page.getByText(/The next message meets error 131047/).waitFor()
    await page.getByRole('button', { name: 'Disarm' }).click()
    await expect.poll(() => simulator.faults.planned).toEqual([])
    expect(await overflow(page)).toEqual([])

    await page.getByRole('button', { name: 'Raw log' }).click()
    await page.getByRole('searchbox', { name: 'Filter' }).fill('ORD-22')
    const first = page.getByRole('region', { name: 'Raw log' }).locator('summary').first()
    await first.click()
    await page.getByRole('region', { name: 'Raw log' }).getByRole('button', { name: 'Copy' }).nth(1).waitFor()
    expect(await looks()).toEqual([])
  })
})
