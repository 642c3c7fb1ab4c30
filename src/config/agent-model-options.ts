import type { EmbeddingModel, LanguageModel, SpeechModel, TranscriptionModel } from 'ai'
import type { Provider } from '../domain/models.ts'

/** A model of the AI SDK that your program has made itself, of any provider. */
export type ModelObject = Exclude<LanguageModel, string>
export type TranscriptionModelObject = Exclude<TranscriptionModel, string>
export type SpeechModelObject = Exclude<SpeechModel, string>
export type EmbeddingModelObject = Exclude<EmbeddingModel, string>

/** The ways to name one model: `'gpt-4o-mini'`, `'ollama/llava:7b'`, a block, or a model of the AI SDK. */
export type ModelChoiceOptions<Made = ModelObject> = string | ModelOptions<Made> | Made

export interface ModelParameters {
  /** From 0 to 2; left out for models that refuse it. Default: 0.4. */
  readonly temperature?: number | undefined
  /** The longest answer. Default: 1024; more draws a warning. */
  readonly maxTokens?: number | undefined
}

/** A model that needs more than its name. */
export interface ModelOptions<Made = ModelObject> extends ModelParameters {
  /** Whose it is, where its name does not tell. */
  readonly provider?: Provider | undefined
  /** Its name at the provider, or a model of the AI SDK. */
  readonly model: string | Made
  /** Another address than the provider's: `http://ollama:11434`. */
  readonly endpoint?: string | undefined
  /** Default: the variable of the provider; with an `endpoint` of your own it is not used. */
  readonly apiKey?: string | undefined
  /** Which of OpenAI's two APIs is spoken. Default: `responses`; compatible servers always get `chat`. */
  readonly api?: 'chat' | 'responses' | undefined
  /** Asks for a stream, for servers that answer in no other way. Default: false. */
  readonly streaming?: boolean | undefined
  /** Whether it sees images, where its name does not tell. */
  readonly vision?: boolean | undefined
  /** A block for `temperature` and `maxTokens`, which may also stand without it. */
  readonly parameters?: ModelParameters | undefined
}

export interface RoutingOptions {
  /** `capability_match`: turns with pictures go to whichever model sees. Default: `primary`. */
  readonly strategy?: 'primary' | 'capability_match' | undefined
}

/** Several models that do the work of one agent. */
export interface ModelPlanOptions {
  readonly primary: ModelChoiceOptions
  /** Answers the same turn when the primary one fails, takes too long or is asked too much. */
  readonly fallback?: ModelChoiceOptions | undefined
  readonly routing?: RoutingOptions | undefined
  /** Turns voice notes into text: `'whisper-1'`. */
  readonly transcription?: ModelChoiceOptions<TranscriptionModelObject> | undefined
}

/** Answers as voice notes. */
export interface VoiceOptions {
  /** Makes the sound, as Ogg with Opus: `'gpt-4o-mini-tts'`. */
  readonly model: ModelChoiceOptions<SpeechModelObject>
  /** The voice, as the provider calls it. Default: `alloy`. */
  readonly name?: string | undefined
  /** `voice-note`: when the newest message is one. Default: `voice-note`. */
  readonly when?: 'voice-note' | 'always' | undefined
}

/** What may stand under `model`, of an agent and of a line. */
export type AgentModel =
  | string
  | (ModelOptions & { readonly [Key in keyof ModelPlanOptions]?: undefined })
  | (ModelPlanOptions & { readonly [Key in keyof ModelOptions]?: undefined })
  | ModelObject

/** What may stand under `memory.embeddings`. */
export type EmbeddingModelChoice = ModelChoiceOptions<EmbeddingModelObject>
