import type { ConversationRow, DeskHome } from '../../../src/http/wire.ts'

/** Where a teammate writes: to the customer, or to colleagues. */
export function Composer({ row }: { readonly home: DeskHome; readonly row: ConversationRow }) {
  return <form data-composer data-conversation={row.id} className="border-t border-line bg-surface p-3" />
}
