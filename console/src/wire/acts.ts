import type { InfiniteData } from '@tanstack/react-query'
import type { ConversationRow, Owner, Resolution, ThreadPage } from '../../../src/http/wire.ts'
import { post, put, Refused, remove } from './ask.ts'
import { patchConversation } from './live.ts'
import { queries } from './queries.ts'
import { renewThread } from './thread-pages.ts'

/** Who has a conversation, as the server says it after each act and with each refusal. */
export interface Holding {
  readonly owner: Owner
  readonly epoch: number
  readonly teammate: { readonly id: string; readonly name: string } | undefined
  readonly handoff: string | undefined
  readonly position: number
}

interface Passed {
  readonly state: Holding
  readonly moved: boolean
  /** Messages of the agent that had left before. */
  readonly onTheWire: readonly string[]
}

/** What changed hands is shown at once; what a refusal says is shown too, before it is told. */
async function pass(conversation: string, act: string, body: object): Promise<Passed> {
  try {
    const passed = await post<Passed>(`/api/conversations/${conversation}/${act}`, body)
    showHolding(conversation, passed.state)
    return passed
  } catch (error) {
    if (error instanceof Refused && error.told.state) showHolding(conversation, error.told.state as Holding)
    throw error
  } finally {
    void queries.invalidateQueries({ queryKey: ['conversation', conversation] })
    void renewThread(conversation)
    void queries.invalidateQueries({ queryKey: ['conversations'] })
    void queries.invalidateQueries({ queryKey: ['home'] })
  }
}

export function showHolding(conversation: string, { owner, epoch, teammate, handoff }: Holding): void {
  patchConversation(conversation, (row) => ({ ...row, owner, epoch, teammate, handoff }))
}

type Seen = Pick<ConversationRow, 'id' | 'epoch'>

export const take = ({ id, epoch }: Seen, over = false) => pass(id, 'claim', { epoch, over })
export const assign = ({ id, epoch }: Seen, to: string) => pass(id, 'assign', { epoch, to })
export const putBack = ({ id, epoch }: Seen) => pass(id, 'put-back', { epoch })
export const undoStep = (id: string) => pass(id, 'undo', {})
export const release = (
  { id, epoch }: Seen,
  said: { readonly outcome?: string | undefined; readonly resolution?: Resolution | undefined },
) => pass(id, 'release', { epoch, ...said })

/** Seen up to here; a lower position marks what follows as not seen. */
export async function markSeen(conversation: string, position: number): Promise<void> {
  await put(`/api/conversations/${conversation}/seen`, { position })
  const newest = queries.getQueryData<InfiniteData<ThreadPage>>(['thread', conversation])?.pages[0]
  const after = newest?.messages.filter((one) => one.author === 'customer' && one.position > position).length ?? 0
  patchConversation(conversation, (row) => ({ ...row, unread: after }))
}

/** An update that the agent has promised does not come. */
export const cancelFollowUp = async (conversation: string, id: string) => {
  try {
    await remove(`/api/conversations/${conversation}/follow-ups/${id}`)
  } finally {
    void queries.invalidateQueries({ queryKey: ['follow-ups', conversation] })
  }
}

export const setBlocked = async (customer: string, blocked: boolean) => {
  await post(`/api/customers/${customer}/${blocked ? 'block' : 'unblock'}`)
  // What is open says so at once, on whichever line.
  void queries.invalidateQueries({ queryKey: ['conversation'] })
  await queries.invalidateQueries({ queryKey: ['customer', customer] })
  void queries.invalidateQueries({ queryKey: ['conversations'] })
}
