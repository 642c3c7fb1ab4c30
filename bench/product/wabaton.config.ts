// Wabaton as it is measured: everything as in production but what would hold a reply back on purpose (settling, pacing)
// and the second request of a reply (read receipt, typing). The rest comes from the environment.
import { setTimeout as pause } from 'node:timers/promises'
import type { Turn, WabatonOptions } from 'wabaton'

/** Says back what it was told, after as long as the longest `sleep=<ms>` of the turn asks. */
async function echo(turn: Turn): Promise<string> {
  const sleeps = [...turn.text.matchAll(/sleep=(\d+)/g)].map(([, ms]) => Number(ms))
  if (sleeps.length > 0) await pause(Math.max(...sleeps), undefined, { signal: turn.signal })
  return turn.text
}

const lines = ['106540352242920', '106540352242921', '106540352242922', '106540352242923']

const account = process.env.BENCH_ACCOUNT ? { accountId: process.env.BENCH_ACCOUNT } : {}

export default {
  agent: echo,
  lines: Object.fromEntries(lines.map((id, index) => [id, { name: `line-${index}`, ...account }])),
  throughput: Number(process.env.BENCH_THROUGHPUT ?? 2000),
  campaigns: { messagingLimit: 1_000_000 },
  turn: { settle: 0, readReceipts: false, typing: false },
  rateLimit: { maxMessages: 1_000_000 },
  // The load answers as fast as machines do.
  loop: { limit: 0 },
  handoff: { repeatedFailure: false },
} satisfies WabatonOptions
