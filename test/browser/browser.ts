/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
// Tests in a real browser. One Chromium and one server for a test file, contexts for each test:
//
//   const scene = setScene()                                  // scene.ts: hooks, and after each test all pages must be clean
//   it('...', async () => {
//     const { page } = await scene.signedIn()                 // the owner at /desk; scene.signedIn('member') somebody else
//     const maya = scene.stage.customer('Maya')               // a phone: maya.says('Hi'), await maya.hears(/Ada/)
//     maya.says('I want to talk to a person.')
//     await page.getByRole('button', { name: 'Take' }).click()
//     expect(await axe(page)).toEqual([])                     // accessibility.ts
//     expect(await overflow(page)).toEqual([])                // overflow.ts
//   })
//
// Wait for what is seen (`locator.waitFor`, `expect.poll`), never for a while. A page is clean when it has logged no
// error, thrown nothing, violated no CSP and asked nobody outside; what a test does on purpose it allows: `seat.allow(/.../)`.
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { launchOptions } from './chromium.ts'
import { type Faults, watchFaults } from './faults.ts'

export interface OpenBrowser {
  /** A visitor of their own: cookies, storage and cache are shared with nobody. */
  seat(options?: BrowserContextOptions): Promise<Seat>
  /** Throws what is wrong with any page since the last time; then closes all seats. */
  clear(): Promise<void>
  readonly chromium: Browser
  close(): Promise<void>
}

export interface Seat extends Pick<Faults, 'allow' | 'found'> {
  readonly context: BrowserContext
  readonly page: Page
  /** Throws what is wrong with its pages so far. */
  expectClean(): Promise<void>
}

const PATIENCE_MS = 10_000

export async function openBrowser(): Promise<OpenBrowser> {
  const browser = await chromium.launch(await launchOptions())
  const seats = new Set<Seat>()

  return {
    chromium: browser,
    async seat(options = {}) {
      const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })
      context.setDefaultTimeout(PATIENCE_MS)
      const faults = await watchFaults(context)
      const page = await context.newPage()
      const seat: Seat = {
        context,
        page,
        allow: faults.allow,
        found: faults.found,
        async expectClean() {
          await faults.settled()
          const found = faults.found()
          if (found.length > 0) throw new Error(`The page is not clean:\n${found.map((one) => `  ${one}`).join('\n')}`)
        },
      }
      seats.add(seat)
      return seat
    },
    async clear() {
      const open = [...seats]
      seats.clear()
      const checked = await Promise.allSettled(open.map((seat) => seat.expectClean()))
      await Promise.all(open.map(({ context }) => context.close()))
      for (const one of checked) if (one.status === 'rejected') throw one.reason
    },
    close: () => browser.close(),
  }
}
