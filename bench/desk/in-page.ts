import type { Page } from 'playwright-core'

/** Selectors of the desk that measurements rely on. */
export const THREAD = '[data-thread]'
export const LIST = 'ul[aria-label="Conversations"]'
export const DRAFT = 'form[data-composer] textarea[name=text]'
export const row = (conversation: string) => `a[data-conversation="${conversation}"]`

/** Slows the page's scripts down by so much, until it is set back to 1. */
export async function throttle(page: Page, rate: number): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate })
}

/** Runs in each page before its own scripts: remembers when a text first was drawn, and when a message first was in view. */
export function watchDrawing() {
  const drawn: Record<string, number> = {}
  const shown: Record<string, number> = {}
  Object.assign(window, { __drawn: drawn, __shown: shown })
  const MARK = /\bmark-\d+\b/g
  let asked = false
  const look = () => {
    asked = false
    const at = Date.now()
    const since = performance.now()
    for (const [mark] of document.body.innerText.matchAll(MARK)) drawn[mark] ??= at
    for (const message of document.querySelectorAll<HTMLElement>('[role=log] [data-message]')) {
      const { top, bottom } = message.getBoundingClientRect()
      if (bottom > 0 && top < innerHeight) shown[message.dataset.message ?? ''] ??= since
    }
  }
  // After the frame that shows the change, not before it.
  const soon = () => {
    if (asked) return
    asked = true
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = look
      port2.postMessage(undefined)
    })
  }
  new MutationObserver(soon).observe(document, { childList: true, subtree: true, characterData: true })
  document.addEventListener('scroll', soon, { capture: true, passive: true })
}

/** When a text with this mark was drawn, by the clock on the wall. */
export async function drawnAt(page: Page, mark: string): Promise<number> {
  const drawn = await page.waitForFunction(
    (name) => (window as unknown as { __drawn: Record<string, number> }).__drawn[name],
    mark,
  )
  return (await drawn.jsonValue()) as number
}

export interface Scrolled {
  readonly frames: readonly number[]
  /** The most messages or rows that were there at once. */
  readonly mounted: number
}

/** Scrolls by so much each frame and says how long the frames took. */
export function scrollBy(
  page: Page,
  selector: string,
  { step, frames, count }: { step: number; frames: number; count: string },
): Promise<Scrolled> {
  return page.evaluate(
    async ([inside, by, most, counted]) => {
      let box = document.querySelector<HTMLElement>(inside)
      while (box && (box.scrollHeight <= box.clientHeight + 1 || getComputedStyle(box).overflowY === 'visible'))
        box = box.parentElement
      if (!box) throw new Error(`nothing scrolls at ${inside}`)
      const durations: number[] = []
      let mounted = 0
      let last = await new Promise<number>(requestAnimationFrame)
      for (let frame = 0; frame < most; frame++) {
        box.scrollTop += by
        const now = await new Promise<number>(requestAnimationFrame)
        durations.push(now - last)
        last = now
        mounted = Math.max(mounted, document.querySelectorAll(counted).length)
      }
      return { frames: durations, mounted }
    },
    [selector, step, frames, count] as const,
  )
}
