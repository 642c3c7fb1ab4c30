import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query'
import type { ThreadEntry, ThreadPage } from '../../../src/http/wire.ts'
import { queries, threadQuery } from '../wire/queries.ts'

type Pages = InfiniteData<ThreadPage>

/** What the end of a thread says to whoever writes below it. */
export interface Tail {
  /** Of the last message that is shown. */
  readonly position: number
  /** The last thing that the business said. */
  readonly said: Pick<ThreadEntry, 'position' | 'author' | 'writer' | 'text' | 'at'> | undefined
}

const isUnsaid = ({ outcome, delivery }: ThreadEntry) =>
  outcome === 'unsent' || delivery?.state === 'dropped' || delivery?.state === 'parked'

const pick = ({ position, author, writer, text, at }: ThreadEntry) => ({ position, author, writer, text, at })

function tailOf({ pages }: Pages): Tail {
  const messages = pages[0]?.messages ?? []
  const said = messages.findLast((one) => one.author !== 'customer' && !isUnsaid(one))
  return {
    position: messages.at(-1)?.position ?? 0,
    said: said && pick(said),
  }
}

/** Told anew only where one of these has changed, not with each tick of a message. */
export const useTail = (conversation: string): Tail | undefined =>
  useInfiniteQuery({ ...threadQuery(conversation), select: tailOf, notifyOnChangeProps: ['data'] }).data

const pagesOf = (conversation: string) => queries.getQueryData<Pages>(['thread', conversation])?.pages ?? []

export const messageOf = (conversation: string, id: string): ThreadEntry | undefined =>
  pagesOf(conversation)
    .flatMap(({ messages }) => messages)
    .find((one) => one.id === id || one.wamid === id)

/** The last thing this person said that can still be taken back. */
export const heldOf = (conversation: string, person: string): ThreadEntry | undefined =>
  pagesOf(conversation)[0]?.messages.findLast((one) => one.writer?.id === person && one.delivery?.state === 'held')

/** Whether this person has said something since the conversation became theirs. */
export function hasSpoken(conversation: string, person: string): boolean {
  const [newest] = pagesOf(conversation)
  const taken = newest?.steps.findLast(({ kind }) => ['claim', 'assign', 'reply', 'undo'].includes(kind))?.at ?? 0
  return newest?.messages.some((one) => one.writer?.id === person && one.at >= taken && !isUnsaid(one)) ?? false
}
