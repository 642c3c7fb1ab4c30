import type { AgentDefinition, ModelChoice } from '../domain/agent.ts'
import type { Finding } from './doctor.ts'
import type { GraphFetch } from './graph-check.ts'

const PATIENCE_MS = 10_000

type Given = Readonly<Record<string, unknown>>

interface Place {
  /** Where its models are listed. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  /** The variable or setting that a key comes from. */
  readonly key: string
}

/** Asks the provider of every model whether it is there, takes the key and knows the model. Costs no tokens. */
export async function modelFindings(agents: Given, fetch: GraphFetch): Promise<Finding[]> {
  const choices = new Map<string, ModelChoice>()
  for (const agent of Object.values(agents)) for (const choice of choicesOf(agent)) choices.set(keyOf(choice), choice)
  return Promise.all([...choices.values()].map((choice) => modelFinding(choice, fetch)))
}

function choicesOf(agent: unknown): readonly ModelChoice[] {
  if (typeof agent === 'function') return []
  const { primary, fallback, transcription } = (agent as AgentDefinition).model
  return [primary, fallback, transcription].filter((choice) => choice !== undefined)
}

const keyOf = ({ provider, model, endpoint = '' }: ModelChoice) => `${provider} ${model} ${endpoint}`

async function modelFinding(choice: ModelChoice, fetch: GraphFetch): Promise<Finding> {
  const { provider, model, endpoint } = choice
  const what = `model ${provider}/${model}`
  const place = placeOf(choice)
  if (!place)
    return { what, state: 'ok', detail: provider === 'demo' ? 'scripted, needs nothing' : 'of your own program' }
  const where = new URL(place.url).origin
  try {
    const response = await fetch(place.url, { headers: place.headers, signal: AbortSignal.timeout(PATIENCE_MS) })
    const body = await response.text()
    if (response.status === 401 || response.status === 403)
      return {
        what,
        state: 'fail',
        detail: `${where} refuses the key`,
        cure: `Set ${place.key} to a key that is valid there.`,
      }
    if (response.status === 429 || response.status >= 500)
      return { what, state: 'warn', detail: `${where} answers with HTTP ${response.status}`, cure: 'Try again later.' }
    const known = modelsIn(body)
    if (response.status === 200 && known.length > 0 && !known.some((name) => isSame(name, model))) {
      const cure =
        provider === 'ollama' ? `Get it with: ollama pull ${model}` : `It has: ${known.slice(0, 8).join(', ')}`
      return { what, state: 'fail', detail: `${where} does not know this model`, cure }
    }
    return { what, state: 'ok', detail: `${where} answers` }
  } catch (error) {
    const code = (error as { cause?: { code?: string } }).cause?.code ?? (error as Error).name
    const cure =
      provider === 'ollama'
        ? `Is Ollama running there? Start it with: ollama serve`
        : `Is the address right${endpoint ? ' (endpoint)' : ''}, and may this machine reach it?`
    return { what, state: 'fail', detail: `${where} cannot be reached (${code})`, cure }
  }
}

function placeOf({ provider, endpoint, apiKey }: ModelChoice): Place | undefined {
  const bearer: Record<string, string> = apiKey ? { authorization: `Bearer ${apiKey}` } : {}
  const under = (base: string) => `${base.replace(/\/+$/, '')}/models`
  switch (provider) {
    case 'openai':
      return { url: under(endpoint ?? 'https://api.openai.com/v1'), headers: bearer, key: 'OPENAI_API_KEY' }
    case 'openai-compatible':
      return endpoint ? { url: under(endpoint), headers: bearer, key: 'the api_key of this model' } : undefined
    case 'ollama':
      return {
        url: under(`${(endpoint ?? 'http://localhost:11434').replace(/\/v1\/?$/, '')}/v1`),
        headers: bearer,
        key: 'the api_key of this model',
      }
    case 'anthropic':
      return {
        url: under(endpoint ?? 'https://api.anthropic.com/v1'),
        headers: { 'anthropic-version': '2023-06-01', ...(apiKey && { 'x-api-key': apiKey }) },
        key: 'ANTHROPIC_API_KEY',
      }
    case 'google':
      return {
        url: under(endpoint ?? 'https://generativelanguage.googleapis.com/v1beta'),
        headers: apiKey ? { 'x-goog-api-key': apiKey } : {},
        key: 'GOOGLE_GENERATIVE_AI_API_KEY',
      }
    default:
      return undefined
  }
}

/** The names in a list of models, in the forms that the providers write it; none where it is no list. */
function modelsIn(body: string): string[] {
  try {
    const { data, models } = JSON.parse(body) as { data?: unknown; models?: unknown }
    const list = [data, models].find(Array.isArray) as { id?: unknown; name?: unknown }[] | undefined
    return (list ?? []).flatMap(({ id, name }) => [id, name].filter((one): one is string => typeof one === 'string'))
  } catch {
    return []
  }
}

/** `models/gemini-2.5-flash`, `llava:latest` and dated versions are the model that is meant. */
function isSame(listed: string, model: string): boolean {
  const name = listed.replace(/^models\//, '')
  return name === model || name === `${model}:latest` || name.startsWith(`${model}-`)
}
