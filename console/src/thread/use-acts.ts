import { useMemo, useRef } from 'react'
import type { ConversationRow, DeskHome, ThreadEntry } from '../../../src/http/wire.ts'
import { toast } from '../parts/toast.tsx'
import { askFor } from '../shell/between.ts'
import { give, useCommand } from '../shell/commands.ts'
import { Refused } from '../wire/ask.ts'
import { react, retry } from '../wire/messages.ts'
import { takeBack } from '../wire/replies.ts'
import { nameOf } from '../words/names.ts'
import { t } from '../words/t.ts'
import type { Around, RowAct } from './around.tsx'
import { isWindowClosed } from './failures.ts'
import { canAnswer, hasWhy } from './toolbar.tsx'
import type { Pointer } from './use-pointer.ts'
import { excerptOf, whoOf } from './who.ts'

interface Needs extends Pick<Around, 'find' | 'jump' | 'show'> {
  readonly home: DeskHome
  readonly row: ConversationRow
  readonly newest: number
  readonly why: (entry: ThreadEntry) => void
  readonly pointer: Pointer
}

/** What can be done with messages, for the rows and by keys. The rows are given the same object for ever. */
export function useActs(needs: Needs): Around {
  const latest = useRef(needs)
  latest.current = needs
  const { home, row, pointer } = needs
  const customer = nameOf(row.customer)
  const mayReply = home.actor.role !== 'viewer'

  const around = useMemo<Around>(() => {
    const seen = () => {
      const { row, newest } = latest.current
      return { conversation: row.id, epoch: row.epoch, seen: newest }
    }
    return {
      conversation: row.id,
      customer,
      me: home.actor.id,
      mayReply,
      find: (name) => latest.current.find(name),
      jump: (name) => latest.current.jump(name),
      show: (picture) => latest.current.show(picture),
      offerReactions: (message) => latest.current.pointer.react(message !== undefined),
      retry: (entry) => orSayWhy(() => retry(seen(), entry, isWindowClosed(entry.delivery?.error))),
      react: (entry, emoji) =>
        orSayWhy(async () => {
          await react(seen(), entry, emoji)
          toast({ text: t('message.reacted', { emoji }) })
        }),
      takeBack: (entry) =>
        orSayWhy(async () => {
          await takeBack({ person: home.actor.id, conversation: row.id }, entry.id)
          give('reply')
        }),
      act: (act, entry) => ACTS[act](entry, latest.current),
    }
  }, [row.id, customer, home.actor.id, mayReply])

  const meant = pointer.pointed === undefined ? undefined : needs.find(pointer.pointed)
  const answers = meant && mayReply && canAnswer(meant)
  useCommand('quote', answers ? () => around.act('quote', meant) : undefined)
  useCommand('copy', meant && !meant.deleted ? () => around.act('copy', meant) : undefined)
  useCommand('why', meant && hasWhy(meant) ? () => around.act('why', meant) : undefined)
  useCommand('react', answers && meant.author === 'customer' ? () => around.offerReactions(meant.id) : undefined)
  return around
}

const ACTS: Record<RowAct, (entry: ThreadEntry, needs: Needs) => void> = {
  quote: (entry, { home, row }) =>
    askFor('quote', { id: entry.id, who: whoOf(entry, home.actor.id, nameOf(row.customer)), text: excerptOf(entry) }),
  copy: (entry) =>
    void navigator.clipboard.writeText(excerptOf(entry)).then(
      () => toast({ text: t('message.copied'), forMs: 2000 }),
      () => toast({ text: t('message.notCopied'), look: 'danger' }),
    ),
  why: (entry, { why }) => why(entry),
}

/** A refusal is told in the server's words, which say what is so now. */
async function orSayWhy(run: () => Promise<void>): Promise<void> {
  try {
    await run()
  } catch (error) {
    const text = error instanceof Refused && error.message ? error.message : t('thread.unreachable')
    toast({ text, look: 'danger', forMs: 8000 })
  }
}
