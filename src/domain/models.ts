/** Which model answers where only a provider's key is set: cheap, sees images, takes a temperature. In order of preference. */
export const DEFAULT_MODELS = [
  { key: 'OPENAI_API_KEY', provider: 'openai', model: 'gpt-4o-mini' },
  { key: 'ANTHROPIC_API_KEY', provider: 'anthropic', model: 'claude-haiku-4-5' },
  { key: 'GOOGLE_GENERATIVE_AI_API_KEY', provider: 'google', model: 'gemini-2.5-flash-lite' },
] as const

/** What may stand before the slash in `openai/gpt-4o-mini`. */
export const PROVIDERS = ['openai', 'anthropic', 'google', 'ollama', 'openai-compatible', 'demo'] as const

export type Provider = (typeof PROVIDERS)[number]

export interface NamedModel {
  readonly provider: Provider
  readonly model: string
}

const FAMILIES: readonly (readonly [RegExp, Provider])[] = [
  [/^(gpt-|chatgpt-|o\d+(-|$)|whisper-|tts-|text-embedding-)/, 'openai'],
  [/^claude-/, 'anthropic'],
  [/^gemini-/, 'google'],
  [/^demo$/, 'demo'],
]

/** `openai/gpt-4o-mini`, `ollama/llava:7b`, or `gpt-4o-mini` where the name itself tells whose it is. */
export function readModelName(name: string): NamedModel | undefined {
  const slash = name.indexOf('/')
  const provider = PROVIDERS.find((known) => known === name.slice(0, slash).toLowerCase())
  if (slash > 0 && provider) {
    const model = name.slice(slash + 1)
    return model === '' ? undefined : { provider, model }
  }
  if (slash >= 0) return undefined
  const family = FAMILIES.find(([pattern]) => pattern.test(name.toLowerCase()))
  return family && { provider: family[1], model: name }
}

/** Names of models that look at images; what is not listed here reads text only. */
const SEEING: readonly RegExp[] = [
  /^(chatgpt-)?gpt-?4o(?!.*-audio|.*-realtime|.*-transcribe|.*-tts)/,
  /^chatgpt-4o/,
  /^gpt-4\.1/,
  /^gpt-4-turbo(?!-preview)/,
  /^gpt-([5-9]|\d\d)(?!.*-(audio|realtime))/,
  /^o1(?!-mini|-preview)/,
  /^o[3-9](?!-mini)/,
  /^o4-mini/,
  /claude-([3-9]|[a-z]+-[4-9]|\d\d)/,
  /^gemini-(?!pro$|1\.0|embedding)(?!.*-tts)/,
  /^gemma-?3(?!n)(?!.*\b(1b|270m)\b)/,
  /llava/,
  /^llama-?4/,
  /^(pixtral|minicpm-v|moondream|internvl|cogvlm|smolvlm|idefics)/,
  /^mistral-(small-?3\.[1-9]|medium-?3)/,
  /^phi-?[34].*multimodal/,
  /^qwen[\d.]*-?vl/,
  /[-.]vision\b/,
  /[-.]vl\b/,
]

/** Whether a model of this name looks at images. A provider or vendor before it may stand there or not. */
export function seesImages(name: string): boolean {
  return matches(SEEING, name)
}

/** They answer a request that carries a temperature with an error. */
const WITHOUT_TEMPERATURE: readonly RegExp[] = [
  /^o\d+(-|$)/,
  /^gpt-([5-9]|\d\d)(?!-chat)/,
  /^gpt-4o(-mini)?-search/,
  /claude-opus-4-[7-9]/,
  /claude-[a-z]+-([5-9]|\d\d)(-|$)/,
]

export function refusesTemperature(name: string): boolean {
  return matches(WITHOUT_TEMPERATURE, name)
}

function matches(patterns: readonly RegExp[], name: string): boolean {
  const bare = name.slice(name.lastIndexOf('/') + 1).toLowerCase()
  return patterns.some((pattern) => pattern.test(bare))
}
