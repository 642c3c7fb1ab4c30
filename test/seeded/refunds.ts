import { seededRandom } from '../../simulator/index.ts'
import type { ToolContext } from '../../src/domain/agent.ts'
import { sleep } from '../../src/flows/world.ts'
import { agentOf } from '../agents.ts'
import { type ScriptedAsk, scriptedModel } from '../doubles/scripted-model.ts'
import { type Stage, setStage } from '../stage.ts'

export const CUSTOMERS = 5
const HORIZON_MS = 12_000

interface Refund {
  readonly order: string
  readonly reason?: string
}

/**
 * Customers ask for a refund, which a tool pays out for good, while they write on, a teammate takes over, the model asks
 * twice, changes its words or fails, and the process dies, all at any moment. Says what was broken: money that was paid
 * twice or to another, and refunds that were neither paid nor shown to anybody.
 */
export async function runRefunds(seed: number): Promise<string[]> {
  const random = seededRandom(seed)
  const between = (least: number, most: number) => least + Math.floor(random() * (most - least))
  const paid: { order: string; customer: string; callId: string }[] = []
  let stage: Stage | undefined

  const keyed = random() < 0.5
  const tool = {
    name: 'refund',
    description: 'Pays an order back.',
    effect: 'irreversible',
    ...(keyed && { key: ['order'] }),
    parameters: { order: 'string', reason: 'string' },
    async run({ order }: Refund, { customer, callId }: ToolContext) {
      await sleep(stage!.clock, between(0, 1_500))
      paid.push({ order, customer: customer.phone ?? '', callId })
      await sleep(stage!.clock, between(0, 1_500))
      return { paid: true }
    },
  }
  const think = ({ said, results }: ScriptedAsk) => {
    const chance = random()
    if (results.length === 0 || (results.length < 3 && chance < 0.25)) {
      const order = /ORD-\d+/.exec(said)?.[0]
      if (!order) return 'How can I help?'
      const call = { tool: 'refund', input: { order, reason: `reason ${between(0, 1000)}` } }
      return { calls: chance < 0.15 ? [call, call] : [call] }
    }
    if (chance < 0.35) throw new Error('the provider broke down')
    return 'Your money is on its way.'
  }
  const model = scriptedModel(think, { clock: () => stage!.clock, thinkMs: () => between(0, 1_200) })
  stage = await setStage({
    seed,
    settings: { turn: { readReceipts: false, typing: false } },
    agent: agentOf({ model, tools: [tool], orchestration: { maxIterations: 8, timeoutSeconds: 20 } }),
  })

  try {
    const crashes = random() < 0.5 ? between(1, 4) : 0
    const takesOver = random() < 0.3
    const happenings: { at: number; happen: () => unknown }[] = []
    const phones = Array.from({ length: CUSTOMERS }, (_, index) => `1555${1_000_000 + index}`)
    for (const [index, number] of phones.entries()) {
      const phone = stage.phone(number)
      happenings.push({ at: between(0, 2_000), happen: () => phone.says(`Please refund ORD-${index}`) })
      for (let more = between(0, 4); more > 0; more--)
        happenings.push({ at: between(0, HORIZON_MS), happen: () => phone.says('Hello? Are you there?') })
    }
    for (let crash = 0; crash < crashes; crash++)
      happenings.push({ at: between(0, HORIZON_MS), happen: () => stage!.crash() })
    if (takesOver) happenings.push({ at: between(0, HORIZON_MS), happen: () => stage!.takeOver() })

    let now = 0
    for (const { at, happen } of happenings.sort((a, b) => a.at - b.at)) {
      await stage.pass(at - now)
      now = at
      await happen()
    }
    await stage.pass(10 * 60_000)

    const handedOff = new Set((await stage.platform.store.handoffs()).map(({ conversation }) => conversation))
    const broken: string[] = []
    for (const [index, number] of phones.entries()) {
      const order = `ORD-${index}`
      const payments = paid.filter((one) => one.order === order)
      if (payments.length > 1) broken.push(`${order} was paid ${payments.length} times`)
      if (payments.some(({ customer }) => customer !== `+${number}`)) broken.push(`${order} was paid to another`)
      const conversation = await stage.conversationOf(number)
      const calls = await stage.platform.store.callsOf({ business: 'acme', id: conversation }, 0)
      const shown = takesOver || handedOff.has(conversation) || calls.some(({ state }) => state === 'unknown')
      if (payments.length === 0 && !shown) broken.push(`${order} was never paid, and nobody knows`)
      if (payments.length === 1 && !calls.some(({ state }) => state === 'done' || state === 'unknown'))
        broken.push(`${order} was paid, and it is not written down`)
    }
    return broken
  } finally {
    await stage.stop()
  }
}
