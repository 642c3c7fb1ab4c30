import { reasonOf } from './errors.ts'
import type { GraphAnswer } from './transport.ts'

export type Fields = Readonly<Record<string, unknown>>

/** An answer of Graph, taken apart. */
export type GraphFields =
  | { readonly kind: 'fields'; readonly fields: Fields }
  | { readonly kind: 'error'; readonly code: number; readonly subcode: number; readonly reason: string }
  /** Nothing that can be read came back. */
  | { readonly kind: 'none'; readonly reason: string }

/** Codes that pass: what was asked may be asked again. */
const PASSING = new Set([1, 2, 4, 80007, 80008, 130429, 131000, 131016, 131057])
export const mayPass = (code: number) => PASSING.has(code)

interface GraphError {
  readonly code?: unknown
  readonly error_subcode?: unknown
  readonly message?: unknown
  readonly error_user_msg?: unknown
  readonly error_data?: { readonly details?: unknown }
}

export function readFields(answer: GraphAnswer): GraphFields {
  if (answer.kind !== 'answer') return { kind: 'none', reason: `WhatsApp could not be reached (${answer.reason})` }
  const body = parse(answer.body)
  if (!body) return { kind: 'none', reason: `an answer that cannot be read (HTTP ${answer.status})` }
  const error = body.error as GraphError | undefined
  if (!error) {
    if (answer.status === 200) return { kind: 'fields', fields: body }
    return { kind: 'none', reason: `WhatsApp answered HTTP ${answer.status}` }
  }
  const code = Number(error.code)
  const words = error.error_user_msg ?? error.error_data?.details ?? error.message ?? reasonOf(code)
  return { kind: 'error', code, subcode: Number(error.error_subcode ?? 0), reason: `${code}: ${words}` }
}

function parse(body: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(body)
    return typeof value === 'object' && value !== null ? (value as Fields) : undefined
  } catch {
    return undefined
  }
}
