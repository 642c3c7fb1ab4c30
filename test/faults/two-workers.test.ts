import { describe } from 'vitest'
import { twoWorkers } from './two-workers.ts'

describe('two workers on one PostgreSQL, and one of them is killed in the middle of 500 messages (2,000 in `npm run faults`)', () =>
  twoWorkers(10))
