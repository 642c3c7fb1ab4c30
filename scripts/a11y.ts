// `npm run a11y`: axe (A, AA, 2.1, 2.2, best practice) and overflow on every screen, light and dark, both directions,
// four widths, and large text. `npm test` looks at two of these combinations.
import { axe } from '../test/browser/accessibility.ts'
import { openBrowser } from '../test/browser/browser.ts'
import { fromRightToLeft, openGallery, show } from '../test/browser/gallery.ts'
import { NARROWEST_WITH_LARGE_TEXT, overflow, overflowOfLargeText } from '../test/browser/overflow.ts'
import { openStage, stateOf } from '../test/browser/stage.ts'
import { buildConsoleIfStale } from './build-console.ts'

await buildConsoleIfStale()
const [stage, browser] = await Promise.all([openStage(), openBrowser()])
const screens = await openGallery(stage)
const owner = stateOf(stage.url, await stage.owner())
const found: string[] = []
let looked = 0

for (const colorScheme of ['light', 'dark'] as const)
  for (const direction of ['ltr', 'rtl'] as const)
    for (const width of [320, 390, 768, 1440])
      for (const signedOut of [true, false]) {
        const viewport = { width, height: 900 }
        const seat = await browser.seat({
          colorScheme,
          viewport,
          reducedMotion: 'reduce',
          ...(!signedOut && { storageState: owner }),
        })
        // Of the conversation that is not there.
        seat.allow(/status of 404 .*00000000-0000-7000/)
        if (direction === 'rtl') await seat.context.addInitScript(fromRightToLeft)
        for (const screen of screens.filter((one) => (one.signedOut ?? false) === signedOut)) {
          const amiss = await show(seat.page, stage.url, screen)
          const faults = amiss
            ? [`not to be seen: ${amiss}`]
            : [
                ...(await axe(seat.page)),
                ...(await overflow(seat.page)).map((one) => `overflow: ${one}`),
                ...(width < NARROWEST_WITH_LARGE_TEXT ? [] : await overflowOfLargeText(seat.page)).map(
                  (one) => `overflow of large text: ${one}`,
                ),
              ]
          looked++
          for (const fault of faults) found.push(`${screen.name} ${colorScheme} ${direction} ${width}: ${fault}`)
        }
        found.push(...seat.found().map((fault) => `${colorScheme} ${direction} ${width}: ${fault}`))
        await seat.context.close()
        console.error(
          `  ${colorScheme} ${direction} ${width}${signedOut ? ' signed out' : ''}: ${found.length} found so far`,
        )
      }

await browser.close()
await stage.stop()
for (const one of new Set(found)) console.log(one)
console.log(
  `${looked} looks at ${screens.length} screens: ${found.length === 0 ? 'nothing found' : `${found.length} found`}`,
)
process.exitCode = found.length > 0 ? 1 : 0
