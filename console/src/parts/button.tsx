import type { ComponentProps, ReactNode } from 'react'

type Look = 'primary' | 'plain' | 'quiet' | 'danger'

export interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: Look
  /** Shown to whoever rests on it. */
  readonly tip?: string | undefined
  readonly tipSide?: 'below' | 'above' | 'start'
  readonly busy?: boolean
  readonly children: ReactNode
}

const LOOKS: Record<Look, string> = {
  primary: 'bg-accent text-on-accent hover:brightness-110 active:brightness-95 disabled:bg-pressed disabled:text-quiet',
  plain: 'bg-surface ring-1 ring-inset ring-line hover:bg-hover active:bg-pressed disabled:text-quiet',
  quiet: 'text-quiet hover:bg-hover hover:text-ink active:bg-pressed disabled:opacity-60',
  danger: 'bg-danger-soft text-danger hover:brightness-95 active:brightness-90',
}

/** With words: 32 high, 44 where a finger works. */
export function Button({ look = 'plain', tip, tipSide, busy = false, className = '', children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      {...(tip && { 'data-tip': tip, 'data-tip-side': tipSide })}
      aria-busy={busy || undefined}
      className={`inline-flex h-8 shrink-0 items-center justify-center gap-1.5 rounded-md px-3 font-medium whitespace-nowrap transition-[background-color,filter] duration-100 pointer-coarse:h-11 ${LOOKS[look]} ${busy ? 'opacity-70' : ''} ${className}`}
    >
      {children}
    </button>
  )
}

/** Only an icon: its name is for those who do not see it, and stands in the tip. */
export function IconButton({
  label,
  shortcut,
  tipSide,
  look = 'quiet',
  className = '',
  children,
  ...rest
}: Omit<ButtonProps, 'tip'> & { readonly label: string; readonly shortcut?: string | undefined }) {
  return (
    <button
      type="button"
      {...rest}
      aria-label={label}
      data-tip={shortcut ? `${label}  ${shortcut}` : label}
      data-tip-side={tipSide}
      className={`inline-grid size-8 shrink-0 place-items-center rounded-md transition-[background-color] duration-100 pointer-coarse:size-11 [&>svg]:size-4.5 ${LOOKS[look]} ${className}`}
    >
      {children}
    </button>
  )
}
