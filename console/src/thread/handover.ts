import { useState } from 'react'
import type { ConversationRow, DeskHome, Resolution } from '../../../src/http/wire.ts'
import { toast } from '../parts/toast.tsx'
import { assign, putBack, release, take, undoStep } from '../wire/acts.ts'
import { Refused } from '../wire/ask.ts'
import { nameOf } from '../words/names.ts'
import { t } from '../words/t.ts'

export type Handover = ReturnType<typeof useHandover>

/** Everything that changes who has a conversation: what is done says so, and how to take it back. */
export function useHandover(home: DeskHome, row: ConversationRow) {
  const [busy, setBusy] = useState(false)
  const undo = {
    label: t('act.undo'),
    run: () => void undoStep(row.id).then(() => toast({ text: t('handover.undone') }), failed),
  }

  async function doing(act: () => Promise<unknown>, done: string | undefined, canUndo = true): Promise<boolean> {
    setBusy(true)
    try {
      await act()
      if (done) toast({ text: done, ...(canUndo && { action: undo }) })
      return true
    } catch (error) {
      failed(error)
      return false
    } finally {
      setBusy(false)
    }
  }

  async function taking(over = false): Promise<boolean> {
    setBusy(true)
    try {
      const { onTheWire } = await take(row, over)
      if (onTheWire.length > 0) toast({ text: t('handover.onTheWire', { count: onTheWire.length }) })
      return true
    } catch (error) {
      const other =
        error instanceof Refused ? (error.told.state as { teammate?: { name: string } })?.teammate : undefined
      if (!other) failed(error)
      else
        toast({
          text: t('handover.hasIt', { name: other.name }),
          action: { label: t('handover.takeOver'), run: () => void taking(true) },
        })
      return false
    } finally {
      setBusy(false)
    }
  }

  return {
    busy,
    take: taking,
    assign: (to: { readonly id: string; readonly name: string }) =>
      doing(() => assign(row, to.id), t('handover.assigned', { name: to.name })),
    putBack: () => doing(() => putBack(row), t('handover.putBack')),
    release: (said: { readonly outcome?: string | undefined; readonly resolution?: Resolution | undefined }) =>
      doing(() => release(row, said), t('handover.released', { name: nameOf(row.customer) })),
    agent: home.lines.find(({ name }) => name === row.line)?.agent,
  }
}

export function failed(error: unknown): void {
  toast({ look: 'danger', text: error instanceof Refused && error.message ? error.message : t('handover.failed') })
}
