import type { Page } from 'playwright-core'
import { chance } from '../chance.ts'
import type { Measured } from './bars.ts'
import type { Bench } from './bench.ts'
import { DRAFT, LIST, row } from './in-page.ts'

const SWITCHES = 200
const DRAFTS = 8
const RACES = 20

/** What people write: nothing is lost, nothing is sent twice, nothing stands in another thread. */
export async function writing(bench: Bench): Promise<Measured[]> {
  return [await races(bench), ...(await closed(bench)), ...(await drafts(bench))]
}

/** Two people answer the same customer at the same moment, both having seen the same. */
async function races(bench: Bench): Promise<Measured> {
  const people = await Promise.all(['supervisor', 'admin'].map((role) => bench.stage.teammate(role as 'admin')))
  let twice = 0
  for (let index = 7; index < 7 + 7 * RACES; index += 7) {
    const path = `/api/conversations/${bench.made[index]!.id}`
    const { messages } = await people[0]!.ask('GET', `${path}/thread`)
    const body = { text: 'I have it.', seen: messages.at(-1).position }
    const answers = await Promise.allSettled(people.map((person) => person.ask('POST', `${path}/replies`, body)))
    if (answers.filter(({ status }) => status === 'fulfilled').length > 1) twice++
  }
  return {
    bar: 'U9',
    what: 'answered twice by two people at once',
    unit: '',
    limit: 0,
    figure: twice,
    of: `${RACES} races`,
  }
}

/** Whoever wrote more than a day ago can be sent templates only. */
async function closed(bench: Bench): Promise<Measured[]> {
  const owner = await bench.stage.owner()
  const late = bench.made.findLast((_, index) => index % 7 === 1)!
  const sent = await owner.ask('POST', `/api/conversations/${late.id}/replies`, { text: 'Hello?' }).then(
    () => 1,
    () => 0,
  )
  const { page, leave } = await bench.desk(`/desk/all/${late.id}`)
  await page.locator('[role=log] [data-message]').last().waitFor()
  const offered = await page.getByRole('button', { name: /template/i }).count()
  await leave()
  return [
    { bar: 'U17', what: 'free text sent after the window closed', unit: '', limit: 0, figure: sent },
    {
      bar: 'U17',
      what: 'a template is one click away',
      unit: '',
      limit: 1,
      better: 'more',
      figure: Math.min(offered, 1),
    },
  ]
}

async function drafts(bench: Bench): Promise<Measured[]> {
  const { page } = await bench.desk('/desk/mine')
  const rows = page.locator(`${LIST} a[data-conversation]`)
  await rows.nth(DRAFTS).waitFor()
  const all = await rows.evaluateAll((links) => links.map((link) => link.getAttribute('data-conversation') ?? ''))
  const places = all.slice(0, DRAFTS)
  for (const id of places) {
    await open(page, id)
    await page.locator(DRAFT).fill(wordsFor(id))
  }
  const random = chance(19)
  let wrong = 0
  for (let turn = 0; turn < SWITCHES; turn++) {
    const id = places[Math.floor(random() * places.length)]!
    await open(page, id)
    if (!(await holds(page, id))) wrong++
  }
  let lost = 0
  const other = await bench.desk('/desk/mine')
  for (const device of [page, other.page])
    for (const id of places) {
      await device.goto(bench.at(`/desk/mine/${id}`))
      if (!(await holds(device, id))) lost++
    }
  await other.leave()
  return [
    {
      bar: 'U19',
      what: 'switches that showed another draft',
      unit: '',
      limit: 0,
      figure: wrong,
      of: `${SWITCHES} switches`,
    },
    {
      bar: 'U19',
      what: 'drafts lost by a reload or a second device',
      unit: '',
      limit: 0,
      figure: lost,
      of: `${places.length * 2} looks`,
    },
  ]
}

const wordsFor = (id: string) => `A draft for ${id}`

async function open(page: Page, id: string) {
  await page.click(row(id))
  await page.waitForURL((url) => url.pathname.endsWith(id))
}

/** Soon, and nothing else before it. */
async function holds(page: Page, id: string): Promise<boolean> {
  const draft = page.locator(DRAFT)
  for (let looked = 0; looked < 50; looked++) {
    const value = await draft.inputValue({ timeout: 2_000 }).catch(() => '')
    if (value) return value === wordsFor(id)
    await page.evaluate(() => new Promise(requestAnimationFrame))
  }
  return false
}
