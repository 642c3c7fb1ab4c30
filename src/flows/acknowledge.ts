import type { Outbound } from '../domain/outbound.ts'
import { sentenceFor } from './sentences.ts'
import type { OpenTurn, Work } from './store.ts'
import type { Saying, World } from './world.ts'

type Needs = Pick<World, 'store' | 'clock' | 'ids' | 'log' | 'policy'> & { readonly wake: (dueAt: number) => void }

/**
 * Tells the customer that an answer is on its way, where that is set and the turn takes long enough. Once a turn: not
 * again when a newer message starts it anew. What comes back waits until it is said, so that it stands before the answer.
 */
export function acknowledge(world: Needs, { work, turn }: { work: Work; turn: OpenTurn }): () => Promise<void> {
  const { acknowledgement } = world.policy
  if (!acknowledgement) return async () => {}
  let said: Promise<void> | undefined
  const say = () => {
    said = tell(world, work, turn, acknowledgement.say).catch((error) =>
      world.log.warn('acknowledgement-failed', { conversation: work.key, error }),
    )
  }
  const cancel = acknowledgement.afterMs === 0 ? say() : world.clock.after(acknowledgement.afterMs, say)
  return async () => {
    cancel?.()
    await said
  }
}

async function tell({ store, clock, ids, wake }: Needs, work: Work, turn: OpenTurn, say: Saying): Promise<void> {
  const told = await store.acknowledge({
    work,
    conversation: { business: work.business, id: work.key },
    fence: turn.fence,
    id: ids.next(),
    content: contentOf(say, turn),
    position: turn.unanswered[0]!.position,
    now: clock.now(),
  })
  if (told) wake(clock.now())
}

function contentOf(say: Saying, turn: OpenTurn): Outbound {
  if (say.kind === 'text') return { kind: 'text', text: sentenceFor(turn, say.text) }
  return { kind: 'reaction', to: turn.unanswered.at(-1)!.wamid, emoji: say.emoji }
}
