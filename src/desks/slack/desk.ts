import type { Desk } from '../../domain/desk.ts'
import type { Work } from '../../flows/store.ts'
import { Interrupted } from '../../flows/worker.ts'
import { type Answer, type ConnectSlack, type SlackConnection, type SlackEar, SlackLater } from './api.ts'
import { catchUp, hear } from './hear.ts'
import { derivedId, type SlackNeeds } from './needs.ts'
import { createPeople } from './people.ts'
import { postAll } from './post.ts'
import { press } from './press.ts'
import { createReach, type SlackState } from './reach.ts'
import { seeToAll } from './said.ts'
import { submit } from './submit.ts'
import { drawCard, isRootGone, loseRoot, threadOf } from './thread.ts'

export interface SlackDesk {
  /** What happens is told to it like to any desk. */
  readonly desk: Desk
  readonly state: SlackState
  /** Sees to one conversation: what was said there in Slack, what is to stand there, and the card. */
  tend(work: Work, signal: AbortSignal): Promise<undefined>
  start(): void
  stop(): Promise<void>
  /** For Slack's requests, where they come over HTTP. */
  door(request: Request): Promise<Response>
}

interface Given extends Omit<SlackNeeds, 'reach' | 'people'> {
  readonly connect: ConnectSlack
}

/** What happened in this time is looked at together. */
const GATHER_MS = 250
const AGAIN_MS = 5_000
const MENDED_MS = 60_000

/** Slack as a desk: what it is told waits in the store until Slack has taken it, and what Slack tells until it is done. */
export function createSlackDesk({ connect, ...given }: Given): SlackDesk {
  const { business, settings, store, clock, log, wake } = given
  const stopping = new AbortController()
  let connection: Promise<SlackConnection> | undefined
  let cancelLook = () => {}
  let looking = false
  let catchingUp = false
  let catchUpAgain = false

  const reach = createReach({
    clock,
    log,
    api: () => ({
      call: async (method, args) => (await connected()).call(method, args),
      upload: async (url, bytes) => (await connected()).upload(url, bytes),
      download: async (url, most) => (await connected()).download(url, most),
    }),
  })
  const needs: SlackNeeds = { ...given, reach, people: createPeople({ business, store, clock, api: reach }) }

  const ear: SlackEar = {
    event: (body) => hear(needs, body),
    async interaction(body): Promise<Answer | undefined> {
      if (body.type === 'view_submission') return submit(needs, body)
      if (body.type === 'block_actions') await press(needs, body)
      return undefined
    },
    connected() {
      reach.hears()
      log.info('slack-connected')
      catchUpSoon()
    },
    failed(error) {
      reach.deafBy(error)
      log.warn('slack-not-connected', { error })
    },
  }

  /** Two sockets that open at once ask for one look. */
  function catchUpSoon() {
    if (catchingUp) {
      catchUpAgain = true
      return
    }
    catchingUp = true
    catchUp(needs, stopping.signal)
      .catch((error) => log.error('slack-catch-up-failed', { error }))
      .finally(() => {
        catchingUp = false
        const again = catchUpAgain && !stopping.signal.aborted
        catchUpAgain = false
        if (again) catchUpSoon()
      })
  }

  function connected(): Promise<SlackConnection> {
    connection ??= connect({ settings, ear, clock })
    connection.catch(() => {
      connection = undefined
    })
    return connection
  }

  async function begin(): Promise<void> {
    try {
      await (await connected()).start()
    } catch (error) {
      if (stopping.signal.aborted) return
      ear.failed(error as Error)
      clock.after(MENDED_MS, () => void begin())
    }
  }

  /** Our messages have moved on, perhaps: whoever wrote them sees it below. */
  function lookSoon() {
    if (looking || stopping.signal.aborted) return
    looking = true
    cancelLook = clock.after(GATHER_MS, () => {
      looking = false
      store.promiseSlackTicks({ business, now: clock.now() }).then(
        (moved) => moved && wake(clock.now()),
        (error) => log.warn('slack-ticks-unread', { error }),
      )
    })
  }

  const keep = async (kind: 'handoff' | 'turns' | 'message' | 'change', id: string, handoff: string, news: object) => {
    if (await store.keepSlackPost({ business, handoff, id, kind, news, now: clock.now() })) wake(clock.now())
  }

  const desk: Desk = {
    name: 'slack',
    async onHandoff(news) {
      await keep('handoff', news.handoff, news.handoff, news)
      await keep('turns', derivedId(news.handoff, 'turns'), news.handoff, {})
    },
    onMessage: (news) => keep('message', news.id, news.handoff, news),
    onChange: (news) => keep('change', news.id, news.handoff, news),
  }

  async function tendOnce(conversation: string, signal: AbortSignal): Promise<number | undefined> {
    await seeToAll(needs, conversation, signal)
    await postAll(needs, conversation, signal)
    const [thread] = await store.slackThreadsOf({ business, id: conversation })
    if (!thread || (thread.root === '' && thread.lost === 0)) return undefined
    try {
      const there = await threadOf(needs, thread.handoff, true)
      return there && (await drawCard(needs, there))
    } catch (error) {
      if (!isRootGone(error)) throw error
      await loseRoot(needs, thread)
      return clock.now()
    }
  }

  return {
    desk,
    get state() {
      return reach.state
    },
    async tend(work, signal) {
      let dueAt: number | undefined
      try {
        dueAt = await tendOnce(work.key, signal)
      } catch (error) {
        if (signal.aborted) throw new Interrupted('the server stops')
        if (!(error instanceof SlackLater)) throw error
        // It waits for as long as Slack is away: nothing that waits is ever given up.
        log.warn('slack-waits', { conversation: work.key, error })
        dueAt = clock.now() + (error.afterMs ?? AGAIN_MS)
      }
      await store.putOff(work, dueAt)
      wake(dueAt ?? clock.now())
    },
    start() {
      store.onEvents(lookSoon)
      lookSoon()
      void begin()
    },
    async stop() {
      stopping.abort()
      cancelLook()
      const open = await connection?.catch(() => undefined)
      await open?.stop()
    },
    async door(request) {
      const open = await connected()
      return open.door ? open.door(request) : new Response('There is nothing here.', { status: 404 })
    },
  }
}
