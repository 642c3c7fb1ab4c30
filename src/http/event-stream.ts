import { toDeskEvent } from '../flows/desk-views.ts'
import type { Feed } from '../flows/feed.ts'
import type { Aside, Followed, Follower, Following } from '../flows/follower.ts'
import type { Clock } from '../flows/world.ts'

export interface EventStreamOptions extends Pick<Following, 'after' | 'wants'> {
  readonly feed: Feed
  readonly clock: Pick<Clock, 'after'>
  /** Whether whoever follows may still do so: a session ends, a token is taken back. */
  readonly mayGoOn: () => Promise<boolean>
  /** Tells what happens beside the log, until the returned function is called. */
  readonly attend: (tell: (aside: Aside) => void) => () => void
}

/** Proxies end a connection on which nothing comes, after half a minute at the least. */
const KEEP_ALIVE_MS = 15_000
/** Who may follow is looked at again after so many of these. */
const LOOK_EVERY = 3
/** How soon a browser comes again after a cut. */
const RETRY_MS = 2000

const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  // Whoever stands between us and the browser neither keeps it, nor presses it, nor waits until there is more of it.
  'cache-control': 'no-store, no-transform',
  'x-accel-buffering': 'no',
}

/** What happens, as server-sent events. The stream is read at the pace of whoever reads it. */
export function eventStream({ feed, clock, after, wants, mayGoOn, attend }: EventStreamOptions): Response {
  const text = new TextEncoder()
  let follower: Follower | undefined
  let cancelKeepAlive = () => {}
  let attendNoMore = () => {}
  let over = false

  function keepAlive(controller: ReadableStreamDefaultController<Uint8Array>, nth = 1) {
    cancelKeepAlive = clock.after(KEEP_ALIVE_MS, () => {
      if (controller.desiredSize! > 0) {
        const idleAt = follower?.idleAt
        // The place is told along: also of a quiet line somebody who comes again goes on from here.
        controller.enqueue(text.encode(idleAt === undefined ? ': \n\n' : `: \nid: ${idleAt}\n\n`))
      }
      keepAlive(controller, nth + 1)
      if (nth % LOOK_EVERY === 0) void endUnlessAllowed()
    })
  }

  /** Whoever cannot be asked about in this moment comes again, and is asked then. */
  async function endUnlessAllowed() {
    if (!(await mayGoOn().catch(() => false))) follower?.end()
  }

  function finish() {
    over = true
    cancelKeepAlive()
    attendNoMore()
  }

  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(text.encode(`retry: ${RETRY_MS}\n\n`))
      keepAlive(controller)
      const onEnd = () => {
        if (over) return
        finish()
        controller.close()
      }
      follower = feed.follow({ after, wants, onEnd })
      if (!over) attendNoMore = attend(follower.tell)
    },
    async pull(controller) {
      const items = await follower?.next()
      if (items && !over) controller.enqueue(text.encode(items.map(written).join('')))
    },
    cancel() {
      finish()
      follower?.end()
    },
  })
  return new Response(body, { headers: HEADERS })
}

function written(item: Followed): string {
  if (item.kind === 'reset') return `id: ${item.cursor}\nevent: reset\ndata: {}\n\n`
  // Without an id: whoever comes again goes on from what stands in the log.
  if (item.kind === 'presence') return `event: presence\ndata: ${JSON.stringify(item.presence)}\n\n`
  if (item.kind === 'campaign') return `event: campaign\ndata: ${JSON.stringify({ campaign: item.campaign })}\n\n`
  if (item.kind === 'templates') return 'event: templates\ndata: {}\n\n'
  const { cursor, kind, ...data } = toDeskEvent(item.event)
  return `id: ${cursor}\nevent: ${kind}\ndata: ${JSON.stringify(data)}\n\n`
}
