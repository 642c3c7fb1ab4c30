// Started by one-process.ts: the program once for each command of the list, one after the other.
import { MAIN } from './command.ts'
import type { Asked, Result } from './one-process.ts'

const asked = JSON.parse(process.argv[2]!) as readonly Asked[]
const own = { ...process.env }
const results: Result[] = []
let output = ''
let errors = ''

class Exit extends Error {}
/** The program's last resort against what an agent leaves open gives no code: here whatever is left open must show. */
process.exit = (code?: number | string | null): never => {
  if (typeof code === 'number') {
    process.exitCode = code
    throw new Exit()
  }
  return undefined as never
}
const write = process.stdout.write.bind(process.stdout)
process.stdout.write = (text: string | Uint8Array) => {
  output += text
  return true
}
process.stderr.write = (text: string | Uint8Array) => {
  errors += text
  return true
}

for (const [index, { args, env = {} }] of asked.entries()) {
  output = ''
  errors = ''
  process.exitCode = undefined
  process.env = { ...own, ...env }
  process.argv = [process.execPath, MAIN, ...args]
  // The name makes Node evaluate the file anew; what it imports is there already.
  await import(`${MAIN}?command=${index}`).catch((error: unknown) => {
    if (!(error instanceof Exit)) throw error
  })
  results.push({ code: Number(process.exitCode ?? 0), output, errors })
}
process.exitCode = 0
write(JSON.stringify(results))
