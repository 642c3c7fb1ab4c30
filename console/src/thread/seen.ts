import { useEffect, useRef } from 'react'
import { markSeen } from '../wire/acts.ts'

const AFTER_MS = 500

/** Tells the server how far this person has read: only what stands on a screen that somebody looks at. */
export function useSeen(conversation: string, upTo: number, isAtEnd: boolean, hasUnread: boolean): void {
  /** What was marked as unread by hand stays so until something new comes. */
  const told = useRef(hasUnread ? 0 : upTo)
  useEffect(() => {
    if (!isAtEnd || upTo <= told.current) return
    let due: ReturnType<typeof setTimeout> | undefined
    function look() {
      clearTimeout(due)
      if (document.hidden || !document.hasFocus()) return
      due = setTimeout(() => {
        told.current = upTo
        // Not being able to say so takes nothing from whoever reads: the next message says it as well.
        void markSeen(conversation, upTo).catch(() => {})
      }, AFTER_MS)
    }
    look()
    window.addEventListener('focus', look)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearTimeout(due)
      window.removeEventListener('focus', look)
      document.removeEventListener('visibilitychange', look)
    }
  }, [conversation, upTo, isAtEnd])
}
