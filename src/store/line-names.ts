import { statement, type Tx } from './statement.ts'

interface NameRow {
  line: string
  since: number
  display_name: string | null
  phone_number_id: string | null
}

const ALL = statement<{ business: string }, NameRow>(
  () => `
  select line, since, display_name, phone_number_id from line_names where business = :business order by line, since`,
)
const WRITE = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, values } = each('called', {
    business: 'text',
    line: 'text',
    since: 'ms',
    display_name: 'text',
    phone_number_id: 'text',
  })
  return `
  insert into line_names (business, line, since, display_name, phone_number_id)
  ${values([row.business, row.line, row.since, row.display_name, row.phone_number_id])}
  on conflict (business, line, since) do update set display_name = excluded.display_name, phone_number_id = excluded.phone_number_id`
})

/** What lines were called, and which number they had, at a time: a line that is renamed changes nothing that was said before. */
export interface LineNames {
  /** Undefined where there was only one line then. */
  shownAs(line: string, at: number): string | undefined
  numberOf(line: string, at: number): string | undefined
}

export async function lineNames(tx: Tx, business: string): Promise<LineNames> {
  const lines = Map.groupBy(await ALL(tx, { business }), ({ line }) => line)
  // Who has written before the names were kept, wrote to the line by its first one.
  const then = (rows: readonly NameRow[], at: number) => rows.findLast(({ since }) => since <= at) ?? rows[0]
  const called = (line: string, at: number) => then(lines.get(line) ?? [], at)
  const several = (at: number) =>
    [...lines.values()].filter((rows) => (rows.findLast(({ since }) => since <= at)?.display_name ?? null) !== null)
      .length > 1
  return {
    shownAs: (line, at) => (several(at) ? (called(line, at)?.display_name ?? undefined) : undefined),
    numberOf: (line, at) => called(line, at)?.phone_number_id ?? undefined,
  }
}

export interface NamedLine {
  readonly name: string
  readonly displayName: string
  readonly phoneNumberId: string
}

/** Notes what lines are called from now on, where that is news. */
export async function keepLineNames(
  tx: Tx,
  { business, lines, now }: { business: string; lines: readonly NamedLine[]; now: number },
): Promise<void> {
  const last = new Map((await ALL(tx, { business })).map((row) => [row.line, row]))
  const rows = lines
    .map(({ name, displayName, phoneNumberId }) => ({
      business,
      line: name,
      since: now,
      display_name: displayName,
      phone_number_id: phoneNumberId,
    }))
    .filter(({ line, display_name, phone_number_id }) => {
      const known = last.get(line)
      return known?.display_name !== display_name || known.phone_number_id !== phone_number_id
    })
  const named = new Set(lines.map(({ name }) => name))
  const gone = [...last.values()]
    .filter(({ line, display_name }) => !named.has(line) && display_name !== null)
    .map((row) => ({ ...row, business, since: now, display_name: null }))
  if (rows.length + gone.length > 0) await WRITE(tx, { rows: [...rows, ...gone] })
}
