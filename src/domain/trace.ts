import type { Effect } from './effect.ts'
import type { RecollectedLine } from './memory/recollection.ts'

/** What of the memory stood in the prompt: a message, a fact, a piece of a document, by its id. */
export interface UsedMemory {
  readonly id: string
  readonly kind: RecollectedLine['kind']
  readonly text: string
  /** On which it was said. */
  readonly line?: string | undefined
}

/** What happened in one run of an agent. Personal data that the guard has hidden from the model is hidden here as well. */
export interface Trace {
  readonly agent: string
  /** What the project has written down of it. */
  readonly about?: AboutAgent
  readonly prompt: { readonly instructions: string; readonly messages: readonly PromptMessage[] } | undefined
  readonly memory: { readonly used: readonly UsedMemory[]; readonly withheld: number }
  readonly models: readonly ModelCall[]
  readonly tools: readonly ToolRun[]
  readonly guards: readonly GuardAct[]
  /** Anything else that somebody who asks "why?" wants to know. */
  readonly notes: readonly string[]
}

export interface AboutAgent {
  readonly version: string
  readonly namespace: string
  readonly labels: Readonly<Record<string, string>>
}

export interface PromptMessage {
  readonly role: 'customer' | 'agent' | 'teammate' | 'system'
  readonly text: string
}

export interface ModelCall {
  /** `openai/gpt-4o-mini` */
  readonly model: string
  readonly startedAt: number
  readonly ms: number
  readonly inputTokens: number
  readonly outputTokens: number
  /** US dollars; undefined where no price is known. */
  readonly cost: number | undefined
  readonly error?: string
}

export interface ToolRun {
  readonly tool: string
  readonly effect: Effect
  readonly input: unknown
  readonly result?: unknown
  readonly error?: string
  /** An earlier call of the same was found instead. */
  readonly earlier?: boolean
  readonly startedAt: number
  readonly ms: number
}

export interface GuardAct {
  readonly where: 'input' | 'output'
  /** `email`, `card`, `too-long`, ... */
  readonly what: string
  readonly count: number
}

/** Filled while an agent runs, so that an interrupted run leaves its trace as well. */
export interface TraceRecorder {
  agent(name: string, about?: AboutAgent): void
  prompt(prompt: NonNullable<Trace['prompt']>): void
  memory(memory: Trace['memory']): void
  model(call: ModelCall): void
  tool(run: ToolRun): void
  guard(act: GuardAct): void
  note(text: string): void
}

/** The parts of a cost are added up; unknown where one of them is. */
export function totalsOf({ models }: Trace): { inputTokens: number; outputTokens: number; cost: number | undefined } {
  let inputTokens = 0
  let outputTokens = 0
  let cost: number | undefined = 0
  for (const call of models) {
    inputTokens += call.inputTokens
    outputTokens += call.outputTokens
    cost = cost === undefined || call.cost === undefined ? undefined : cost + call.cost
  }
  return { inputTokens, outputTokens, cost }
}

export function startTrace(): TraceRecorder & { trace(): Trace } {
  let agent = ''
  let about: AboutAgent | undefined
  let prompt: Trace['prompt']
  let memory: Trace['memory'] = { used: [], withheld: 0 }
  const models: ModelCall[] = []
  const tools: ToolRun[] = []
  const guards: GuardAct[] = []
  const notes: string[] = []
  return {
    agent(name, told) {
      agent = name
      about = told
    },
    prompt(given) {
      prompt = given
    },
    memory(given) {
      memory = given
    },
    model: (call) => void models.push(call),
    tool: (run) => void tools.push(run),
    guard: (act) => void guards.push(act),
    note: (text) => void notes.push(text),
    trace: () => ({
      agent,
      ...(about && { about }),
      prompt,
      memory,
      models: [...models],
      tools: [...tools],
      guards: [...guards],
      notes: [...notes],
    }),
  }
}
