// `npm run screenshots`: every screen in light and dark, on a phone, and from right to left; into `screenshots/` or the
// folder that is named: `npm run screenshots -- pictures`.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { openBrowser } from '../test/browser/browser.ts'
import { fromRightToLeft, openGallery, type Screen, show } from '../test/browser/gallery.ts'
import { type BrowserStage, openStage, stateOf } from '../test/browser/stage.ts'
import { buildConsoleIfStale } from './build-console.ts'

const LOOKS = [
  { look: 'light', colorScheme: 'light', width: 1440 },
  { look: 'dark', colorScheme: 'dark', width: 1440 },
  { look: 'phone', colorScheme: 'light', width: 390 },
  { look: 'rtl', colorScheme: 'light', width: 1440 },
] as const

const folder = process.argv[2] ?? 'screenshots'
mkdirSync(folder, { recursive: true })
await buildConsoleIfStale()
const [stage, empty, browser] = await Promise.all([openStage(), openStage(), openBrowser()])
const setUp: Screen = {
  name: 'set-up',
  path: `/desk/set-up#token=${await empty.setUpToken()}`,
  signedOut: true,
  ready: 'input[type=password]',
}
const screens: (Screen & { stage: BrowserStage })[] = [
  { ...setUp, stage: empty },
  ...(await openGallery(stage)).map((screen) => ({ ...screen, stage })),
]
const owner = stateOf(stage.url, await stage.owner())
let amiss = 0
for (const { look, colorScheme, width } of LOOKS) {
  for (const signedOut of [true, false]) {
    const viewport = { width, height: width < 500 ? 844 : 900 }
    const seat = await browser.seat({
      colorScheme,
      viewport,
      reducedMotion: 'reduce',
      ...(!signedOut && { storageState: owner }),
    })
    if (look === 'rtl') await seat.context.addInitScript(fromRightToLeft)
    for (const screen of screens.filter((one) => (one.signedOut ?? false) === signedOut)) {
      const problem = await show(seat.page, screen.stage.url, screen)
      if (problem) console.error(`  ${screen.name} ${look}: ${problem}`)
      if (problem) amiss++
      await seat.page.screenshot({ path: join(folder, `${screen.name}-${look}.png`), animations: 'disabled' })
    }
    await seat.context.close()
  }
}
await browser.close()
await Promise.all([stage.stop(), empty.stop()])
console.log(
  `${screens.length * LOOKS.length} pictures are in ${folder}${amiss > 0 ? `, ${amiss} of them not as they should be` : ''}.`,
)
process.exitCode = amiss > 0 ? 1 : 0
