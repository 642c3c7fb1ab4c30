import type { EventPage, EventsBefore } from '../flows/events.ts'
import type { Database } from './database.ts'
import { type Logged, shown } from './shown-events.ts'
import { statement, type Tx } from './statement.ts'
import type { Packed } from './telling.ts'

/**
 * The log is read in the order of its numbers. On PostgreSQL those are the numbers of transactions, and one that began
 * earlier may be committed later: it would be stepped over. So a row counts as settled once every transaction with a
 * lower number has ended, and nobody is shown what is not settled; all who read see the same in the same order.
 */
const SETTLED = (dialect: { name: string }) =>
  dialect.name === 'sqlite' ? '1' : '(cursor < pg_snapshot_xmin(pg_current_snapshot())::text::bigint)::integer'

interface EntryRow {
  cursor: number
  at: number
  told: string
  settled: number
}

const FROM = statement<{ business: string; from: number; most: number }, EntryRow>(
  (dialect) => `
  select cursor, at, told, ${SETTLED(dialect)} as settled from events
  where business = :business and cursor >= :from order by cursor limit :most + 0`,
)

const BEFORE = statement<{ business: string; before: number; most: number }, EntryRow>(
  (dialect) => `
  select cursor, at, told, ${SETTLED(dialect)} as settled from events
  where business = :business and cursor < :before order by cursor desc limit :most + 0`,
)

/** A place in the log: so many of the events of this entry, and all of those before, have been seen. */
interface Place {
  readonly entry: number
  readonly seen: number
}

const ENTRY_DIGITS = 11
const SEEN_DIGITS = 4

/** Of fixed length, so that they sort as text. To whoever follows from outside they mean nothing. */
const cursorOf = ({ entry, seen }: Place) =>
  entry.toString(36).padStart(ENTRY_DIGITS, '0') + seen.toString(36).padStart(SEEN_DIGITS, '0')

function placeOf(cursor: string): Place | undefined {
  if (!/^[0-9a-z]{15}$/.test(cursor)) return undefined
  const entry = Number.parseInt(cursor.slice(0, ENTRY_DIGITS), 36)
  return Number.isSafeInteger(entry) ? { entry, seen: Number.parseInt(cursor.slice(ENTRY_DIGITS), 36) } : undefined
}

const BEGINNING = cursorOf({ entry: 0, seen: 0 })
const beginOf = ({ cursor }: EntryRow) => cursorOf({ entry: cursor, seen: 0 })
const endOf = ({ cursor, told }: EntryRow) => cursorOf({ entry: cursor, seen: JSON.parse(told).length })

function unpack({ cursor, at, told }: EntryRow): Logged[] {
  const events = JSON.parse(told) as Packed[]
  return events.map((packed, index) => ({ cursor: cursorOf({ entry: cursor, seen: index + 1 }), at, packed }))
}

export async function eventsAfter(
  tx: Tx,
  { business, after, most }: { business: string; after: string; most: number },
): Promise<EventPage> {
  const place = placeOf(after)
  if (!place) return { kind: 'gone' }
  const found = await FROM(tx, { business, from: place.entry, most: most + 1 })
  // Whoever has a cursor has seen its entry: where that is missing, it was forgotten, with others after it perhaps.
  if (place.entry > 0 && found[0]?.cursor !== place.entry) return { kind: 'gone' }
  const settled = found.filter((entry) => entry.settled)
  const all = settled.flatMap(unpack).filter(({ cursor }) => cursor > after)
  const logged = all.slice(0, most)
  const last = settled.at(-1)
  const isCut = all.length > most
  return {
    kind: 'page',
    events: await shown(tx, business, logged),
    cursor: isCut ? logged.at(-1)!.cursor : last ? endOf(last) : after,
    more: isCut || settled.length > most,
    held: settled.length < found.length,
  }
}

export async function eventsBefore(
  tx: Tx,
  { business, before, most }: { business: string; before?: string | undefined; most: number },
): Promise<EventsBefore> {
  const from = before === undefined ? Number.MAX_SAFE_INTEGER : (placeOf(before)?.entry ?? 0)
  const found = await BEFORE(tx, { business, before: from, most })
  const settled = found.filter((entry) => entry.settled).toReversed()
  const [first, last] = [settled[0], settled.at(-1)]
  return {
    events: await shown(tx, business, settled.flatMap(unpack)),
    cursor: last ? endOf(last) : (before ?? BEGINNING),
    before: first && found.length === most ? beginOf(first) : undefined,
  }
}

/** So many rows go at a time: who writes is not kept waiting. */
const PORTION = 1000

/** The oldest stand first, so no index of their times is needed. The newest stays: numbers go on from it. */
const FORGET = statement<{ business: string; before: number; most: number }, { cursor: number }>(
  () => `
  delete from events where business = :business and at < :before
    and cursor in (select o.cursor from events o where o.business = :business order by o.cursor
      limit case when (select f.at from events f where f.business = :business order by f.cursor limit 1) < :before then :most + 0 else 0 end)
    and cursor < (select max(n.cursor) from events n where n.business = :business)
  returning cursor`,
)

/** Says whether there may be more. */
export async function forgetSomeEvents(tx: Tx, business: string, before: number): Promise<boolean> {
  return (await FORGET(tx, { business, before, most: PORTION })).length === PORTION
}

/** A power cut takes back what was not on the disk, and somebody may have seen it: its numbers are not given again. */
const NEVER_SO_MANY_LOST = 1_000_000

const BEGIN_SQLITE = statement<{ business: string; now: number; gap: number }>(
  () => `
  insert into events (business, cursor, at, told)
  select :business, coalesce(max(cursor), 0) + :gap, :now, '[]' from events where business = :business`,
)

/** Restored into another cluster, rows may bear numbers that are still to come there. */
const FORGET_FUTURE = statement<{ business: string }>(
  () => `
  delete from events where business = :business and cursor >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint`,
)
const BEGIN_POSTGRES = statement<{ business: string; now: number }>(
  () => `
  insert into events (business, cursor, at, told) select cast(:business as text), pg_current_xact_id()::text::bigint, cast(:now as bigint), '[]'
  where not exists (select 1 from events where business = :business)`,
)

/** Before anything is told: sees that a number means one thing only, and that there is one from which to go on. */
export async function beginEvents({ write }: Pick<Database, 'write'>, business: string, now: number): Promise<void> {
  await write(async (tx) => {
    if (tx.dialect.name === 'sqlite') return void (await BEGIN_SQLITE(tx, { business, now, gap: NEVER_SO_MANY_LOST }))
    await FORGET_FUTURE(tx, { business })
    await BEGIN_POSTGRES(tx, { business, now })
  })
}
