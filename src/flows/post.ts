import { Retryable, Terminal } from '../domain/failure.ts'
import type { KeptPost, Work } from './store.ts'
import type { World } from './world.ts'

/** Brings messages of agents to the places that the configuration names. */
export interface Posts {
  send(post: KeptPost): Promise<PostOutcome>
}

export type PostOutcome =
  | { readonly kind: 'sent' }
  /** Trying again may help. */
  | { readonly kind: 'retry'; readonly reason: string; readonly afterMs?: number }
  /** It never will be taken like this. */
  | { readonly kind: 'refused'; readonly reason: string }

/**
 * Sends one message. When that was done and could not be written down, it is sent again: what receives it knows it by
 * its id, and a person who reads it twice is better off than one who never does.
 */
export async function post(
  { store, clock, log, posts }: Pick<World, 'store' | 'clock' | 'log'> & { readonly posts: Posts },
  work: Work,
): Promise<undefined> {
  const kept = await store.loadPost({ business: work.business, id: work.key })
  if (kept) {
    const { channel, target } = kept
    const outcome = await posts.send(kept)
    if (outcome.kind === 'retry')
      throw new Retryable(
        `${channel} ${target}: ${outcome.reason}`,
        outcome.afterMs ? { afterMs: outcome.afterMs } : {},
      )
    if (outcome.kind === 'refused') throw new Terminal(`${channel} ${target}: ${outcome.reason}`)
    log.debug('post-sent', { post: work.key, channel, target })
  }
  await store.finishPost(work, clock.now())
}
