import type { Page } from 'playwright-core'
import { type Measured, mean, median, percentile, spread } from './bars.ts'
import type { Bench } from './bench.ts'
import { DRAFT, LIST, row, scrollBy, slowed, THREAD, watchShown } from './in-page.ts'

/** A conversation of many messages and a list of many conversations: opened, scrolled, switched, typed in. */
export async function opening(bench: Bench): Promise<Measured[]> {
  const opened = await bench.desk(undefined, { watch: watchShown })
  const opens1 = await opens(bench, opened.page, { rate: 1, limit: 1_000 })
  const opens4 = await opens(bench, opened.page, { rate: 4, limit: 2_500 })
  await opened.leave()
  const { page, leave } = await bench.desk(undefined, { watch: () => undefined })
  const long = bench.made[0]!
  const rows = [
    opens1,
    opens4,
    ...(await scrollsThread(bench, page, long.id)),
    ...(await scrollsList(bench, page)),
    await switches(bench, page),
    await types(bench, page, long.id),
  ]
  await leave()
  return rows
}

async function opens(bench: Bench, page: Page, { rate, limit }: { rate: number; limit: number }): Promise<Measured> {
  const long = bench.made[0]!
  const last = await bench.lastMessage(long.id)
  const times: number[] = []
  const open = async () => {
    await page.goto(bench.at(`/desk/all/${long.id}`))
    const shown = await page.waitForFunction(
      (id) => (window as unknown as { __shown: Record<string, number> }).__shown[id],
      last,
    )
    times.push((await shown.jsonValue()) as number)
  }
  await slowed(page, rate, async () => {
    for (let turn = 0; turn < 5; turn++) await open()
  })
  const what = `thread of ${long.messages} messages opened, CPU ${rate}x slower`
  return {
    bar: 'U3',
    what: rate === 1 ? what.replace(/, CPU.*/, '') : what,
    unit: 'ms',
    limit,
    figure: median(times),
    of: spread(times),
  }
}

async function scrollsThread(bench: Bench, page: Page, id: string): Promise<Measured[]> {
  const open = async () => {
    await page.goto(bench.at(`/desk/all/${id}`))
    await page.locator(`${THREAD} [data-message]`).last().waitFor()
  }
  await open()
  const fast = await scrollBy(page, THREAD, { step: -400, frames: 180, count: '[role=log] [data-message]' })
  const rates: number[] = []
  for (let turn = 0; turn < 5; turn++) {
    await open()
    const slow = await slowed(page, 4, () => scrollBy(page, THREAD, { step: -900, frames: 90 }))
    rates.push(1000 / mean(slow.frames))
  }
  const frames = `${fast.frames.length} frames of 400 px`
  return [
    {
      bar: 'U4',
      what: 'frame while the thread is scrolled, p95',
      unit: 'ms',
      limit: 20,
      figure: percentile(fast.frames, 0.95),
      of: frames,
    },
    {
      bar: 'U4',
      what: 'frames a second, CPU 4x slower',
      unit: '/s',
      limit: 40,
      better: 'more',
      figure: median(rates),
      of: `${spread(rates)}, 900 px each`,
    },
    { bar: 'U4', what: 'messages that are mounted at most', unit: '', limit: 60, figure: fast.mounted },
  ]
}

async function scrollsList(bench: Bench, page: Page): Promise<Measured[]> {
  await page.goto(bench.at('/desk/all'))
  await page.locator(`${LIST} a[data-conversation]`).first().waitFor()
  const { frames, mounted } = await scrollBy(page, LIST, {
    step: 300,
    frames: 180,
    count: `${LIST} a[data-conversation]`,
  })
  const what = `frame while the list of ${bench.made.length} is scrolled, p95`
  return [{ bar: 'U5', what, unit: 'ms', limit: 20, figure: percentile(frames, 0.95), of: `${mounted} rows mounted` }]
}

/** Between two conversations that were open before: from the click to the last message in view. */
async function switches(bench: Bench, page: Page): Promise<Measured> {
  await page.goto(bench.at('/desk/all'))
  const links = page.locator(`${LIST} a[data-conversation]`)
  await links.nth(2).waitFor()
  const places: [conversation: string, last: string][] = []
  for (const index of [1, 2]) {
    const conversation = (await links.nth(index).getAttribute('data-conversation'))!
    const last = await bench.lastMessage(conversation)
    await page.click(row(conversation))
    await page.locator(`[role=log] [data-message="${last}"]`).waitFor()
    places.push([conversation, last])
  }
  const times: number[] = []
  for (let turn = 0; turn < 20; turn++) times.push(await clickUntilDrawn(page, places[turn % 2]!))
  return {
    bar: 'U5',
    what: 'another row, its thread drawn, p95',
    unit: 'ms',
    limit: 150,
    figure: percentile(times, 0.95),
    of: spread(times),
  }
}

const clickUntilDrawn = (page: Page, place: readonly [string, string]) =>
  page.evaluate(async ([conversation, last]) => {
    const link = document.querySelector<HTMLElement>(`a[data-conversation="${conversation}"]`)
    const from = performance.now()
    link?.click()
    while (!document.querySelector(`[role=log] [data-message="${last}"]`)) {
      if (performance.now() - from > 5_000) return Number.POSITIVE_INFINITY
      await new Promise(requestAnimationFrame)
    }
    await new Promise(requestAnimationFrame)
    return performance.now() - from
  }, place)

/** Nobody writes faster: 200 words a minute. */
const KEY_MS = 60

async function types(bench: Bench, page: Page, id: string): Promise<Measured> {
  await page.goto(bench.at(`/desk/all/${id}`))
  await page.locator(`${THREAD} [data-message]`).last().waitFor()
  await page.locator(DRAFT).focus()
  await page.evaluate(() => {
    const times: number[] = []
    Object.assign(window, { __typed: times })
    document.addEventListener(
      'keydown',
      ({ timeStamp }) => {
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => times.push(performance.now() - timeStamp)
          port2.postMessage(undefined)
        })
      },
      { capture: true },
    )
  })
  const text = 'We are looking into it and will tell you today. '
  await page.keyboard.type(text.repeat(3), { delay: KEY_MS })
  const times = await page.evaluate(() => (window as unknown as { __typed: number[] }).__typed)
  await page.locator(DRAFT).fill('')
  return {
    bar: 'U12',
    what: 'key to frame while writing, p95',
    unit: 'ms',
    limit: 50,
    figure: percentile(times, 0.95),
    of: spread(times),
  }
}
