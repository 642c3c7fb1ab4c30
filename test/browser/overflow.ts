import type { Page } from 'playwright-core'

/** A rounded half pixel is no overflow. */
const SLACK_PX = 1

/**
 * What stands out at the sides: the page itself, and everything in it that can be scrolled sideways or cuts off what it
 * holds, but for what says so on purpose: `data-scrolls-sideways`, text with an ellipsis, and what only screen readers see.
 */
export async function overflow(page: Page): Promise<string[]> {
  return page.evaluate((slack) => {
    const found: string[] = []
    const { scrollWidth } = document.documentElement
    if (scrollWidth > innerWidth + slack) found.push(`the page: ${scrollWidth} px in ${innerWidth}`)
    for (const element of document.body.querySelectorAll<HTMLElement>('*')) {
      const over = element.scrollWidth - element.clientWidth
      if (over <= slack || element.clientWidth <= slack || element.closest('[data-scrolls-sideways]')) continue
      const { overflowX, textOverflow, display, visibility } = getComputedStyle(element)
      if (overflowX === 'visible' || display === 'inline' || visibility === 'hidden') continue
      if (textOverflow === 'ellipsis' || element instanceof HTMLInputElement) continue
      const name = `${element.tagName.toLowerCase()}${element.id && `#${element.id}`}`
      const told = element.getAttribute('aria-label') ?? element.className.toString().slice(0, 60)
      found.push(`${name} "${told}": ${element.scrollWidth} px in ${element.clientWidth}`)
    }
    return found
  }, SLACK_PX)
}

/** Whose window is no wider than this has no room for text twice as large: nobody's guideline asks for both. */
export const NARROWEST_WITH_LARGE_TEXT = 640

/** The same, with all text twice as large, as people set it in their browsers: what is measured in letters grows along. */
export async function overflowOfLargeText(page: Page): Promise<string[]> {
  const browser = await page.context().newCDPSession(page)
  const become = async (standard: number) => {
    await browser.send('Page.setFontSizes', { fontSizes: { standard, fixed: standard - 3 } })
    await page.evaluate(async (size) => {
      // What inherits its size is not drawn anew by that alone.
      const anew = new CSSStyleSheet()
      anew.replaceSync(`:root { --text-is: ${size} }`)
      document.adoptedStyleSheets = [anew]
      await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))
    }, standard)
  }
  await become(32)
  const found = await overflow(page)
  await become(16)
  await browser.detach()
  return found
}
