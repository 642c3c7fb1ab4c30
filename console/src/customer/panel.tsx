import type { ConversationRow, DeskHome } from '../../../src/http/wire.ts'
import { t } from '../words/t.ts'

/** Who the customer is: the case, what is remembered, their other lines. */
export function CustomerPanel({ row }: { readonly home: DeskHome; readonly row: ConversationRow }) {
  return (
    <aside aria-label={t('panel.title')} className="scrolls w-84 border-s border-line bg-surface p-4">
      <bdi>{row.customer.name}</bdi>
    </aside>
  )
}
