import { expect, it } from 'vitest'
import { axe } from './accessibility.ts'
import { overflow } from './overflow.ts'
import { setScene } from './scene.ts'

const scene = setScene()

it('[D23 U4] a template is written, looked over, approved, rejected, written otherwise and deleted, all as it happens', async () => {
  const { stage } = scene
  const { templates } = stage.simulator
  templates.approvalAfterMs = undefined
  templates.add({
    name: 'spring_sale',
    language: 'en',
    category: 'MARKETING',
    components: [{ type: 'BODY', text: 'All boots at half the price.' }],
  })
  const olga = await stage.owner()
  await olga.ask('POST', '/api/templates/sync')
  const { page } = await scene.signedIn(olga, { path: '/desk/templates' })
  const row = (name: string) => page.locator(`[data-template=${name}]`)
  await row('spring_sale').waitFor()

  await page.getByRole('button', { name: 'New template' }).click()
  const field = (name: string) => page.getByLabel(name, { exact: true })
  await field('Name').fill('Order update')
  await field('Text').fill('{{1}}, your order is on its way.')
  const handIn = page.getByRole('button', { name: 'Send to Meta for review' }).first()
  await handIn.click()
  // What is wrong stands at its field, and nothing has left.
  await page.getByText('Put words before the first variable').waitFor()
  await page.getByText('Give an example for {{1}}').waitFor()
  expect(templates.all().map(({ name }) => name)).toEqual(['spring_sale'])
  expect(await axe(page)).toEqual([])
  expect(await overflow(page)).toEqual([])
  await field('Text').fill('Hello {{1}}, your order is on its way.')
  await field('Example for {{1}}').fill('Maya')
  await page.getByRole('button', { name: 'Button', exact: true }).click()
  await field('Words on it').fill('Where is it?')
  const preview = page.getByRole('figure', { name: 'What the customer gets' })
  await preview.getByText('Hello Maya, your order is on its way.').waitFor()
  await preview.getByText('Where is it?').waitFor()
  await handIn.click()
  await row('order_update').getByText('In review').waitFor()
  expect(templates.all().at(-1)).toMatchObject({ name: 'order_update', category: 'UTILITY', status: 'PENDING' })

  // Meta speaks, and nobody asks.
  templates.approve('order_update')
  await row('order_update').getByText('Approved').waitFor()
  templates.reject('order_update', { reason: 'INCORRECT_CATEGORY', recommendation: 'Make it marketing' })
  await row('order_update').getByText('Rejected').waitFor()
  await page.getByText('Make it marketing.').waitFor()

  await page.getByRole('button', { name: 'Edit' }).click()
  await page.getByRole('heading', { name: 'Edit order_update' }).waitFor()
  await field('Category').selectOption('MARKETING')
  await handIn.click()
  await row('order_update').getByText('In review').waitFor()
  expect(templates.all().at(-1)).toMatchObject({ category: 'MARKETING' })

  await page.getByLabel('Status').selectOption('APPROVED')
  await expect.poll(() => row('order_update').count()).toBe(0)
  expect(page.url()).toContain('status=APPROVED')
  await page.reload()
  await row('spring_sale').click()
  await page.getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await expect.poll(() => templates.all().map(({ name }) => name)).toEqual(['order_update'])
  await page.getByText('spring_sale is deleted.').waitFor()
})

it('[D23] whoever may only look finds nothing to change', async () => {
  const { page } = await scene.signedIn('member', { path: '/desk/templates' })
  await page.locator('[data-template=order_update]').waitFor()
  for (const name of ['New template', 'Sync', 'Edit', 'Delete'])
    expect(await page.getByRole('button', { name }).count()).toBe(0)
  await page.goto(`${scene.stage.url}/desk/templates/new`)
  await page.locator('[data-template=order_update]').waitFor()
  expect(await page.getByLabel('Text', { exact: true }).count()).toBe(0)
})
