import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import { t } from '../words/t.ts'
import { IconButton } from './button.tsx'

export interface DialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly title: string
  readonly children: ReactNode
  /** `panel` slides in from the end of the line on wide windows, and fills narrow ones. */
  readonly kind?: 'dialog' | 'wide' | 'panel'
}

const KINDS = {
  dialog:
    'inset-x-0 bottom-0 max-h-[92dvh] sm:inset-auto sm:start-1/2 sm:top-[12vh] sm:w-[26rem] sm:-translate-x-1/2 sm:rtl:translate-x-1/2 rounded-t-lg sm:rounded-lg',
  wide: 'inset-x-0 bottom-0 max-h-[92dvh] sm:inset-auto sm:start-1/2 sm:top-[8vh] sm:w-[min(52rem,94vw)] sm:-translate-x-1/2 sm:rtl:translate-x-1/2 rounded-t-lg sm:rounded-lg sm:max-h-[84vh]',
  panel: 'inset-y-0 end-0 w-[min(24rem,100vw)]',
}

const FIRST = 'input:checked, input, textarea, select, button:not(:disabled), [tabindex="0"]'

/** Focus goes in, stays in, and returns to where it came from. */
export function Dialog({ open, onClose, title, children, kind = 'dialog' }: DialogProps) {
  const body = useRef<HTMLDivElement>(null)
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-veil transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          // What one came for, rather than the way out, which stands before it.
          initialFocus={() => body.current?.querySelector<HTMLElement>(FIRST) ?? true}
          className={`scrolls fixed z-40 flex flex-col bg-raised shadow-raised transition-opacity duration-100 data-ending-style:opacity-0 data-starting-style:opacity-0 ${KINDS[kind]}`}
        >
          <header className="sticky top-0 z-10 flex items-center gap-2 bg-raised py-3 ps-5 pe-3">
            <Base.Title className="me-auto text-lead font-semibold">{title}</Base.Title>
            <IconButton label={t('act.close')} tipSide="start" onClick={onClose}>
              <X aria-hidden />
            </IconButton>
          </header>
          <div ref={body} className="px-5 pb-5">
            {children}
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
