import { type RefObject, useEffect } from 'react'

interface Covering {
  readonly isCovering: boolean
  /** What has the focus first. */
  readonly first: RefObject<HTMLElement | null>
  readonly onClose: () => void
}

/** While something covers the desk, focus is in it, nothing beneath can be reached, and Escape closes it. */
export function useCovering(panel: RefObject<HTMLElement | null>, { isCovering, first, onClose }: Covering) {
  useEffect(() => {
    if (!isCovering || !panel.current) return
    const inside = panel.current
    const before = document.activeElement
    const beneath = [...around(inside)].filter(({ inert }) => !inert)
    for (const one of beneath) one.inert = true
    first.current?.focus()
    // Also where a toast that had the focus has gone; a dialog above it hears its own.
    const hear = (event: KeyboardEvent) => {
      const isOurs = event.target === document.body || inside.contains(event.target as Node)
      if (event.key === 'Escape' && isOurs && !event.defaultPrevented) onClose()
    }
    document.addEventListener('keydown', hear)
    return () => {
      document.removeEventListener('keydown', hear)
      for (const one of beneath) one.inert = false
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [panel, isCovering, first, onClose])
}

/** All that stands beside it, and beside what it stands in; but what only says that something has happened. */
function* around(panel: HTMLElement): Generator<HTMLElement> {
  for (let inside = panel; inside !== document.body && inside.parentElement; inside = inside.parentElement)
    for (const one of inside.parentElement.children)
      if (one instanceof HTMLElement && one !== inside && !one.matches('[role=status], [aria-live], [data-veil]'))
        yield one
}
