import type { Author, Owner } from './conversation.ts'

/** What becomes of words that come to leave when the window is closed; else they fail. */
export type WhenClosed = 'park'

/** What was written so long ago is not said by itself any more: it may not hold. */
export const STALE_MS = 7 * 24 * 60 * 60_000

export interface Parked {
  readonly author: Author
  /** The teammate who wrote it. */
  readonly writer: string | undefined
  readonly writtenAt: number
}

/** Why parked words do not leave by themselves any more. */
export const SET_ASIDE = {
  agent: 'The agent has the conversation again: it was told of these words, and answers in its own.',
  teammate: 'Another teammate has the conversation.',
  stale: 'It was written more than seven days before the customer wrote again.',
} as const
export type SetAside = keyof typeof SET_ASIDE

export type Fate = { readonly kind: 'leaves' } | { readonly kind: 'set-aside'; readonly because: SetAside }

/**
 * What becomes of parked words once the customer has written. They never come beside another answer: an agent that has
 * the conversation is told of them, another teammate sees them and decides. What a program has said is news and no
 * answer: it leaves whoever has the conversation, like everything that programs say.
 */
export function fateOf(
  { author, writer, writtenAt }: Parked,
  { owner, teammate, now }: { owner: Owner; teammate: string | undefined; now: number },
): Fate {
  if (now - writtenAt > STALE_MS) return setAside('stale')
  if (author !== 'teammate' || owner === 'waiting') return LEAVES
  if (owner === 'agent') return setAside('agent')
  return teammate === writer ? LEAVES : setAside('teammate')
}

const LEAVES: Fate = { kind: 'leaves' }
const setAside = (because: SetAside): Fate => ({ kind: 'set-aside', because })
