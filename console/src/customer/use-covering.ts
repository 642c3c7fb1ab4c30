import { type RefObject, useEffect } from 'react'

/** While something covers the desk, focus is in it and nothing beneath can be reached; then it is where it was. */
export function useCovering(
  panel: RefObject<HTMLElement | null>,
  isCovering: boolean,
  first: RefObject<HTMLElement | null>,
) {
  useEffect(() => {
    if (!isCovering || !panel.current) return
    const before = document.activeElement
    const beneath = [...around(panel.current)].filter(({ inert }) => !inert)
    for (const one of beneath) one.inert = true
    first.current?.focus()
    return () => {
      for (const one of beneath) one.inert = false
      if (before instanceof HTMLElement && before.isConnected) before.focus()
    }
  }, [panel, isCovering, first])
}

/** All that stands beside it, and beside what it stands in; but what only says that something has happened. */
function* around(panel: HTMLElement): Generator<HTMLElement> {
  for (let inside = panel; inside !== document.body && inside.parentElement; inside = inside.parentElement)
    for (const one of inside.parentElement.children)
      if (one instanceof HTMLElement && one !== inside && !one.matches('[role=status], [aria-live], [data-veil]'))
        yield one
}
