import { type ReactNode, useLayoutEffect, useRef } from 'react'
import { createPortal } from 'react-dom'

interface ModalProps {
  readonly onClose: () => void
  /** The id of what names it. */
  readonly labelledBy: string
  /** Where the focus goes; else to the first that takes it. */
  readonly first?: (() => HTMLElement | null | undefined) | undefined
  readonly className: string
  readonly children: ReactNode
}

const TAKES_FOCUS = 'a[href], button:not(:disabled), input:not(:disabled), textarea, select, [tabindex="0"]'

/** Those that are open, the topmost last: one may ask something above another. */
const open: HTMLElement[] = []

/** Whoever listens or goes by keys finds nothing behind it; what is told meanwhile is told all the same. */
function quietBehind() {
  for (const one of document.querySelectorAll('#desk > :not([role=status])'))
    one.toggleAttribute('inert', open.length > 0)
}

/** It lies above everything: focus goes in, stays in, and returns to where it came from. */
export function Modal({ onClose, labelledBy, first, className, children }: ModalProps) {
  const popup = useRef<HTMLDivElement>(null)
  const latest = useRef({ onClose, first })
  latest.current = { onClose, first }
  useLayoutEffect(() => {
    const mine = popup.current!
    const before = document.activeElement as HTMLElement | null
    open.push(mine)
    quietBehind()
    const chosen = latest.current.first?.() ?? takersIn(mine)[0] ?? mine
    chosen.focus()

    // Heard wherever the focus is: what had it may be gone.
    function hear(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing || open.at(-1) !== mine) return
      // A menu that lies on it closes first.
      if (event.key === 'Escape' && !document.querySelector(':popover-open')) {
        event.preventDefault()
        latest.current.onClose()
      }
      if (event.key === 'Tab') goRound(event, mine)
    }
    document.addEventListener('keydown', hear)
    return () => {
      document.removeEventListener('keydown', hear)
      open.splice(open.indexOf(mine), 1)
      quietBehind()
      before?.focus()
    }
  }, [])
  return createPortal(
    <>
      <div aria-hidden onClick={onClose} className="fixed inset-0 z-40 animate-[fade_100ms] bg-veil" />
      <div
        ref={popup}
        role="dialog"
        aria-modal
        aria-labelledby={labelledBy}
        tabIndex={-1}
        className={`fixed z-40 animate-[fade_100ms] outline-none ${className}`}
      >
        {children}
      </div>
    </>,
    document.body,
  )
}

/** From the last to the first, and back. */
function goRound(event: KeyboardEvent, popup: HTMLElement) {
  const takers = takersIn(popup)
  const [last, next] = event.shiftKey ? [takers[0], takers.at(-1)] : [takers.at(-1), takers[0]]
  const at = document.activeElement
  const isInside = at !== popup && popup.contains(at)
  if (!next || (isInside && at !== last)) return
  event.preventDefault()
  next.focus()
}

const takersIn = (popup: HTMLElement) =>
  [...popup.querySelectorAll<HTMLElement>(TAKES_FOCUS)].filter((one) => one.checkVisibility())
