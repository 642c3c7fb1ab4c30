// Preloaded where there is no C compiler for slow-disk.c: syncs that Node itself makes take 5 ms longer, off the event
// loop as before. Those inside SQLite (checkpoints) stay as fast as they are.
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

const SLOWER_MS = 5

for (const name of ['fsync', 'fdatasync'] as const) {
  const original = fs[name]
  const slowed = (file: number, done: (error: NodeJS.ErrnoException | null) => void) =>
    void setTimeout(() => original(file, done), SLOWER_MS)
  Object.assign(fs, { [name]: slowed })
}
syncBuiltinESMExports()
