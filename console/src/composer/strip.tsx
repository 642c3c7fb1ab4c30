import type { ReactNode } from 'react'
import type { Icon } from '../parts/glyphs.tsx'

type Look = 'plain' | 'wait' | 'danger' | 'agent'

const LOOKS: Record<Look, string> = {
  plain: 'bg-sunken text-ink',
  wait: 'bg-wait-soft text-wait',
  danger: 'bg-danger-soft text-danger',
  agent: 'bg-agent text-ink',
}

/** One thing to know before writing, with what can be done about it. */
export function Strip({
  Icon,
  look = 'plain',
  urgent = false,
  children,
  actions,
}: {
  readonly Icon: Icon
  readonly look?: Look
  /** It has just happened: whoever does not see it is told. */
  readonly urgent?: boolean
  readonly children: ReactNode
  readonly actions?: ReactNode
}) {
  return (
    <div
      role={urgent ? 'alert' : undefined}
      className={`flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md px-3 py-2 ${LOOKS[look]}`}
    >
      <Icon aria-hidden className={`size-4 shrink-0 ${look === 'agent' ? 'text-agent-ink' : ''}`} />
      <div className="min-w-0 flex-[1_1_12rem]">{children}</div>
      {actions && <div className="flex flex-wrap items-center gap-1.5">{actions}</div>}
    </div>
  )
}
