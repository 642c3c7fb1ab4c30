import { ChevronDown } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useLater } from '../parts/later.ts'
import { t } from '../words/t.ts'

interface SectionProps {
  readonly name: string
  readonly title: string
  readonly count?: number | undefined
  /** Beside the title. */
  readonly act?: ReactNode
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
export function Section({ name, title, count, act, children }: SectionProps) {
  const [open, setOpen] = useState(() => read(name))
  const toggle = () => {
    setOpen(!open)
    try {
      localStorage.setItem(keyOf(name), open ? 'closed' : 'open')
    } catch {
      // It holds until the page is closed.
    }
  }
  return (
    <section className="border-b border-line px-4 py-3">
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
              className={`size-4 text-quiet transition-transform duration-100 ${open ? '' : '-rotate-90 rtl:rotate-90'}`}
            />
            {title}
            {count !== undefined && count > 0 && <span className="figures font-normal text-quiet">{count}</span>}
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

export const Failed = ({ onAgain }: { readonly onAgain: () => void }) => (
  <p role="alert" className="text-quiet">
    {t('panel.failed')}{' '}
    <button type="button" className="font-medium text-accent underline underline-offset-2" onClick={onAgain}>
      {t('act.retry')}
    </button>
  </p>
)
