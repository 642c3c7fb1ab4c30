import { useSyncExternalStore } from 'react'

const KEPT = 'wabaton.panel'
const isWide = () => window.matchMedia('(min-width: 80rem)').matches
let open = isWide() && read() !== 'closed'
const watchers = new Set<() => void>()

function read(): string | null {
  try {
    return localStorage.getItem(KEPT)
  } catch {
    return null
  }
}

function set(next: boolean) {
  open = next
  try {
    // On narrow windows it covers the thread: that it was opened there says nothing about the next one.
    if (isWide()) localStorage.setItem(KEPT, next ? 'open' : 'closed')
  } catch {
    // It holds until the page is closed.
  }
  for (const watcher of watchers) watcher()
}

/** Whether the customer stands beside the thread. */
export function usePanel(): readonly [boolean, (open: boolean) => void] {
  const isOpen = useSyncExternalStore(
    (watcher) => {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
    () => open,
  )
  return [isOpen, set]
}
