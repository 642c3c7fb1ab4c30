import type { Arguments } from './arguments.ts'
import { SlackError } from './slack-error.ts'

const MOST = 1000

/** One page of a list; a cursor is where the next begins, and says nothing to whoever reads it. */
export function pageOf<Item>(all: readonly Item[], given: Arguments, otherwise: number) {
  const limit = Math.min(MOST, Math.max(1, given.number('limit', otherwise)))
  const cursor = given.text('cursor')
  const start = cursor
    ? Number(
        Buffer.from(cursor, 'base64')
          .toString('utf8')
          .replace(/^next:/, ''),
      )
    : 0
  if (!Number.isInteger(start) || start < 0) throw new SlackError('invalid_cursor')
  const end = start + limit
  const next = end < all.length ? Buffer.from(`next:${end}`).toString('base64') : ''
  return { items: all.slice(start, end), next }
}
