import type { Line } from '../domain/line.ts'
import type { BoundMemory } from '../domain/turn.ts'
import type { FactChange } from './memories.ts'
import type { By } from './people.ts'
import type { ConversationKey, OpenTurn } from './store.ts'
import type { World } from './world.ts'

/** In the audit log: who it was stands beside it, as the subject of the fact. */
const THE_CUSTOMER: By = { kind: 'system', id: 'customer', name: 'The customer', source: 'phone', ip: undefined }
const MOST_NOTES = 500
const MOST_ECHOES = 50

interface Parts {
  readonly line: Line
  readonly turn: Pick<OpenTurn, 'customer'>
  readonly conversation: ConversationKey
}

/** What is known of one customer, for a turn on one line. */
export function bindMemory(
  { memory, store, clock }: Pick<World, 'memory' | 'store' | 'clock'>,
  { line, turn, conversation }: Parts,
): BoundMemory {
  const scope = { business: conversation.business, customer: turn.customer.id }
  const asking = { scope, line: line.name }
  const change = (fact: string, change: FactChange['change']) =>
    store.changeFact({ scope, fact, change, by: THE_CUSTOMER, now: clock.now() })
  return {
    recall: (query, options) => memory.recall({ ...asking, query, conversation: conversation.id, ...options }),
    async search(query, options) {
      const found = await memory.search({ ...asking, query, ...options })
      return found.map(({ id, document, at, line }) => ({ id, text: document, at, line }))
    },
    async store(text, { forLine } = {}) {
      const said = { by: 'agent', session: conversation.id } as const
      const metadata = { tier: 'ai', ...(forLine !== undefined && { addressed_to: forLine }) }
      await memory.create({ scope, document: text, documentType: 'note', line: line.name, metadata, said })
    },
    known: () => memory.facts(scope),
    async withdraw({ id }) {
      await change(id, 'withdraw')
    },
    async forget({ id, text, sources }) {
      // What was told of it is found no more either.
      const words = [text, ...sources.map(({ quote }) => quote)]
      const found = await memory.search({ scope, query: text, most: MOST_ECHOES })
      const echoes = found.filter(({ document }) => words.some((one) => document.includes(one)))
      await change(id, 'forget')
      const messages = [...sources.map(({ source }) => source), ...echoes.map((one) => one.id)]
      await store.hideMessages({ scope, messages, now: clock.now() })
    },
    async forgetAll() {
      for (const { id } of await memory.facts(scope, { history: true })) await change(id, 'forget')
      await store.hideMessages({ scope, now: clock.now() })
      for (const { id } of await store.memories({ scope, documentType: 'note', most: MOST_NOTES }))
        await store.forgetMemory(scope, id)
    },
  }
}
