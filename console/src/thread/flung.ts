import { elementScroll, observeElementOffset, type Virtualizer } from '@tanstack/react-virtual'

/** Whoever needs longer to say which lines there are, before any is painted, will not keep up with a thumb. */
const SLOW_MS = 6
/** So often somebody who flings through a thread is shown where they are, however slow their machine is. */
const AGAIN_MS = 500
const OVERSCAN = 6

type List = Virtualizer<HTMLDivElement, HTMLDivElement>
type ScrollTo = List['options']['scrollToFn']
type Tell = (offset: number, isScrolling: boolean) => void

/**
 * How a list hears where it is looked at. Lines that go by a whole window at a time are read by nobody; where drawing
 * them costs frames, most are left out, and `data-flung` has bubbles without words stand there meanwhile (theme.css).
 * `passing` hears of each place, also where nothing is drawn.
 */
export function unlessFlung(passing: (offset: number) => void) {
  /** From the place that the list knows to the one that is looked at. */
  let ahead = 0
  let seen = 0
  let drawnAt = 0
  let isSlow = false
  let isFlung = false

  const observe = (list: List, tell: Tell) =>
    observeElementOffset(list, (offset, isScrolling) => {
      passing(offset)
      const known = list.scrollOffset ?? offset
      const height = list.scrollRect?.height ?? 0
      // Nothing of what was there is there any more. Where the list itself has gone it knows already.
      const isFar = isScrolling && Math.min(Math.abs(offset - seen), Math.abs(offset - known)) > height
      // There nobody can go on as fast.
      const isNearEnd = offset < height || offset > list.getTotalSize() - 2 * height
      const now = performance.now()
      const isLeftOut = isFar && isSlow && !isNearEnd && now - drawnAt < AGAIN_MS
      seen = offset
      ahead = isLeftOut ? offset - known : 0
      list.scrollElement?.toggleAttribute('data-flung', isLeftOut)
      if (isLeftOut) return
      drawnAt = now
      isFlung = isFar && isSlow
      tell(offset, isScrolling)
      if (isFar) isSlow = performance.now() - now > SLOW_MS
    })

  /** What came in above moves the place that is looked at by as much as the one that the list knows. */
  const scrollTo: ScrollTo = (offset, how, list) =>
    elementScroll(how.behavior === undefined ? offset + ahead : offset, how, list)

  return {
    options: { observeElementOffset: observe, scrollToFn: scrollTo },
    /** So many lines are drawn beyond what is looked at; what one is about to leave needs none. */
    overscan: () => (isFlung ? 1 : OVERSCAN),
  }
}
