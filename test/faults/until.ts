import { setTimeout as pause } from 'node:timers/promises'

const LOOK_EVERY_MS = 20
const PATIENCE_MS = 20_000

/** Looks until the condition holds. When it never does, `explain` says what was there instead. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  explain: () => string | Promise<string>,
  { within = PATIENCE_MS }: { within?: number } = {},
): Promise<void> {
  const deadline = Date.now() + within
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`not within ${within} ms: ${await explain()}`)
    await pause(LOOK_EVERY_MS)
  }
}
