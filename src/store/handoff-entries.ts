import type { Entry } from '../domain/memory/entry.ts'
import { HANDOFF_RELEASED, handoffBegan } from '../domain/memory/forms.ts'
import type { HandoffRow } from './entries.ts'
import type { LineNames } from './line-names.ts'

/** A handoff is found as what began it, and as its release. */
export function handoffEntries(row: HandoffRow, names: LineNames): Entry[] {
  const { id, line, opened_at, released_at } = row
  const step = (step: string, at: number, text: string, metadata: Entry['metadata']): Entry => ({
    id: `${id}/${step}`,
    source: 'handoff',
    documentType: 'support-handoff',
    text,
    at,
    speaker: 'system',
    session: row.conversation,
    line,
    phoneNumberId: row.phone_number_id ?? names.numberOf(line, at),
    lineShownAs: names.shownAs(line, at),
    metadata,
  })
  const began = step('began', opened_at, handoffBegan(row), { handoff_reason: row.reason })
  if (released_at === null) return [began]
  return [began, step('released', released_at, HANDOFF_RELEASED, { handoff_event: 'released' })]
}
