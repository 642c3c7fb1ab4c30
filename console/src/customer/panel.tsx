import { X } from 'lucide-react'
import { lazy, Suspense, useCallback, useRef } from 'react'
import type { ConversationRow, DeskHome } from '../../../src/http/wire.ts'
import { IconButton } from '../parts/button.tsx'
import { useWide } from '../parts/wide.ts'
import { usePanel } from '../shell/panel-state.ts'
import { t } from '../words/t.ts'
import { Waiting } from './section.tsx'
import { useCovering } from './use-covering.ts'

const Parts = lazy(() => import('./panel-parts.tsx'))

interface PanelProps {
  readonly home: DeskHome
  readonly row: ConversationRow
}

/** Who the customer is: the case, what is remembered, their other lines. Beside the thread, or over it where there is no room. */
export function CustomerPanel({ home, row }: PanelProps) {
  const [, open] = usePanel()
  const isBeside = useWide('80rem')
  const close = useRef<HTMLButtonElement>(null)
  const panel = useRef<HTMLElement>(null)
  const onClose = useCallback(() => open(false), [open])
  useCovering(panel, { isCovering: !isBeside, first: close, onClose })
  return (
    <>
      {!isBeside && (
        // biome-ignore lint/a11y/noStaticElementInteractions: the button closes it too
        // biome-ignore lint/a11y/useKeyWithClickEvents: so does Escape
        <div data-veil className="fixed inset-0 z-20 bg-veil" onClick={onClose} />
      )}
      <aside
        ref={panel}
        aria-label={t('panel.title')}
        className="scrolls w-[min(21rem,28vw)] shrink-0 border-s border-line bg-surface max-xl:fixed max-xl:inset-y-0 max-xl:end-0 max-xl:z-30 max-xl:w-[min(24rem,100vw)] max-xl:shadow-raised max-sm:w-full max-sm:border-s-0"
      >
        {!isBeside && (
          <div className="sticky top-0 z-10 flex h-13 items-center justify-between border-b border-line bg-surface ps-4 pe-2">
            <span className="font-semibold">{t('panel.title')}</span>
            <IconButton ref={close} label={t('act.close')} tipSide="start" onClick={onClose}>
              <X aria-hidden />
            </IconButton>
          </div>
        )}
        <Suspense
          fallback={
            <div className="p-4">
              <Waiting />
            </div>
          }
        >
          <Parts home={home} row={row} />
        </Suspense>
      </aside>
    </>
  )
}
