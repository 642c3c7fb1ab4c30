import { z } from 'zod'
import type { ModelChoice, ModelPlan } from '../domain/agent.ts'
import { DEFAULT_MODELS, PROVIDERS, type Provider, readModelName } from '../domain/models.ts'
import { isBlock, readBlock, type Where } from './agent-tree.ts'
import type { Environment } from './environment.ts'
import { type Fault, inWords } from './faults.ts'
import { nearest } from './nearest.ts'
import { flag, oneOf, Refusal, secret, setting, text, webAddress, whole, written } from './values.ts'

/** What reading an agent needs from outside, and where it tells what it finds. */
export interface Reading {
  readonly env: Environment
  readonly folder: string
  /** Where no key is set the scripted demo plays, instead of a fault. */
  readonly simulator: boolean
  readonly faults: Fault[]
  readonly warnings: string[]
  /** Folders that were read. */
  readonly workspaces: string[]
}

export const DEFAULT_TEMPERATURE = 0.4
export const DEFAULT_MAX_TOKENS = 1_024

const temperature = () =>
  setting((value: number | string) => {
    const number = /^\d+(\.\d+)?$/.test(written(value)) ? Number(written(value)) : Number.NaN
    return number <= 2 ? number : new Refusal('is not a temperature', 'Write a number from 0 to 2, or leave it out.')
  })

const maxTokens = () => whole({ least: 1, most: 1_000_000, unit: 'a number of tokens' })

const parameters = { temperature: temperature().optional(), maxTokens: maxTokens().optional() }

/** A model that needs more than its name. */
export const choice = z.strictObject({
  provider: text('openai').optional(),
  model: z.custom<NonNullable<unknown>>((value) => value !== undefined, {
    params: { cure: 'Write its name: model: gpt-4o-mini' },
  }),
  endpoint: webAddress().optional(),
  apiKey: secret("the provider's console.").optional(),
  api: oneOf(['chat', 'responses']).optional(),
  streaming: flag().optional(),
  vision: flag().optional(),
  parameters: z.strictObject(parameters).prefault({}),
  ...parameters,
})

const one = () =>
  z.custom<NonNullable<unknown>>((value) => value !== undefined, { params: { cure: 'Write: primary: gpt-4o-mini' } })

export const plan = z.strictObject({
  primary: one(),
  fallback: one().optional(),
  routing: z.strictObject({ strategy: oneOf(['primary', 'capability_match']).default('primary') }).prefault({}),
  transcription: one().optional(),
})

const PLAN_KEYS = Object.keys(plan.shape)

/** `gpt-4o`, a model of the AI SDK, a block of one model, or `{primary, fallback, routing, transcription}`. */
export function readModels(value: unknown, where: Where, reading: Reading): ModelPlan | undefined {
  if (!isBlock(value) || !Object.keys(value).some((key) => PLAN_KEYS.includes(key))) {
    const primary = readChoice(value, where, reading)
    return primary && { primary, fallback: undefined, routing: 'primary', transcription: undefined }
  }
  const given = readBlock(value, plan, where, reading.faults)
  if (!given) return undefined
  const at =
    (key: string): Where =>
    (path) =>
      where(path ? `${key}.${path}` : key)
  const primary = readChoice(given.primary, at('primary'), reading)
  if (!primary) return undefined
  const transcription = given.transcription && readChoice(given.transcription, at('transcription'), reading, primary)
  return {
    primary,
    fallback: given.fallback && readChoice(given.fallback, at('fallback'), reading, primary),
    routing: given.routing.strategy,
    // The demo hears nothing: without a key voice notes stay what they are.
    transcription: transcription?.provider === 'demo' ? undefined : transcription,
  }
}

/** What a model leaves out it takes from `like`: the fallback has the parameters of the primary one. */
export function readChoice(
  value: unknown,
  where: Where,
  reading: Reading,
  like?: ModelChoice,
): ModelChoice | undefined {
  if (!isBlock(value) || isModel(value)) return complete({ model: value as NonNullable<unknown> }, where, reading, like)
  const given = readBlock(value, choice, where, reading.faults)
  return given && complete(given, where, reading, like)
}

type Given = Partial<z.output<typeof choice>> & { readonly model: NonNullable<unknown> }

function complete(
  given: Given,
  where: Where,
  reading: Reading,
  like: ModelChoice | undefined,
): ModelChoice | undefined {
  const named = isModel(given.model)
    ? { provider: 'own', model: given.model.modelId ?? 'own', instance: given.model }
    : { ...providerAndModel(given, where, reading.faults, like), instance: undefined }
  if (named.provider === undefined || named.model === undefined) return undefined

  const same = like?.provider === named.provider ? like : undefined
  const endpoint = given.endpoint ?? same?.endpoint
  if (named.provider === 'openai-compatible' && !endpoint) {
    const cure = 'Add the address of its API: endpoint: https://models.acme.com/v1'
    reading.faults.push({ where: where(''), problem: 'has no endpoint.', cure })
  }
  const chosen: ModelChoice = {
    provider: named.provider,
    model: named.model,
    endpoint,
    apiKey: given.apiKey ?? (same && same.endpoint === endpoint ? same.apiKey : undefined),
    api: given.api ?? same?.api,
    streaming: given.streaming ?? like?.streaming ?? false,
    temperature: given.parameters?.temperature ?? given.temperature ?? like?.temperature ?? DEFAULT_TEMPERATURE,
    maxTokens: given.parameters?.maxTokens ?? given.maxTokens ?? like?.maxTokens ?? DEFAULT_MAX_TOKENS,
    vision: given.vision,
    instance: named.instance,
  }
  if (chosen.maxTokens > DEFAULT_MAX_TOKENS && chosen.maxTokens !== like?.maxTokens)
    reading.warnings.push(
      `${where('max_tokens')} is ${chosen.maxTokens}: more than ${DEFAULT_MAX_TOKENS} make long answers, which cost more and are hard to read on a phone.`,
    )
  return withKey(chosen, where, reading)
}

export const isModel = (value: unknown): value is { readonly modelId?: string } =>
  typeof value === 'object' && value !== null && ('doGenerate' in value || 'specificationVersion' in value)

function providerAndModel({ provider, model, endpoint }: Given, where: Where, faults: Fault[], like?: ModelChoice) {
  const name = typeof model === 'string' || typeof model === 'number' ? written(model) : ''
  const nothing = { provider: undefined, model: undefined }
  if (!name) {
    const cure = 'Write a name such as gpt-4o-mini or openai/gpt-4o, or a block: {provider, model, endpoint}.'
    faults.push({ where: where(''), problem: 'names no model.', cure })
    return nothing
  }
  const known = readModelName(name)
  if (provider !== undefined) {
    const found = PROVIDERS.find((one) => one === provider.toLowerCase())
    if (!found) {
      const guess = nearest(provider, PROVIDERS)
      const cure = guess ? `Did you mean ${guess}?` : `Write one of: ${PROVIDERS.join(', ')}.`
      faults.push({ where: where('provider'), problem: 'is not a provider that Wabaton knows.', cure })
      return nothing
    }
    return { provider: found, model: known?.provider === found ? known.model : name }
  }
  const guessed = known?.provider ?? (endpoint ? 'openai-compatible' : (like?.provider as Provider | undefined))
  if (guessed === undefined || (guessed as string) === 'own') {
    const cure = `Write whose it is before its name, ${name.includes('/') ? 'one of' : `such as ollama/${name}:`} ${inWords(PROVIDERS, 'or')}.`
    faults.push({ where: where(''), problem: `names a model of nobody that Wabaton knows: ${name}.`, cure })
    return nothing
  }
  return { provider: guessed, model: known?.model ?? name }
}

const ENDPOINTS: Readonly<Record<string, string>> = { openai: 'OPENAI_BASE_URL', anthropic: 'ANTHROPIC_BASE_URL' }

/** The usual variables give what an agent leaves out. A model behind an address of the project's own may need no key. */
function withKey(chosen: ModelChoice, where: Where, reading: Reading): ModelChoice {
  const variable = DEFAULT_MODELS.find(({ provider }) => provider === chosen.provider)?.key
  if (!variable) return chosen
  const apiKey = chosen.apiKey ?? (chosen.endpoint ? undefined : reading.env[variable])
  const endpoint = chosen.endpoint ?? reading.env[ENDPOINTS[chosen.provider] ?? '']
  if (apiKey || chosen.endpoint) return { ...chosen, apiKey, endpoint }
  if (reading.simulator) {
    reading.warnings.push(
      `${where('')} is ${chosen.provider}/${chosen.model}, and ${variable} is not set: the scripted demo answers instead.`,
    )
    return { ...SCRIPTED, temperature: chosen.temperature, maxTokens: chosen.maxTokens }
  }
  const problem = `is a model of ${chosen.provider}, and ${variable} is not set.`
  reading.faults.push({ where: where(''), problem, cure: `Set ${variable} in the environment or in .env.` })
  return chosen
}

/** The scripted demo: it needs no key. */
export const SCRIPTED: ModelChoice = choiceOf('demo', 'demo')

function choiceOf(provider: string, model: string): ModelChoice {
  return {
    provider,
    model,
    endpoint: undefined,
    apiKey: undefined,
    api: undefined,
    streaming: false,
    temperature: DEFAULT_TEMPERATURE,
    maxTokens: DEFAULT_MAX_TOKENS,
    vision: undefined,
    instance: undefined,
  }
}

/** What the key of a provider in the environment opens, where nothing names a model. */
export function modelOfEnvironment(env: Environment): ModelChoice | undefined {
  const found = DEFAULT_MODELS.find(({ key }) => env[key]?.trim())
  if (!found) return undefined
  const { key, provider, model } = found
  return { ...choiceOf(provider, model), endpoint: env[ENDPOINTS[provider] ?? ''], apiKey: env[key] }
}
