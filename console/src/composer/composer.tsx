import { Eye } from 'lucide-react'
import { lazy, Suspense } from 'react'
import type { ConversationRow, DeskHome } from '../../../src/http/wire.ts'
import { useOthers, usePresence } from '../wire/presence.ts'
import { t } from '../words/t.ts'
import { Watchers } from './watchers.tsx'

// Nobody writes before a conversation is open: its code comes while the list is looked at.
const coming = import('./writing.tsx')
const Writing = lazy(() => coming)

/** Where a teammate writes: to the customer, or to colleagues. */
export function Composer({ home, row }: { readonly home: DeskHome; readonly row: ConversationRow }) {
  const others = useOthers(row.id)
  const onKey = usePresence(row.id)
  const mayWrite = home.actor.role !== 'viewer'
  return (
    <div className="grid gap-2 border-t border-line bg-ground p-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] max-md:p-2">
      <Watchers others={others} />
      {mayWrite ? (
        <Suspense fallback={<div className="h-34 rounded-lg bg-surface ring-1 ring-edge ring-inset" />}>
          <Writing home={home} row={row} onKey={onKey} />
        </Suspense>
      ) : (
        <p className="flex items-center gap-2 rounded-md bg-sunken px-3 py-2.5 text-quiet">
          <Eye aria-hidden className="size-4 shrink-0" />
          {t('composer.viewer')}
        </p>
      )}
    </div>
  )
}
