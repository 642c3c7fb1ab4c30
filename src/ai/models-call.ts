import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4Content,
  LanguageModelV4GenerateResult,
  LanguageModelV4Usage,
} from '@ai-sdk/provider'
import type { ModelChoice } from '../domain/agent.ts'
import { costOf, type Price, type Prices, priceOf } from '../domain/prices.ts'
import type { TraceRecorder } from '../domain/trace.ts'
import type { Clock } from '../flows/world.ts'
import { BadAnswer, failureOf, ModelFailed } from './models-failure.ts'
import { gatherStream } from './models-gather.ts'
import { callFor } from './models-prompt.ts'

export interface Candidate {
  /** `openai/gpt-4o-mini` */
  readonly name: string
  readonly choice: ModelChoice
  readonly sees: boolean
  readonly build: () => Promise<LanguageModelV4>
}

export interface Call {
  readonly options: LanguageModelV4CallOptions
  readonly ownFrom: number
  /** Of the run: when it aborts, nobody waits for an answer any more. */
  readonly signal: AbortSignal
  /** No answer is worth anything after this time. */
  readonly until: number
  readonly clock: Pick<Clock, 'now' | 'after'>
  readonly prices: Prices
  readonly trace: Pick<TraceRecorder, 'model' | 'note'>
}

/** Asks one model once. Throws `ModelFailed`, or the reason of the run's own signal. */
export async function askModel(candidate: Candidate, call: Call): Promise<LanguageModelV4GenerateResult> {
  const { name, choice, sees } = candidate
  const { options, ownFrom, signal, until, clock, prices, trace } = call
  const startedAt = clock.now()
  const limit = new AbortController()
  const cancel = clock.after(Math.max(0, until - startedAt), () => limit.abort())
  const abortSignal = AbortSignal.any([signal, limit.signal])
  let usage: LanguageModelV4Usage | undefined
  let failed: ModelFailed | undefined

  const generate = async () => {
    const model = await candidate.build()
    abortSignal.throwIfAborted()
    const asked = callFor({ choice, model: model.modelId, sees, ownFrom }, { ...options, abortSignal })
    return choice.streaming ? gatherStream(await model.doStream(asked)) : model.doGenerate(asked)
  }

  try {
    const result = await orAborted(generate(), abortSignal)
    usage = result.usage
    assertAnswer(result, options)
    for (const feature of unsupported(result)) trace.note(`${name} does not support ${feature}`)
    return { ...result, content: withPictures(result.content), warnings: [] }
  } catch (error) {
    if (signal.aborted) throw signal.reason
    failed = limit.signal.aborted
      ? new ModelFailed(name, `took longer than ${until - startedAt} ms`, true)
      : failureOf(error, name)
    throw failed
  } finally {
    cancel()
    const { inputTokens, outputTokens, cost } = tally(usage, priceOf(name, prices))
    const error = failed?.message ?? (signal.aborted ? 'stopped' : undefined)
    trace.model({
      model: name,
      startedAt,
      ms: clock.now() - startedAt,
      inputTokens,
      outputTokens,
      cost,
      ...(error !== undefined && { error }),
    })
  }
}

/** A failed call has told no tokens, and is taken to cost none; an answer that tells none has a cost that nobody knows. */
function tally(usage: LanguageModelV4Usage | undefined, price: Price | undefined) {
  const inputTokens = usage?.inputTokens.total ?? 0
  const outputTokens = usage?.outputTokens.total ?? 0
  const untold = usage && (usage.inputTokens.total ?? usage.outputTokens.total) === undefined
  const free = price?.input === 0 && price.output === 0
  return {
    inputTokens,
    outputTokens,
    cost: untold && !free ? undefined : costOf({ inputTokens, outputTokens }, price),
  }
}

/** A model that a program has made may not listen to signals: the run goes on without it. */
function orAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop)
    if (signal.aborted) stop()
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

/** Once tools have run a model may have nothing to add: what they do may be the whole answer. */
function assertAnswer(
  { content, finishReason }: LanguageModelV4GenerateResult,
  { prompt }: LanguageModelV4CallOptions,
) {
  if (finishReason.unified === 'error') throw new BadAnswer('broke off in the middle')
  const says = content.some((part) => (part.type === 'text' ? part.text.trim() !== '' : SAYING.has(part.type)))
  if (!says && prompt.at(-1)?.role !== 'tool') throw new BadAnswer('gave an empty answer')
}

const SAYING: ReadonlySet<string> = new Set(['tool-call', 'tool-result', 'file'])

/** OpenAI hands over a picture as the result of a tool of its own; here it is a file, as of any other provider. */
function withPictures(content: readonly LanguageModelV4Content[]): LanguageModelV4Content[] {
  return content.flatMap((part): LanguageModelV4Content[] => {
    if ((part.type !== 'tool-call' && part.type !== 'tool-result') || part.toolName !== 'image_generation')
      return [part]
    if (part.type === 'tool-call') return part.providerExecuted ? [] : [part]
    const { result } = part.result as { result?: unknown }
    return typeof result === 'string'
      ? [{ type: 'file', mediaType: 'image/png', data: { type: 'data', data: result } }]
      : [part]
  })
}

function unsupported({ warnings }: LanguageModelV4GenerateResult): string[] {
  return warnings.flatMap((warning) => (warning.type === 'unsupported' ? [warning.feature] : []))
}
