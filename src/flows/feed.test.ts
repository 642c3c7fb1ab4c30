import { describe, expect, it } from 'vitest'
import { createVirtualClock, seededRandom } from '../../simulator/index.ts'
import { createLog } from '../ports/log.ts'
import type { ShownEvent } from './events.ts'
import { createFeed } from './feed.ts'

const cursorOf = (place: number) => String(place).padStart(15, '0')

/** A log in memory that answers as late as it likes, and what was asked of it. */
function pretendLog(random: () => number) {
  const clock = createVirtualClock(0)
  const events: ShownEvent[] = []
  const wakers: (() => void)[] = []
  let reads = 0
  const later = () => new Promise<void>((go) => void clock.after(random() * 20, go))
  const store = {
    shared: false,
    async eventsAfter({ after, most }: { after: string; most: number }) {
      reads++
      await later()
      const found = events.filter(({ cursor }) => cursor > after)
      const page = found.slice(0, most)
      await later()
      const cursor = page.at(-1)?.cursor ?? after
      return { kind: 'page' as const, events: page, cursor, more: found.length > most, held: false }
    },
    async eventsBefore({ before = 'z', most }: { before?: string | undefined; most: number }) {
      reads++
      await later()
      const found = events.filter(({ cursor }) => cursor < before)
      const page = found.slice(-most)
      await later()
      return {
        events: page,
        cursor: page.at(-1)?.cursor ?? cursorOf(0),
        before: found.length > most ? page[0]!.cursor : undefined,
      }
    },
    onEvents: (wake: () => void) => void wakers.push(wake),
  }
  const feed = createFeed({
    clock: { ...clock, breathe: async () => {} },
    log: createLog('silent'),
    store,
    business: 'acme',
  })
  return {
    clock,
    feed,
    events,
    reads: () => reads,
    happens(line = 'support') {
      const event = { cursor: cursorOf(events.length + 1), kind: 'turn', line, turn: { outcome: 'answered' } }
      events.push(event as unknown as ShownEvent)
      for (const wake of wakers) wake()
    },
  }
}
type PretendLog = ReturnType<typeof pretendLog>

/** Somebody who follows, a little slower than things happen, and looks at every step that nothing is promised too early. */
function watches(
  { feed, clock, events }: PretendLog,
  { after, line, slow }: { after?: string; line?: string; slow: () => number },
) {
  const got: string[] = []
  const wants = (event: ShownEvent) => line === undefined || event.line === line
  const follower = feed.follow({ after, wants })
  const done = (async () => {
    for (let items = await follower.next(); items; items = await follower.next()) {
      for (const item of items) if (item.kind === 'event') got.push(item.event.cursor)
      await new Promise<void>((go) => void clock.after(slow(), go))
    }
  })()
  const due = (upTo: string) =>
    events
      .filter((event) => wants(event) && event.cursor > (after ?? '') && event.cursor <= upTo)
      .map(({ cursor }) => cursor)
  return {
    got,
    follower,
    done,
    due,
    check() {
      const { idleAt } = follower
      if (idleAt !== undefined) expect(got).toEqual(due(idleAt))
    },
  }
}

describe('the feed', () => {
  for (const seed of [1, 2, 3, 4, 5, 6])
    it(`[O7] hands everybody each event once, in order, whenever they come and however slowly they take it (seed ${seed})`, async () => {
      const random = seededRandom(seed)
      const log = pretendLog(random)
      for (let count = 0; count < 350; count++) log.happens()
      const watchers: ReturnType<typeof watches>[] = []
      for (let step = 0; step < 400; step++) {
        if (random() < 0.6) log.happens(random() < 0.5 ? 'support' : 'sales')
        if (random() < 0.15 || step % 100 === 99) {
          const after = cursorOf(Math.floor(random() * (log.events.length + 1)))
          const line = random() < 0.3 ? 'sales' : undefined
          watchers.push(watches(log, { after, ...(line && { line }), slow: () => random() * 40 }))
        }
        // Now and then nobody is level with the log any more.
        if (random() < 0.01 && step < 390) for (const { follower } of watchers.splice(0)) follower.end()
        await log.clock.advance(random() * 15)
        for (const watcher of watchers) watcher.check()
      }
      expect(watchers.length).toBeGreaterThan(0)
      await log.clock.advance(60_000)
      for (const { got, due, follower } of watchers) {
        expect(got).toEqual(due('z'))
        expect(follower.idleAt).toBe(log.events.at(-1)!.cursor)
      }
      log.feed.close()
      await log.clock.advance(1000)
      for (const { done } of watchers) await done
    })

  it('[O7] misses nothing, at whatever moment of a look or of joining it happens', async () => {
    for (let moment = 0; moment < 80; moment++) {
      const log = pretendLog(() => 0.5)
      log.happens()
      const { got, follower } = watches(log, { slow: () => 0 })
      await log.clock.advance(moment)
      log.happens()
      await log.clock.advance(moment % 7)
      log.happens()
      await log.clock.advance(1000)
      expect(got, `at ${moment} ms`).toHaveLength(3)
      follower.end()
    }
  })

  it('[O7] reads the log once for all who watch, and not at all when nobody does', async () => {
    const log = pretendLog(() => 0.5)
    for (let count = 0; count < 10; count++) log.happens()
    await log.clock.advance(60_000)
    expect(log.reads()).toBe(0)
    const watchers = Array.from({ length: 20 }, () => watches(log, { slow: () => 0 }))
    await log.clock.advance(60_000)
    const before = log.reads()
    for (let count = 0; count < 5; count++) log.happens()
    await log.clock.advance(60_000)
    // One look that was woken, and one for what came while it looked.
    expect(log.reads() - before).toBeLessThanOrEqual(2)
    for (const { got } of watchers) expect(got).toHaveLength(15)
    for (const { follower } of watchers) follower.end()
    const after = log.reads()
    log.happens()
    await log.clock.advance(60_000)
    expect(log.reads()).toBe(after)
  })

  it('[O7] replays the last hundred of what somebody wants, though much else came between', async () => {
    const log = pretendLog(() => 0.5)
    for (let count = 0; count < 1500; count++) log.happens(count % 10 === 0 ? 'sales' : 'support')
    const { got, follower } = watches(log, { line: 'sales', slow: () => 0 })
    await log.clock.advance(60_000)
    const sales = log.events.filter(({ line }) => line === 'sales').map(({ cursor }) => cursor)
    expect(got).toEqual(sales.slice(-100))
    follower.end()
  })
})
