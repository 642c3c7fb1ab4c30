import { readPlace, writePlace } from '../domain/place-in-list.ts'
import type { ConversationList, ConversationQuery, ShownConversation, View, ViewCounts } from '../flows/reading.ts'
import type { ConversationKey } from '../flows/store.ts'
import { CAME_FROM } from './came-from.ts'
import { BESIDES, type ConversationRow, columns, joinedAt, toConversation } from './conversation-rows.ts'
import type { Dialect } from './dialect.ts'
import { OPEN_HANDOFF } from './holding.ts'
import { amongLines, isAmong } from './lines-among.ts'
import { isId, statement, type Tx } from './statement.ts'

const ONE = statement<{ business: string; id: string; person: string; since: number }, ConversationRow>(
  (dialect) => `
  select ${columns(dialect)}, ${CAME_FROM} from conversations c ${BESIDES}
  where c.business = :business and c.id = :id`,
)

export async function conversation(
  tx: Tx,
  { business, id }: ConversationKey,
  person = '',
): Promise<ShownConversation | undefined> {
  if (!isId(id)) return undefined
  const [row] = await ONE(tx, { business, id, person, since: await joinedAt(tx, business, person) })
  return row && toConversation(row)
}

export interface Asked extends Record<string, string | number | readonly object[]> {
  business: string
  person: string
  lines: string
  reason: string
  language: string
  written_after: number
  written_up_to: number
  at: number
  id: string
  most: number
  rows: readonly object[]
}

/** Written out as the indexes have it: what people hold is found without what agents do. */
const IN_VIEW: Record<View, string> = {
  waiting: `c.owner <> 'agent' and c.owner = 'waiting'`,
  mine: `c.owner <> 'agent' and c.teammate = :person`,
  team: `c.owner <> 'agent'`,
  agent: `c.owner = 'agent'`,
  all: `c.owner is not null`,
}

/** Whoever waits longest comes first; elsewhere, where something was written last. */
const orderOf = (view: View) =>
  view === 'waiting'
    ? { at: 'coalesce(h.opened_at, c.active_at)', further: '>', along: '' }
    : { at: 'c.active_at', further: '<', along: 'desc' }

/** The conversations of a page: `at` and `id` are those of the last one before it. */
export function pageOf(dialect: Dialect, view: View, { among = false } = {}): string {
  const { at, further, along } = orderOf(view)
  const from = among ? `${dialect.all('found', { id: 'id' })} cross join conversations c` : 'conversations c'
  return `
  select c.id, ${at} as at, c.last_position from ${from} ${view === 'waiting' ? `left join handoffs h on ${OPEN_HANDOFF}` : ''}
  where c.business = :business and ${among ? 'c.id = found.id and ' : ''}c.active_at > 0 and ${IN_VIEW[view]} and ${isAmong(dialect, 'c.line')}
    and (${at}, c.id) ${further} (:at, :id)
    and c.last_inbound_at > :written_after and c.last_inbound_at <= :written_up_to
    and (:language = '' or exists (select 1 from contacts p
      where p.business = c.business and p.customer = c.customer and p.language = :language))
    and (:reason = '' or exists (select 1 from handoffs h where ${OPEN_HANDOFF} and h.reason = :reason))
  order by ${at} ${along}, c.id ${along} limit :most + 0`
}

const listOf = (view: View, among: boolean) =>
  statement<Asked & { since: number }, ConversationRow & { at: number }>((dialect) => {
    const { along } = orderOf(view)
    return `
  with page as (${pageOf(dialect, view, { among })})
  select page.at, ${columns(dialect)} from page cross join conversations c ${BESIDES}
  where c.business = :business and c.id = page.id
  order by page.at ${along}, c.id ${along}`
  })
const VIEWS: readonly View[] = ['waiting', 'mine', 'team', 'agent', 'all']
const lists = (among: boolean) => new Map(VIEWS.map((view) => [view, listOf(view, among)]))
const ALL = lists(false)
const AMONG = lists(true)

/** `among`: only of these. */
export async function conversations(
  tx: Tx,
  query: ConversationQuery,
  among: readonly string[] | undefined,
): Promise<ConversationList> {
  const { business, person, lines, most } = query
  const asked = askedOf(query)
  if (lines?.length === 0 || among?.length === 0 || !asked) return { conversations: [], next: undefined }
  const list = (among ? AMONG : ALL).get(viewOf(query))!
  const found = await list(tx, {
    ...asked,
    most: most + 1,
    since: await joinedAt(tx, business, person),
    rows: (among ?? []).map((id) => ({ id })),
  })
  const shown = found.slice(0, most)
  const last = shown.at(-1)
  const next = found.length > most && last ? writePlace(last) : undefined
  return { conversations: shown.map(toConversation), next }
}

/** Why somebody was called is known of what people hold only. */
export const viewOf = ({ view, reason }: Pick<ConversationQuery, 'view' | 'reason'>): View =>
  view === 'all' && reason !== undefined ? 'team' : view

/** Undefined where `after` never was a place in a list. */
export function askedOf(query: ConversationQuery): Asked | undefined {
  const { business, person, lines, reason = '', language = '', written, after, most } = query
  const begin = { at: viewOf(query) === 'waiting' ? -1 : Number.MAX_SAFE_INTEGER, id: HIGHEST }
  const place = after === undefined ? begin : readPlace(after)
  if (!place) return undefined
  return {
    ...{ business, person, lines: amongLines(lines), reason, language, most },
    written_after: written?.after ?? -1,
    written_up_to: written?.upTo ?? Number.MAX_SAFE_INTEGER,
    ...place,
    rows: [],
  }
}

const HIGHEST = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

type Counting = { business: string; lines: string }
/** From the index alone. */
const COUNT = statement<Counting, { there: number }>(
  (dialect) => `
  select cast(count(*) as ${dialect.types.int}) as there from conversations c
  where c.business = :business and c.active_at > 0 and ${isAmong(dialect, 'c.line')}`,
)
const COUNT_OF_PEOPLE = statement<Counting & { person: string }, Record<'team' | 'waiting' | 'mine', number>>(
  ({ types: { int }, ...dialect }) => {
    const counted = (what: string) => `cast(count(${what}) as ${int})`
    return `
  select ${counted('*')} as team, ${counted(`case when c.owner = 'waiting' then 1 end`)} as waiting,
    ${counted('case when c.teammate = :person then 1 end')} as mine
  from conversations c
  where c.business = :business and c.active_at > 0 and c.owner <> 'agent' and ${isAmong(dialect, 'c.line')}`
  },
)

export async function counts(
  tx: Tx,
  { business, person, lines }: Pick<ConversationQuery, 'business' | 'person' | 'lines'>,
): Promise<ViewCounts> {
  if (lines?.length === 0) return { waiting: 0, mine: 0, team: 0, agent: 0, all: 0 }
  const named = { business, lines: amongLines(lines) }
  const [count] = await COUNT(tx, named)
  const [people] = await COUNT_OF_PEOPLE(tx, { ...named, person })
  const { team, waiting, mine } = people!
  const all = count!.there
  return { waiting, mine, team, agent: all - team, all }
}
