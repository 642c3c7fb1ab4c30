import { z } from 'zod'
import { type Ending, UPDATE_LIMITS, type Updates } from '../../domain/follow-up.ts'
import type { Binding } from '../binding.ts'
import { ToolFailure } from './offer.ts'
import { ready } from './ready-tool.ts'

const MINUTE = 60_000
const UNITS: Readonly<Record<string, number>> = { min: MINUTE, h: 60 * MINUTE, d: 24 * 60 * MINUTE }
const SPAN = /^\s*(\d{1,5}(?:\.\d+)?)\s*(min|m|minutes?|h|hours?|d|days?)\s*$/i
/** An hour of the clock means nothing without the offset of whose clock it is. */
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/i

const span = z.string().regex(SPAN).describe('30min, 2h or 3d')
const moment = z.string().regex(MOMENT).describe('A time with its offset from UTC: 2026-11-22T14:00:00+01:00')

export const scheduleUpdate = ready({
  description:
    'Promises this customer an update at a time, and has you called then to give it. Only after the customer has said yes to it. You will be shown this conversation again and can use your tools. Give at or in; with every it comes again, and then until or times has to end it.',
  parameters: z.object({
    about: z
      .string()
      .min(1)
      .max(UPDATE_LIMITS.about)
      .describe('What to look after and tell, for yourself at that time.'),
    at: moment.optional(),
    in: span.optional(),
    every: span.optional().describe('How long from one to the next, where it comes again.'),
    until: moment.optional().describe('No later than this.'),
    times: z.int().min(2).max(UPDATE_LIMITS.times).optional().describe('So many in all.'),
  }),
  run({ about, every, until, times, ...when }, { intents, turn, clock }) {
    if (turn.covering) throw new ToolFailure('people have this conversation in hand: promise nothing in their name')
    const now = clock.now()
    const dueAt = dueAtOf(when, now)
    if (dueAt - now < UPDATE_LIMITS.soonestMs) throw new ToolFailure('that is over or too soon: name a later time')
    if (dueAt - now > UPDATE_LIMITS.latestMs)
      throw new ToolFailure('that is more than 90 days from now: name a sooner time')
    const everyMs = every === undefined ? undefined : msOf(every)
    if (everyMs === undefined && (until ?? times) !== undefined)
      throw new ToolFailure('until and times end what comes again: give every along with them, or leave them out')
    if (everyMs !== undefined && everyMs < UPDATE_LIMITS.mostOftenMs)
      throw new ToolFailure('more often than every 15 minutes is too often')
    if (everyMs !== undefined && until === undefined && times === undefined)
      throw new ToolFailure('what comes again needs an end: give until or times')
    const ends = until === undefined ? undefined : Date.parse(until)
    const repeat = everyMs === undefined ? undefined : { everyMs, left: times, until: ends }
    const waiting = (turn.updates?.waiting ?? []).filter(({ id }) => !intents.stops?.ids.includes(id))
    if (waiting.length + intents.promises.length >= UPDATE_LIMITS.waiting)
      throw new ToolFailure('too many updates are promised here already: stop one of them first, with stop_updates')
    intents.promises.push({ about, dueAt, repeat })
    return { status: 'promised with your reply', at: new Date(dueAt).toISOString() }
  },
})

function dueAtOf({ at, in: after }: { at?: string | undefined; in?: string | undefined }, now: number): number {
  if ((at === undefined) === (after === undefined)) throw new ToolFailure('give either at or in')
  return at === undefined ? now + msOf(after!) : Date.parse(at)
}

function msOf(text: string): number {
  const [, number, unit] = SPAN.exec(text)!
  const letter = unit!.toLowerCase()[0]!
  return Math.round(Number(number) * UNITS[letter === 'm' ? 'min' : letter]!)
}

export const stopUpdates = ready({
  description:
    'Ends updates that were promised to this customer: because they want no more, or because the matter is settled. Without which all of them end.',
  parameters: z.object({
    which: z.array(z.int().min(1)).optional().describe('Their numbers, as your instructions list them.'),
    because: z
      .enum(['asked', 'resolved'])
      .describe('asked: the customer wants no more. resolved: the matter is settled.'),
  }),
  // Whatever else went wrong, the customer must be able to end them.
  unlimited: true,
  run({ which, because }, { intents, turn }) {
    const ids = chosen(turn.updates?.waiting ?? [], which)
    const before = intents.promises.length
    if (which === undefined) intents.promises.length = 0
    if (ids.length === 0 && before === 0) return { status: 'nothing was promised here' }
    intents.stops = endings(intents, ids, because)
    return { status: 'ended', how_many: ids.length + (which === undefined ? before : 0) }
  },
})

function chosen(waiting: Updates['waiting'], which: readonly number[] | undefined): string[] {
  if (which === undefined) return waiting.map(({ id }) => id)
  const unknown = which.find((number) => number > waiting.length)
  if (unknown !== undefined) throw new ToolFailure(`there is no update number ${unknown}`)
  return which.map((number) => waiting[number - 1]!.id)
}

const endings = ({ stops }: Binding['intents'], ids: readonly string[], because: Ending) => ({
  ids: [...new Set([...(stops?.ids ?? []), ...ids])],
  because,
})
