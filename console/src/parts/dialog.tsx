import { X } from 'lucide-react'
import { type ReactNode, useId, useRef } from 'react'
import { t } from '../words/t.ts'
import { IconButton } from './button.tsx'
import { Modal } from './modal.tsx'

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

/** Something that is asked or shown above all else, with its title and a way out. */
export function Dialog({ open, onClose, title, children, kind = 'dialog' }: DialogProps) {
  const id = useId()
  const body = useRef<HTMLDivElement>(null)
  if (!open) return null
  return (
    <Modal
      onClose={onClose}
      labelledBy={id}
      // What one came for, rather than the way out, which stands before it.
      first={() => body.current?.querySelector<HTMLElement>(FIRST)}
      className={`scrolls flex flex-col bg-raised shadow-raised ${KINDS[kind]}`}
    >
      <header className="sticky top-0 z-10 flex items-center gap-2 bg-raised py-3 ps-5 pe-3">
        <h2 id={id} className="me-auto text-lead font-semibold">
          {title}
        </h2>
        <IconButton label={t('act.close')} tipSide="start" onClick={onClose}>
          <X aria-hidden />
        </IconButton>
      </header>
      <div ref={body} className="px-5 pb-5">
        {children}
      </div>
    </Modal>
  )
}
