import type { Line } from '../domain/line.ts'
import type { TraceRecorder } from '../domain/trace.ts'
import type { Bound } from '../domain/turn.ts'
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
  world: Pick<World, 'whatsapp' | 'templates' | 'attachments' | 'memory'>,
  { line, turn, conversation, ledger, recorder }: Parts,
): Bound {
  const scope = { business: conversation.business, customer: turn.customer.id }
  const asking = { scope, line: line.name }
  const files = world.attachments.forTurn(conversation, line, turn.unanswered)
  return {
    faults: async (message) => (await faultsOf(world, line, message)).faults,
    file: files.file,
    attachments: files.list,
    calls: ledger,
    memory: {
      recall: (query, options) => world.memory.recall({ ...asking, query, conversation: conversation.id, ...options }),
      async search(query, options) {
        const found = await world.memory.search({ ...asking, query, ...options })
        return found.map(({ id, document, at, line }) => ({ id, text: document, at, line }))
      },
      async store(text, { forLine } = {}) {
        const said = { by: 'agent', session: conversation.id } as const
        const metadata = { tier: 'ai', ...(forLine !== undefined && { addressed_to: forLine }) }
        await world.memory.create({ scope, document: text, documentType: 'note', line: line.name, metadata, said })
      },
    },
    trace: recorder,
  }
}
