import type { ThreadEntry } from '../../../src/http/wire.ts'
import { type Holding, showHolding } from './acts.ts'
import { post, Refused } from './ask.ts'

/** What is done to one message of a thread. The live stream tells what became of it. */
const of = (conversation: string, message: string) => `/api/conversations/${conversation}/messages/${message}`

export interface Seen {
  readonly conversation: string
  readonly epoch: number
  /** The newest position that is shown. */
  readonly seen: number
}

/** What did not arrive is sent once more, as a message of its own. */
export async function retry({ conversation, ...seen }: Seen, message: string): Promise<void> {
  await shown(conversation, post<{ state: Holding }>(`${of(conversation, message)}/retry`, seen))
}

export async function react({ conversation, epoch }: Seen, { id }: ThreadEntry, emoji: string): Promise<void> {
  const content = { kind: 'reaction', to: id, emoji }
  await shown(conversation, post<{ state: Holding }>(`/api/conversations/${conversation}/replies`, { content, epoch }))
}

async function shown<Told extends { readonly state: Holding }>(
  conversation: string,
  asked: Promise<Told>,
): Promise<Told> {
  try {
    const told = await asked
    showHolding(conversation, told.state)
    return told
  } catch (error) {
    if (error instanceof Refused && error.told.state) showHolding(conversation, error.told.state as Holding)
    throw error
  }
}
