import type { HandoffStep, PrivateNote, ThreadEntry, ThreadPage } from '../../../src/http/wire.ts'
import { isSameDay } from '../words/times.ts'

/** One line of the thread: what is drawn, and what it is recognised by while pages come and go around it. */
export type Row =
  | { readonly kind: 'day'; readonly key: string; readonly at: number }
  | { readonly kind: 'unread'; readonly key: string }
  | { readonly kind: 'message'; readonly key: string; readonly entry: ThreadEntry; readonly place: Place }
  | { readonly kind: 'note'; readonly key: string; readonly note: PrivateNote; readonly place: Place }
  | { readonly kind: 'step'; readonly key: string; readonly step: HandoffStep }

/** Within what one person says without a pause. */
export interface Place {
  readonly first: boolean
  readonly last: boolean
}

/** Longer pauses begin a new group, also where the same person goes on. */
const PAUSE_MS = 5 * 60_000

/** They tell of nothing that whoever reads a thread would miss: the note itself stands there, an alert is between machines. */
const SILENT_STEPS: ReadonlySet<HandoffStep['kind']> = new Set(['noted', 'alerted'])

/** A reply that was taken back has not been said; one that waits has not either, and is shown as such. */
const isShown = ({ outcome, delivery }: ThreadEntry) => outcome !== 'unsent' || delivery?.state === 'parked'

export interface Told {
  /** The oldest first. */
  readonly messages: readonly ThreadEntry[]
  readonly notes: readonly PrivateNote[]
  readonly steps: readonly HandoffStep[]
  /** There is more before these. */
  readonly more: boolean
}

/** Of the pages as they were asked for, the newest first, one story. */
export function story(pages: readonly ThreadPage[]): Told {
  const inOrder = pages.toReversed()
  const once = <One extends { readonly id: string; readonly at: number }>(all: readonly One[]) =>
    [...new Map(all.map((one) => [one.id, one])).values()].sort((one, other) => one.at - other.at)
  return {
    messages: inOrder.flatMap(({ messages }) => messages).filter(isShown),
    notes: once(inOrder.flatMap(({ notes }) => notes)),
    steps: once(inOrder.flatMap(({ steps }) => steps)).filter(({ kind }) => !SILENT_STEPS.has(kind)),
    more: pages.at(-1)?.more ?? false,
  }
}

/** `unreadFrom`: the message above which it says that what follows is new. */
export function rowsOf({ messages, notes, steps, more }: Told, unreadFrom: string | undefined): Row[] {
  const between = [
    ...notes.map((note) => ({ at: note.at, row: { kind: 'note', key: note.id, note } as const })),
    ...steps.map((step) => ({ at: step.at, row: { kind: 'step', key: step.id, step } as const })),
  ].sort((one, other) => one.at - other.at)

  const rows: Row[] = []
  let day: number | undefined
  let next = 0

  function begin(at: number) {
    // Whether the first of what is known begins its day is only known with what came before it.
    if (day === undefined ? !more : !isSameDay(day, at)) rows.push({ kind: 'day', key: `day ${dayKey(at)}`, at })
    day = at
  }
  function until(at: number) {
    for (let one = between[next]; one && one.at <= at; one = between[++next]) {
      begin(one.at)
      rows.push(one.row.kind === 'note' ? { ...one.row, place: ALONE } : one.row)
    }
  }

  for (const entry of messages) {
    until(entry.at)
    begin(entry.at)
    if (entry.id === unreadFrom) rows.push({ kind: 'unread', key: 'unread' })
    rows.push({ kind: 'message', key: entry.id, entry, place: ALONE })
  }
  until(Number.POSITIVE_INFINITY)
  return rows.map((row, index) => placed(row, rows[index - 1], rows[index + 1]))
}

const dayKey = (at: number) => new Date(at).toDateString()
const ALONE: Place = { first: true, last: true }
/** Always the same ones: a message whose place has not changed is not drawn anew. */
const PLACES: readonly Place[] = [
  ALONE,
  { first: true, last: false },
  { first: false, last: true },
  { first: false, last: false },
]

function placed(row: Row, before: Row | undefined, after: Row | undefined): Row {
  if (row.kind !== 'message' && row.kind !== 'note') return row
  return { ...row, place: PLACES[(goesOn(before, row) ? 2 : 0) + (goesOn(row, after) ? 1 : 0)]! }
}

function goesOn(one: Row | undefined, next: Row | undefined): boolean {
  if (one?.kind === 'message' && next?.kind === 'message') {
    const [before, after] = [one.entry, next.entry]
    return (
      before.author === after.author &&
      before.writer?.id === after.writer?.id &&
      before.agent === after.agent &&
      after.at - before.at < PAUSE_MS &&
      before.delivery?.state !== 'failed'
    )
  }
  if (one?.kind === 'note' && next?.kind === 'note')
    return one.note.by.id === next.note.by.id && next.note.at - one.note.at < PAUSE_MS
  return false
}

/** The first of the newest `unread` messages of the customer, as it was when the thread was opened; undefined where it is not loaded. */
export function firstUnread(messages: readonly ThreadEntry[], upTo: number, unread: number): string | undefined {
  if (unread === 0) return undefined
  let left = unread
  for (const { id, author, position } of messages.toReversed())
    if (author === 'customer' && position <= upTo && --left === 0) return id
  return undefined
}
