import type { ConversationRow, DeskHome } from '../../../src/http/wire.ts'
import { BriefingSection } from './briefing.tsx'
import { CardSection } from './card.tsx'
import { FollowUpsSection } from './follow-ups.tsx'
import { HistorySection } from './history.tsx'
import { MemorySection } from './memory.tsx'
import { TimelineSection } from './timeline.tsx'

/** In the order in which somebody who takes over wants to know it. */
export default function PanelParts({ home, row }: { readonly home: DeskHome; readonly row: ConversationRow }) {
  return (
    <>
      <BriefingSection home={home} row={row} />
      <FollowUpsSection home={home} row={row} />
      <MemorySection home={home} row={row} />
      <CardSection home={home} row={row} />
      <TimelineSection row={row} />
      <HistorySection home={home} row={row} />
    </>
  )
}
