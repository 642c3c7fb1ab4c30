const ROW = /^(m\d+) (customer|AI|teammate|automatic|tool)\b.*?: (.*)$/

export interface Row {
  readonly name: string
  readonly who: string
  readonly text: string
}

/** The lines of a talk, as models are shown them. */
export const rowsIn = (prompt: string): Row[] =>
  prompt.split('\n').flatMap((written) => {
    const [, name, who, text] = ROW.exec(written) ?? []
    return name && who && text ? [{ name, who, text }] : []
  })

/** As rows of tools end. */
const FOUND = /, found (.+)$/

export interface DemoFound {
  readonly tool: 'order_status' | 'export_status'
  readonly output: Readonly<Record<string, unknown>>
}

/** What a tool has come back with last, since a teammate has written. */
export function lastFoundIn(rows: readonly Row[]): DemoFound | undefined {
  const row = rows.findLast(({ who }) => who === 'tool' || who === 'teammate')
  const written = row?.who === 'tool' ? FOUND.exec(row.text)?.[1] : undefined
  if (written === undefined) return undefined
  try {
    const read: unknown = JSON.parse(written)
    const output = (typeof read === 'string' ? JSON.parse(read) : read) as DemoFound['output']
    return { tool: output.order === undefined ? 'export_status' : 'order_status', output }
  } catch {
    return undefined
  }
}
