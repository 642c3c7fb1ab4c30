import type { InfiniteData } from '@tanstack/react-query'
import type { ThreadEntry, ThreadPage } from '../../../src/http/wire.ts'
import { type Holding, showHolding } from './acts.ts'
import { post, Refused } from './ask.ts'
import { patchThread } from './live.ts'
import { queries } from './queries.ts'

/** What is done to one message of a thread. The live stream tells what became of it. */
const of = (conversation: string, message: string) => `/api/conversations/${conversation}/messages/${message}`

export interface Seen {
  readonly conversation: string
  readonly epoch: number
  /** The newest position that is shown. */
  readonly seen: number
}

/** What did not arrive is sent once more, as a message of its own; with `waits` it waits for the customer where the window is closed. */
export async function retry({ conversation, ...seen }: Seen, message: ThreadEntry, waits: boolean): Promise<void> {
  const given = { ...seen, whenClosed: waits ? 'park' : undefined }
  const asked = post<{ state: Holding; messages: readonly string[] }>(`${of(conversation, message.id)}/retry`, given)
  const { messages } = await shown(conversation, asked)
  const { delivery } = message
  if (delivery) patchThread(conversation, { ...message, delivery: { ...delivery, again: messages[0] } })
}

export async function react({ conversation, epoch }: Seen, { id }: ThreadEntry, emoji: string): Promise<void> {
  const content = { kind: 'reaction', to: id, emoji }
  await shown(conversation, post<{ state: Holding }>(`/api/conversations/${conversation}/replies`, { content, epoch }))
}

/** A message that has not been said, whatever waited for it. */
export const unsent = (one: ThreadEntry): ThreadEntry => ({
  ...one,
  outcome: 'unsent',
  delivery: one.delivery && { ...one.delivery, state: 'dropped' },
})

/** They were taken back before they left: nobody has said them. */
export function patchUnsent(conversation: string, messages: readonly string[]): void {
  queries.setQueryData<InfiniteData<ThreadPage, unknown>>(['thread', conversation], (known) => {
    if (!known) return known
    const unsaid = (one: ThreadEntry) => (messages.includes(one.id) ? unsent(one) : one)
    return { ...known, pages: known.pages.map((page) => ({ ...page, messages: page.messages.map(unsaid) })) }
  })
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
