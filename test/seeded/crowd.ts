import { seededRandom } from '../../simulator/index.ts'
import type { Turn } from '../../src/domain/turn.ts'
import { sleep } from '../../src/flows/world.ts'
import { type Stage, setStage } from '../stage.ts'

export interface Crowd {
  readonly seed: number
  readonly customers: number
  readonly messages: number
}

const LINES = ['support', 'sales']
const GAP_MS = [80, 350] as const
const THINKING_MS = [5, 400] as const
const HOUR_MS = 60 * 60_000
const LOOK_AGAIN_MS = 10_000
/** When all has been heard, nothing more may come: longer than any redelivery or retry of this run takes. */
const LATE_DOUBLES_MS = 90_000
const TOKEN = /<[^>]+>/g

const between = (random: () => number, [from, to]: readonly [number, number]) => from + random() * (to - from)

/**
 * Many customers write at once to two lines, each the next message once the last one was acknowledged, while webhooks
 * are doubled, delayed and lost on the way and a part of the sends is refused. Every text carries a token of its own,
 * which the reply repeats: so whatever was lost, doubled, mixed up or sent to somebody else is seen. Says what was.
 */
export async function runCrowd({ seed, customers, messages }: Crowd): Promise<string[]> {
  const random = seededRandom(seed)
  const stage = await setStage({
    seed,
    settings: {
      turn: {
        settle: random() < 0.5 ? 0 : 'rhythm',
        timeoutMs: 30_000,
        attempts: 3,
        readReceipts: true,
        typing: true,
        resetCommand: null,
      },
      rateLimit: { windowSeconds: 60, maxMessages: 1_000_000, scope: 'customer' },
    },
    agent: async (turn: Turn) => {
      await sleep(stage.clock, between(random, THINKING_MS))
      return (turn.text.match(TOKEN) ?? []).join(' ')
    },
  })
  try {
    disturb(stage, random)
    const phones = Array.from({ length: customers }, (_, index) =>
      stage.phone(`1555${String(1_000_000 + index)}`, LINES[index % LINES.length]),
    )
    const tokens = phones.map((_, index) => Array.from({ length: messages }, (_, n) => `<${index}.${n}>`))
    const talks = phones.map(async (phone, index) => {
      for (const token of tokens[index]!) {
        await stage.acknowledged(phone.says(`my message ${token}`))
        await sleep(stage.clock, between(random, GAP_MS))
      }
    })
    await stage.passUntil(Promise.all(talks), HOUR_MS)
    const missing = () => phones.some((phone, index) => compare(phone.bubbles, tokens[index]!, index).length > 0)
    for (let waited = 0; waited < HOUR_MS && missing(); waited += LOOK_AGAIN_MS) await stage.pass(LOOK_AGAIN_MS)
    await stage.pass(LATE_DOUBLES_MS)
    return phones.flatMap((phone, index) => compare(phone.bubbles, tokens[index]!, index))
  } finally {
    await stage.stop()
  }
}

function disturb({ simulator }: Stage, random: () => number) {
  const some = () => (random() < 0.5 ? random() * 0.2 : 0)
  Object.assign(simulator.chaos, {
    webhookDuplicate: some(),
    webhookTwin: some(),
    webhookDelay: some(),
    webhookReorder: some(),
    webhookDrop: some() / 4,
    acknowledgementLost: some(),
    badSignature: some(),
    batchMost: random() < 0.3 ? 20 : 1,
    statusDuplicate: some(),
    statusDelay: some(),
    statusReorder: some(),
    statusSkipDelivered: some(),
    statusBeforeAnswer: some(),
    graphLatencyMs: random() < 0.5 ? 100 : 0,
    withinMs: 3000,
  })
  for (const fault of [2, 130429, 131016, 131057, 'refused'] as const) simulator.faults.rate(fault, some() / 4)
}

/** All tokens, once each, in the order they were said, and nobody else's. */
function compare(bubbles: readonly { text: string }[], said: readonly string[], index: number): string[] {
  const heard = bubbles.flatMap(({ text }) => text.match(TOKEN) ?? [])
  if (heard.join(' ') === said.join(' ')) return []
  const strangers = heard.filter((token) => !said.includes(token))
  const lost = said.filter((token) => !heard.includes(token))
  const doubled = heard.filter((token, at) => heard.indexOf(token) !== at)
  return [
    `customer ${index}: lost ${lost.join(' ')}; doubled ${doubled.join(' ')}; strangers ${strangers.join(' ')}; heard ${heard.join(' ')}`,
  ]
}
