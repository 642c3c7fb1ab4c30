import type { SimulatorClock } from './clock.ts'

/** Time that stands still until it is told to pass; the same run always takes the same course. */
export interface VirtualClock extends SimulatorClock {
  /** Lets `ms` pass: everything due on the way runs in order, each instant settled before the next. */
  advance(ms: number): Promise<void>
  /** Lets time pass until no timer is left, or until `limitMs` have passed (default 30 days). */
  runUntilIdle(limitMs?: number): Promise<void>
  /** Timers that still wait. */
  readonly waiting: number
}

interface Timer {
  readonly due: number
  readonly order: number
  readonly run: () => void
  cancelled: boolean
}

const THIRTY_DAYS = 30 * 24 * 60 * 60 * 1000

/** Promise callbacks of any depth run before an immediate does: one hop and all that follows from an instant has happened. */
const immediate = () => new Promise<void>((resolve) => setImmediate(resolve))

/**
 * `settle` is awaited after every instant; a run that does real input or output hands in what waits for it.
 */
export function createVirtualClock(start: number, { settle = immediate } = {}): VirtualClock {
  let time = start
  let order = 0
  let live = 0
  const heap: Timer[] = []

  async function passUntil(end: number) {
    await settle()
    for (let next = first(heap); next && next.due <= end; next = first(heap)) {
      time = Math.max(time, next.due)
      for (let due: Timer | undefined = next; due && due.due <= time; due = first(heap)) {
        take(heap)
        live--
        due.cancelled = true
        due.run()
      }
      await settle()
    }
  }

  return {
    now: () => time,
    after(ms, run) {
      const timer: Timer = { due: time + Math.max(0, ms), order: order++, run, cancelled: false }
      put(heap, timer)
      live++
      return () => {
        if (timer.cancelled) return
        timer.cancelled = true
        live--
      }
    },
    async advance(ms) {
      const end = time + ms
      await passUntil(end)
      time = end
    },
    runUntilIdle: (limitMs = THIRTY_DAYS) => passUntil(time + limitMs),
    get waiting() {
      return live
    },
  }
}

/** The earliest timer that still counts; those called off are dropped on the way. */
function first(heap: Timer[]): Timer | undefined {
  while (heap[0]?.cancelled) take(heap)
  return heap[0]
}

const before = (a: Timer, b: Timer) => a.due < b.due || (a.due === b.due && a.order < b.order)

function put(heap: Timer[], timer: Timer) {
  let index = heap.push(timer) - 1
  while (index > 0) {
    const parent = (index - 1) >> 1
    if (!before(timer, heap[parent]!)) break
    heap[index] = heap[parent]!
    index = parent
  }
  heap[index] = timer
}

function take(heap: Timer[]) {
  const last = heap.pop()
  if (!last || heap.length === 0) return
  let index = 0
  for (;;) {
    let child = index * 2 + 1
    if (child >= heap.length) break
    if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child++
    if (!before(heap[child]!, last)) break
    heap[index] = heap[child]!
    index = child
  }
  heap[index] = last
}
