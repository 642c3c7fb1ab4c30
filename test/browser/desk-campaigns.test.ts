import { readFileSync } from 'node:fs'
import type { Locator, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { DEMO_TEMPLATES } from '../../src/cli/demo-templates.ts'
import { axe } from './accessibility.ts'
import { lookAt } from './gallery-campaigns.ts'
import { overflow } from './overflow.ts'
import { setScene } from './scene.ts'

/** Slow enough that somebody can pause it. */
const scene = setScene({
  settings: (settings) => ({ ...settings, lines: settings.lines.map((line) => ({ ...line, throughput: 24 })) }),
})

const COUNT = 45
const FIRST = 15_550_008_000
const people = Array.from({ length: COUNT }, (_, nth) => ({ phone: String(FIRST + nth), name: `Person ${nth + 1}` }))
const LIST = [
  'Phone;Name;Order No.',
  ...people.map(({ phone, name }, nth) => `+${phone};${name};ORD-${nth}`),
  '12;Nobody;ORD-90',
  `+${FIRST};Again;ORD-91`,
  `+${FIRST + 500};No order;`,
].join('\r\n')

const figure = (page: Page, name: string) =>
  page.locator('dl div', { hasText: name }).locator('dd').first().innerText().then(Number)
const state = (page: Page) => page.locator('[data-state]').getAttribute('data-state')

it('[D17 D26] from a list with faults to a campaign that runs, is paused, goes on, and is reported', async () => {
  const { stage } = scene
  for (const template of DEMO_TEMPLATES) stage.simulator.templates.add(template)
  const owner = await stage.owner()
  await owner.ask('POST', '/api/templates/sync')
  const phones = people.map((one) => stage.customer(one.name, one))
  phones[1]!.customer.onWhatsApp = false

  const { page } = await scene.signedIn('supervisor')
  await page.locator('[data-live=up]').waitFor()
  await page.keyboard.press('g')
  await page.keyboard.press('c')
  await page.getByText('No campaigns yet').waitFor()
  await page.getByRole('link', { name: 'New campaign' }).click()

  // What is missing is said where it is missing, and nothing is asked.
  await page.getByRole('button', { name: 'Look what would happen' }).click()
  await page.getByText('Choose a template first.').waitFor()
  await page.getByLabel('Name of the campaign').fill('Parcels')
  await page.getByLabel('What the AI should know').fill('Their parcels leave on Monday.')
  await lookAt(page, LIST)
  // `{{1}}` and `{{2}}` are the columns that say neither where nor when, in their order.
  await page.getByRole('figure').getByText('Hello Person 1, there is news about your order ORD-0.').waitFor()
  expect(await page.locator('#forecast').innerText()).toBe(`${COUNT} people of ${COUNT + 3} would get it`)
  const rows = await page.locator('tbody').first().locator('tr').allInnerTexts()
  expect(rows.map((row) => row.replace(/\s+/g, ' '))).toEqual([
    `Row ${COUNT + 2} "12" is no phone: write it with its country code, as +14155550123`,
    `Row ${COUNT + 3} the same person stands in row 2`,
    `Row ${COUNT + 4} order_no is empty: fill it in, or write {{order_no|something}}`,
  ])
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Download all 3 as CSV' }).click()
  expect(readFileSync(await (await download).path(), 'utf8')).toContain(`\r\n${COUNT + 3},duplicate,"the same person`)
  const promise = await page.getByText(/people get “Parcels”/).innerText()
  expect(promise).toMatch(
    /^45 people get “Parcels” from Acme Support, starting at once, the last by .+\. It costs about \$0\.18\.$/,
  )
  expect((await owner.ask('GET', '/api/campaigns')).campaigns).toEqual([])

  // What it says holds for what was looked at only, and rows at fault are not left out by themselves.
  const start = page.getByRole('button', { name: 'Create and start' })
  expect(await start.isDisabled()).toBe(true)
  await page.getByLabel('Leave out the 3 rows at fault').check()
  expect(await start.isDisabled()).toBe(false)
  await page.getByLabel('Where it is empty').last().fill('your order')
  expect(await start.isDisabled()).toBe(true)
  await page.getByRole('button', { name: 'Look again' }).click()
  await page.getByText(`${COUNT + 1} people of ${COUNT + 3} would get it`).waitFor()
  await page.getByLabel('Leave out the 2 rows at fault').check()
  await start.click()

  await page.getByRole('heading', { name: 'Parcels' }).waitFor()
  await expect.poll(() => figure(page, 'Sent'), { timeout: 5_000 }).toBeGreaterThan(0)
  await page.getByRole('button', { name: 'Pause' }).click()
  await page.getByText('The supervisor paused it').waitFor()
  expect(await state(page)).toBe('paused')
  const [campaign] = (await owner.ask('GET', '/api/campaigns')).campaigns
  expect(campaign).toMatchObject({ name: 'Parcels', state: 'paused', recipients: COUNT + 1 })
  expect(campaign.released).toBeLessThan(COUNT)
  await page.getByRole('button', { name: 'Go on' }).click()
  await expect.poll(() => state(page), { timeout: 10_000 }).toBe('done')

  await phones[0]!.hears(/ORD-0/)
  phones[0]!.says('Thanks!')
  await expect.poll(() => figure(page, 'Replied'), { timeout: 5_000 }).toBe(1)
  expect(await figure(page, 'Sent')).toBe(COUNT - 1)
  expect(await figure(page, 'Failed')).toBe(2)

  await page.getByRole('navigation', { name: 'Whose standing' }).getByRole('link', { name: 'Failed' }).click()
  await expect.poll(() => page.getByRole('list', { name: 'Recipients' }).locator('li').count()).toBe(2)
  expect(new URL(page.url()).search).toBe('?standing=failed')
  const report = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download report' }).click()
  const lines = readFileSync(await (await report).path(), 'utf8')
    .trim()
    .split('\n')
  expect(lines).toHaveLength(COUNT + 2)

  await page.setViewportSize({ width: 320, height: 800 })
  expect([...(await axe(page)), ...(await overflow(page))]).toEqual([])
  await page.getByRole('link', { name: 'Person 2' }).click()
  await page.locator('[role=log]').getByText('there is news about your order ORD-1').waitFor()
  // The thread says of which campaign it is, and leads back to it.
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.getByRole('link', { name: /^Campaign “/ }).click()
  await page.waitForURL(/\/desk\/campaigns\//)
}, 60_000)

it('[D17] whoever may not send watches, and a draft asks before it goes', async () => {
  const { stage } = scene
  const owner = await stage.owner()
  const plan = {
    name: 'Later',
    line: stage.settings.lines[0]!.name,
    template: { name: 'order_update', language: 'en_US', body: ['{{name}}', 'ORD-1'] },
    audience: { csv: `phone,name\n+${FIRST},Person 1` },
  }
  const { campaign } = await owner.ask('POST', '/api/campaigns', plan)
  const member = await scene.signedIn('member', { path: '/desk/campaigns/new' })
  await member.page.getByRole('link', { name: /Later/ }).click()
  await member.page.getByText('A draft: nothing was sent.').waitFor()
  expect(await member.page.getByRole('button', { name: /Start|Delete/ }).count()).toBe(0)

  const { page } = await scene.signedIn(owner, { path: `/desk/campaigns/${campaign.id}` })
  const start = page.getByRole('button', { name: 'Start' })
  await start.click()
  const dialog = page.getByRole('dialog', { name: 'Start Later?' })
  // The focus goes in, goes round, and comes back; nobody reaches what lies behind.
  const has = (one: Locator) => one.evaluate((element) => element.contains(document.activeElement))
  await expect.poll(() => has(dialog)).toBe(true)
  for (const key of ['Tab', 'Shift+Tab'])
    for (let press = 0; press < 14; press++) {
      await page.keyboard.press(key)
      expect(await has(dialog), `${key} ${press}`).toBe(true)
    }
  expect(await page.locator('#desk > [inert]').count()).toBe(1)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  expect(await has(start)).toBe(true)
  expect(await page.locator('[inert]').count()).toBe(0)
  await page.keyboard.press('Enter')
  await dialog.getByText('One person gets it.').waitFor()
  await dialog.getByLabel('Begins').fill('2099-01-01T10:00')
  await dialog.getByRole('button', { name: 'Start' }).click()
  await expect.poll(() => state(page)).toBe('scheduled')
  await page.getByRole('button', { name: 'Cancel it' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Not now' }).click()
  expect(await state(page)).toBe('scheduled')
  await page.getByRole('button', { name: 'Cancel it' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel it' }).click()
  await expect.poll(() => state(page)).toBe('cancelled')
  expect(await figure(page, 'Left out')).toBe(1)
}, 60_000)
