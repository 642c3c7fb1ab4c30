import { describe } from 'vitest'
import { heardKilled, readKilled, takenKilled } from './business-app-kill.ts'

/** One of each; `npm run faults` kills before and after each step on both stores. */
describe('killed while the phone of the business is heard', () => {
  heardKilled('postgres', 'exit hearEcho')
  readKilled('embedded', 'exit keepPast')
  takenKilled('embedded', 'enter moveControl')
})
