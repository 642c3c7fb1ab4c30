import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'

/** Stands above the button that opened it; Escape and a press elsewhere close it, and focus goes back. */
export function Floating({
  label,
  onClose,
  onKey,
  className = '',
  children,
}: {
  readonly label: string
  readonly onClose: () => void
  readonly onKey?: (event: KeyboardEvent) => void
  readonly className?: string
  readonly children: ReactNode
}) {
  const box = useRef<HTMLDivElement>(null)
  const close = useRef(onClose)
  close.current = onClose
  useEffect(() => {
    const before = document.activeElement
    const press = ({ target }: PointerEvent) => {
      if (!box.current?.parentElement?.contains(target as Node)) close.current()
    }
    document.addEventListener('pointerdown', press)
    return () => {
      document.removeEventListener('pointerdown', press)
      if (document.activeElement === document.body && before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    <div
      ref={box}
      role="dialog"
      aria-label={label}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return onKey?.(event)
        event.stopPropagation()
        onClose()
      }}
      className={`absolute bottom-[calc(100%+8px)] z-30 animate-[appear_120ms] rounded-lg bg-raised shadow-raised ring-1 ring-line ${className}`}
    >
      {children}
    </div>
  )
}
