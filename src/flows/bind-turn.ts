import type { Line } from '../domain/line.ts'
import type { TraceRecorder } from '../domain/trace.ts'
import type { Bound } from '../domain/turn.ts'
import { bindMemory } from './bind-memory.ts'
import { marketingRefusal } from './consent.ts'
import { faultsOf } from './ready.ts'
import type { ConversationKey, OpenTurn } from './store.ts'
import type { TurnLedger } from './tool-calls.ts'
import type { World } from './world.ts'

interface Parts {
  readonly line: Line
  readonly turn: OpenTurn
  readonly conversation: ConversationKey
  readonly ledger: TurnLedger
  readonly recorder: TraceRecorder
}

/** Ties what the platform does for an agent to one customer in one conversation: nothing in it can name another. */
export function bindTurn(
  world: Pick<World, 'whatsapp' | 'templates' | 'attachments' | 'memory' | 'store' | 'clock'>,
  { line, turn, conversation, ledger, recorder }: Parts,
): Bound {
  const files = world.attachments.forTurn(conversation, line, turn.unanswered)
  const recipient = { business: conversation.business, customer: turn.customer.id }
  return {
    async faults(message) {
      const { faults } = await faultsOf(world, line, message)
      const refusal = await marketingRefusal(world, recipient, [message])
      return refusal ? [...faults, refusal] : faults
    },
    file: files.file,
    attachments: files.list,
    calls: ledger,
    memory: bindMemory(world, { line, turn, conversation }),
    trace: recorder,
  }
}
