import { expect, it } from 'vitest'
import { runRefunds } from '../seeded/refunds.ts'

const FIRST = Number(process.env.WABATON_SEED ?? 1)
const SEEDS = Number(process.env.WABATON_REFUNDS ?? 500)

it(`[A28 law9 Q13] money is paid once, whatever comes in between (${SEEDS} seeds from ${FIRST})`, async () => {
  for (let seed = FIRST; seed < FIRST + SEEDS; seed++)
    expect(await runRefunds(seed), `run it again with WABATON_SEED=${seed} WABATON_REFUNDS=1`).toEqual([])
})
