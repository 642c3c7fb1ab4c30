import { type ComponentType, lazy, type ReactElement, Suspense, useMemo, useState } from 'react'

type Trigger = ReactElement<Record<string, unknown>>
export interface OnDemandMenu {
  readonly trigger: Trigger
  /** Whoever asked for it has pressed already. */
  readonly defaultOpen: boolean
}

/**
 * A menu that is fetched when somebody is about to want it, and takes the place of its plain button with the first press:
 * not before, or the focus that stands on the button would be lost.
 */
export function useOnDemand<Props extends OnDemandMenu>(fetch: () => Promise<{ default: ComponentType<Props> }>) {
  const [isWanted, want] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is fetched stays what it is
  const Menu = useMemo(() => lazy(fetch) as unknown as ComponentType<Props>, [])
  return {
    /** What the plain button hears besides. */
    button: { onPointerEnter: () => void fetch(), onClick: () => want(true), 'aria-haspopup': 'menu' as const },
    draw(trigger: Trigger, props: Omit<Props, keyof OnDemandMenu>) {
      if (!isWanted) return trigger
      const whole = { ...props, trigger, defaultOpen: true } as unknown as Props
      return (
        <Suspense fallback={trigger}>
          <Menu {...whole} />
        </Suspense>
      )
    },
  }
}
