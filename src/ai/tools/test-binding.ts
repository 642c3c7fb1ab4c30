import { onTestFinished } from 'vitest'
import type { AgentDefinition, ToolDefinition } from '../../domain/agent.ts'
import { type CallLedger, NothingDone, type OnceCall, type ToolCall } from '../../domain/effect.ts'
import { NOTHING } from '../../domain/memory/recollection.ts'
import { startTrace } from '../../domain/trace.ts'
import type { Bound, Turn } from '../../domain/turn.ts'
import { faultsOf } from '../../whatsapp/limits.ts'
import { renderContent } from '../../whatsapp/render.ts'
import type { Binding } from '../binding.ts'
import { createReach, type Reach } from '../reach.ts'
import { bindTools } from './bind-tools.ts'
import { createMcpConnections } from './mcp.ts'

const EMAIL = 'ana@acme.com'
const swap = (from: string, to: string) => (value: unknown) =>
  JSON.parse(JSON.stringify(value ?? null).replaceAll(from, to)) as never

/** Time that stands still until it is moved. */
export function createStillClock() {
  let now = 1_795_000_000_000
  const timers = new Set<{ at: number; run: () => void }>()
  return {
    now: () => now,
    after(ms: number, run: () => void) {
      const timer = { at: now + ms, run }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    pass(ms: number) {
      now += ms
      for (const timer of [...timers]) {
        if (timer.at > now || !timers.delete(timer)) continue
        timer.run()
      }
    },
    get waiting() {
      return timers.size
    },
  }
}

/** What the platform keeps of irreversible calls, in memory: a call with a key that is known does not run again. */
export function createMemoryLedger(now: () => number): CallLedger & { calls: ToolCall[]; overtaken: boolean } {
  const calls: ToolCall[] = []
  const ledger = {
    calls,
    overtaken: false,
    earlier: async () => calls,
    async once({ tool, key, input, oncePerTurn }: OnceCall, run: (id: string) => Promise<unknown>) {
      if (ledger.overtaken) return { kind: 'overtaken' as const }
      const call = calls.find((one) => one.tool === tool && (oncePerTurn || one.key === key) && one.state !== 'refused')
      if (call) return { kind: 'earlier' as const, call }
      const begun: ToolCall = { id: `call-${calls.length + 1}`, tool, key, input, state: 'started', startedAt: now() }
      const at = calls.push(begun) - 1
      const ended = await run(begun.id).then(
        (result): ToolCall => ({ ...begun, state: 'done', result }),
        (error): ToolCall => ({
          ...begun,
          state: error instanceof NothingDone ? 'refused' : 'unknown',
          error: error instanceof Error ? error.message : String(error),
        }),
      )
      calls[at] = ended
      return { kind: 'ran' as const, call: ended }
    },
  }
  return ledger
}

const NO_FACTS = {
  known: async () => [],
  withdraw: async () => {},
  forget: async () => {},
  forgetAll: async () => {},
}

interface SceneOptions {
  readonly turn?: Partial<Turn>
  readonly bound?: Partial<Bound>
  readonly binding?: Partial<Binding>
  readonly reach?: Reach
}

/** The tools of one run for Ana, with everything around them as data. */
export async function sceneOf(tools: readonly ToolDefinition[], options: SceneOptions = {}) {
  const clock = createStillClock()
  const ledger = createMemoryLedger(clock.now)
  const recorder = startTrace()
  const aborter = new AbortController()
  const memories: string[] = []
  const at = clock.now()
  const turn: Turn = {
    business: 'acme',
    line: { name: 'support', displayName: 'Acme Support' },
    conversation: 'conversation-of-ana',
    customer: { id: 'customer-ana', name: 'Ana', phone: '+15550001111' },
    text: 'Where is my order?',
    messages: [{ id: 'm1', wamid: 'wamid.ana', author: 'customer', text: 'Where is my order?', at }],
    history: [],
    now: at,
    signal: aborter.signal,
    disclosed: false,
    declined: 0,
    note: undefined,
    released: undefined,
    cases: [],
    cameFrom: undefined,
    attempt: 1,
    ...options.turn,
    bound: {
      async faults(message) {
        const { type, content } = renderContent(message)
        return faultsOf(type, content)
      },
      file: async () => ({ kind: 'file', bytes: new Uint8Array([1]), mime: 'image/png' }),
      attachments: async () => [],
      calls: ledger,
      memory: {
        ...NO_FACTS,
        recall: async () => NOTHING,
        search: async () => [{ id: '1', text: 'Likes tea', at, line: 'sales' }],
        store: async (text, { forLine } = {}) =>
          void memories.push(forLine === undefined ? text : `${forLine}: ${text}`),
      },
      trace: recorder,
      ...options.bound,
    },
  }
  const binding: Binding = {
    definition: { name: 'ava', tools, memory: { ownLineOnly: false } } as unknown as AgentDefinition,
    turn,
    clock,
    intents: {
      parts: [],
      handOff: undefined,
      passOn: undefined,
      posts: [],
      promises: [],
      stops: undefined,
      declined: false,
      reconsidered: false,
    },
    reveal: swap('[email 1]', EMAIL),
    revealOwn: swap('[email 1]', EMAIL),
    hide: swap(EMAIL, '[email 1]'),
    otherLines: [],
    targets: new Map(),
    colleagues: [],
    look: async (file, question) => `${file.mime}: ${question}`,
    ...options.binding,
  }
  const reach = options.reach ?? createReach({ privateHosts: ['127.0.0.1'] })
  const mcp = createMcpConnections({ reach, clock })
  const bound = await bindTools(binding, { reach, mcp })
  onTestFinished(async () => {
    await bound.close()
    await mcp.close()
    await reach.close()
  })
  const { intents } = binding
  return {
    ...bound,
    binding,
    intents,
    memories,
    clock,
    ledger,
    mcp,
    reach,
    trace: recorder.trace,
    stop: (error: Error) => aborter.abort(error),
    /** As the SDK does it. */
    async call(name: string, input?: unknown): Promise<unknown> {
      const { execute } = bound.tools[name] ?? {}
      if (!execute) throw new Error(`there is no tool named ${name}`)
      return execute(input as never, { toolCallId: 't', messages: [], context: {} } as never)
    },
    /** What a model is told of the arguments. */
    async schemaOf(name: string) {
      const { inputSchema } = bound.tools[name]!
      return (await (inputSchema as { jsonSchema: unknown }).jsonSchema) as Record<string, unknown>
    },
  }
}
