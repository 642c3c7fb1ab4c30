import type { TranscriptionModelV4 } from '@ai-sdk/provider'
import type { ModelChoice } from '../domain/agent.ts'
import { type BuildNeeds, settingsOf } from './models-build.ts'
import { failureOf, ModelFailed } from './models-failure.ts'

export interface Recording {
  readonly bytes: Uint8Array
  readonly mime: string
}

/** What is said in a recording; empty where nothing is. Throws `ModelFailed`, or the reason of the signal. */
export async function transcribeWith(
  choice: ModelChoice,
  { bytes, mime }: Recording,
  signal: AbortSignal,
  fetch: BuildNeeds['fetch'],
): Promise<string> {
  const name = `${choice.provider}/${choice.model}`
  try {
    const [{ transcribe }, model] = await Promise.all([
      import('ai'),
      buildTranscription(choice, name, unlessAborted(fetch)),
    ])
    const mediaType = mime.split(';')[0]!.trim()
    const told: TranscriptionModelV4 = {
      specificationVersion: 'v4',
      provider: model.provider,
      modelId: model.modelId,
      // The SDK knows fewer kinds of sound than WhatsApp has; ours is told from the bytes as well.
      doGenerate: async (options) => ({ ...(await model.doGenerate({ ...options, mediaType })), warnings: [] }),
    }
    const { text } = await transcribe({ model: told, audio: bytes, abortSignal: signal, maxRetries: 0 })
    return text.trim()
  } catch (error) {
    if (signal.aborted) throw signal.reason
    throw failureOf(error, name)
  }
}

/** In Node 24 a form that is sent when all is over already fails where nobody hears it, and that ends the process. */
function unlessAborted(fetch: typeof globalThis.fetch = globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    init?.signal?.throwIfAborted()
    return fetch(input, init)
  }
}

async function buildTranscription(
  choice: ModelChoice,
  name: string,
  fetch: BuildNeeds['fetch'],
): Promise<TranscriptionModelV4> {
  const { provider, model, endpoint, instance } = choice
  const settings = settingsOf(choice, fetch)
  switch (provider) {
    case 'openai':
    case 'openai-compatible': {
      if (provider === 'openai-compatible' && !endpoint) throw new ModelFailed(name, 'has no endpoint', false)
      const { createOpenAI } = await import('@ai-sdk/openai')
      return createOpenAI(settings).transcription(model)
    }
    case 'google': {
      const { createGoogle } = await import('@ai-sdk/google')
      return createGoogle(settings).transcription(model)
    }
    case 'own':
      if (isTranscription(instance)) return instance
      throw new ModelFailed('own', 'is not a transcription model of the AI SDK', false)
    default:
      throw new ModelFailed(name, 'is of a provider that does not transcribe', false)
  }
}

function isTranscription(instance: unknown): instance is TranscriptionModelV4 {
  return typeof instance === 'object' && instance !== null && 'doGenerate' in instance && !('doStream' in instance)
}
