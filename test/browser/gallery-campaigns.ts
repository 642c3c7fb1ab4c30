import type { Page } from 'playwright-core'
import type { Screen } from './gallery.ts'
import type { BrowserStage, Person } from './stage.ts'

/** `+15550007000` and so on, each of somebody who has WhatsApp. */
const PHONES = 15_550_007_000
const LIST = [
  'phone,name,order',
  ...Array.from({ length: 9 }, (_, nth) => `+${PHONES + nth},Customer ${nth + 1},ORD-${nth + 22}`),
]
const WITH_FAULTS = [...LIST, '12,Nobody,ORD-40', `+${PHONES},Again,ORD-41`, `+${PHONES + 50},,ORD-42`]
const TEMPLATE = { name: 'order_update', language: 'en_US', body: ['{{name}}', '{{order}}'] }
const ALL_DAY = { from: '00:00', to: '23:59' }

/** One campaign that is over, one that somebody has paused, a draft, and a new one that was looked at. */
export async function campaignScreens(stage: BrowserStage, owner: Person): Promise<Screen[]> {
  const line = stage.settings.lines[0]!.name
  for (let nth = 0; nth < 8; nth++)
    stage.simulator.customer({ phone: String(PHONES + nth), name: `Customer ${nth + 1}` })
  const make = async (name: string, quiet: object | null, acts: readonly string[]): Promise<string> => {
    const plan = { name, line, template: TEMPLATE, audience: { csv: LIST.join('\n') }, quiet }
    const { campaign } = await owner.ask('POST', '/api/campaigns', plan)
    for (const act of acts) await owner.ask('POST', `/api/campaigns/${campaign.id}/${act}`)
    return campaign.id
  }
  const over = await make('Parcels of Monday', null, ['start'])
  const paused = await make('Parcels of Tuesday', ALL_DAY, ['start', 'pause'])
  await make('Parcels of Wednesday, with a name that is longer than most', null, [])
  while ((await owner.ask('GET', `/api/campaigns/${over}`)).campaign.state !== 'done')
    await new Promise((look) => setTimeout(look, 50))
  const shown = { ready: 'h1' }
  return [
    { name: 'campaigns', path: '/desk/campaigns', ready: 'main li a' },
    { name: 'campaign', path: `/desk/campaigns/${over}`, ready: '[role=progressbar]' },
    { name: 'campaign-paused', path: `/desk/campaigns/${paused}`, ready: '[role=progressbar]' },
    { name: 'campaign-gone', path: '/desk/campaigns/00000000-0000-7000-8000-000000000000', ...shown },
    {
      name: 'campaign-new',
      path: '/desk/campaigns/new',
      ...shown,
      act: (page) => lookAt(page, WITH_FAULTS.join('\n')),
    },
  ]
}

/** Chooses the first template and a list, and looks what would come of it. */
export async function lookAt(page: Page, csv: string): Promise<void> {
  await page.getByLabel('Template', { exact: true }).selectOption({ index: 1 })
  const file = { name: 'parcels.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) }
  await page.locator('input[type=file]').setInputFiles(file)
  await page.getByText(/^Columns: /).waitFor()
  // Whatever the hour is where these people are.
  await page.getByLabel('None').check()
  await page.getByRole('button', { name: /^Look/ }).click()
  await page.locator('#forecast').waitFor()
}
