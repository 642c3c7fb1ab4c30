import { expect, it } from 'vitest'
import { axe } from './accessibility.ts'
import { openGallery, type Screen, show } from './gallery.ts'
import { overflow } from './overflow.ts'
import { setScene } from './scene.ts'
import { stateOf } from './stage.ts'

/** Those that no walk ends with a look at; `npm run a11y` looks at all of them, in every way. */
const LOOKED_AT = ['sign-in', 'filters', 'templates', 'release']

const scene = setScene()
let gallery: Promise<Screen[]> | undefined
const screens = () => {
  gallery ??= openGallery(scene.stage, { conversations: 8, longest: 12 })
  return gallery
}

it.each([
  ['light', 1440],
  ['dark', 320],
] as const)(
  '[U13 U14] keeps nobody out and nothing stands out at the sides: %s, %i px',
  async (colorScheme, width) => {
    const options = { colorScheme, viewport: { width, height: 900 }, reducedMotion: 'reduce' } as const
    const all = (await screens()).filter(({ name }) => LOOKED_AT.includes(name))
    expect(all).toHaveLength(LOOKED_AT.length)
    const visitor = await scene.browser.seat(options)
    const storageState = stateOf(scene.stage.url, await scene.stage.owner())
    const owner = await scene.browser.seat({ ...options, storageState })
    const found: string[] = []
    for (const screen of all) {
      const { page } = screen.signedOut ? visitor : owner
      const amiss = await show(page, scene.stage.url, screen)
      const faults = amiss ? [amiss] : [...(await axe(page)), ...(await overflow(page))]
      found.push(...faults.map((fault) => `${screen.name}: ${fault}`))
    }
    expect(found).toEqual([])
  },
  180_000,
)
