import type { ConversationRow, DeskHome } from '../../../src/http/wire.ts'
import { toast } from '../parts/toast.tsx'
import { undoStep } from '../wire/acts.ts'
import { Refused } from '../wire/ask.ts'
import { t } from '../words/t.ts'
import { undo } from './sending.ts'
import { heldOf } from './tail.ts'

/** Words that have not left yet come back first; else the last step is taken back. */
export async function undoLast({ actor }: DeskHome, { id }: ConversationRow): Promise<void> {
  const held = heldOf(id, actor.id)
  if (held) return undo({ person: actor.id, conversation: id }, [held.id])
  try {
    await undoStep(id)
    toast({ text: t('handover.undone') })
  } catch (error) {
    toast({ look: 'danger', text: error instanceof Refused ? error.message : t('composer.noAnswer') })
  }
}
