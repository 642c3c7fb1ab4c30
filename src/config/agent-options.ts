import type { AgentModel, SpeechModelObject, VoiceOptions } from './agent-model-options.ts'
import type { Seconds, ToolOptions } from './agent-tool-options.ts'

/** What is told of an agent in the traces. */
export interface AgentMetadata {
  /** The name that lines and settings know it by; where it stands under a name already, the same one. */
  readonly name?: string | undefined
  /** Default: `1.0.0`. */
  readonly version?: string | undefined
  /** Default: `default`. */
  readonly namespace?: string | undefined
  readonly labels?: Readonly<Record<string, string>> | undefined
}

export interface IdentityOptions {
  /** How customers read it: in the disclosure and in `/status`. Default: the name. */
  readonly displayName?: string | undefined
  /** What it is for; without `prompts.scope` also what it stays with. */
  readonly description?: string | undefined
  /** For other agents: when to pass a customer on to this one. Default: the description. */
  readonly handoffDescription?: string | undefined
}

export interface PromptOptions {
  /** The instructions. `{{customer_name}}`, `{{line}}`, `{{agent}}`, `{{date}}` and your own variables are filled in. */
  readonly system?: string | undefined
  /** What the business deals with; whatever else is asked for is declined. Default: the description. */
  readonly scope?: string | undefined
  /** Values for `{{name}}` in the instructions. */
  readonly variables?: Readonly<Record<string, string>> | undefined
}

export interface OrchestrationOptions {
  /** The model calls tools until it has an answer. */
  readonly pattern?: 'react' | undefined
  /** So many times the model may be asked in one turn. Default: 5. */
  readonly maxIterations?: number | undefined
  /** For the whole turn: files, models and tools together. Default: 30 seconds. */
  readonly timeoutSeconds?: Seconds | undefined
}

export interface ConversationalMemoryOptions {
  /** Recent messages come from the store of this installation, whichever it is. */
  readonly backend?: 'sqlite' | undefined
  readonly strategy?: 'sliding_window' | undefined
  /** So many of the last messages stand in the prompt; 0 is none. Default: 30. */
  readonly maxTurns?: number | undefined
  /** Older messages do not stand in the prompt. Default: 86400 seconds, a day. */
  readonly ttl?: Seconds | undefined
}

export interface MemoryOptions {
  readonly conversational?: ConversationalMemoryOptions | undefined
  /** `own`: what was said on other lines is not looked at. Default: `all`. */
  readonly lines?: 'all' | 'own' | undefined
}

/** Hides personal data, or with `off` shows it. */
export type PiiDetection = 'redact' | 'off' | boolean | PiiDetectionOptions
export interface PiiDetectionOptions {
  /** Default: `redact`. */
  readonly action?: 'redact' | 'off' | undefined
}

/** Characters of a message that the model reads; `off` is without limit. */
export type MaxLength = number | 'off' | false | MaxLengthOptions
export interface MaxLengthOptions {
  /** Default: 2000. */
  readonly maxChars?: number | 'off' | false | undefined
}

export interface InputGuardrails {
  /** Hides personal data from the model. Default: `redact`. */
  readonly piiDetection?: PiiDetection | undefined
  /** Characters of a message that the model reads. Default: 2000. */
  readonly maxLength?: MaxLength | undefined
}

export interface OutputGuardrails {
  /** Hides data of others from the customer. Default: `redact`. */
  readonly piiDetection?: PiiDetection | undefined
}

type PiiRail = 'pii_detection' | ({ readonly type: 'pii_detection' } & PiiDetectionOptions)
type LengthRail = 'max_length' | ({ readonly type: 'max_length' } & MaxLengthOptions)

export interface GuardrailOptions {
  /** A block changes what it names; a list is all there is: `[{ type: 'max_length', maxChars: 500 }]`. */
  readonly input?: InputGuardrails | readonly (PiiRail | LengthRail)[] | undefined
  readonly output?: OutputGuardrails | readonly PiiRail[] | undefined
  /** Addresses and numbers of the business itself, which may be told: `help@acme.com`, `*@acme.com`. */
  readonly allow?: string | readonly string[] | undefined
  /** So often in a row it may decline what is off its topic before people are asked; `off` is never. Default: 3. */
  readonly offTopicLimit?: number | 'off' | false | undefined
}

type None<Block> = { readonly [Key in keyof Block]?: undefined }

/** What stands under `spec` of the form of files. */
export interface AgentSpec extends IdentityOptions {
  /** A block for the three above it. */
  readonly identity?: IdentityOptions | undefined
  /** A ready-made manner: its prompt stands before that of `prompts.system`. */
  readonly persona?: 'support' | 'sales' | 'vip' | undefined
  /** `'gpt-4o-mini'`, a block, several models, or a model of the AI SDK. Default: by the key that is set. */
  readonly model?: AgentModel | undefined
  /** Answers as voice notes; short: `'gpt-4o-mini-tts'`. Default: they are written. */
  readonly voice?: string | VoiceOptions | SpeechModelObject | undefined
  /** The instructions and what belongs to them; a text is `prompts.system`. */
  readonly prompts?: string | PromptOptions | undefined
  /** Short for `prompts.system`. */
  readonly system?: string | undefined
  readonly orchestration?: OrchestrationOptions | undefined
  /** How much of the recent messages stands in the prompt. Short: `{ maxTurns: 30 }`. */
  readonly memory?:
    | (MemoryOptions & None<ConversationalMemoryOptions>)
    | (ConversationalMemoryOptions & None<MemoryOptions>)
    | undefined
  readonly guardrails?: GuardrailOptions | undefined
  /** Says once in a conversation that an AI answers. Default: true. */
  readonly disclosure?: boolean | undefined
  /** The approved template for promised updates outside the 24-hour window; its body may have one variable. */
  readonly updateTemplate?: string | undefined
  /** Runs it by the clock, and sends what it says to `heartbeatRecipient`. Default: false. */
  readonly heartbeat?: boolean | undefined
  /** Minutes from one run to the next. Default: 30. */
  readonly heartbeatPeriod?: number | undefined
  /** What it is run with. Default: `Summarize any new updates.` */
  readonly heartbeatMessage?: string | undefined
  /** A phone, the id of a customer, or `'first-allowed'`: whoever wrote first of those in `allowedNumbers`. */
  readonly heartbeatRecipient?: string | number | undefined
  /** What it can do: names of ready tools, functions, requests over HTTP, MCP servers. Default: nine ready tools. */
  readonly tools?: readonly ToolOptions[] | undefined
  /** Names of agents that it may pass a customer on to. */
  readonly escalatesTo?: string | readonly string[] | undefined
  /** A folder of instructions and facts, from the folder of the project. */
  readonly workspace?: string | undefined
}

/** An agent as plain data. The keys also work in snake_case, as in files; only camelCase is shown and checked here. */
export interface AgentOptions extends AgentMetadata, AgentSpec {}

/** The same in the form of `config/agents/<name>.agent.yaml`. */
export interface AgentManifest {
  readonly apiVersion: 'wabaton/v1' | 'astromesh/v1'
  readonly kind: 'Agent'
  readonly metadata?: AgentMetadata | undefined
  readonly spec: AgentSpec
}

/** Either form, and no mixture of them. */
export type WrittenAgent = (AgentOptions & None<AgentManifest>) | (AgentManifest & None<AgentOptions>)
