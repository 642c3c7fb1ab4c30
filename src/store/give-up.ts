import type { FailedTurn } from '../flows/store.ts'
import { insertOutbound, outboundRow } from './deliveries.ts'
import { pendingOf } from './intents.ts'
import { openHandoffs } from './open-handoffs.ts'
import { insertRuns } from './runs.ts'
import type { Tx } from './statement.ts'
import { ANSWER_MESSAGES, lockForWork, MOVE_CONVERSATIONS } from './turns.ts'
import { finish, promise } from './work.ts'

/**
 * A turn that failed for good becomes a handoff: people own the conversation, the customer is told once, and what the
 * agent had prepared is overtaken. One transaction, so that nobody is silenced without anybody being called.
 */
export async function failTurn(tx: Tx, failed: FailedTurn): Promise<boolean> {
  const { work, conversation, handoff, run, sentence, now } = failed
  const { conversations, held } = await lockForWork(tx, [{ work, conversation }])
  const current = conversations.get(conversation.id)
  if (!current) return false
  // Also where somebody else has the work by now: it has cost what it has cost.
  await insertRuns(tx, [{ conversation, run, turn: null }])
  if (!held.has(work)) return false
  const opened = await openHandoffs(tx, [{ ...conversation, line: current.line, handoff, now }])
  if (opened.has(conversation.id)) {
    current.epoch++
  }
  if (opened.has(conversation.id) && sentence) {
    await insertOutbound(tx, [
      outboundRow(current, {
        id: sentence.id,
        content: { kind: 'text', text: sentence.text },
        author: 'system',
        fenced: false,
        turn: null,
        now,
      }),
    ])
    await promise(tx, [{ business: conversation.business, kind: 'deliver', key: conversation.id, due_at: now }])
  }
  const pending = (await pendingOf(tx, [conversation])).get(conversation.id) ?? []
  await ANSWER_MESSAGES(tx, {
    rows: pending.map((position) => ({
      ...conversation,
      position,
      turn: null,
      outcome: 'handed-off',
      because: handoff.reason,
    })),
  })
  const { business, id } = conversation
  await MOVE_CONVERSATIONS(tx, {
    rows: [{ business, id, last_position: current.last_position, unanswered_since: null }],
  })
  await finish(tx, [work])
  return opened.has(conversation.id)
}
