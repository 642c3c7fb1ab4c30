import type { Page } from 'playwright-core'

/** Selectors of the desk that measurements rely on. */
export const THREAD = '[data-thread]'
export const LIST = 'ul[aria-label="Conversations"]'
export const DRAFT = 'form[data-composer] textarea[name=text]'
export const row = (conversation: string) => `a[data-conversation="${conversation}"]`

/** What is done meanwhile is done by a processor so many times slower. Only the session that slowed a page down can quicken it again. */
export async function slowed<Done>(page: Page, rate: number, work: () => Promise<Done>): Promise<Done> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate })
  try {
    return await work()
  } finally {
    await session.send('Emulation.setCPUThrottlingRate', { rate: 1 })
    await session.detach()
  }
}

// They run in a page before its own scripts, and ask it for nothing that would be work of its own in what is measured.

/** Remembers by the clock on the wall when a text was drawn. */
export function watchMarks() {
  const drawn: Record<string, number> = {}
  Object.assign(window, { __drawn: drawn })
  let asked = false
  const look = () => {
    asked = false
    const at = Date.now()
    for (const place of document.querySelectorAll('[role=log], ul[aria-label="Conversations"]'))
      for (const [mark] of place.textContent.matchAll(/mark-\d+;/g)) drawn[mark] ??= at
  }
  new MutationObserver(() => {
    if (asked) return
    asked = true
    // After the frame that shows the change, not before it.
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = look
      port2.postMessage(undefined)
    })
  }).observe(document, { childList: true, subtree: true, characterData: true })
}

/** Remembers when a message first was in view, since the page was asked for. */
export function watchShown() {
  const shown: Record<string, number> = {}
  Object.assign(window, { __shown: shown })
  const inView = new IntersectionObserver((seen) => {
    for (const { isIntersecting, target, time } of seen)
      if (isIntersecting) shown[(target as HTMLElement).dataset.message ?? ''] ??= time
  })
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes)
      for (const node of addedNodes)
        if (node instanceof Element)
          for (const message of [node, ...node.querySelectorAll('[role=log] [data-message]')])
            if (message instanceof HTMLElement && message.dataset.message) inView.observe(message)
  }).observe(document, { childList: true, subtree: true })
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
  { step, frames, count }: { step: number; frames: number; count?: string },
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
        if (counted) mounted = Math.max(mounted, document.querySelectorAll(counted).length)
      }
      return { frames: durations, mounted }
    },
    [selector, step, frames, count] as const,
  )
}
