import type { Page } from 'playwright-core'
import type { Measured } from './bars.ts'
import type { Bench } from './bench.ts'
import { drawnAt, THREAD } from './in-page.ts'

const WAIT_MS = 5_000

/** What is being read stays where it is: while older messages come in above, and new ones below. */
export async function staying(bench: Bench): Promise<Measured[]> {
  const { page, leave } = await bench.desk()
  const long = bench.made[0]!
  await page.goto(bench.at(`/desk/all/${long.id}`))
  await page.locator(`${THREAD} [data-message]`).last().waitFor()
  const shifts: number[] = []
  for (let turn = 0; turn < 5; turn++) shifts.push(await prepend(page))
  const moved = await newBelow(bench, page)
  await leave()
  return [
    {
      bar: 'U11',
      what: 'shift of what is read while older ones load',
      unit: 'px',
      limit: 2,
      figure: Math.max(...shifts),
      of: `${shifts.length} pages`,
    },
    { bar: 'U11', what: 'shift of what is read when a new one comes', unit: 'px', limit: 0, figure: moved.shift },
    { bar: 'U11', what: 'says that there is a new one below', unit: '', limit: 1, better: 'more', figure: moved.told },
  ]
}

/** Scrolls to the top of what is loaded and follows one message until the older ones are there. */
const prepend = (page: Page) =>
  page.evaluate(
    async ([selector, most]) => {
      const box = document.querySelector<HTMLElement>(selector)
      if (!box) return Number.POSITIVE_INFINITY
      const frame = () => new Promise(requestAnimationFrame)
      const height = box.scrollHeight
      box.scrollTop = 60
      await frame()
      await frame()
      const { top: edge } = box.getBoundingClientRect()
      const inView = [...box.querySelectorAll<HTMLElement>('[data-message]')].find(
        (message) => message.getBoundingClientRect().top > edge,
      )
      const id = inView?.dataset.message
      const before = inView?.getBoundingClientRect().top ?? 0
      const from = performance.now()
      while (box.scrollHeight <= height) {
        if (performance.now() - from > most) return Number.POSITIVE_INFINITY
        await frame()
      }
      for (let settled = 0; settled < 10; settled++) await frame()
      const after = box.querySelector(`[data-message="${id}"]`)?.getBoundingClientRect().top
      return after === undefined ? Number.POSITIVE_INFINITY : Math.abs(after - before)
    },
    [THREAD, WAIT_MS] as const,
  )

async function newBelow(bench: Bench, page: Page): Promise<{ shift: number; told: number }> {
  const topOf = () =>
    page.evaluate((selector) => {
      const box = document.querySelector<HTMLElement>(selector)
      const edge = box?.getBoundingClientRect().top ?? 0
      const first = [...(box?.querySelectorAll<HTMLElement>('[data-message]') ?? [])].find(
        (message) => message.getBoundingClientRect().top > edge,
      )
      return { id: first?.dataset.message ?? '', top: first?.getBoundingClientRect().top ?? 0 }
    }, THREAD)
  const before = await topOf()
  const mark = bench.mark()
  bench.phone(0).says(`Hello? ${mark}`)
  // It is not in view: the list of conversations shows it.
  await drawnAt(page, mark)
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))))
  const after = await page
    .locator(`${THREAD} [data-message="${before.id}"]`)
    .evaluate((message) => message.getBoundingClientRect().top)
  const told = await page.getByText(/\d+ new/).count()
  return { shift: Math.abs(after - before.top), told: Math.min(told, 1) }
}
