import { useQuery } from '@tanstack/react-query'
import type { ConversationRow } from '../../../src/http/wire.ts'
import { useWide } from '../parts/wide.ts'
import { askFor } from '../shell/between.ts'
import { usePanel } from '../shell/panel-state.ts'
import { useGo } from '../shell/place.ts'
import { conversationQuery, customerQuery, queries, threadQuery } from '../wire/queries.ts'

const frame = () => new Promise((drawn) => requestAnimationFrame(drawn))

/** From the panel to what it speaks of: words in this thread or in another one, or the composer. */
export function useLead(row: ConversationRow) {
  const [, openPanel] = usePanel()
  const isBeside = useWide('80rem')
  const { go } = useGo()
  const { data: card } = useQuery(customerQuery(row.customer.id))

  /** Where the panel covers the thread, it gives way to what one is led to. */
  async function uncover() {
    if (isBeside) return
    openPanel(false)
    await frame()
  }

  /** Undefined where nobody who looks may read it, or it was said on no line. */
  function conversationOn(line: string | undefined): string | undefined {
    if (line === row.line) return row.id
    return card?.conversations.find((one) => one.line === line)?.id
  }

  async function toMessage(id: string, conversation = row.id) {
    await uncover()
    if (conversation !== row.id) {
      // All of it is there before the other thread is drawn: it could not look for a message otherwise.
      await Promise.allSettled([
        queries.ensureQueryData(conversationQuery(conversation)),
        queries.ensureInfiniteQueryData(threadQuery(conversation)),
      ])
      go({ view: 'all', conversation })
      await frame()
      await frame()
    }
    askFor('jump', id)
  }

  /** `position` is that of the last message it knows: whatever was said since makes it old. */
  async function toDraft(text: string, position: number) {
    await uncover()
    askFor('draft', { text, position })
  }

  return { conversationOn, toMessage, toDraft }
}
