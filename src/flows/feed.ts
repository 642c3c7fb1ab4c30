import type { EventPage } from './events.ts'
import { createFollower, type Follower, type Following } from './follower.ts'
import type { Store } from './store.ts'
import { sleep, type World } from './world.ts'

/** What happens, as it happens, to everybody in this process who follows it. */
export interface Feed {
  /**
   * From a cursor on, or the last hundred first. A follower takes what there is when it is ready to; one that is too
   * slow is cut off, and goes on from its cursor when it comes again.
   */
  follow(following: Following): Follower
  /** Everybody is to come again, to whoever is there then. */
  close(): void
}

interface Needs extends Pick<World, 'clock' | 'log'> {
  readonly store: Pick<Store, 'eventsAfter' | 'eventsBefore' | 'onEvents' | 'shared'>
  readonly business: string
}

const PAGE = 200
/** What happens within this time of a look is read by the next one. */
const GATHER_MS = 25
/** What others come before is there in a moment; where somebody writes for long, the looks become rarer. */
const HELD_MS = 10
const LONGEST_HELD_MS = 250
/** Where other processes write: their word that something has happened may have been lost. */
const POLL_MS = 5000
const AFTER_FAILURE_MS = 1000

export function createFeed({ clock, log, store, business }: Needs): Feed {
  const followers = new Set<Follower>()
  /** Those who have seen all that there was: the log is read once for all of them. While there are none, it is not. */
  const level = new Set<Follower>()
  let position = ''
  let looking = false
  let lookAgain = false
  let heldFor = 0
  let closed = false
  let cancelLook = () => {}

  function wake() {
    if (level.size === 0) return
    if (looking) lookAgain = true
    else void look()
  }

  async function look() {
    looking = true
    cancelLook()
    try {
      do {
        lookAgain = false
        const page = await store.eventsAfter({ business, after: position, most: PAGE })
        handOut(page)
        const more = page.kind === 'page' && page.more
        if (lookAgain && !more) await sleep(clock, GATHER_MS)
        lookAgain ||= more
      } while (lookAgain && level.size > 0)
    } catch (error) {
      log.warn('events-unread', { error: error as Error })
      lookIn(AFTER_FAILURE_MS)
    } finally {
      looking = false
    }
  }

  function handOut(page: EventPage) {
    // Somebody has put another log in its place: who comes again is told to begin anew.
    if (page.kind === 'gone') {
      for (const follower of level) follower.end()
      return
    }
    for (const follower of level) follower.take(page)
    position = page.cursor
    heldFor = page.held ? heldFor + 1 : 0
    if (page.held) lookIn(Math.min(HELD_MS * 2 ** heldFor, LONGEST_HELD_MS))
    else if (store.shared) lookIn(POLL_MS)
  }

  function lookIn(ms: number) {
    cancelLook()
    if (level.size > 0) cancelLook = clock.after(ms, wake)
  }

  store.onEvents(wake)

  return {
    follow(following) {
      const follower: Follower = createFollower(following, {
        after: (cursor) => store.eventsAfter({ business, after: cursor, most: PAGE }),
        before: (cursor, most) => store.eventsBefore({ business, before: cursor, most }),
        joins(cursor) {
          if (level.size === 0) position = cursor
          // The others are further on: what lies between is read first.
          if (cursor < position) return false
          level.add(follower)
          wake()
          return true
        },
        leaves() {
          followers.delete(follower)
          level.delete(follower)
          if (level.size === 0) cancelLook()
        },
      })
      followers.add(follower)
      if (closed) follower.end()
      return follower
    },
    close() {
      closed = true
      for (const follower of followers) follower.end()
    },
  }
}
