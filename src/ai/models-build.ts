import type { LanguageModelV4 } from '@ai-sdk/provider'
import type { ModelChoice } from '../domain/agent.ts'
import { ModelFailed } from './models-failure.ts'

export interface BuildNeeds {
  readonly fetch?: typeof globalThis.fetch | undefined
  /** The scripted model of `npm start`. */
  readonly demo?: (() => LanguageModelV4) | undefined
}

const OLLAMA = 'http://localhost:11434'

/** The model behind a choice. Providers are loaded when the first of their models is asked: unused ones cost nothing. */
export async function buildModel(choice: ModelChoice, { fetch, demo }: BuildNeeds): Promise<LanguageModelV4> {
  const { provider, model, endpoint, api } = choice
  const settings = settingsOf(choice, fetch)
  switch (provider) {
    case 'openai': {
      const { createOpenAI } = await import('@ai-sdk/openai')
      const openai = createOpenAI(settings)
      return api === 'chat' ? openai.chat(model) : openai.responses(model)
    }
    case 'anthropic': {
      const { createAnthropic } = await import('@ai-sdk/anthropic')
      return createAnthropic(settings)(model)
    }
    case 'google': {
      const { createGoogle } = await import('@ai-sdk/google')
      return createGoogle(settings)(model)
    }
    case 'ollama':
      return compatible(choice, { ...settings, name: 'ollama', baseURL: ollamaUrl(endpoint) })
    case 'openai-compatible':
      if (!endpoint) throw new ModelFailed(`${provider}/${model}`, 'has no endpoint', false)
      return compatible(choice, { ...settings, name: 'compatible', baseURL: endpoint })
    case 'demo':
      if (!demo) throw new ModelFailed('demo', 'is not part of this program', false)
      return demo()
    case 'own':
      return ownModel(choice)
    default:
      throw new ModelFailed(`${provider}/${model}`, 'is of a provider that is not known here', false)
  }
}

export function settingsOf({ apiKey, endpoint }: ModelChoice, fetch: BuildNeeds['fetch']) {
  // Without any the SDK takes the provider's key from the environment, and sends it to whoever is at this address.
  const key = apiKey || (endpoint && 'none')
  return { ...(key && { apiKey: key }), ...(endpoint && { baseURL: endpoint }), ...(fetch && { fetch }) }
}

/** These send no key where there is none. */
async function compatible({ model, apiKey = '' }: ModelChoice, settings: { name: string; baseURL: string }) {
  const { createOpenAICompatible } = await import('@ai-sdk/openai-compatible')
  // Without it a streamed answer tells no tokens.
  return createOpenAICompatible({ ...settings, apiKey, includeUsage: true })(model)
}

/** Ollama is named by its address alone; what speaks as OpenAI does is below `/v1`. */
export function ollamaUrl(endpoint: string = OLLAMA): string {
  const bare = endpoint.replace(/\/+$/, '')
  return bare.endsWith('/v1') ? bare : `${bare}/v1`
}

/** A string would be looked up at a gateway on the internet, which nobody has asked for. */
async function ownModel({ instance }: ModelChoice): Promise<LanguageModelV4> {
  if (!isModel(instance)) throw new ModelFailed('own', 'is not a model of the AI SDK (a name alone is none)', false)
  if (instance.specificationVersion === 'v4') return instance
  const { wrapLanguageModel } = await import('ai')
  return wrapLanguageModel({ model: instance, middleware: { specificationVersion: 'v4' } })
}

function isModel(instance: unknown): instance is LanguageModelV4 {
  return typeof instance === 'object' && instance !== null && 'doGenerate' in instance && 'doStream' in instance
}
