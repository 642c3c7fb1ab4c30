import type { EventPage, EventsBefore, ShownEvent } from './events.ts'
import type { Presence } from './presence.ts'

export interface Following {
  /** Undefined: the last hundred come first. */
  readonly after: string | undefined
  readonly wants: (event: ShownEvent) => boolean
  /** It is over, by whoever's doing. */
  readonly onEnd?: () => void
}

export type Followed =
  | { readonly kind: 'event'; readonly event: ShownEvent }
  /** The log does not go back so far: what was read before is to be read anew, and goes on from here. */
  | { readonly kind: 'reset'; readonly cursor: string }
  | Aside

/** What has no place in the log: who is where, that templates are others than before, and how far a campaign has come. */
export type Aside =
  | { readonly kind: 'presence'; readonly presence: Presence }
  | { readonly kind: 'templates' }
  | { readonly kind: 'campaign'; readonly campaign: string }

/** Somebody who follows what happens, with what waits for them. */
export interface Follower {
  /** All that waits, at least one; undefined when it is over. */
  next(): Promise<readonly Followed[] | undefined>
  /** While somebody waits for what is next: all up to here is known to them, or is not for them. */
  readonly idleAt: string | undefined
  take(page: Extract<EventPage, { kind: 'page' }>): void
  /** Beside the log. Of one conversation, or of templates, only the last waits. */
  tell(aside: Aside): void
  end(): void
}

/** What a follower needs of the feed. */
export interface Source {
  after(cursor: string): Promise<EventPage>
  before(cursor: string | undefined, most: number): Promise<EventsBefore>
  /** Whether it is level with the others now, and is handed what they are. */
  joins(cursor: string): boolean
  leaves(): void
}

const REPLAYED = 100
/** So much is searched for them: of a quiet line there may be fewer. */
const MOST_SEARCHED = 20 * REPLAYED
const MOST_AT_ONCE = 100
/** Whoever lets more than this wait reads too slowly to follow. */
const MOST_WAITING = 1000

export function createFollower({ after, wants, onEnd }: Following, source: Source): Follower {
  const waiting: Followed[] = []
  let position = after
  let state: 'behind' | 'level' | 'over' = 'behind'
  let heard: (() => void) | undefined

  function put(events: readonly ShownEvent[]) {
    for (const event of events) if (wants(event)) waiting.push({ kind: 'event', event })
  }

  /** Nobody pushes here: what is behind is read when it is asked for, however much that is. */
  async function catchUp() {
    if (position === undefined) return replay()
    const page = await source.after(position)
    if (state === 'over') return
    if (page.kind === 'gone') return reset()
    put(page.events)
    position = page.cursor
    if (!page.more && source.joins(position)) state = 'level'
  }

  async function replay() {
    const found: ShownEvent[] = []
    let last = await source.before(undefined, REPLAYED)
    const { cursor } = last
    for (let searched = 0; ; ) {
      found.unshift(...last.events.filter(wants))
      searched += last.events.length + 1
      if (found.length >= REPLAYED || last.before === undefined || searched >= MOST_SEARCHED) break
      last = await source.before(last.before, REPLAYED)
    }
    if (state === 'over') return
    put(found.slice(-REPLAYED))
    position = cursor
  }

  async function reset() {
    const { cursor } = await source.before(undefined, 1)
    if (state === 'over') return
    waiting.push({ kind: 'reset', cursor })
    position = cursor
  }

  function end() {
    if (state === 'over') return
    state = 'over'
    waiting.length = 0
    source.leaves()
    heard?.()
    onEnd?.()
  }

  return {
    async next() {
      for (;;) {
        if (waiting.length > 0) return waiting.splice(0, MOST_AT_ONCE)
        if (state === 'over') return undefined
        if (state === 'behind') await catchUp()
        else
          await new Promise<void>((hear) => {
            heard = hear
          })
        heard = undefined
      }
    },
    get idleAt() {
      return heard && waiting.length === 0 ? position : undefined
    },
    take({ events, cursor }) {
      if (state !== 'level') return
      put(events.filter((event) => event.cursor > position!))
      if (cursor > position!) position = cursor
      if (waiting.length > MOST_WAITING) end()
      else if (waiting.length > 0) heard?.()
    },
    tell(aside) {
      if (state === 'over') return
      const older = waiting.findIndex((one) => isSame(one, aside))
      if (older >= 0) waiting.splice(older, 1)
      waiting.push(aside)
      heard?.()
    },
    end,
  }
}

const isSame = (one: Followed, aside: Aside) =>
  aside.kind === 'presence'
    ? one.kind === 'presence' && one.presence.conversation === aside.presence.conversation
    : one.kind === aside.kind && (aside.kind === 'templates' || isOf(one, aside.campaign))

const isOf = (one: Followed, campaign: string) => one.kind === 'campaign' && one.campaign === campaign
