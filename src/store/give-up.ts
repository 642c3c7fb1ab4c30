import type { FailedTurn } from '../flows/store.ts'
import { insertOutbound, outboundRow, type Speaking } from './deliveries.ts'
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
  const opened = await handOver(tx, current, { handoff, sentence, now })
  await finish(tx, [work])
  return opened
}

/** People own a locked conversation from now on, with all that is unanswered there. Says whether they did not before. */
export async function handOver(
  tx: Tx,
  current: Speaking,
  { handoff, sentence, now }: Pick<FailedTurn, 'handoff' | 'sentence' | 'now'>,
): Promise<boolean> {
  const { business, id, line } = current
  const opened = (await openHandoffs(tx, [{ business, id, line, handoff, now }])).has(id)
  if (opened) current.epoch++
  if (opened && sentence) {
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
    await promise(tx, [{ business, kind: 'deliver', key: id, due_at: now }])
  }
  const pending = (await pendingOf(tx, [{ business, id }])).get(id) ?? []
  await ANSWER_MESSAGES(tx, {
    rows: pending.map((position) => ({
      business,
      id,
      position,
      turn: null,
      outcome: 'handed-off',
      because: handoff.reason,
    })),
  })
  await MOVE_CONVERSATIONS(tx, {
    rows: [{ business, id, last_position: current.last_position, unanswered_since: null }],
  })
  return opened
}
