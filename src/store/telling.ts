import type { DeliveryState } from '../domain/delivery.ts'
import type { TimelineKind } from '../flows/baton.ts'
import type { ConversationChange } from '../flows/events.ts'
import { statement, type Tx } from './statement.ts'

/**
 * Something that has happened, as a transaction tells it: what it happened to and, where the table keeps only how it
 * stands, the state it came to. What is shown of it is read when somebody looks.
 */
export type Told = { readonly business: string; readonly at: number } & (
  | { readonly kind: 'message'; readonly id: string; readonly conversation: string; readonly position: number }
  /** What became of one of our messages; `id` is that of its delivery. */
  | { readonly kind: 'status'; readonly id: string; readonly state: DeliveryState }
  /** A step of its timeline. */
  | { readonly kind: 'handoff'; readonly id: string; readonly step: TimelineKind }
  | { readonly kind: 'turn'; readonly id: string }
  /** What was read of it does not hold any more. */
  | { readonly kind: 'conversation'; readonly id: string; readonly state: ConversationChange }
)

/** One row of the log. */
export interface Entry {
  readonly business: string
  readonly at: number
  readonly told: string
}

/** The transaction in which a unit runs, and what it has told so far. */
export function listening(tx: Omit<Tx, 'tell'>): { readonly tx: Tx; readonly told: readonly Told[] } {
  const told: Told[] = []
  return { tx: { ...tx, tell: (event) => void told.push(event) }, told }
}

/** All of a transaction in one row for each business: however much it tells, it is one insert. */
export function entriesOf(told: readonly Told[]): Entry[] {
  if (told.length === 0) return []
  return [...Map.groupBy(told, ({ business }) => business)].map(([business, own]) => ({
    business,
    at: Math.ceil(Math.max(...own.map(({ at }) => at))),
    told: JSON.stringify(own.map(packed)),
  }))
}

export type Packed =
  | readonly ['message', id: string, conversation: string, position: number]
  | readonly ['status', id: string, state: DeliveryState]
  | readonly ['handoff', id: string, step: TimelineKind]
  | readonly ['conversation', id: string, state: ConversationChange]
  | readonly ['turn', id: string]

function packed(event: Told): Packed {
  switch (event.kind) {
    case 'message':
      return [event.kind, event.id, event.conversation, event.position]
    case 'turn':
      return [event.kind, event.id]
    case 'status':
      return [event.kind, event.id, event.state]
    case 'handoff':
      return [event.kind, event.id, event.step]
    case 'conversation':
      return [event.kind, event.id, event.state]
  }
}

/** The embedded store has one writer: what is numbered next is committed next. The newest row is never forgotten. */
export const KEEP_ENTRY = statement<{ business: string; at: number; told: string }>(
  () => `
  insert into events (business, cursor, at, told)
  values (:business, coalesce((select max(cursor) from events where business = :business), 0) + 1, :at, :told)`,
)

/**
 * On PostgreSQL the number is that of the transaction, because it may be committed after one that began later: see
 * events.ts. As text, so that it leaves with the `commit` and costs no journey of its own.
 */
export function keepEntries(entries: readonly Entry[], literal: (text: string) => string): string {
  const rows = entries.map(
    ({ business, at, told }) => `(${literal(business)}, pg_current_xact_id()::text::bigint, ${at}, ${literal(told)})`,
  )
  return `insert into events (business, cursor, at, told) values ${rows.join(', ')}`
}
