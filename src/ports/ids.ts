import { randomBytes } from 'node:crypto'
import type { Clock, Ids } from '../flows/world.ts'

/** Random bytes are fetched in bulk: asking the system for ten at a time costs more than all the rest of an id. */
const POOL = 4096
const RANDOM_PER_ID = 8

/**
 * UUIDv7. Ids of one millisecond count up in the twelve bits behind the time, so that they sort as they were made;
 * `random` fills the rest.
 */
export function createIds(clock: Pick<Clock, 'now'>, random: (size: number) => Uint8Array = randomBytes): Ids {
  let pool: Uint8Array = new Uint8Array()
  let used = 0
  let last = 0
  let counter = 0

  function take(): Uint8Array {
    if (used + RANDOM_PER_ID > pool.length) {
      pool = random(POOL)
      used = 0
    }
    used += RANDOM_PER_ID
    return pool.subarray(used - RANDOM_PER_ID, used)
  }

  return {
    next() {
      const now = Math.max(Math.floor(clock.now()), last) // a virtual clock may stand between two milliseconds
      counter = now === last ? counter + 1 : 0
      // More than 4096 in a millisecond borrow from the next one: still in order, still unique.
      last = counter > 0xfff ? now + 1 : now
      if (counter > 0xfff) counter = 0
      const time = last.toString(16).padStart(12, '0')
      const bytes = take()
      const variant = (0x80 | (bytes[0]! & 0x3f)).toString(16)
      const rest = Buffer.from(bytes.buffer, bytes.byteOffset + 1, RANDOM_PER_ID - 1).toString('hex')
      const order = counter.toString(16).padStart(3, '0')
      return `${time.slice(0, 8)}-${time.slice(8)}-7${order}-${variant}${rest.slice(0, 2)}-${rest.slice(2)}`
    },
  }
}
