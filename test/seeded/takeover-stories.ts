import type { Fault } from '../../simulator/index.ts'
import type { AgentDefinition } from '../../src/domain/agent.ts'
import type { Agent, Turn } from '../../src/domain/turn.ts'
import { sleep } from '../../src/flows/world.ts'
import { agentOf } from '../agents.ts'
import { scriptedModel } from '../doubles/scripted-model.ts'
import { pngSaying } from '../png.ts'
import { type SettingsChange, SUPPORT } from '../settings.ts'
import type { Stage } from '../stage.ts'

/** What an agent of a story has: time that passes, moments to tell of, and a book in which it writes what it began. */
export interface Backstage {
  readonly clock: Stage['clock']
  readonly random: () => number
  reach(moment: string): Promise<void>
  /** A model thinks; it should stop when its signal says so. Hands back what to call at its end. */
  thinks(signal: AbortSignal): () => void
  /** Something is done that nobody can take back. */
  acts(): void
}

export interface Story {
  readonly name: string
  readonly settings?: SettingsChange
  /** What WhatsApp makes of the first sends. */
  readonly faults?: (random: () => number) => Fault[]
  readonly agent: (backstage: () => Backstage) => Agent | AgentDefinition
  /** What the customer says besides, and how long after the first. */
  readonly second?: { readonly text: string; readonly afterMs: number }
  /** It is taken over on the customer's other line, for all of them. */
  readonly fromOtherLine?: boolean
  readonly lastsMs: number
  /** So long it takes until everything is settled. */
  readonly settlesMs?: number
  /** What the waiting after a moment is called, after each or after the so-manieth. */
  readonly waits?: Readonly<Record<string, string>>
}

const THINKING_MS = 400

async function think({ clock, random, reach, thinks }: Backstage, signal: AbortSignal): Promise<void> {
  const end = thinks(signal)
  const ms = THINKING_MS * (0.5 + random())
  await sleep(clock, ms)
  await reach('in the model')
  await sleep(clock, ms)
  end()
}

const thinking =
  (reply: (turn: Turn) => Awaited<ReturnType<Agent>>) =>
  (backstage: () => Backstage): Agent =>
  async (turn) => {
    await think(backstage(), turn.signal)
    return reply(turn)
  }

const echo = thinking(({ text }) => `You said: ${text}`)

/** Looks something up, does something for good, and tells of it. */
function withTools(backstage: () => Backstage): AgentDefinition {
  const tool = (name: string, effect: 'read' | 'irreversible') => ({
    name,
    description: name,
    effect,
    parameters: { order: 'string' },
    async run() {
      const { clock, random, reach, acts } = backstage()
      if (effect === 'irreversible') acts()
      await sleep(clock, 300 * random())
      await reach(effect === 'read' ? 'in a tool that reads' : 'in a tool that acts for good')
      await sleep(clock, 300 * random())
      return { done: true }
    },
  })
  const model = scriptedModel(
    async ({ results, options }) => {
      const { abortSignal = new AbortController().signal } = options
      await think(backstage(), abortSignal)
      if (results.length === 0) return { calls: [{ tool: 'find_order', input: { order: 'ORD-1' } }] }
      if (results.length === 1) return { calls: [{ tool: 'refund', input: { order: 'ORD-1' } }] }
      return 'It is paid back.'
    },
    { clock: () => backstage().clock },
  )
  return agentOf({ model, tools: [tool('find_order', 'read'), tool('refund', 'irreversible')], disclosure: false })
}

/** Fails twice, and finds words then. */
const failing = thinking(({ attempt, text }) => {
  if (attempt < 3) throw new Error('the provider broke down')
  return `You said: ${text}`
})

const PASSING: readonly Fault[] = [2, 4, 130429, 131016, 131056, 131057, 'refused', 'plain-429', 'error-in-200']
const QUIET = { readReceipts: false, typing: false }
const SLOW_LINE = { ...SUPPORT, throughput: 2 }

/** Each shows other awaits; together all that there are between a customer's message and the answer on their phone. */
export const STORIES: readonly Story[] = [
  { name: 'a newer message joins', agent: echo, second: { text: 'two', afterMs: 150 }, lastsMs: 8_000 },
  {
    name: 'settling and an acknowledgement',
    settings: {
      turn: { settle: 1_500 },
      acknowledgement: { say: { kind: 'text', text: 'One moment, please.' }, afterMs: 300 },
    },
    agent: echo,
    lastsMs: 8_000,
    waits: { 'after claimWork 2': 'settling' },
  },
  {
    name: 'three parts on a slow line',
    settings: { turn: QUIET, lines: [SLOW_LINE] },
    agent: thinking(({ text }) => [1, 2, 3].map((part) => ({ kind: 'text', text: `${part} of ${text}` }))),
    lastsMs: 12_000,
    waits: { 'after nextOn': 'waiting for its pace' },
  },
  {
    name: 'a sentence of the platform',
    settings: { turn: QUIET, lines: [{ ...SUPPORT, throughput: 1 }] },
    agent: echo,
    second: { text: '/reset', afterMs: 1_600 },
    lastsMs: 8_000,
    waits: { 'after nextOn': 'a sentence waits for its pace' },
  },
  { name: 'tools', settings: { turn: QUIET }, agent: withTools, lastsMs: 15_000 },
  {
    name: 'a picture',
    settings: { turn: QUIET },
    agent: thinking(({ text }) => [
      { kind: 'produced', file: { bytes: pngSaying(text), mime: 'image/png' } },
      { kind: 'text', text: `A picture of ${text}` },
    ]),
    lastsMs: 8_000,
  },
  {
    name: 'refused for a passing reason',
    settings: { turn: QUIET },
    faults: (random) => [0, 1].map(() => PASSING[Math.floor(random() * PASSING.length)]!),
    agent: echo,
    lastsMs: 30_000,
    waits: { 'after recordSend': 'waiting for another try', 'after claimWork': 'waiting for another try' },
  },
  {
    name: 'an answer of WhatsApp that never comes',
    settings: { turn: QUIET },
    faults: () => ['accepted-hang'],
    agent: thinking(({ text }) => [1, 2].map((part) => ({ kind: 'text', text: `${part} of ${text}` }))),
    lastsMs: 40_000,
    settlesMs: 150_000,
    waits: { 'after recordSend': 'nobody knows whether it left' },
  },
  {
    name: 'one handoff for all lines',
    settings: { turn: QUIET, handoffScope: 'customer' },
    agent: thinking(({ text }) => [1, 2].map((part) => ({ kind: 'text', text: `${part} of ${text}` }))),
    fromOtherLine: true,
    lastsMs: 8_000,
  },
  {
    name: 'an agent that fails twice',
    settings: { turn: QUIET },
    agent: failing,
    lastsMs: 20_000,
    waits: { 'after putBack': 'waiting for the next attempt' },
  },
]
