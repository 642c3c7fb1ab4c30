import { describe } from 'vitest'
import { heardKilled, readKilled, takenKilled } from './business-app-kill.ts'

for (const kind of ['embedded', 'postgres'] as const)
  describe(`killed while the phone of the business is heard, ${kind}`, () => {
    heardKilled(kind, 'enter hearEcho')
    heardKilled(kind, 'exit hearEcho')
    readKilled(kind, 'enter keepPast')
    readKilled(kind, 'exit keepPast')
    takenKilled(kind, 'enter moveControl')
    takenKilled(kind, 'exit moveControl')
  })
