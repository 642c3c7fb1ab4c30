import {
  type LanguageModelV4,
  type LanguageModelV4CallOptions,
  type LanguageModelV4GenerateResult,
  UnsupportedFunctionalityError,
} from '@ai-sdk/provider'
import type { ModelChoice, ModelPlan } from '../domain/agent.ts'
import { seesImages } from '../domain/models.ts'
import type { Prices } from '../domain/prices.ts'
import type { TraceRecorder } from '../domain/trace.ts'
import type { Clock } from '../flows/world.ts'
import { type BuildNeeds, buildModel } from './models-build.ts'
import { askModel, type Candidate } from './models-call.ts'
import { ModelFailed } from './models-failure.ts'
import { speakWith } from './models-speak.ts'
import { type Recording, transcribeWith } from './models-transcribe.ts'

export { ModelFailed } from './models-failure.ts'

export interface ModelsOptions extends BuildNeeds, Pick<Clock, 'now' | 'after'> {
  /** Come before the list prices. */
  readonly prices?: Prices
}

export interface RunOptions {
  readonly hasImages: boolean
  readonly trace: Pick<TraceRecorder, 'model' | 'note'>
  /** Epoch milliseconds. */
  readonly deadline: number
  readonly signal?: AbortSignal
}

export interface ChosenModel {
  /** For `doGenerate` only; temperature and most tokens come from the plan, for each of its models its own. */
  readonly model: LanguageModelV4
  /** Whether the model that is asked first sees images. */
  readonly sees: boolean
}

export interface Models {
  forRun(plan: ModelPlan, options: RunOptions): ChosenModel
  transcribe(choice: ModelChoice, audio: Recording, signal: AbortSignal): Promise<string>
  /** What is said, as a voice note that WhatsApp plays. */
  speak(choice: ModelChoice, text: string, voice: string, signal: AbortSignal): Promise<Recording>
  build(choice: ModelChoice): Promise<LanguageModelV4>
}

export function createModels({ prices = {}, now, after, ...needs }: ModelsOptions): Models {
  const built = new WeakMap<ModelChoice, Promise<LanguageModelV4>>()

  function build(choice: ModelChoice): Promise<LanguageModelV4> {
    const before = built.get(choice)
    if (before !== undefined) return before
    const model = buildModel(choice, needs)
    built.set(choice, model)
    model.catch(() => built.delete(choice))
    return model
  }

  const candidate = (choice: ModelChoice): Candidate => ({
    name: nameOf(choice),
    choice,
    sees: choice.vision ?? seesImages(nameOf(choice)),
    build: () => build(choice),
  })

  return {
    build,
    transcribe: (choice, audio, signal) => transcribeWith(choice, audio, signal, needs.fetch),
    speak: (choice, text, voice, signal) => speakWith(choice, { text, voice, signal }, needs.fetch),
    forRun({ primary, fallback, routing }, { hasImages, trace, deadline, signal }) {
      const candidates = [primary, ...(fallback ? [fallback] : [])].map(candidate)
      const seeing = routing === 'capability_match' && hasImages ? candidates.findIndex(({ sees }) => sees) : 0
      if (seeing > 0) candidates.reverse()
      const run = { trace, deadline, signal, prices, clock: { now, after } }
      return { model: withFallback(candidates, run), sees: candidates[0]!.sees }
    },
  }
}

interface RunFacts {
  readonly trace: RunOptions['trace']
  readonly deadline: number
  readonly signal: AbortSignal | undefined
  readonly prices: Prices
  readonly clock: Pick<Clock, 'now' | 'after'>
}

/** One model for one run. When the one that is asked fails the other answers, and goes on with the run. */
function withFallback(candidates: readonly Candidate[], run: RunFacts): LanguageModelV4 {
  const { trace, deadline, prices, clock } = run
  let order = candidates.map((candidate) => ({ candidate, ownFrom: 0 }))

  async function generate(options: LanguageModelV4CallOptions): Promise<LanguageModelV4GenerateResult> {
    const signals = [run.signal, options.abortSignal].filter((given) => given !== undefined)
    const signal = AbortSignal.any(signals)
    const failures: ModelFailed[] = []
    for (const [place, { candidate, ownFrom }] of order.entries()) {
      signal.throwIfAborted()
      const now = clock.now()
      const last = place === order.length - 1
      // Half of the time is left for the other one.
      const until = last ? deadline : now + Math.floor((deadline - now) / 2)
      const from = place === 0 ? ownFrom : options.prompt.length
      try {
        const result = await askModel(candidate, { options, ownFrom: from, signal, until, clock, prices, trace })
        if (place > 0) {
          const others = order.filter((one) => one.candidate !== candidate)
          order = [{ candidate, ownFrom: from }, ...others]
        }
        return result
      } catch (error) {
        if (!(error instanceof ModelFailed)) throw error
        failures.push(error)
      }
    }
    throw failures.length === 1 ? failures[0]! : together(failures)
  }

  return {
    specificationVersion: 'v4',
    provider: 'wabaton',
    modelId: candidates.map(({ name }) => name).join(' or '),
    // Files come as bytes: no provider is sent to fetch them.
    supportedUrls: {},
    doGenerate: generate,
    async doStream() {
      throw new UnsupportedFunctionalityError({ functionality: 'streaming a run' })
    },
  }
}

function together(failures: readonly ModelFailed[]): ModelFailed {
  const [{ model, message }, ...others] = failures as [ModelFailed, ...ModelFailed[]]
  const what = [message.slice(model.length + 1), ...others.map((other) => other.message)].join('; ')
  return new ModelFailed(
    model,
    what,
    failures.some(({ retryable }) => retryable),
  )
}

/** For traces and prices: a model that a program has made is named as its provider names it. */
function nameOf({ provider, model, instance }: ModelChoice): string {
  if (provider === 'demo') return 'demo'
  if (provider !== 'own') return `${provider}/${model}`
  const { provider: maker, modelId } = Object(instance) as { provider?: unknown; modelId?: unknown }
  return typeof maker === 'string' && typeof modelId === 'string' ? `${maker.split('.')[0]}/${modelId}` : 'own'
}
