import type { ConversationRow, DeskHome } from '../../../src/http/wire.ts'

/** What was said, with the notes and steps between. */
export function Thread({ row }: { readonly home: DeskHome; readonly row: ConversationRow }) {
  return <div data-thread className="scrolls flex-1" role="log" aria-live="off" aria-label={row.customer.name} />
}
