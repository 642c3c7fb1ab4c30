import type { Reader } from '../flows/reading.ts'
import { isId, statement, type Tx } from './statement.ts'

const SEE = statement<
  { business: string; conversation: string; person: string; position: number },
  { position: number }
>(
  ({ types }) => `
  insert into reading_marks (business, conversation, person, position)
  select c.business, c.id, cast(:person as ${types.text}),
    case when c.last_position < :position then c.last_position else cast(:position as ${types.int}) end
  from conversations c where c.business = :business and c.id = :conversation
  on conflict (business, conversation, person) do update set position = excluded.position
  returning position`,
)

/** Where they have come to: no further than there is anything. Undefined where there is no such conversation. */
export async function markSeen(
  tx: Tx,
  { conversation: { business, id }, person }: Reader,
  position: number,
): Promise<number | undefined> {
  if (!isId(id)) return undefined
  const [mark] = await SEE(tx, { business, conversation: id, person, position: Math.min(position, 2 ** 31 - 1) })
  return mark?.position
}

interface MarkRow {
  conversation: string
  person: string
  position: number
}

const KEY = { business: 'text', conversation: 'id' } as const
const MARKS = statement<{ rows: readonly object[] }, MarkRow>(({ each }) => {
  const { row, join } = each('wanted', KEY)
  return `
  select r.conversation, r.person, r.position from reading_marks r ${join}
  where r.business = ${row.business} and r.conversation = ${row.conversation}`
})
const FORGET = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, using } = each('gone', KEY)
  return `
  delete from reading_marks ${using}
  where reading_marks.business = ${row.business} and reading_marks.conversation = ${row.conversation}`
})
const INSERT = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, values } = each('fresh', { ...KEY, person: 'text', position: 'int' })
  return `
  insert into reading_marks (business, conversation, person, position)
  ${values([row.business, row.conversation, row.person, row.position])}`
})

interface Moving {
  readonly message: { readonly position: number }
  readonly from: string
  readonly to: string
  readonly position: number
}

/** Messages change their places: of each conversation everybody has seen what stands before the first they had not. */
export async function moveMarks(tx: Tx, business: string, moves: readonly Moving[]): Promise<void> {
  const touched = new Set(moves.flatMap(({ from, to }) => [from, to]))
  const rows = [...touched].map((conversation) => ({ business, conversation }))
  const marks = rows.length > 0 ? await MARKS(tx, { rows }) : []
  if (marks.length === 0) return
  const into = Map.groupBy(moves, ({ to }) => to)
  const people = Map.groupBy(marks, ({ person }) => person)
  const fresh = [...people].flatMap(([person, own]) => {
    const seenIn = new Map(own.map(({ conversation, position }) => [conversation, position]))
    const isSeen = ({ from, message }: Moving) => message.position <= (seenIn.get(from) ?? 0)
    return [...into].map(([conversation, placed]) => {
      const inOrder = placed.toSorted((one, other) => one.position - other.position)
      const next = inOrder.findIndex((one) => !isSeen(one))
      const last = next < 0 ? inOrder.at(-1) : inOrder[next - 1]
      return { business, conversation, person, position: last?.position ?? 0 }
    })
  })
  await FORGET(tx, { rows })
  await INSERT(tx, { rows: fresh })
}
