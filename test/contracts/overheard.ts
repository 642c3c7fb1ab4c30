import type { Database } from '../../src/store/database.ts'
import type { Prepared, Tx } from '../../src/store/statement.ts'
import { Scene } from './scene.ts'

/** A store whose questions are written down. */
export function overheard(database: Database) {
  const asked = new Set<string>()
  const note = ({ text }: Prepared) => void asked.add(text)
  const listening = (tx: Tx): Tx => ({
    ...tx,
    query(prepared, values) {
      note(prepared)
      return tx.query(prepared, values)
    },
    queryEach(prepared, sets) {
      note(prepared)
      return tx.queryEach(prepared, sets)
    },
  })
  const scene = new Scene({
    ...database,
    read: (run) => database.read((tx) => run(listening(tx))),
    write: (run) => database.write((tx) => run(listening(tx))),
  })
  return { scene, asked }
}

/** How the database goes about a question, a step a line. */
export async function planOf({ read, dialect }: Pick<Database, 'read' | 'dialect'>, text: string): Promise<string[]> {
  const explain = dialect.name === 'sqlite' ? 'explain query plan' : 'explain (generic_plan)'
  const rows = await read((tx) => tx.query({ name: '', text: `${explain} ${text}` }, []))
  return (rows as Record<string, string>[]).map((row) => row.detail ?? row['QUERY PLAN']!)
}
