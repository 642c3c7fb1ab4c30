import { describe, expect, it } from 'vitest'
import { Retryable, Terminal } from '../domain/failure.ts'
import { type PostOutcome, post } from './post.ts'
import type { KeptPost, Work } from './store.ts'
import type { World } from './world.ts'

const work: Work = { business: 'acme', kind: 'post', key: 'p1', token: 't', revision: 1, attempts: 1 }
const kept: KeptPost = { id: 'p1', conversation: 'c1', createdAt: 1, channel: 'slack', target: 'team', text: 'Hi' }

/** A store of one post. */
function sceneOf(outcome: PostOutcome | Error, found: KeptPost | null = kept) {
  const [sent, finished]: [KeptPost[], Work[]] = [[], []]
  const store = {
    loadPost: async (key: { business: string; id: string }) => (key.id === work.key ? (found ?? undefined) : undefined),
    finishPost: async (done: Work) => void finished.push(done),
  } as unknown as World['store']
  const log = { debug() {}, info() {}, warn() {}, error() {} }
  const posts = {
    async send(one: KeptPost) {
      sent.push(one)
      if (outcome instanceof Error) throw outcome
      return outcome
    },
  }
  const clock = { now: () => 5 } as World['clock']
  return { run: () => post({ store, log, clock, posts }, work), sent, finished }
}

describe('[A11] a message of an agent on its way', () => {
  it('is sent, and its work ends', async () => {
    const { run, sent, finished } = sceneOf({ kind: 'sent' })
    await run()
    expect(sent).toEqual([kept])
    expect(finished).toEqual([work])
  })

  it('is tried again later, when the place says so or is not reached', async () => {
    const { run, finished } = sceneOf({ kind: 'retry', reason: 'HTTP 503', afterMs: 7000 })
    const error = await run().catch((thrown) => thrown)
    expect(error).toBeInstanceOf(Retryable)
    expect(error).toMatchObject({ message: 'slack team: HTTP 503', afterMs: 7000 })
    expect(finished).toEqual([])
    await expect(sceneOf(new Error('odd')).run()).rejects.toThrow('odd')
  })

  it('becomes a dead letter when it is refused', async () => {
    const { run, finished } = sceneOf({ kind: 'refused', reason: 'HTTP 404' })
    await expect(run()).rejects.toBeInstanceOf(Terminal)
    expect(finished).toEqual([])
  })

  it('that is no more there ends its work', async () => {
    const { run, sent, finished } = sceneOf({ kind: 'sent' }, null)
    await run()
    expect(sent).toEqual([])
    expect(finished).toEqual([work])
  })
})
