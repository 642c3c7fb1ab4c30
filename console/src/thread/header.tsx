import type { ConversationRow, DeskHome } from '../../../src/http/wire.ts'
import type { View } from '../shell/desk.tsx'

/** Who it is, who has it, how long they wait, and what can be done about it. */
export function ThreadHeader({ row }: { readonly home: DeskHome; readonly view: View; readonly row: ConversationRow }) {
  return (
    <header className="flex h-14 items-center gap-3 border-b border-line bg-surface px-4">
      <h1 id="conversation-name" className="text-lead font-semibold">
        <bdi>{row.customer.name}</bdi>
      </h1>
    </header>
  )
}
