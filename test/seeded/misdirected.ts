import { seededRandom } from '../../simulator/index.ts'
import type { ToolContext } from '../../src/domain/agent.ts'
import type { Agent } from '../../src/domain/turn.ts'
import { sleep } from '../../src/flows/world.ts'
import { agentOf } from '../agents.ts'
import { type ScriptedAsk, scriptedModel } from '../doubles/scripted-model.ts'
import { pngSaying, wordsOfPng } from '../png.ts'
import { SALES, SUPPORT } from '../settings.ts'
import { type Stage, setStage } from '../stage.ts'

const CUSTOMERS = 20
const LINES = ['support', 'sales']
/** Every so manyth customer writes on both lines at once. */
const ON_BOTH = 5
const THINKING_MS = [5, 400] as const
const PAUSE_MS = [0, 300] as const
/** So often a second message comes while the agent thinks about the first. */
const IMPATIENCE = 0.15
const PATIENCE_MS = 120_000
const HOUR_MS = 60 * 60_000
/** When all has been heard, nothing more may come. */
const LATE_DOUBLES_MS = 60_000
const WISHES = ['text', 'picture', 'tool'] as const
const TOKEN = /<\d+\.\d+>/g

const between = (random: () => number, [from, to]: readonly [number, number]) => from + random() * (to - from)
const tokensIn = (text: string) => text.match(TOKEN) ?? []
const wantsPicture = (text: string) => text.includes('picture')

interface Act {
  readonly token: string
  readonly customer: string | undefined
}

interface Talk {
  readonly index: number
  readonly number: string
  readonly phone: ReturnType<Stage['phone']>
  /** Each with its token. */
  readonly said: string[]
}
type Bubble = Talk['phone']['bubbles'][number]

/**
 * Twenty customers write to two lines at once, to an agent that is plain data and to one that is a function. Both take
 * their time, use tools and make pictures. Each message carries a token of the customer and its number, which the
 * reply repeats: its words, the bytes of its picture, and what its tool was asked. Says how many replies came, and what
 * of them was lost, doubled, out of order or somebody else's.
 */
export async function runMisdirected({ seed, replies }: { seed: number; replies: number }) {
  const random = seededRandom(seed)
  const acts: Act[] = []
  let stage: Stage
  const think = () => sleep(stage.clock, between(random, THINKING_MS))
  const findOrder = {
    name: 'find_order',
    description: 'Tells where an order is.',
    effect: 'read',
    parameters: { order: 'string' },
    async run({ order }: { order: string }, { customer }: ToolContext) {
      await think()
      acts.push({ token: order, customer: customer.phone })
      return { order }
    },
  }
  const script = ({ said, results }: ScriptedAsk) => {
    const tokens = tokensIn(said)
    if (said.includes('tool') && results.length === 0)
      return { calls: tokens.map((order) => ({ tool: 'find_order', input: { order } })) }
    const found = results.length > 0 ? results.map(({ output }) => (output as { order: string }).order) : tokens
    const text = `Yours: ${found.join(' ')}`
    return wantsPicture(said) ? { text, pictures: [pngSaying(tokens.join(' '))] } : text
  }
  const model = scriptedModel(script, { clock: () => stage.clock, thinkMs: () => between(random, THINKING_MS) })
  const painter: Agent = async ({ text }) => {
    await think()
    const words = tokensIn(text).join(' ')
    if (!wantsPicture(text)) return words
    return [
      { kind: 'produced', file: { bytes: pngSaying(words), mime: 'image/png' } },
      { kind: 'text', text: words },
    ]
  }

  stage = await setStage({
    seed,
    settings: {
      lines: [SUPPORT, { ...SALES, agent: 'painter' }],
      rateLimit: { windowSeconds: 60, maxMessages: 1_000_000, scope: 'customer' },
      loopLimit: 0,
    },
    agent: agentOf({ model, tools: [findOrder] }),
    agents: { painter },
  })
  try {
    stage.simulator.chaos.graphLatencyMs = 100
    const talks = Array.from({ length: CUSTOMERS }, (_, index) => {
      const lines = index % ON_BOTH === 0 ? LINES : [LINES[index % LINES.length]!]
      return lines.map((line) => ({ number: `1555${1_000_000 + index}`, line }))
    })
      .flat()
      .map(({ number, line }, index): Talk => ({ index, number, phone: stage.phone(number, line), said: [] }))
    const each = Math.ceil(replies / talks.length)
    const talking = talks.map(async ({ phone, index, said }) => {
      const write = () => {
        const wish = WISHES[Math.floor(random() * WISHES.length)]!
        const token = `<${index}.${said.length}>`
        said.push(`${wish} ${token}`)
        phone.says(`A ${wish} please ${token}`)
        return token
      }
      while (phone.bubbles.filter(isReply).length < each) {
        let last = write()
        if (random() < IMPATIENCE) {
          await sleep(stage.clock, between(random, THINKING_MS))
          last = write()
        }
        await phone.hears(({ text }) => text.includes(last), { within: PATIENCE_MS })
        await sleep(stage.clock, between(random, PAUSE_MS))
      }
    })
    await stage.passUntil(Promise.all(talking), HOUR_MS)
    await stage.pass(LATE_DOUBLES_MS)

    const wordsOf = ({ content }: Bubble) =>
      wordsOfPng(stage.simulator.media.find((content as { id: string }).id)!.bytes)
    return {
      wrong: talks.flatMap((talk) => faultsOf(talk, acts, wordsOf)),
      replies: talks.flatMap(({ phone }) => phone.bubbles.filter(isReply)).length,
      pictures: talks.flatMap(({ phone }) => phone.bubbles.filter(isPicture)).length,
      acts: acts.length,
    }
  } finally {
    await stage.stop()
  }
}

const isReply = ({ text }: Bubble) => tokensIn(text).length > 0
const isPicture = ({ type }: Bubble) => type === 'image'

function faultsOf(
  { phone, index, said, number }: Talk,
  acts: readonly Act[],
  wordsOf: (picture: Bubble) => string,
): string[] {
  const wrong: string[] = []
  const expected = said.flatMap(tokensIn)
  const words = phone.bubbles.flatMap(({ text }) => tokensIn(text))
  if (words.join() !== expected.join()) wrong.push(`talk ${index}: said ${expected}, heard ${words}`)
  // A picture shows all that its turn has answered, so also messages that wished for none.
  const seen = phone.bubbles.filter(isPicture).flatMap((picture) => tokensIn(wordsOf(picture)))
  if (seen.join() !== expected.filter((token) => seen.includes(token)).join())
    wrong.push(`talk ${index}: pictures of ${seen}`)
  for (const token of said.filter(wantsPicture).flatMap(tokensIn))
    if (!seen.includes(token)) wrong.push(`talk ${index}: no picture of ${token}`)
  for (const { token, customer } of acts)
    if (expected.includes(token) && customer !== `+${number}`) wrong.push(`a tool acted for ${customer} on ${token}`)
  return wrong
}
