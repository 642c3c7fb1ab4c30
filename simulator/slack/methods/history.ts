import type { Arguments } from '../arguments.ts'
import { type Method, TIER_3 } from '../method.ts'
import { pageOf } from '../page-of.ts'
import type { Channel, Message } from '../shapes.ts'
import { SlackError } from '../slack-error.ts'
import type { World } from '../world.ts'

const SCOPES = ['channels:history', 'groups:history']

function readable(world: World, given: Arguments): Channel {
  const channel = world.workspace.channel(given.required('channel', 'channel_not_found'))
  if (!channel.botIsMember) throw new SlackError(channel.isPrivate ? 'channel_not_found' : 'not_in_channel')
  return channel
}

/** Numbers of seconds lose their last digits; the names of messages are compared as they are written. */
function between(given: Arguments): (message: Message) => boolean {
  const oldest = given.text('oldest') || '0'
  const latest = given.text('latest') || '9999999999.999999'
  const isInclusive = given.flag('inclusive')
  return ({ ts }) => {
    const [fromOldest, toLatest] = [compare(ts, oldest), compare(latest, ts)]
    return isInclusive ? fromOldest >= 0 && toLatest >= 0 : fromOldest > 0 && toLatest > 0
  }
}

function compare(a: string, b: string): number {
  const micros = (ts: string) => {
    const [seconds = '0', fraction = ''] = ts.split('.')
    return BigInt(seconds || '0') * 1_000_000n + BigInt(fraction.padEnd(6, '0').slice(0, 6))
  }
  try {
    const difference = micros(a) - micros(b)
    return difference > 0n ? 1 : difference < 0n ? -1 : 0
  } catch {
    throw new SlackError('invalid_ts_oldest')
  }
}

function history(world: World, given: Arguments) {
  const channel = readable(world, given)
  const newestFirst = world.workspace.messages.roots(channel).filter(between(given)).reverse()
  const { items, next } = pageOf(newestFirst, given, 100)
  const withMetadata = given.flag('include_all_metadata')
  return {
    messages: items.map((message) => world.showing.message(channel, message, withMetadata)),
    has_more: next !== '',
    pin_count: 0,
    ...(next && { response_metadata: { next_cursor: next } }),
  }
}

function replies(world: World, given: Arguments) {
  const channel = readable(world, given)
  const { messages } = world.workspace
  const asked = messages.find(channel, given.required('ts', 'thread_not_found'))
  if (!asked) throw new SlackError('thread_not_found')
  const withMetadata = given.flag('include_all_metadata')
  const shown = (message: Message) => world.showing.message(channel, message, withMetadata)
  // The name of a reply gives that reply alone.
  if (asked.thread !== undefined) return { messages: [shown(asked)], has_more: false }
  const { items, next } = pageOf(messages.replies(channel, asked.ts).filter(between(given)), given, 1000)
  return {
    // Every page begins with the root, however old.
    messages: [asked, ...items].map(shown),
    has_more: next !== '',
    ...(next && { response_metadata: { next_cursor: next } }),
  }
}

export const historyMethods: Readonly<Record<string, Method>> = {
  'conversations.history': { scopes: SCOPES, token: 'bot', perMinute: TIER_3, run: history },
  'conversations.replies': { scopes: SCOPES, token: 'bot', perMinute: TIER_3, run: replies },
}
