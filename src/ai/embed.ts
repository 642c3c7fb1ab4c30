import type { EmbeddingModelV4, SharedV4ProviderOptions } from '@ai-sdk/provider'
import type { ModelChoice } from '../domain/agent.ts'
import type { Embedded, Embedder } from '../flows/embedder.ts'
import { type BuildNeeds, ollamaUrl, settingsOf } from './models-build.ts'
import { BadAnswer, failureOf, ModelFailed } from './models-failure.ts'

/** Models read a few thousand tokens, and a script may need a token for each character. */
const LONGEST = 6_000

/** Vectors of these models may be cut: shorter ones find nearly as well, and take a third of the memory. */
const SHORTER: readonly { readonly names: RegExp; readonly options: SharedV4ProviderOptions }[] = [
  { names: /^openai\/text-embedding-3/, options: { openai: { dimensions: 512 } } },
  { names: /^google\/gemini-embedding/, options: { google: { outputDimensionality: 768 } } },
]

/** Without a choice it has no model, and is not asked. */
export function createEmbedder(choice: ModelChoice | undefined, fetch?: BuildNeeds['fetch']): Embedder {
  const name = choice && `${choice.provider}/${choice.model}`
  let built: Promise<EmbeddingModelV4> | undefined
  return {
    model: name,
    async embed(texts, { signal }) {
      if (!choice || !name) throw new ModelFailed('none', 'is configured', false)
      try {
        built ??= buildEmbedding(choice, name, fetch)
        const [{ embedMany }, model] = await Promise.all([import('ai'), built])
        const { embeddings, usage } = await embedMany({
          model: withoutWarnings(model),
          values: texts.map((text) => text.slice(0, LONGEST).toWellFormed()),
          maxRetries: 0,
          maxParallelCalls: 1,
          abortSignal: signal,
          telemetry: { isEnabled: false },
          providerOptions: SHORTER.find(({ names }) => names.test(name))?.options ?? {},
        })
        return { vectors: checked(embeddings, texts.length), tokens: usage.tokens || undefined }
      } catch (error) {
        if (signal.aborted) throw signal.reason
        throw failureOf(error, name)
      }
    },
  }
}

/** The SDK would print them. */
const withoutWarnings = (model: EmbeddingModelV4): EmbeddingModelV4 => ({
  specificationVersion: 'v4',
  provider: model.provider,
  modelId: model.modelId,
  maxEmbeddingsPerCall: model.maxEmbeddingsPerCall,
  supportsParallelCalls: model.supportsParallelCalls,
  doEmbed: async (options) => ({ ...(await model.doEmbed(options)), warnings: [] }),
})

function checked(embeddings: readonly (readonly number[])[], wanted: number): Embedded['vectors'] {
  const length = embeddings[0]?.length ?? 0
  const isVector = (one: readonly number[]) => one.length === length && one.every(Number.isFinite)
  if (embeddings.length !== wanted || length === 0 || !embeddings.every(isVector))
    throw new BadAnswer('answered with vectors that fit no text')
  return embeddings.map((one) => Float32Array.from(one))
}

async function buildEmbedding(
  choice: ModelChoice,
  name: string,
  fetch: BuildNeeds['fetch'],
): Promise<EmbeddingModelV4> {
  const { provider, model, endpoint, apiKey = '', instance } = choice
  const settings = settingsOf(choice, fetch)
  const compatible = async (kind: string, baseURL: string) => {
    const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible')
    return createOpenAICompatible({ ...settings, apiKey, name: kind, baseURL }).embeddingModel(model)
  }
  switch (provider) {
    case 'openai':
      return (await import('@ai-sdk/openai')).createOpenAI(settings).embeddingModel(model)
    case 'google':
      return (await import('@ai-sdk/google')).createGoogle(settings).embeddingModel(model)
    case 'ollama':
      return compatible('ollama', ollamaUrl(endpoint))
    case 'openai-compatible':
      if (!endpoint) throw new ModelFailed(name, 'has no endpoint', false)
      return compatible('compatible', endpoint)
    case 'own':
      if (isEmbedding(instance)) return instance
      throw new ModelFailed('own', 'is not an embedding model of the AI SDK', false)
    default:
      throw new ModelFailed(name, 'is of a provider that makes no vectors', false)
  }
}

function isEmbedding(instance: unknown): instance is EmbeddingModelV4 {
  return typeof instance === 'object' && instance !== null && 'doEmbed' in instance
}
