import { useSyncExternalStore } from 'react'

/** Whether the window is at least so wide. */
export function useWide(width: string): boolean {
  const query = window.matchMedia(`(min-width: ${width})`)
  return useSyncExternalStore(
    (changed) => {
      query.addEventListener('change', changed)
      return () => query.removeEventListener('change', changed)
    },
    () => query.matches,
  )
}
