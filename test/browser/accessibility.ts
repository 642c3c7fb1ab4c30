import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice']

/** What axe objects to, each with the elements it means and why; an empty list is what tests want. */
export async function axe(page: Page): Promise<string[]> {
  // What fades in has less contrast on the way; also what comes while it is looked at.
  const isStill = await page.evaluate(() => matchMedia('(prefers-reduced-motion: reduce)').matches)
  if (!isStill) await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.evaluate(async () => {
    const running = document.getAnimations().filter((one) => Number.isFinite(one.effect?.getComputedTiming().endTime))
    await Promise.allSettled(running.map(({ finished }) => finished))
  })
  // Our pages have no frames: what is found need not be put together on a page of its own, which costs a quarter.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().withTags(TAGS).analyze()
  if (!isStill) await page.emulateMedia({ reducedMotion: null })
  return violations.flatMap(({ id, impact, help, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => {
      const why = failureSummary
        .split('\n')
        .slice(1)
        .map((line) => line.trim())
      return `${id} (${impact}): ${help} | ${target.join(' ')} | ${why.join('; ')}`
    }),
  )
}
