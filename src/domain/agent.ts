import type { Effect } from './effect.ts'
import type { Heartbeat } from './heartbeat.ts'
import type { Sentence } from './language.ts'
import type { Turn } from './turn.ts'

/** An agent as plain data, read from TypeScript or `config/agents/<name>.agent.yaml`, with every default filled in. */
export interface AgentDefinition {
  readonly name: string
  readonly version: string
  readonly namespace: string
  readonly labels: Readonly<Record<string, string>>
  readonly displayName: string
  readonly description: string
  /** For other agents: when to pass a customer on to this one. */
  readonly handoffDescription: string
  readonly model: ModelPlan
  /** Undefined is silent: all answers are written. */
  readonly voice: VoicePlan | undefined
  readonly prompts: {
    /** May hold variables: `{{customer_name}}`, `{{line}}`, `{{date}}`, and those of `variables`. */
    readonly system: string
    readonly variables: Readonly<Record<string, string>>
    /** What the business deals with; whatever else is asked for is declined. */
    readonly scope: string | undefined
  }
  readonly orchestration: { readonly pattern: 'react'; readonly maxIterations: number; readonly timeoutMs: number }
  /** How much of the recent turns stands in every prompt. */
  readonly memory: {
    readonly maxTurns: number
    readonly ttlMs: number
    /** What was said on other lines is not looked at. */
    readonly ownLineOnly: boolean
  }
  readonly guardrails: Guardrails
  /** Says once in a conversation that an AI answers. */
  readonly disclosure: boolean
  /** The template in which it tells outside the window what it has promised. */
  readonly updateTemplate?: string | undefined
  /** It is run by the clock as well. */
  readonly heartbeat?: Heartbeat | undefined
  readonly tools: readonly ToolDefinition[]
  /** Names of agents that it may pass a customer on to. */
  readonly colleagues: readonly string[]
  /** Texts of the folder `workspace`: instructions and facts, and a greeting where there is one. */
  readonly workspace: { readonly texts: readonly string[]; readonly greeting: Sentence | undefined } | undefined
}

export interface ModelPlan {
  readonly primary: ModelChoice
  /** Answers the same turn when the primary one fails, takes too long or is asked too much. */
  readonly fallback: ModelChoice | undefined
  /** `capability_match`: turns with images go to whichever of the two sees. */
  readonly routing: 'primary' | 'capability_match'
  /** Turns voice notes into text. */
  readonly transcription: ModelChoice | undefined
}

export interface VoicePlan {
  /** Turns answers into voice notes. */
  readonly model: ModelChoice
  /** Of the voice, as the provider calls it: `alloy`. */
  readonly name: string
  /** `voice-note`: whoever has just spoken is spoken to; whoever writes reads. */
  readonly when: 'voice-note' | 'always'
}

export interface ModelChoice {
  /** `openai`, `anthropic`, `google`, `ollama`, `openai-compatible`, `demo`, or `own` for a model object. */
  readonly provider: string
  readonly model: string
  readonly endpoint: string | undefined
  readonly apiKey: string | undefined
  /** Which of OpenAI's two APIs is spoken. */
  readonly api: 'chat' | 'responses' | undefined
  readonly streaming: boolean
  readonly temperature: number
  readonly maxTokens: number
  /** Whether it sees images; undefined where its name tells. */
  readonly vision: boolean | undefined
  /** A model of the AI SDK that a program has made itself. */
  readonly instance: unknown
}

export interface Guardrails {
  readonly input: { readonly pii: boolean; readonly maxChars: number | undefined }
  readonly output: { readonly pii: boolean }
  /** What may be said although it looks personal: the shop's own address or number. */
  readonly allow: readonly string[]
  /** How often in a row an agent may decline what is off its topic before people are asked. Undefined is off. */
  readonly offTopicLimit: number | undefined
}

export type ToolDefinition = ReadyTool | OwnTool | HttpTool | McpServer

/** One that Wabaton brings: `hand_off_to_human`, `send_buttons`, `analyze_attachment` ... */
export interface ReadyTool {
  readonly kind: 'ready'
  readonly tool: string
  /** What the model knows it by. */
  readonly name: string
  readonly settings: Readonly<Record<string, unknown>>
}

interface Named {
  readonly name: string
  readonly description: string
  readonly effect: Effect
  /** Names of arguments that tell one irreversible call from another; undefined: nothing does, it runs once a turn. */
  readonly key: readonly string[] | undefined
  readonly timeoutMs: number
}

export interface OwnTool extends Named {
  readonly kind: 'own'
  /** A zod schema or a JSON schema of the arguments. */
  readonly parameters: unknown
  readonly run: (input: never, context: ToolContext) => unknown
}

/** Whom and what a tool acts for. It stands here and not in the arguments, so that no model can choose it. */
export interface ToolContext {
  readonly business: string
  readonly line: Turn['line']
  readonly conversation: string
  readonly customer: Turn['customer']
  /** The same for ever for this call: hand it on as an idempotency key. */
  readonly callId: string
  /** Of irreversible tools only their own time ends it: what has begun is not broken off. */
  readonly signal: AbortSignal
}

/** What the runtime can fill an argument with. */
export const BOUND_TO = ['customer.id', 'customer.phone', 'customer.name', 'conversation', 'line', 'business'] as const
/** By the names of arguments: the model neither sees nor sets these. */
export type BoundArguments = Readonly<Record<string, (typeof BOUND_TO)[number]>>

export interface HttpTool extends Named {
  readonly kind: 'http'
  /** JSON schema of the arguments. */
  readonly parameters: Readonly<Record<string, unknown>>
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** `https://api.acme.com/orders/{order}`: arguments stand in the path, encoded, never in the host. */
  readonly url: string
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  /** Names of the arguments that go into a JSON body; undefined: all that stand nowhere else. */
  readonly body: readonly string[] | undefined
  /** `{ phone: 'customer.phone' }`: whatever says whom the tool acts for. */
  readonly bind?: BoundArguments
}

export interface McpServer {
  readonly kind: 'mcp'
  readonly name: string
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** Only these of its tools; undefined is all. */
  readonly only: readonly string[] | undefined
  /** What its tools do to the world, where the server does not say that they only read. */
  readonly effects: Readonly<Record<string, Effect>>
  /** Of all its tools that have an argument of that name. */
  readonly bind?: BoundArguments
  readonly timeoutMs: number
}
