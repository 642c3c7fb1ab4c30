import { ChevronDown } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useLater } from '../parts/later.ts'
import { t } from '../words/t.ts'

interface SectionProps {
  readonly name: string
  readonly title: string
  readonly count?: number | undefined
  /** Beside the title. */
  readonly act?: ReactNode
  /** Something in it is to be seen: with each new one it unfolds. */
  readonly reveals?: object | undefined
  readonly children: ReactNode
}

const keyOf = (name: string) => `wabaton.section.${name}`
const read = (name: string) => {
  try {
    return localStorage.getItem(keyOf(name)) !== 'closed'
  } catch {
    return true
  }
}

/** A part of the panel that folds, and stays as it was left. */
export function Section({ name, title, count, act, reveals, children }: SectionProps) {
  const [open, setOpen] = useState(() => read(name))
  useEffect(() => {
    if (reveals) setOpen(true)
  }, [reveals])
  const toggle = () => {
    setOpen(!open)
    try {
      localStorage.setItem(keyOf(name), open ? 'closed' : 'open')
    } catch {
      // It holds until the page is closed.
    }
  }
  return (
    <section data-section={name} className="border-b border-line px-4 py-3 last:border-b-0">
      <div className="flex min-h-7 items-center gap-1">
        <h2 className="min-w-0 flex-1">
          <button
            type="button"
            aria-expanded={open}
            onClick={toggle}
            className="-ms-1 flex min-h-7 w-full items-center gap-1 rounded-sm text-start font-semibold pointer-coarse:min-h-11"
          >
            <ChevronDown
              aria-hidden
              className={`size-4 shrink-0 text-quiet transition-transform duration-100 ${open ? '' : '-rotate-90 rtl:rotate-90'}`}
            />
            {title}
            {count !== undefined && count > 0 && <span className="figures ms-0.5 font-normal text-quiet">{count}</span>}
          </button>
        </h2>
        {open && act}
      </div>
      {open && <div className="mt-1.5">{children}</div>}
    </section>
  )
}

export function Waiting() {
  if (!useLater(150)) return <div className="h-10" />
  return (
    <div aria-hidden className="grid gap-2 py-1">
      <span className="h-3 w-4/5 rounded-sm bg-sunken" />
      <span className="h-3 w-3/5 rounded-sm bg-sunken" />
    </div>
  )
}

export const Failed = ({
  onAgain,
  text = t('panel.failed'),
}: {
  readonly onAgain: () => void
  readonly text?: string
}) => (
  <p role="alert" className="text-quiet">
    {text}{' '}
    <button
      type="button"
      className="min-h-6 font-medium text-accent underline underline-offset-2 pointer-coarse:min-h-11"
      onClick={onAgain}
    >
      {t('act.retry')}
    </button>
  </p>
)

/** Words that unfold more of the same kind. */
export const More = ({
  open,
  onToggle,
  children,
}: {
  readonly open: boolean
  readonly onToggle: () => void
  readonly children: ReactNode
}) => (
  <button
    type="button"
    aria-expanded={open}
    onClick={onToggle}
    className="inline-flex min-h-6 items-center gap-0.5 rounded-sm text-small font-medium text-quiet hover:text-ink pointer-coarse:min-h-11"
  >
    {children}
    <ChevronDown aria-hidden className={`size-3.5 ${open ? 'rotate-180' : ''}`} />
  </button>
)
