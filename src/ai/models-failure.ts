import { APICallError, LoadAPIKeyError, UnsupportedFunctionalityError } from '@ai-sdk/provider'

/**
 * A model did not answer. The message says which one and how, as in `openai/gpt-4o answered 429`: it goes to logs and
 * traces, so nothing stands in it of what was asked or answered, and no cause hangs on it that would bring that along.
 */
export class ModelFailed extends Error {
  override readonly name = 'ModelFailed'
  readonly model: string
  /** Whether the same may work later; not so with a wrong key, or a model that does not exist. */
  readonly retryable: boolean

  constructor(model: string, what: string, retryable: boolean) {
    super(`${model} ${what}`)
    this.model = model
    this.retryable = retryable
  }
}

/** An answer that is none. */
export class BadAnswer extends Error {
  override readonly name = 'BadAnswer'
}

/** Codes of providers that tell a person what to do. Other texts of theirs may quote the prompt or the key. */
const TELLING = new Set([
  'context_length_exceeded',
  'insufficient_quota',
  'invalid_api_key',
  'model_not_found',
  'rate_limit_exceeded',
])

export function failureOf(error: unknown, model: string): ModelFailed {
  if (error instanceof ModelFailed) return error
  const { what, retryable } = describe(error)
  return new ModelFailed(model, what, retryable)
}

function describe(error: unknown): { what: string; retryable: boolean } {
  if (error instanceof BadAnswer) return { what: error.message, retryable: true }
  if (LoadAPIKeyError.isInstance(error)) return { what: 'has no API key', retryable: false }
  if (UnsupportedFunctionalityError.isInstance(error)) {
    return { what: 'does not support what it was asked for', retryable: false }
  }
  const status = statusOf(error)
  if (status !== undefined && (status < 200 || status > 299)) {
    const code = codeOf(error)
    return {
      what: `answered ${status}${code ? ` (${code})` : ''}`,
      retryable: (status === 408 || status === 409 || status === 429 || status >= 500) && code !== 'insufficient_quota',
    }
  }
  const network = networkCodeOf(error)
  if (network) return { what: `could not be reached (${network})`, retryable: true }
  if (status !== undefined || isUnreadable(error)) return { what: 'answered what cannot be read', retryable: true }
  return { what: `failed (${error instanceof Error ? error.name : typeof error})`, retryable: true }
}

/** Errors in the middle of a stream come as plain objects with the same fields. */
function statusOf(error: unknown): number | undefined {
  const { statusCode } = fieldsOf(error)
  return typeof statusCode === 'number' ? statusCode : undefined
}

function codeOf(error: unknown): string | undefined {
  const { code, data } = fieldsOf(error)
  const told = [code, fieldsOf(data).code, fieldsOf(fieldsOf(data).error).code]
  return told.find((one): one is string => typeof one === 'string' && TELLING.has(one))
}

function networkCodeOf(error: unknown): string | undefined {
  let current = error
  for (let depth = 0; depth < 4 && current; depth += 1) {
    const { code, cause, message } = fieldsOf(current)
    if (typeof code === 'string' && /^(E[A-Z]+|UND_ERR_[A-Z_]+)$/.test(code)) return code
    if (current instanceof TypeError && message === 'terminated' && !cause) return 'terminated'
    current = cause
  }
  return APICallError.isInstance(error) && error.statusCode === undefined ? 'network' : undefined
}

function isUnreadable(error: unknown): boolean {
  const { name } = fieldsOf(error)
  return (
    typeof name === 'string' && /^AI_(JSONParse|TypeValidation|InvalidResponseData|EmptyResponseBody)Error$/.test(name)
  )
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {}
}
