import { Eye } from 'lucide-react'
import type { ConversationRow, DeskHome } from '../../../src/http/wire.ts'
import { useOthers, usePresence } from '../wire/presence.ts'
import { t } from '../words/t.ts'
import { Watchers } from './watchers.tsx'
import { Writing } from './writing.tsx'

/** Where a teammate writes: to the customer, or to colleagues. */
export function Composer({ home, row }: { readonly home: DeskHome; readonly row: ConversationRow }) {
  const others = useOthers(row.id)
  const onKey = usePresence(row.id)
  const mayWrite = home.actor.role !== 'viewer'
  return (
    <div className="grid gap-2 border-t border-line bg-ground p-3 pb-[max(0.75rem,env(safe-area-inset-bottom))] max-md:p-2">
      <Watchers others={others} />
      {mayWrite ? (
        <Writing home={home} row={row} onKey={onKey} />
      ) : (
        <p className="flex items-center gap-2 rounded-md bg-sunken px-3 py-2.5 text-quiet">
          <Eye aria-hidden className="size-4 shrink-0" />
          {t('composer.viewer')}
        </p>
      )}
    </div>
  )
}
