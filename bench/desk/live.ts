import { setTimeout as pause } from 'node:timers/promises'
import { openCable } from '../../test/browser/cable.ts'
import { openStage } from '../../test/browser/stage.ts'
import { type Measured, percentile, spread } from './bars.ts'
import type { Bench } from './bench.ts'
import { drawnAt, LIST, THREAD } from './in-page.ts'

const ROWS = `${LIST} a[data-conversation]`
const DESKS = 5
const MESSAGES = 30
const CUT_MS = 30_000
const MISSED = 20

/** From what happens to what people see, in several desks and over a line that breaks. */
export async function live(bench: Bench): Promise<Measured[]> {
  return [...(await arrives(bench)), await callsPeople(bench), ...(await breaks(bench))]
}

async function arrives(bench: Bench): Promise<Measured[]> {
  const { id } = bench.made[1]!
  const desks = await Promise.all(Array.from({ length: DESKS }, () => bench.desk(`/desk/all/${id}`)))
  await Promise.all(desks.map(({ page }) => page.locator(`${THREAD} [data-message]`).last().waitFor()))
  await Promise.all(desks.map(({ page }) => page.locator('body[data-live=up]').waitFor()))
  const times: number[] = []
  for (let count = 0; count < MESSAGES; count++) {
    const mark = bench.mark()
    const from = Date.now()
    bench.phone(1).says(`And now? ${mark}`)
    for (const { page } of desks) times.push((await drawnAt(page, mark)) - from)
  }
  await Promise.all(desks.map(({ leave }) => leave()))
  const what = `message sent to message drawn, ${DESKS} desks`
  return [
    { bar: 'U6', what: `${what}, p95`, unit: 'ms', limit: 300, figure: percentile(times, 0.95), of: spread(times) },
    { bar: 'U6', what: `${what}, the longest`, unit: 'ms', limit: 1_000, figure: Math.max(...times) },
  ]
}

async function callsPeople(bench: Bench): Promise<Measured> {
  // Where nobody else waits: the list shows who has waited longest.
  const stage = await openStage()
  const { page, leave } = await bench.desk('/desk/waiting', { stage })
  await page.locator('body[data-live=up]').waitFor()
  const times: number[] = []
  for (let count = 0; count < 10; count++) {
    const before = await page.locator(ROWS).count()
    stage.customer(`Caller ${count}`).says('I want to talk to a person.')
    await page.locator(ROWS).nth(before).waitFor()
    const seenAt = Date.now()
    const { handoffs } = await (await stage.owner()).ask('GET', '/api/handoffs')
    times.push(seenAt - handoffs.at(-1).openedAt)
  }
  await leave()
  await stage.stop()
  return {
    bar: 'U7',
    what: 'handoff to row in Waiting, p95',
    unit: 'ms',
    limit: 1_000,
    figure: percentile(times, 0.95),
    of: spread(times),
  }
}

/** The line is cut for half a minute, in which twenty messages come. */
async function breaks(bench: Bench): Promise<Measured[]> {
  const cable = await openCable(bench.stage.url)
  const { id } = bench.made[1]!
  const { page, allow, leave } = await bench.desk(`/desk/all/${id}`, { base: cable.url })
  allow(/Failed to load resource|ERR_|EventSource/)
  await page.locator(`${THREAD} [data-message]`).last().waitFor()
  await page.locator('body[data-live=up]').waitFor()
  cable.cut()
  await page.locator('body[data-live=down]').waitFor({ timeout: CUT_MS })
  const marks = Array.from({ length: MISSED }, () => bench.mark())
  for (const mark of marks) bench.phone(1).says(`Is anybody there? ${mark}`)
  await pause(CUT_MS)
  cable.mend()
  const from = Date.now()
  await drawnAt(page, marks.at(-1)!).catch(() => {})
  const caughtUp = Date.now() - from
  const bubbles = await page.locator(`${THREAD} [data-message]`).allInnerTexts()
  const seen = marks.map((mark) => bubbles.filter((text) => text.includes(mark)).length)
  await leave()
  await cable.close()
  return [
    {
      bar: 'U10',
      what: `messages lost after ${CUT_MS / 1000} s without a line`,
      unit: '',
      limit: 0,
      figure: seen.filter((times) => times === 0).length,
      of: `${MISSED} missed`,
    },
    { bar: 'U10', what: 'messages shown twice', unit: '', limit: 0, figure: seen.filter((times) => times > 1).length },
    { bar: 'U10', what: 'until all is there', unit: 'ms', limit: 2_000, figure: caughtUp },
  ]
}
