import {
  cloneElement,
  createContext,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  type ToggleEvent,
  use,
  useEffect,
  useId,
  useRef,
  useState,
} from 'react'

export interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement<Record<string, unknown>>
  readonly children: ReactNode
  readonly align?: 'start' | 'end'
  readonly side?: 'top' | 'bottom'
  readonly defaultOpen?: boolean
}

const GAP_PX = 4
const Close = createContext(() => {})

/**
 * What a button offers: the browser's own popover, which lies above everything, closes with Escape or a press elsewhere,
 * and still stands where the button does for whoever reads the page in order.
 */
export function Menu({ trigger, children, align = 'end', side = 'bottom', defaultOpen = false }: MenuProps) {
  const id = useId()
  const menu = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)

  useEffect(() => {
    if (defaultOpen) menu.current?.showPopover()
  }, [defaultOpen])
  useEffect(() => {
    if (open) itemsOf(menu.current)[0]?.focus()
  }, [open])

  function onToggle({ newState }: ToggleEvent<HTMLDivElement>) {
    const isOpening = newState === 'open'
    if (isOpening && menu.current && button.current)
      place(menu.current, button.current.getBoundingClientRect(), align, side)
    setOpen(isOpening)
  }
  const close = () => {
    menu.current?.hidePopover()
    button.current?.focus()
  }
  return (
    <>
      {cloneElement(trigger, {
        ref: button,
        popoverTarget: id,
        'aria-haspopup': 'menu',
        'aria-expanded': open,
      })}
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="menu"
        tabIndex={-1}
        aria-label={nameOf(trigger)}
        onBeforeToggle={onToggle}
        onKeyDown={(event) => move(event, close)}
        className="scrolls fixed inset-auto m-0 min-w-44 rounded-md bg-raised p-1 text-ink shadow-raised ring-1 ring-line outline-none"
      >
        {open && <Close value={close}>{children}</Close>}
      </div>
    </>
  )
}

const nameOf = ({ props }: MenuProps['trigger']) => (typeof props.label === 'string' ? props.label : undefined)

const itemsOf = (menu: HTMLElement | null) => [
  ...(menu?.querySelectorAll<HTMLElement>('[role=menuitem]:not(:disabled)') ?? []),
]

/** Narrower than this no menu with a key beside its words is. */
const USUAL_PX = 240

/** Beside its button, on the side where there is room, and no higher than that. */
function place({ style }: HTMLElement, at: DOMRect, align: 'start' | 'end', side: 'top' | 'bottom') {
  const { innerHeight, innerWidth } = window
  const wantsRight = (align === 'end') === (document.documentElement.dir !== 'rtl')
  const isRight = wantsRight ? at.right >= USUAL_PX : at.left + USUAL_PX > innerWidth
  const isAbove = side === 'top' && at.top > innerHeight / 2
  style.left = isRight ? 'auto' : `${at.left}px`
  style.right = isRight ? `${innerWidth - at.right}px` : 'auto'
  style.top = isAbove ? 'auto' : `${at.bottom + GAP_PX}px`
  style.bottom = isAbove ? `${innerHeight - at.top + GAP_PX}px` : 'auto'
  style.maxHeight = `min(26rem, ${(isAbove ? at.top : innerHeight - at.bottom) - 3 * GAP_PX}px)`
}

/** Arrows go round, letters to what begins with them; Tab leaves. */
function move(event: KeyboardEvent<HTMLElement>, close: () => void) {
  const { key, currentTarget } = event
  if (key === 'Tab') {
    event.preventDefault()
    return close()
  }
  const items = itemsOf(currentTarget)
  const at = items.indexOf(document.activeElement as HTMLElement)
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: at + 1,
    ArrowUp: at <= 0 ? items.length - 1 : at - 1,
    Home: 0,
    End: items.length - 1,
  }
  const named = (item: HTMLElement) => item.textContent?.trim().toLowerCase().startsWith(key.toLowerCase()) ?? false
  const letter = key.length === 1 && key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey
  const next = letter
    ? [...items.slice(at + 1), ...items.slice(0, at + 1)].find(named)
    : items[(steps[key] ?? Number.NaN) % items.length]
  if (!next) return
  event.preventDefault()
  next.focus()
}

export interface MenuItemProps {
  readonly onClick: () => void
  readonly children: ReactNode
  readonly shortcut?: string | undefined
  readonly disabled?: boolean
  readonly danger?: boolean
}

export function MenuItem({ onClick, children, shortcut, disabled = false, danger = false }: MenuItemProps) {
  const close = use(Close)
  return (
    <button
      type="button"
      role="menuitem"
      tabIndex={-1}
      disabled={disabled}
      onPointerMove={({ currentTarget }) => currentTarget.focus({ preventScroll: true })}
      onClick={() => {
        // What it opens takes the focus after the button has had it back.
        close()
        onClick()
      }}
      className={`flex min-h-8 w-full items-center gap-2 rounded-sm px-2.5 text-start outline-none select-none focus:bg-hover focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-accent disabled:text-quiet pointer-coarse:min-h-11 [&>svg]:size-4 [&>svg]:shrink-0 ${danger ? 'text-danger' : ''}`}
    >
      {children}
      {shortcut && <kbd className="ms-auto ps-4 font-sans text-small text-quiet">{shortcut}</kbd>}
    </button>
  )
}

export const MenuLine = () => <hr className="my-1 border-line" />

export const MenuLabel = ({ children }: { readonly children: ReactNode }) => (
  <p className="px-2.5 pt-1.5 pb-1 text-small font-medium text-quiet">{children}</p>
)
