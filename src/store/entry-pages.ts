import type { Entry } from '../domain/memory/entry.ts'
import type { MemoryScope } from '../domain/memory/scope.ts'
import type { EntryPage, ScopeState } from '../flows/memories.ts'
import {
  HANDOFFS,
  MESSAGES,
  MESSAGES_NAMED,
  messageEntry,
  PARTS,
  PARTS_NAMED,
  PARTS_SINCE,
  partEntry,
} from './entries.ts'
import { handoffEntries } from './handoff-entries.ts'
import { type LineNames, lineNames } from './line-names.ts'
import { stateOfSeen } from './memory-state.ts'
import { rowsOf, type SeenScope, seen } from './scopes.ts'
import { isId, type Tx } from './statement.ts'

/** Conversations by their ids, then handoffs, then the memories of each key. */
type Place =
  | readonly ['conversation', id: string, position: number]
  | readonly ['handoffs']
  | readonly ['memories', key: string, memory: string, part: number]

const FIRST_ID = '00000000-0000-0000-0000-000000000000'
/** `int` holds no more; no conversation has so many that are new. */
const MOST = 1_000_000
/** What was said before the number came to us stands below zero. */
const FIRST_POSITION = -2_147_483_648
const EMPTY: EntryPage = { entries: [], next: undefined }

interface PageWanted {
  readonly from?: string | undefined
  readonly most: number
  readonly upTo?: ScopeState | undefined
}

/** A page of all that can be found in a scope. It may hold fewer than it could: only `next` tells whether it is the last. */
export async function entriesOf(tx: Tx, scope: MemoryScope, { from, most, upTo }: PageWanted): Promise<EntryPage> {
  const found = await seen(tx, scope)
  if (!found) return EMPTY
  const { conversations } = upTo ?? (await stateOfSeen(tx, found))
  const names = await lineNames(tx, found.business)
  const start: Place = from === undefined ? ['conversation', '', FIRST_POSITION] : JSON.parse(from)
  const reading = { tx, scope: found, names, conversations }
  const entries: Entry[] = []
  for (let place: Place | undefined = start; place; ) {
    const page: Filled = await fill(reading, place, most - entries.length)
    entries.push(...page.entries)
    place = page.next
    if (place && entries.length >= most) return { entries, next: JSON.stringify(place) }
  }
  return { entries, next: undefined }
}

interface Reading {
  readonly tx: Tx
  readonly scope: SeenScope
  readonly names: LineNames
  readonly conversations: ScopeState['conversations']
}

interface Filled {
  readonly entries: readonly Entry[]
  readonly next: Place | undefined
}

function fill(reading: Reading, place: Place, most: number): Promise<Filled> {
  if (place[0] === 'conversation') return fromConversation(reading, place, most)
  return place[0] === 'handoffs' ? fromHandoffs(reading) : fromMemories(reading, place, most)
}

async function fromConversation(
  { tx, scope, names, conversations }: Reading,
  [, id, position]: Extract<Place, readonly ['conversation', ...unknown[]]>,
  most: number,
): Promise<Filled> {
  const here = conversations.findIndex((one) => one.id >= id)
  const current = conversations[here]
  if (!current) return { entries: [], next: ['handoffs'] }
  const after = current.id === id ? position : FIRST_POSITION
  const wanted = { business: scope.business, id: current.id, after, up_to: current.settled, most }
  const rows = await MESSAGES(tx, { rows: [wanted] })
  const next = conversations[here + 1]
  const behind: Place = next ? ['conversation', next.id, FIRST_POSITION] : ['handoffs']
  const last = rows.length === most ? rows.at(-1) : undefined
  return {
    entries: rows.map((row) => messageEntry(row, names)),
    next: last ? ['conversation', current.id, last.position] : behind,
  }
}

async function fromHandoffs({ tx, scope, names }: Reading): Promise<Filled> {
  const { business, customer, keys } = scope
  const rows = customer === undefined ? [] : await HANDOFFS(tx, { business, customer })
  return {
    entries: rows.flatMap((row) => handoffEntries(row, names)),
    next: ['memories', keys[0]!, FIRST_ID, -1],
  }
}

async function fromMemories(
  { tx, scope: { business, keys } }: Reading,
  [, key, memory, part]: Extract<Place, readonly ['memories', ...unknown[]]>,
  most: number,
): Promise<Filled> {
  // A place is handed out and comes back: whoever is not joined any more has no memories here.
  if (!keys.includes(key)) return { entries: [], next: undefined }
  const rows = await PARTS(tx, { business, scope: key, memory, part, most })
  const last = rows.length === most ? rows.at(-1) : undefined
  const next = keys[keys.indexOf(key) + 1]
  const behind: Place | undefined = next === undefined ? undefined : ['memories', next, FIRST_ID, -1]
  return { entries: rows.map(partEntry), next: last ? ['memories', key, last.memory, last.part] : behind }
}

/** The messages and memories between two states of one version. */
export async function entriesSince(
  tx: Tx,
  scope: MemoryScope,
  { since, upTo }: { since: ScopeState; upTo?: ScopeState | undefined },
): Promise<readonly Entry[]> {
  const found = await seen(tx, scope)
  if (!found) return []
  const { business } = found
  const known = new Map(since.conversations.map(({ id, settled }) => [id, settled]))
  const { conversations, added } = await stateOfSeen(tx, found)
  const until = new Map(upTo?.conversations.map(({ id, settled }) => [id, settled]))
  const rows = conversations
    .map(({ id, settled }) => ({
      business,
      id,
      after: known.get(id) ?? FIRST_POSITION,
      up_to: upTo ? (until.get(id) ?? FIRST_POSITION) : settled,
      most: MOST,
    }))
    .filter(({ after, up_to }) => after < up_to)
  const names = rows.length > 0 ? await lineNames(tx, business) : undefined
  const told = names ? (await MESSAGES(tx, { rows })).map((row) => messageEntry(row, names)) : []
  const came = { after: since.added ?? 0, up_to: upTo?.added ?? added }
  if (came.after >= came.up_to) return told
  return [...told, ...(await PARTS_SINCE(tx, { rows: rowsOf(found), ...came })).map(partEntry)]
}

/** Those that can be found; in no particular order. */
export async function entriesById(tx: Tx, scope: MemoryScope, ids: readonly string[]): Promise<readonly Entry[]> {
  const found = await seen(tx, scope)
  if (!found) return []
  const { business, customer, keys } = found
  const wanted = new Set(ids)
  const plain = [...wanted].filter(isId)
  const { conversations } = await stateOfSeen(tx, found)
  const messages = conversations.flatMap(({ id: conversation }) => plain.map((id) => ({ business, conversation, id })))
  const steps = [...wanted].some((id) => id.includes('/'))
  const memories = new Set([...wanted].map((id) => id.split('#')[0]!).filter(isId))
  const named = keys.flatMap((scope) => [...memories].map((memory) => ({ business, scope, memory })))
  const names = await lineNames(tx, business)
  const settled = new Map(conversations.map((one) => [one.id, one.settled]))
  const told = messages.length > 0 ? await MESSAGES_NAMED(tx, { rows: messages }) : []
  const handoffs = steps && customer !== undefined ? await HANDOFFS(tx, { business, customer }) : []
  const parts = named.length > 0 ? await PARTS_NAMED(tx, { rows: named }) : []
  return [
    ...told
      .filter(({ conversation, position }) => position <= settled.get(conversation)!)
      .map((row) => messageEntry(row, names)),
    ...handoffs.flatMap((row) => handoffEntries(row, names)).filter(({ id }) => wanted.has(id)),
    ...parts.map(partEntry).filter(({ id }) => wanted.has(id) || wanted.has(id.split('#')[0]!)),
  ]
}
