import { Menu as Base } from '@base-ui/react/menu'
import type { ReactElement, ReactNode } from 'react'

export interface MenuProps {
  /** The button that opens it. */
  readonly trigger: ReactElement<Record<string, unknown>>
  readonly children: ReactNode
  readonly align?: 'start' | 'center' | 'end'
  readonly side?: 'top' | 'bottom'
  readonly defaultOpen?: boolean
}

export function Menu({ trigger, children, align = 'end', side = 'bottom', defaultOpen = false }: MenuProps) {
  return (
    <Base.Root modal={false} defaultOpen={defaultOpen}>
      <Base.Trigger render={trigger} />
      {/* Within the page's landmark, or it would hang in no part of the page. */}
      <Base.Portal container={document.querySelector('main') ?? undefined}>
        <Base.Positioner align={align} side={side} sideOffset={4} className="z-50">
          <Base.Popup className="scrolls max-h-[min(24rem,var(--available-height))] min-w-44 rounded-md bg-raised p-1 shadow-raised ring-1 ring-line outline-none">
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

export interface MenuItemProps {
  readonly onClick: () => void
  readonly children: ReactNode
  readonly shortcut?: string | undefined
  readonly disabled?: boolean
  readonly danger?: boolean
}

export function MenuItem({ onClick, children, shortcut, disabled = false, danger = false }: MenuItemProps) {
  return (
    <Base.Item
      onClick={onClick}
      disabled={disabled}
      className={`flex min-h-8 cursor-pointer items-center gap-2 rounded-sm px-2.5 outline-none select-none data-disabled:cursor-default data-disabled:text-quiet data-highlighted:bg-hover pointer-coarse:min-h-11 [&>svg]:size-4 [&>svg]:shrink-0 ${danger ? 'text-danger' : ''}`}
    >
      {children}
      {shortcut && <kbd className="ms-auto ps-4 font-sans text-small text-quiet">{shortcut}</kbd>}
    </Base.Item>
  )
}

export const MenuLine = () => <Base.Separator className="my-1 h-px bg-line" />

export const MenuLabel = ({ children }: { readonly children: ReactNode }) => (
  <p className="px-2.5 pt-1.5 pb-1 text-small font-medium text-quiet">{children}</p>
)
